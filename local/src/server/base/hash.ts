/** Hashes of whole documents, made without holding up the server. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Bytes that are hashed at a time: a few milliseconds. */
const STEP = 2 * 1024 * 1024;

/** SHA-256, in hex. */
export async function hashOf(content: Buffer): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < content.length; at += STEP) {
    if (at > 0) await setImmediate();
    hash.update(content.subarray(at, at + STEP));
  }
  return hash.digest('hex');
}
