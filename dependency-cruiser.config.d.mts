export const ROOMS: Readonly<Record<string, readonly string[]>>;
export const PAGE_LOGIC: Readonly<Record<'in' | 'except' | 'also', readonly string[]>>;
