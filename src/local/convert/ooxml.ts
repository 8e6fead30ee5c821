/** Which application an Office Open XML document is for. Source: APPNOTE.TXT 4.3; ECMA-376 part 1. */
import type { OfficeType } from '../../contract/formats.js';
import { contentTypeOf, mainPart } from '../packages/relationships.js';
import { ZipFile } from '../packages/zip-file.js';

const FOLDERS: Readonly<Record<string, OfficeType>> = { word: 'w', xl: 's', ppt: 'p' };

export function isZip(content: Buffer): boolean {
  return content.subarray(0, 4).equals(Buffer.from('504b0304', 'hex'));
}

/** Undefined when the file is damaged or something else than OOXML. */
export function applicationOf(zip: Buffer): OfficeType | undefined {
  for (const name of entryNames(zip)) {
    const folder = /^\/?(\w+)[/\\]/.exec(name)?.[1]?.toLowerCase() ?? '';
    if (Object.hasOwn(FOLDERS, folder)) return FOLDERS[folder];
  }
  return applicationOfMainPart(zip);
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

/** Names in the central directory, which the record at the very end points to. */
function* entryNames(zip: Buffer): Generator<string> {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + 22 > zip.length) return;
  let place = zip.readUInt32LE(end + 16);
  while (place + 46 <= zip.length && zip.readUInt32LE(place) === 0x02014b50) {
    const nameLength = zip.readUInt16LE(place + 28);
    yield zip.toString('latin1', place + 46, place + 46 + nameLength);
    place += 46 + nameLength + zip.readUInt16LE(place + 30) + zip.readUInt16LE(place + 32);
  }
}
