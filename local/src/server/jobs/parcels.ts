/**
 * Messages between processes whose bytes go in slices. A message of 20 MB in one piece is written, or read, in one turn of the event loop, and nobody
 * else is served meanwhile.
 */
import { setImmediate } from 'node:timers/promises';

/** Bytes of a slice: about a millisecond. */
const SLICE = 512 * 1024;

/** Bytes that stay within their message. */
const FITS = SLICE;

/** Longer lists hold no bytes. */
const LONG_LIST = 16;

interface Large {
  /** The bytes come as so many, in slices before the message. */
  parcel: number;
}
interface Slice {
  slice: Uint8Array;
}

/** @param send one message, as `process.send` does; called back when it is written */
export async function sendParcels(send: (message: object, sent: (error: Error | null) => void) => void, message: unknown): Promise<void> {
  const put = (piece: object) => new Promise<void>((resolve, reject) => send(piece, (error) => (error ? reject(error) : resolve())));
  const large: Uint8Array[] = [];
  const light = mapBytes(message, (bytes) => {
    if (bytes.length <= FITS) return bytes;
    large.push(bytes);
    return { parcel: bytes.length } satisfies Large;
  });
  for (const bytes of large) {
    for (let at = 0; at < bytes.length; at += SLICE) {
      await put({ slice: bytes.subarray(at, at + SLICE) } satisfies Slice);
      await setImmediate();
    }
  }
  await put({ message: light });
}

/** Puts the messages of {@link sendParcels} together again. */
export class ParcelReader<Message> {
  #slices: Uint8Array[] = [];

  /** @returns the message, when all of it has come */
  read(piece: unknown): { message: Message } | undefined {
    if (isOf<Slice>(piece, 'slice')) {
      this.#slices.push(piece.slice);
      return undefined;
    }
    const { message } = piece as { message: unknown };
    const slices = this.#slices;
    this.#slices = [];
    return {
      message: mapBytes(
        message,
        (bytes) => bytes,
        (length) => joined(slices, length),
      ) as Message,
    };
  }
}

/** The same bytes, not a copy of them. */
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Takes as many slices as are needed: about 5 ms for 20 MB. */
function joined(slices: Uint8Array[], length: number): Uint8Array {
  const whole = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length;) {
    const slice = slices.shift();
    if (!slice) throw new Error('a slice is missing');
    whole.set(slice, at);
    at += slice.length;
  }
  return whole;
}

/** A copy of plain data with its bytes exchanged. They are looked for where jobs have them: few levels deep, not in long lists. */
function mapBytes(
  value: unknown,
  onBytes: (bytes: Uint8Array) => unknown,
  onParcel: (length: number) => unknown = (length) => ({ parcel: length }),
  depth = 4,
): unknown {
  if (value instanceof Uint8Array) return onBytes(value);
  if (isOf<Large>(value, 'parcel')) return onParcel(value.parcel);
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  const next = (inner: unknown) => mapBytes(inner, onBytes, onParcel, depth - 1);
  if (Array.isArray(value)) return value.length > LONG_LIST ? value : value.map(next);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, next(inner)]));
}

const isOf = <T extends object>(value: unknown, key: keyof T & string): value is T =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 1 && key in value;
