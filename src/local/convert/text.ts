/** Text files as Unicode. LibreOffice guesses encodings badly; WHATWG decoders do not guess, they try. */
import { open } from 'node:fs/promises';

/** More than this is not shown, bytes. */
export const MOST_TEXT = 20 * 1024 * 1024;

/**
 * The text of a file, at most {@link MOST_TEXT} bytes of it: by its byte order mark, as UTF-8 if it is valid, else as GB 18030,
 * which is what Chinese Windows programs write and which any bytes can be read as.
 */
export async function readText(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.min(size, MOST_TEXT));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return decode(bytes.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export function decode(bytes: Uint8Array): string {
  // As a stream: a character cut in two at the end of what was read is no error.
  return new TextDecoder(encodingOf(bytes)).decode(bytes, { stream: true });
}

export function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}
