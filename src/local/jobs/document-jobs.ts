/**
 * Everything that reads or changes the inside of a document. It runs in a process of its own (`document-process.ts`): arguments and results are plain data.
 * Documents that are too much throw RangeErrors, damaged ones SyntaxErrors.
 */
import { readFile } from 'node:fs/promises';
import { streamNames } from '../convert/compound.js';
import { isProtected, openProtected } from '../convert/passwords.js';
import { sniff } from '../convert/sniff.js';
import { readText } from '../convert/text.js';
import type { DocumentKind } from '../page-api.js';
import { firstTextPages } from '../preview-limit.js';
import { EDITORS, traitsOf, type EditorName } from '../saving/editors.js';
import type { EditorContent, SentChange } from '../saving/open-editor.js';
import { readTextFile, writeTextFile, type TextFile } from '../saving/text-file.js';
import { savedByRest } from '../saving/word-rest.js';
import { previewGrid } from '../sheets/preview.js';

/** Path of a document, or the document itself where it must not touch the disk. */
export type DocumentSource = string | Uint8Array;

const load = async (source: DocumentSource): Promise<Buffer> =>
  typeof source === 'string' ? readFile(source) : Buffer.from(source.buffer, source.byteOffset, source.byteLength);

export const documentJobs = {
  /** What a container really is. @param own the extension of its name */
  sniff: async (path: string, own: string) => sniff(await readFile(path), own),

  /** What an editor can do with a document, or why it cannot open it. */
  traits: async (editor: EditorName, file: DocumentSource) => traitsOf(editor, await load(file)),

  /** What the page's editor works on; undefined where that is the document as it is. */
  content: async (editor: EditorName, file: DocumentSource, name: string): Promise<EditorContent | undefined> => {
    const document = await load(file);
    const content = EDITORS[editor].content(document, name);
    if (content === document) return undefined;
    return typeof content === 'string' ? { text: Buffer.from(content) } : { file: content };
  },

  /** The document with what a page has changed; undefined when that is nothing. */
  change: async (editor: EditorName, file: DocumentSource, { body, seed }: SentChange): Promise<Uint8Array | undefined> => {
    const before = await load(file);
    const sent = await readFile(body);
    const after = EDITORS[editor].change(before, seed === undefined ? sent : savedByRest(await readFile(seed), sent));
    return after === before ? undefined : after;
  },

  /** A workbook as a grid for readers. */
  grid: async (file: DocumentSource, name: string, pages: number | undefined) => previewGrid(await load(file), name, pages),

  /** Text or a table as far as it may be shown, in UTF-8. */
  text: async (path: string, kind: DocumentKind, pages: number | undefined): Promise<Uint8Array> => {
    const all = await readText(path);
    return Buffer.from(pages === undefined ? all : firstTextPages(all, kind, pages).text);
  },

  /** How many pages a text or table has. */
  textPages: async (path: string, kind: DocumentKind, pages: number) => firstTextPages(await readText(path), kind, pages).total,

  /** A text for editing; undefined when it could not be written back. */
  readText: async (path: string) => readTextFile(await readFile(path)),
  writeText: (file: TextFile): Promise<Uint8Array> => Promise.resolve(writeTextFile(file)),

  /** What is inside a compound file. */
  compound: async (path: string) => {
    const file = await readFile(path);
    return { isProtected: await isProtected(file), streams: streamNames(file) };
  },

  /** As {@link openProtected}: a file may ask for millions of rounds of its key derivation. */
  unlock: async (path: string, isSealed: boolean, password: string | undefined) => openProtected(await readFile(path), isSealed, password),
};

export type DocumentJobs = typeof documentJobs;
