/** Which documents a folder has: those IMM WebOffice opens, found breadth first so that the nearest are there even in a huge folder. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { officeTypeOf } from 'imm-weboffice/contract';

/** The folder's name as a bucket. */
export const BUCKET = 'documents';
const PREFIX = `oss://${BUCKET}/`;

/** Most documents listed; a page with more is no help. */
const MOST_DOCUMENTS = 5_000;
/** Most files and folders looked at, so that a whole disk does not take minutes. */
const MOST_ENTRIES = 200_000;

export interface ListedDocument {
  /** Path below the folder, parts separated by `/`. */
  key: string;
  /** bytes */
  size: number;
  /** ms since the epoch */
  modified: number;
}

export interface Listing {
  documents: ListedDocument[];
  /** Whether there may be more than are listed. */
  cut: boolean;
}

/**
 * Whether a file or folder of this name is shown. Not: hidden ones, packages, the lock files of office programs (`~$report.docx`),
 * and names that an OSS key or a URL cannot hold.
 */
function isShownName(name: string): boolean {
  return !/^(\.|~\$)/.test(name) && name !== 'node_modules' && !/[\\\0\p{Cs}]/u.test(name);
}

/** Whether `oss://bucket/key` is a document that the page would list. */
export function isShown(sourceURI: string): boolean {
  return sourceURI.startsWith(PREFIX) && sourceURI.slice(PREFIX.length).split('/').every(isShownName);
}

/** Symbolic links are not followed; what may not be read, or goes meanwhile, is left out. */
export async function listDocuments(root: string): Promise<Listing> {
  const documents: ListedDocument[] = [];
  const folders = [''];
  let entries = 0;
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const found: Dirent[] = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    entries += found.length;
    const shown = found.filter(({ name }) => isShownName(name));
    const path = (entry: Dirent) => (folder ? `${folder}/${entry.name}` : entry.name);
    const files = shown.filter((entry) => entry.isFile() && officeTypeOf(entry.name)).map(path);
    for (const document of await Promise.all(files.map((key) => measure(root, key)))) if (document) documents.push(document);
    folders.push(...shown.filter((entry) => entry.isDirectory()).map(path));
    if (documents.length > MOST_DOCUMENTS || entries > MOST_ENTRIES) {
      return { documents: documents.slice(0, MOST_DOCUMENTS).sort(byPath), cut: true };
    }
  }
  return { documents: documents.sort(byPath), cut: false };
}

async function measure(root: string, key: string): Promise<ListedDocument | undefined> {
  const found = await stat(join(root, key)).catch(() => undefined);
  return found && { key, size: found.size, modified: found.mtimeMs };
}

/** `chapter 2` before `chapter 10`. */
const collator = new Intl.Collator(undefined, { numeric: true });

/** The folder a key is in, empty for the top, and the name without it. */
export function splitKey(key: string): { folder: string; name: string } {
  const end = key.lastIndexOf('/');
  return { folder: key.slice(0, Math.max(end, 0)), name: key.slice(end + 1) };
}

function byPath(a: ListedDocument, b: ListedDocument): number {
  const [left, right] = [splitKey(a.key), splitKey(b.key)];
  return collator.compare(left.folder, right.folder) || collator.compare(left.name, right.name);
}
