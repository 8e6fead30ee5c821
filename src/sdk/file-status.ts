/** The numbers of the SDK's `fileStatus`. */

/** Space full, queue busy, failed, saving: the office page reports 6 with the first change, and 7 or 1 when it is stored. */
const UNSAVED: readonly unknown[] = [3, 4, 5, 6];

/** Whether there are edits that are not stored. @param payload of the event, as it came */
export const tellsUnsaved = (payload: unknown): boolean => UNSAVED.includes((payload as { status?: unknown } | null | undefined)?.status);
