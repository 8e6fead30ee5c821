/** Names of the streams in a compound file: what kind of Office 97-2003 document it is. Source: [MS-CFB] 2.2, 2.3 and 2.6. */

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENTRY_SIZE = 128;
/** Sector numbers from here on stand for something else, such as the end of a chain. */
const MAX_SECTOR = 0xfffffffa;

export function isCompound(content: Buffer): boolean {
  return content.subarray(0, SIGNATURE.length).equals(SIGNATURE);
}

/** All names in the directory; those that can be read when the file is damaged. */
export function streamNames(content: Buffer): string[] {
  const sectorSize = 1 << content.readUInt16LE(30);
  const sector = (number: number) => content.subarray((number + 1) * sectorSize, (number + 2) * sectorSize);
  const names: string[] = [];
  for (const number of chain(content, content.readUInt32LE(48), sectorSize)) {
    const directory = sector(number);
    for (let entry = 0; entry + ENTRY_SIZE <= directory.length; entry += ENTRY_SIZE) {
      // Bytes, with the zero at the end.
      const length = Math.min(directory.readUInt16LE(entry + 64), 64);
      if (length >= 2) names.push(directory.toString('utf16le', entry, entry + length - 2));
    }
  }
  return names;
}

/** The sectors of a chain, as the file allocation table says. The table's first 109 sectors are enough for 6 MB and more of directory before. */
function* chain(content: Buffer, first: number, sectorSize: number): Generator<number> {
  const perSector = sectorSize / 4;
  const sectors = Math.floor(content.length / sectorSize);
  for (let number = first, count = 0; number < MAX_SECTOR && number < sectors && count < sectors; count++) {
    yield number;
    const table = Math.floor(number / perSector);
    if (table >= 109) return;
    const place = (content.readUInt32LE(76 + table * 4) + 1) * sectorSize + (number % perSector) * 4;
    if (place + 4 > content.length) return;
    number = content.readUInt32LE(place);
  }
}
