/** Characters that XML cannot hold, or would change, as SpreadsheetML writes them: `_x000D_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */

const ESCAPES = /_x([\da-f]{4})_/gi;
/** What XML 1.0 has no way to write. The line feed and the tab are left to XML. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const UNWRITABLE = /[\0-\x08\x0b-\x1f\ufffe\uffff]/g;

/** Text as people read it. */
export function readEscapes(text: string): string {
  return text.includes('_x') ? text.replace(ESCAPES, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
}

/** Text as files hold it: what looks like an escape is escaped itself. */
export function writeEscapes(text: string): string {
  const escape = (character: string) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  return text.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_').replace(UNWRITABLE, escape);
}

/** Text of a cell: lines end as in the grid. */
export const readCellText = (text: string): string => readEscapes(text).replace(/\r\n?/g, '\n');
