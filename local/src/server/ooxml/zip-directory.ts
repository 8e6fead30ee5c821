/** The directory of a ZIP file, record by record (APPNOTE.TXT 4.3.12 and 4.3.16). */

export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;
const END_BYTES = Buffer.from('504b0506', 'hex');

/** Of the record at the end of the file, and of the longest comment after it, bytes. */
export const END_LENGTH = 22;
export const LONGEST_COMMENT = 0xffff;

/** Of a record of the directory without name, extras and comment, bytes. */
const RECORD_LENGTH = 46;

/** Index of the record at the end; undefined when there is none. @param from where it is looked for at the earliest */
export function findEnd(bytes: Buffer, from = 0): number | undefined {
  const end = bytes.subarray(from).lastIndexOf(END_BYTES);
  return end < 0 || from + end + END_LENGTH > bytes.length ? undefined : from + end;
}

/** The records from a place on, up to the first bytes that are none. The last one is shorter where the bytes end within its name. */
export function* directoryRecords(bytes: Buffer, from: number, end = bytes.length): Generator<Buffer> {
  for (let place = from; place + RECORD_LENGTH <= end && bytes.readUInt32LE(place) === CENTRAL;) {
    const length = [28, 30, 32].reduce((sum, offset) => sum + bytes.readUInt16LE(place + offset), RECORD_LENGTH);
    yield bytes.subarray(place, place + length);
    place += length;
  }
}

/** @param encoding in which every ASCII name reads the same; UTF-8 unless names need not be told apart */
export const nameIn = (record: Buffer, encoding: 'utf8' | 'latin1' = 'utf8'): string =>
  record.toString(encoding, RECORD_LENGTH, RECORD_LENGTH + record.readUInt16LE(28));
