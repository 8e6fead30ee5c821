/**
 * Everything that reads or changes the inside of a document. It runs in a process of its own (`document-process.ts`): arguments and results are plain data.
 * Documents that are too much throw RangeErrors, damaged ones SyntaxErrors.
 */
import type { DocumentSource } from '../documents/editor.js';
import { readFile } from 'node:fs/promises';
import { streamNames } from '../convert/compound.js';
import { byMark, isText } from '../text/detect-encoding.js';
import { plainHtml } from '../convert/markup.js';
import { isProtected, openProtected } from '../convert/passwords.js';
import { sniff } from '../convert/sniff.js';
import { encodingOf, type TakenEncoding } from '../text/taken-encoding.js';
import { readText } from '../text/text.js';
import type { DocumentKind, Encoding } from '../../shared/page-api.js';
import { firstTextPages } from '../text/preview-limit.js';
import { EDITORS, traitsOf, type EditorName } from '../saving/editors.js';
import type { EditorContent, SentChange } from '../documents/editor.js';
import { readTextFile, writeTextFile, type TextFile } from '../text/text-file.js';
import { savedByRest } from '../word/rest.js';
import { previewGrid, previewOfFirstRows } from '../sheet/preview.js';

const load = async (source: DocumentSource): Promise<Buffer> =>
  typeof source === 'string' ? readFile(source) : Buffer.from(source.buffer, source.byteOffset, source.byteLength);

export const documentJobs = {
  /** What a container really is. @param own the extension of its name */
  sniff: async (path: string, own: string) => sniff(await readFile(path), own),

  /** What an editor can do with a document, or why it cannot open it. */
  traits: async (editor: EditorName, file: DocumentSource, encoding: Encoding = 'utf-8') => traitsOf(editor, await load(file), encoding),

  /** What the page's editor works on; undefined where that is the document as it is. */
  content: async (
    editor: EditorName,
    file: DocumentSource,
    name: string,
    encoding: Encoding = 'utf-8',
  ): Promise<EditorContent | undefined> => {
    const document = await load(file);
    const content = EDITORS[editor].content(document, name, encoding);
    if (content === document) return undefined;
    return typeof content === 'string' ? { text: Buffer.from(content) } : { file: content };
  },

  /** The document with what a page has changed; undefined when that is nothing. */
  change: async (
    editor: EditorName,
    file: DocumentSource,
    { body, seed }: SentChange,
    encoding: Encoding = 'utf-8',
  ): Promise<Uint8Array | undefined> => {
    const before = await load(file);
    const sent = await readFile(body);
    const after = EDITORS[editor].change(before, seed === undefined ? sent : savedByRest(await readFile(seed), sent), encoding);
    return after === before ? undefined : after;
  },

  /** A workbook as a grid for readers. */
  grid: async (file: DocumentSource, name: string, pages: number | undefined) => previewGrid(await load(file), name, pages),

  /** Of one that is too large for that: its first rows. */
  firstRows: async (file: DocumentSource, name: string, pages: number | undefined) => previewOfFirstRows(await load(file), name, pages),

  /** Text or a table as far as it may be shown, in UTF-8. */
  text: async (path: string, kind: DocumentKind, pages: number | undefined, encoding: Encoding): Promise<Uint8Array> => {
    const all = await readText(path, encoding);
    return Buffer.from(pages === undefined ? all : firstTextPages(all, kind, pages).text);
  },

  /** How many pages a text or table has. */
  textPages: async (path: string, kind: DocumentKind, pages: number, encoding: Encoding) =>
    firstTextPages(await readText(path, encoding), kind, pages).total,

  /** What a text is read as. @param taken what it was read as before @param languages of its reader */
  encoding: async (path: string, taken: TakenEncoding | undefined, languages: readonly string[]) =>
    encodingOf(await readFile(path), taken, languages),

  /** Whether a text could be read, and written back, in an encoding, and whether it is UTF-8. */
  tryEncoding: async (path: string, encoding: Encoding) => {
    const bytes = await readFile(path);
    const marked = byMark(bytes);
    const isReadable = (marked === undefined || marked === encoding) && readTextFile(bytes, encoding) !== undefined;
    return { isReadable, isUTF8: isText(bytes, 'utf-8') };
  },

  /** A text for editing, in UTF-8; undefined when it could not be written back. */
  readText: async (path: string, encoding: Encoding): Promise<(Omit<TextFile, 'text'> & { text: Uint8Array }) | undefined> => {
    const file = readTextFile(await readFile(path), encoding);
    return file && { ...file, text: Buffer.from(file.text) };
  },
  /** @param path of the text in UTF-16LE @throws {UnwritableCharacter} */
  writeText: async (path: string, encoding: Encoding, hasMark: boolean): Promise<Uint8Array> =>
    writeTextFile({ text: await readFile(path, 'utf16le'), encoding, hasMark }),

  /** A text in another encoding; undefined when it is no text in its own. @throws {UnwritableCharacter} */
  recodeText: async (path: string, from: Encoding, to: Encoding, hasMark: boolean): Promise<Uint8Array | undefined> => {
    const file = readTextFile(await readFile(path), from);
    return file && writeTextFile({ text: file.text, encoding: to, hasMark });
  },

  /** What is inside a compound file. */
  compound: async (path: string) => {
    const file = await readFile(path);
    return { isProtected: isProtected(file), streams: streamNames(file) };
  },

  /** HTML as LibreOffice reads it, of what is HTML or MHTML. */
  html: async (path: string): Promise<Uint8Array> => plainHtml(await readFile(path)),

  /** As {@link openProtected}: a file may ask for millions of rounds of its key derivation. */
  unlock: async (path: string, isSealed: boolean, password: string | undefined) => openProtected(await readFile(path), isSealed, password),
};

export type DocumentJobs = typeof documentJobs;
