/** What a file really is. Names lie: the API page's own first example calls a PDF .docx, and WPS's extensions hold Microsoft's formats. */
import type { OfficeType } from '../../contract/formats.js';
import { isCompound, streamNames } from './compound.js';
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
  '3c68746d6c', // HTML saved as .doc or .xls
  '3c21646f63', // <!doc…
  '3c21444f43', // <!DOC…
  '0908', // Excel 3 and 4
  '09', // Excel 2
  'dba5', // Word 2
  '31be', // Write, Word for DOS
  '01fe', // Works 2 and 3
];
/** Extensions of WPS, by Microsoft's for the same. */
const ALIASES: Readonly<Record<string, string>> = { wpt: 'dot', et: 'xls', dps: 'ppt', dpt: 'ppt' };

/** This many bytes of what is no container say what it is. */
export const START = 16;

/** Files that only their whole content says more of. */
export const isContainer = (start: Buffer) => isZip(start) || isCompound(start);

/** @param content all of it for a container, else {@link START} bytes are enough @param own the extension of the file's name, lower case */
export function sniff(content: Buffer, own: string): Content {
  if (content.subarray(0, 4).toString('latin1') === '%PDF') return { format: 'pdf' };
  const office = (extension: string): Content => ({ format: 'office', extension, isCompound: false, isSealed: false });
  if (isZip(content)) return ooxmlContent(applicationOf(content), own);
  if (isCompound(content)) {
    const names = safeStreamNames(content);
    const known = Object.keys(BINARY).find((name) => names.includes(name));
    const extension = known ? oneOf(BINARY[known]!, own) : (ALIASES[own] ?? own);
    return { format: 'office', extension, isCompound: true, isSealed: known === 'EncryptedPackage' };
  }
  if (own === 'txt') return { format: 'text' };
  if (own === 'csv') return { format: 'table' };
  const start = content.subarray(0, START).toString('hex');
  if (start.startsWith('7b5c727466')) return office('rtf');
  return OTHERS.some((bytes) => start.startsWith(bytes)) && own !== 'pdf' ? office(ALIASES[own] ?? own) : { format: 'unknown' };
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
