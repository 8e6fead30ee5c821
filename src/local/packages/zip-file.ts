/** ZIP files part by part: what nobody touches is written back as it was, to the byte (APPNOTE.TXT 4.3). */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Sizes and places that do not fit are in another record then, which Office files under 4 GB never need. */
const TOO_LARGE = 0xffffffff;

/** All parts together may have this many bytes when unpacked: a small file can hold gigabytes of nothing. */
const MOST_BYTES = 512 * 1024 * 1024;

interface Entry {
  name: string;
  /** Its record in the directory, without the place it names. */
  directory: Buffer;
  /** Local header and content, with whatever lies up to the next part. */
  stored: Buffer;
  content: () => Buffer;
}

export class ZipFile {
  readonly #entries: Entry[];

  private constructor(entries: Entry[]) {
    this.#entries = entries;
  }

  /** @throws {SyntaxError} when the file is damaged @throws {RangeError} when it is too large to be unpacked */
  static parse(file: Buffer): ZipFile {
    const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'));
    if (end < 0 || end + 22 > file.length) throw new SyntaxError('no ZIP file');
    const start = file.readUInt32LE(end + 16);
    const records: { directory: Buffer; name: string; place: number; size: number }[] = [];
    let total = 0;
    for (let place = start; place + 46 <= end && file.readUInt32LE(place) === CENTRAL;) {
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => file.readUInt16LE(place + offset)) as [
        number,
        number,
        number,
      ];
      const directory = file.subarray(place, place + 46 + nameLength + extraLength + commentLength);
      const size = file.readUInt32LE(place + 24);
      records.push({ directory, name: directory.toString('utf8', 46, 46 + nameLength), place: file.readUInt32LE(place + 42), size });
      place += directory.length;
      total += size;
      if (size === TOO_LARGE || total > MOST_BYTES) throw new RangeError('the ZIP file is too large');
    }
    if (records.length !== file.readUInt16LE(end + 10)) throw new SyntaxError('the directory of the ZIP file is damaged');
    const places = [...records.map(({ place }) => place), start].sort((a, b) => a - b);
    return new ZipFile(
      records.map(({ directory, name, place, size }) => {
        const stored = file.subarray(place, places[places.indexOf(place) + 1]);
        if (stored.length < 30 || stored.readUInt32LE(0) !== LOCAL) throw new SyntaxError('a part of the ZIP file is damaged');
        return { name, directory, stored, content: () => unpack(stored, directory, size) };
      }),
    );
  }

  get names(): string[] {
    return this.#entries.map(({ name }) => name);
  }

  has(name: string): boolean {
    return this.#entries.some((entry) => entry.name === name);
  }

  /** Undefined when there is no such part. @throws {Error} when it is damaged */
  read(name: string): Buffer | undefined {
    return this.#entries.find((entry) => entry.name === name)?.content();
  }

  text(name: string): string | undefined {
    return this.read(name)
      ?.toString('utf8')
      .replace(/^\ufeff/, '');
  }

  /** @param parts new contents by name, null for what is to go; names the file has not yet are added at its end */
  with(parts: ReadonlyMap<string, Buffer | string | null>): ZipFile {
    const kept = this.#entries.flatMap((entry) => {
      const content = parts.get(entry.name);
      return content === undefined ? [entry] : content === null ? [] : [pack(entry.name, Buffer.from(content))];
    });
    const added = [...parts].flatMap(([name, content]) => (content === null || this.has(name) ? [] : [pack(name, Buffer.from(content))]));
    return new ZipFile([...kept, ...added]);
  }

  toBuffer(): Buffer {
    let offset = 0;
    const records = this.#entries.map(({ directory, stored }) => {
      const record = Buffer.from(directory);
      record.writeUInt32LE(offset, 42);
      offset += stored.length;
      return record;
    });
    const size = records.reduce((sum, { length }) => sum + length, 0);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(END, 0);
    end.writeUInt16LE(records.length, 8);
    end.writeUInt16LE(records.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...this.#entries.map(({ stored }) => stored), ...records, end]);
  }
}

function unpack(stored: Buffer, directory: Buffer, size: number): Buffer {
  const start = 30 + stored.readUInt16LE(26) + stored.readUInt16LE(28);
  const packed = stored.subarray(start, start + directory.readUInt32LE(20));
  const method = directory.readUInt16LE(10);
  if (method === 0) return packed;
  if (method !== 8) throw new SyntaxError('a part of the ZIP file is packed in an unknown way');
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
}

function pack(name: string, content: Buffer): Entry {
  const label = Buffer.from(name);
  const packed = deflateRawSync(content);
  // From "version needed" on both headers are the same: 2.0, names in UTF-8, deflated, 1980-01-01, no extras.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x0800, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(label.length, 22);
  const signature = (value: number, more: number) => {
    const header = Buffer.alloc(4 + more);
    header.writeUInt32LE(value, 0);
    return header;
  };
  const directory = signature(CENTRAL, 2);
  directory.writeUInt16LE(20, 4);
  const stored = Buffer.concat([signature(LOCAL, 0), common, label, packed]);
  return { name, directory: Buffer.concat([directory, common, Buffer.alloc(14), label]), stored, content: () => content };
}
