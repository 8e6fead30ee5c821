/** What a file really is. Names lie: the API page's own first example calls a PDF .docx, and WPS's extensions hold Microsoft's formats. */
import { FORMATS, type OfficeType } from 'imm-weboffice/contract';
import { isCompound, streamNames } from './compound.js';
import { markupOf } from './markup.js';
import { applicationOf, isZip } from './ooxml.js';

export type Content =
  | { format: 'pdf' | 'text' | 'table' | 'unknown' }
  | {
      format: 'office';
      /** File name extension by which LibreOffice finds the right filter. */
      extension: string;
      /** Office 97-2003 or a protected document of any age: the only kinds that can have a password. */
      isCompound: boolean;
      /** OOXML inside a compound file: it has a password, and nothing else can be told. */
      isSealed: boolean;
      /** HTML in whatever spelling, or MHTML: LibreOffice is given what `markup.ts` makes of it. */
      isMarkup?: boolean;
    };

const OOXML: Readonly<Record<OfficeType, readonly string[]>> = {
  w: ['docx', 'docm', 'dotx', 'dotm'],
  s: ['xlsx', 'xlsm', 'xltx', 'xltm'],
  p: ['pptx', 'pptm', 'ppsx', 'ppsm', 'potx', 'potm'],
  f: [],
};
const BINARY: Readonly<Record<string, readonly string[]>> = {
  WordDocument: ['doc', 'dot'],
  Workbook: ['xls', 'xlt'],
  Book: ['xls', 'xlt'],
  'PowerPoint Document': ['ppt', 'pps'],
  MatOST: ['wps'], // Works
  EncryptedPackage: ['docx'],
};
/** What else LibreOffice opens, by first bytes; almost any other bytes it would show as text. */
const OTHERS: readonly string[] = [
  '3c3f786d6c', // Office 2003 XML
  'efbbbf3c3f786d6c', // the same with a byte order mark
  '0900', // Excel 2
  '0902', // Excel 3
  '0904', // Excel 4
  '0908', // Excel 5 and later, without a compound file around it
  'dba5', // Word 2
  '31be', // Write, Word for DOS
  '01fe', // Works 2 and 3
];
/** Extensions of WPS, by Microsoft's for the same. */
const ALIASES: Readonly<Record<string, string>> = { wpt: 'dot', et: 'xls', dps: 'ppt', dpt: 'ppt' };

/** This many bytes of what is no container say what it is. */
export const START = 4_096;

/** Files that only their whole content says more of. */
export const isContainer = (start: Buffer) => isZip(start) || isCompound(start);

/** @param content all of it for a container, else {@link START} bytes are enough @param own the extension of the file's name, lower case */
export function sniff(content: Buffer, own: string): Content {
  if (content.subarray(0, 4).toString('latin1') === '%PDF') return { format: 'pdf' };
  const office = (extension: string) => ({ format: 'office' as const, extension, isCompound: false, isSealed: false });
  if (isZip(content)) return ooxmlContent(applicationOf(content), own);
  if (isCompound(content)) {
    const names = safeStreamNames(content);
    const known = Object.keys(BINARY).find((name) => names.includes(name));
    const extension = known ? oneOf(BINARY[known]!, own) : (ALIASES[own] ?? own);
    return { format: 'office', extension, isCompound: true, isSealed: known === 'EncryptedPackage' };
  }
  if (own === 'txt') return { format: 'text' };
  if (own === 'csv') return { format: 'table' };
  const start = content.subarray(0, START);
  const hex = start.toString('hex', 0, 16);
  const extension = ALIASES[own] ?? own;
  if (hex.startsWith('7b5c727466')) return office('rtf');
  if (own === 'pdf') return { format: 'unknown' };
  if (markupOf(start)) return { ...office(FORMATS.s.includes(own) ? 'xls' : 'html'), isMarkup: true };
  if (OTHERS.some((bytes) => hex.startsWith(bytes))) return office(extension);
  return FORMATS.s.includes(own) && isTable(start) ? { format: 'table' } : { format: 'unknown' };
}

/** Text whose first line has more than one cell: what programs save as .xls that know no better. */
function isTable(start: Buffer): boolean {
  const mark = start.toString('hex', 0, 2);
  const wide = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined;
  // In every other encoding that is in use these bytes mean the same.
  const text = wide ? new TextDecoder(wide).decode(start) : start.toString('latin1');
  // eslint-disable-next-line no-control-regex -- what is no text has them
  return !/[\0-\x08\x0e-\x1f]/.test(text) && /^[^\r\n]*[\t;,]/.test(text);
}

/** A ZIP file. @param application of the parts in it, where that is known */
export function ooxmlContent(application: OfficeType | undefined, own: string): Content {
  const extension = application ? oneOf(OOXML[application], own) : (ALIASES[own] ?? own);
  return { format: 'office', extension, isCompound: false, isSealed: false };
}

const oneOf = (allowed: readonly string[], own: string) => (allowed.includes(own) ? own : (allowed[0] ?? own));

function safeStreamNames(content: Buffer): string[] {
  try {
    return streamNames(content);
  } catch (error) {
    // Cut off within the header.
    if (error instanceof RangeError) return [];
    throw error;
  }
}
