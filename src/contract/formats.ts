/**
 * Formats and limits of IMM WebOffice, in one place.
 * Source: API page GenerateWebofficeToken (2026-01-27), "Supported input file formats" and parameter descriptions.
 */

/** Which application opens a document, as the WebofficeURL path writes it: Word, sheet, presentation, PDF. */
export type OfficeType = 'w' | 's' | 'p' | 'f';

/** File name extensions (lower case, no dot) each application opens. */
export const FORMATS: Readonly<Record<OfficeType, readonly string[]>> = {
  w: ['doc', 'docx', 'txt', 'dot', 'wps', 'wpt', 'dotx', 'docm', 'dotm', 'rtf'],
  p: ['ppt', 'pptx', 'pptm', 'ppsx', 'ppsm', 'pps', 'potx', 'potm', 'dpt', 'dps'],
  s: ['et', 'xls', 'xlt', 'xlsx', 'xlsm', 'xltx', 'xltm', 'csv'],
  f: ['pdf'],
};

/** Limits of IMM. Sizes are in bytes, times in ms. */
export const LIMITS = {
  /** Largest document, bytes (200 MB). */
  fileSize: 200 * 1024 * 1024,
  /** Most pages of a document, and the largest PreviewPages. */
  pages: 5_000,
  /** Longest UserData, bytes of UTF-8. */
  userData: 2_048,
  /** Access token lifetime, ms (30 minutes). */
  accessTokenLifetime: 30 * 60_000,
  /** Refresh token lifetime, ms (1 day). */
  refreshTokenLifetime: 24 * 60 * 60_000,
  /** The office page asks for a new token this long before the timeout it was given, ms (seen in the page; a timeout of this or less makes it storm). */
  pageRefreshLead: 5 * 60_000,
} as const;

/** Extension of a file name or URI, lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The application for a file name, or undefined when IMM does not open such files. */
export function officeTypeOf(name: string): OfficeType | undefined {
  const extension = extensionOf(name);
  return (Object.keys(FORMATS) as OfficeType[]).find((type) => FORMATS[type].includes(extension));
}
