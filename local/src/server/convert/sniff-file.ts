/** What a stored file really is, without reading more of it than it takes. */
import { open, type FileHandle } from 'node:fs/promises';
import { LIMITS, extensionOf } from 'imm-weboffice/contract';
import type { DocumentEngine } from '../jobs/document-engine.js';
import { END_LENGTH, LONGEST_COMMENT, findEnd } from '../ooxml/zip-directory.js';
import { applicationOfNames } from './ooxml.js';
import { START, isContainer, ooxmlContent, sniff, type Content } from './sniff.js';

/** Larger directories of ZIP files are read by another process, bytes: about 2,000 parts. */
const LARGEST_DIRECTORY = 128 * 1024;

/** @param filename its extension counts where the content does not say what it is @throws when the file is gone */
export async function sniffFile(path: string, filename: string, engine: DocumentEngine): Promise<Content> {
  const own = extensionOf(filename);
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const start = await read(handle, 0, START);
    if (!isContainer(start) || size > LIMITS.fileSize) return sniff(start, own);
    const application = await applicationIn(handle, size);
    if (application) return ooxmlContent(application, own);
  } finally {
    await handle.close();
  }
  // One that a process cannot read, LibreOffice may.
  return engine.run('sniff', path, own).catch(() => sniff(Buffer.alloc(0), own));
}

/** By the directory of a ZIP file, if it is as Office writes it: small, with the usual folders. */
async function applicationIn(handle: FileHandle, size: number) {
  const tail = await read(handle, Math.max(0, size - END_LENGTH - LONGEST_COMMENT), END_LENGTH + LONGEST_COMMENT);
  const end = findEnd(tail);
  if (end === undefined) return undefined;
  const [length, place] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  return length > LARGEST_DIRECTORY ? undefined : applicationOfNames(await read(handle, place, length));
}

/** Fewer bytes at the end of the file. */
async function read(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, from);
  return bytes.subarray(0, bytesRead);
}
