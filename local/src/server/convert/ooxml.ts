/** Which application an Office Open XML document is for. Source: APPNOTE.TXT 4.3; ECMA-376 part 1. */
import type { OfficeType } from 'imm-weboffice/contract';
import { contentTypeOf, mainPart } from '../ooxml/relationships.js';
import { directoryRecords, findEnd, nameIn } from '../ooxml/zip-directory.js';
import { ZipFile } from '../ooxml/zip-file.js';

const FOLDERS: Readonly<Record<string, OfficeType>> = { word: 'w', xl: 's', ppt: 'p' };

export function isZip(content: Buffer): boolean {
  return content.subarray(0, 4).equals(Buffer.from('504b0304', 'hex'));
}

/** Undefined when the file is damaged or something else than OOXML. */
export function applicationOf(zip: Buffer): OfficeType | undefined {
  const end = findEnd(zip);
  if (end === undefined) return undefined;
  return applicationOfNames(zip.subarray(zip.readUInt32LE(end + 16))) ?? applicationOfMainPart(zip);
}

/** By the folders Office gives to parts. @param directory of the ZIP file: its central directory, and anything after it */
export function applicationOfNames(directory: Buffer): OfficeType | undefined {
  for (const record of directoryRecords(directory, 0)) {
    const folder = /^\/?(\w+)[/\\]/.exec(nameIn(record, 'latin1'))?.[1]?.toLowerCase() ?? '';
    if (Object.hasOwn(FOLDERS, folder)) return FOLDERS[folder];
  }
  return undefined;
}

const KINDS: Readonly<Record<string, OfficeType>> = { wordprocessingml: 'w', spreadsheetml: 's', presentationml: 'p' };

/** By the content type of the main part, where the folders have other names than Office gives them. */
function applicationOfMainPart(file: Buffer): OfficeType | undefined {
  try {
    const zip = ZipFile.parse(file);
    const part = mainPart(zip);
    const type = part === undefined ? undefined : contentTypeOf(zip, part);
    const kind = Object.keys(KINDS).find((name) => type?.includes(`.${name}.`));
    return kind === undefined ? undefined : KINDS[kind];
  } catch {
    // Damaged, or too large to be unpacked.
    return undefined;
  }
}
