/** The editors there are: what each is sent of a document, and what becomes of the document by what it answers. */
import type * as z from 'zod/mini';
import { FORMATS } from '../../contract/formats.js';
import { streamNames } from '../convert/compound.js';
import { isProtected } from '../convert/passwords.js';
import type { Content } from '../convert/sniff.js';
import { invalid } from '../imm-fault.js';
import { CellChanges, TextChanges, type DocumentKind, type ReadOnlyReason, type Tracking } from '../page-api.js';
import { checkChangedParts } from '../packages/check-package.js';
import { ZipFile } from '../packages/zip-file.js';
import { changeCsv, csvSnapshot } from '../sheets/csv-file.js';
import { changeWorkbook } from '../sheets/patch.js';
import { LARGEST_WORKBOOK, isOOXML } from '../sheets/preview.js';
import { snapshotOf } from '../sheets/snapshot.js';
import { Workbook } from '../sheets/workbook.js';
import { throughConversion, wayOf, type Conversions } from './through-conversion.js';
import { changeWordFile, holdsMore, twoDocuments, wordFileForPage } from './word-file.js';
import { protectionOf } from './word-protection.js';
import { changeText, readTextFile, writeTextFile, type TextFile } from './text-file.js';

export interface Editor {
  kind: DocumentKind;
  /** The format a document is converted to and back, where its own cannot be edited. */
  through?: string;
  /** Whether a document has things in it that the page shows nothing of. They stay in it. */
  holdsMore?: boolean;
  /** The document says that changes are tracked; where it is required, the reader cannot switch it off. */
  tracking?: Tracking;
  /** What the page works on. @param name the document's @throws {Error} when it is damaged or too large */
  content: (file: Buffer, name: string) => string | Buffer | Promise<string | Buffer>;
  /** @param body what the page has changed @returns the very file when that is nothing @throws {Error} when it does not fit the file */
  change: (file: Buffer, body: Buffer) => Buffer | Promise<Buffer>;
}

/** Larger documents take the page too long, bytes. */
const LARGEST_WORD_FILE = 50 * 1024 * 1024;
const LARGEST_OLD_FILE = 20 * 1024 * 1024;

type OfficeContent = Extract<Content, { format: 'office' }>;

const text: Editor = {
  kind: 'text',
  content: (file) => textOf(file).text,
  change: (file, body) => {
    const before = textOf(file);
    return writeTextFile({ ...before, text: changeText(before.text, parse(TextChanges, body).changes) });
  },
};

const table: Editor = {
  kind: 'sheet',
  content: (file, name) => JSON.stringify(csvSnapshot(textOf(file).text, name)),
  change: (file, body) => {
    const before = textOf(file);
    return writeTextFile({ ...before, text: changeCsv(before.text, parse(CellChanges, body).cells) });
  },
};

const workbook: Editor = {
  kind: 'sheet',
  content: (file, name) => JSON.stringify(snapshotOf(new Workbook(ZipFile.parse(file)), name)),
  change: (file, body) => checked(file, changeWorkbook(file, parse(CellChanges, body))),
};

const word: Editor = {
  kind: 'word',
  content: wordFileForPage,
  change: (file, body) => changeWordFile(file, ...twoDocuments(body)),
};

/** The editor for a document, or why there is none. @param content what the file is @param file all of it */
export async function editorFor(content: Content, file: Buffer, conversions: Conversions): Promise<Editor | ReadOnlyReason> {
  switch (content.format) {
    case 'text':
      return readTextFile(file) ? text : 'Encoding';
    case 'table':
      return readTextFile(file) ? tried(table, file) : 'Encoding';
    case 'office':
      if (content.isSealed) return 'Protected';
      if (wayOf(content.extension)) return oldEditor(content, file, conversions);
      if (isOOXML(content.extension)) return file.length > LARGEST_WORKBOOK ? 'TooLarge' : tried(workbook, file);
      if (/^do[ct][xm]$/.test(content.extension)) return file.length > LARGEST_WORD_FILE ? 'TooLarge' : wordEditor(file);
      return FORMATS.p.includes(content.extension) ? 'Kind' : 'Format';
    case 'pdf':
      return 'Kind';
    case 'unknown':
      return 'Format';
  }
}

/** Formats of Office 97, and RTF. */
async function oldEditor(content: OfficeContent, file: Buffer, conversions: Conversions): Promise<Editor | ReadOnlyReason> {
  const { extension } = content;
  if (file.length > LARGEST_OLD_FILE) return 'TooLarge';
  if (await isProtected(file)) return 'Protected';
  const { main, lost } = wayOf(extension)!;
  const streams = content.isCompound ? streamNames(file) : [];
  if (main.length > 0 && !main.some((name) => streams.includes(name))) return 'Format';
  if (lost.some((name) => streams.includes(name))) return 'Content';
  const editorOf = (converted: Buffer, via: string) =>
    editorFor({ format: 'office', extension: via, isCompound: false, isSealed: false }, converted, conversions);
  return throughConversion(file, extension, conversions, editorOf);
}

async function wordEditor(file: Buffer): Promise<Editor | ReadOnlyReason> {
  const found = await tried(word, file);
  if (found !== word) return found;
  const { readOnly, tracking } = protectionOf(ZipFile.parse(file));
  return readOnly ?? { ...word, ...(tracking && { tracking }), ...(holdsMore(file) && { holdsMore: true }) };
}

/** An editor that can make something of the file. */
async function tried(editor: Editor, file: Buffer): Promise<Editor | ReadOnlyReason> {
  try {
    await editor.content(file, '');
    return editor;
  } catch (error) {
    return error instanceof RangeError ? 'TooLarge' : 'Format';
  }
}

function textOf(file: Buffer): TextFile {
  const found = readTextFile(file);
  if (!found) throw new RangeError('the text could not be written back');
  return found;
}

/** A package that has been changed, if it may be stored. @throws {SyntaxError} */
function checked(before: Buffer, after: Buffer): Buffer {
  if (before !== after) checkChangedParts(ZipFile.parse(before), ZipFile.parse(after));
  return after;
}

function parse<T extends z.ZodMiniType>(schema: T, body: Buffer): z.infer<T> {
  try {
    return schema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw invalid('Changes');
  }
}
