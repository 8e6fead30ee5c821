/** Text files as Unicode. LibreOffice guesses encodings badly; WHATWG decoders do not guess, they try. */
import { open } from 'node:fs/promises';
import type { Encoding } from '../../shared/page-api.js';
import { decodeText } from './decode-text.js';

/** More than this is not shown, bytes. */
export const MOST_TEXT = 20 * 1024 * 1024;

/** The text of a file, at most {@link MOST_TEXT} bytes of it. */
export async function readText(path: string, encoding: Encoding): Promise<string> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.min(size, MOST_TEXT));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    const read = bytes.subarray(0, bytesRead);
    // As a stream: a character cut in two at the end of what was read is no error.
    return decodeText(read, encoding, { stream: true });
  } finally {
    await handle.close();
  }
}
