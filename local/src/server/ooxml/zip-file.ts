/** ZIP files part by part: what nobody touches is written back as it was, to the byte (APPNOTE.TXT 4.3). */
import { Readable } from 'node:stream';
import { crc32, createInflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import { CENTRAL, END, END_LENGTH, LONGEST_COMMENT, directoryRecords, findEnd, nameIn } from './zip-directory.js';

const LOCAL = 0x04034b50;
/** Sizes and places that do not fit are in another record then, which Office files under 4 GB never need. */
const TOO_LARGE = 0xffffffff;

/** What a part is streamed in, bytes. */
const STREAM_CHUNK = 256 * 1024;

/** What is read: legitimate documents stay below, and a small file can hold gigabytes of nothing. */
export const ZIP_LIMITS = {
  parts: 10_000,
  /** Of all parts together when unpacked, bytes. */
  total: 512 * 1024 * 1024,
  /** Of one part that is read as text, bytes: its tree takes many times more memory. */
  text: 128 * 1024 * 1024,
  /** Characters of a part's name. */
  name: 1_024,
} as const;

interface Entry {
  name: string;
  /** Its record in the directory, without the place it names. */
  directory: Buffer;
  /** Local header and content, with whatever lies up to the next part. */
  stored: Buffer;
  /** bytes */
  size: number;
  content: () => Buffer;
}

export class ZipFile {
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(entries: readonly Entry[]) {
    this.#entries = new Map(entries.map((entry) => [entry.name, entry]));
  }

  /**
   * Reads the directory; parts are unpacked when they are asked for.
   * @throws {SyntaxError} when the file is damaged, or ambiguous: parts that overlap, or two of one name
   * @throws {RangeError} when it exceeds {@link ZIP_LIMITS}
   */
  static parse(file: Buffer): ZipFile {
    const records = readDirectory(file);
    const places = [...records.map(({ place }) => place), file.readUInt32LE(endOf(file) + 16)].sort((a, b) => a - b);
    const next = new Map(places.map((place, index) => [place, places[index + 1] ?? place]));
    if (next.size < places.length) throw new SyntaxError('two parts of the ZIP file are in one place');
    const names = new Set<string>();
    const entries = records.map(({ directory, name, place, size }) => {
      if (names.has(name)) throw new SyntaxError('two parts of the ZIP file have the same name');
      names.add(name);
      const stored = file.subarray(place, next.get(place));
      if (stored.length < 30 || stored.readUInt32LE(0) !== LOCAL || contentOf(stored, directory) === undefined) {
        throw new SyntaxError('a part of the ZIP file is damaged');
      }
      return { name, directory, stored, size, content: () => unpack(stored, directory, size) };
    });
    return new ZipFile(entries);
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Of a part when unpacked, bytes. */
  sizeOf(name: string): number | undefined {
    return this.#entries.get(name)?.size;
  }

  /** Undefined when there is no such part. @throws {SyntaxError} when it is damaged */
  read(name: string): Buffer | undefined {
    return this.#entries.get(name)?.content();
  }

  /** Undefined when there is no such part. @throws {SyntaxError} when it is damaged @throws {RangeError} when it is too long */
  text(name: string): string | undefined {
    if ((this.#entries.get(name)?.size ?? 0) > ZIP_LIMITS.text) throw new RangeError(`the part ${name} is too long`);
    return this.read(name)
      ?.toString('utf8')
      .replace(/^\ufeff/, '');
  }

  /** A part piece by piece, of whatever size. Its checksum is not compared. @throws {SyntaxError} when there is no such part, or it is damaged */
  async *stream(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (!entry) throw new SyntaxError(`the part ${name} is missing`);
    const packed = contentOf(entry.stored, entry.directory)!;
    const method = entry.directory.readUInt16LE(10);
    if (method !== 8) {
      const content = inflated(packed, method, entry.size);
      for (let at = 0; at < content.length; at += STREAM_CHUNK) yield content.subarray(at, at + STREAM_CHUNK);
      return;
    }
    let size = 0;
    try {
      for await (const chunk of Readable.from([packed]).pipe(createInflateRaw({ chunkSize: STREAM_CHUNK })) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > entry.size) break;
        yield chunk;
      }
    } catch (error) {
      throw new SyntaxError('a part of the ZIP file is damaged', { cause: error });
    }
    if (size !== entry.size) throw new SyntaxError('a part of the ZIP file is damaged');
  }

  /** @param parts new contents by name, null for what is to go; names the file has not yet are added at its end */
  with(parts: ReadonlyMap<string, Buffer | string | null>): ZipFile {
    const kept = [...this.#entries.values()].flatMap((entry) => {
      const content = parts.get(entry.name);
      return content === undefined ? [entry] : content === null ? [] : [pack(entry.name, Buffer.from(content))];
    });
    const added = [...parts].flatMap(([name, content]) => (content === null || this.has(name) ? [] : [pack(name, Buffer.from(content))]));
    return new ZipFile([...kept, ...added]);
  }

  toBuffer(): Buffer {
    let offset = 0;
    const entries = [...this.#entries.values()];
    const records = entries.map(({ directory, stored }) => {
      const record = Buffer.from(directory);
      record.writeUInt32LE(offset, 42);
      offset += stored.length;
      return record;
    });
    const size = records.reduce((sum, { length }) => sum + length, 0);
    const end = Buffer.alloc(END_LENGTH);
    end.writeUInt32LE(END, 0);
    end.writeUInt16LE(records.length, 8);
    end.writeUInt16LE(records.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...entries.map(({ stored }) => stored), ...records, end]);
  }
}

interface DirectoryRecord {
  directory: Buffer;
  name: string;
  place: number;
  /** bytes */
  size: number;
}

/** Place of the record at the end. @throws {SyntaxError} */
function endOf(file: Buffer): number {
  const end = findEnd(file, Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT));
  if (end === undefined) throw new SyntaxError('no ZIP file');
  return end;
}

/** @throws {SyntaxError} @throws {RangeError} */
function readDirectory(file: Buffer): DirectoryRecord[] {
  const end = endOf(file);
  const records: DirectoryRecord[] = [];
  let total = 0;
  for (const directory of directoryRecords(file, file.readUInt32LE(end + 16), end)) {
    const size = directory.readUInt32LE(24);
    total += size;
    if (records.length === ZIP_LIMITS.parts) throw new RangeError('the ZIP file has too many parts');
    if (size === TOO_LARGE || total > ZIP_LIMITS.total) throw new RangeError('the ZIP file is too large');
    if (directory.readUInt16LE(28) > ZIP_LIMITS.name) throw new RangeError('a part of the ZIP file has too long a name');
    records.push({ directory, name: nameIn(directory), place: directory.readUInt32LE(42), size });
  }
  if (records.length !== file.readUInt16LE(end + 10)) throw new SyntaxError('the directory of the ZIP file is damaged');
  return records;
}

/** The packed bytes; undefined when they would reach into the next part. */
function contentOf(stored: Buffer, directory: Buffer): Buffer | undefined {
  const start = 30 + stored.readUInt16LE(26) + stored.readUInt16LE(28);
  const end = start + directory.readUInt32LE(20);
  return end <= stored.length ? stored.subarray(start, end) : undefined;
}

/** @throws {SyntaxError} when the content is not what the directory says it is */
function unpack(stored: Buffer, directory: Buffer, size: number): Buffer {
  const content = inflated(contentOf(stored, directory)!, directory.readUInt16LE(10), size);
  if (content.length !== size || crc32(content) !== directory.readUInt32LE(16)) throw new SyntaxError('a part of the ZIP file is damaged');
  return content;
}

function inflated(packed: Buffer, method: number, size: number): Buffer {
  if (method === 0) return packed;
  if (method !== 8) throw new SyntaxError('a part of the ZIP file is packed in an unknown way');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw new SyntaxError('a part of the ZIP file is damaged', { cause: error });
  }
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
  return {
    name,
    directory: Buffer.concat([directory, common, Buffer.alloc(14), label]),
    stored,
    size: content.length,
    content: () => content,
  };
}
