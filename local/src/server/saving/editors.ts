/** The editors there are: what each is sent of a document, and what becomes of the document by what it answers. All of it is computed from the document alone. */
import type { EditorTraits } from '../documents/editor.js';
import type * as z from 'zod/mini';
import { FORMATS } from 'imm-weboffice/contract';
import type { Content } from '../convert/sniff.js';
import { MOST_TEXT } from '../text/text.js';
import { invalid } from '../imm-fault.js';
import { CellChanges, TextChanges, type DocumentKind, type Encoding, type ReadOnlyReason } from '../../shared/page-api.js';
import { checkChangedParts } from '../ooxml/check-package.js';
import { ZipFile } from '../ooxml/zip-file.js';
import { changeCsv, csvSnapshot } from '../sheet/csv-file.js';
import { changeWorkbook } from '../sheet/patch.js';
import { LARGEST_WORKBOOK, isOOXML } from '../sheet/preview.js';
import { snapshotOf } from '../sheet/snapshot.js';
import { Workbook } from '../sheet/workbook.js';
import { isWriteProtected } from '../sheet/write-protection.js';
import { changeWordFile, holdsMore, holdsOldLooks, twoDocuments, wordFileForPage } from '../word/file.js';
import { protectionOf } from '../word/protection.js';
import { changeText, readTextFile, writeTextFile, type TextFile } from '../text/text-file.js';

export type EditorName = 'text' | 'table' | 'workbook' | 'word';

/** Runs in a process of its own, see `jobs/`. */
interface NativeEditor {
  kind: DocumentKind;
  /** Whether the document can be edited, beyond that `content` succeeds. */
  traits?: (file: Buffer, encoding: Encoding) => Omit<EditorTraits, 'kind'> | ReadOnlyReason;
  /** What the page works on. @param name the document's @param encoding of a text @throws {Error} when it is damaged or too large */
  content: (file: Buffer, name: string, encoding: Encoding) => string | Buffer;
  /** @param body what the page has changed @returns the very file when that is nothing @throws {Error} when it does not fit the file */
  change: (file: Buffer, body: Buffer, encoding: Encoding) => Buffer;
}

/** Larger documents take the page too long, bytes. */
const LARGEST_WORD_FILE = 50 * 1024 * 1024;

const text: NativeEditor = {
  kind: 'text',
  traits: encodingTraits,
  content: (file, _, encoding) => textOf(file, encoding).text,
  change: (file, body, encoding) => {
    const before = textOf(file, encoding);
    return writeTextFile({ ...before, text: changeText(before.text, parse(TextChanges, body).changes) });
  },
};

const table: NativeEditor = {
  kind: 'sheet',
  traits: encodingTraits,
  content: (file, name, encoding) => JSON.stringify(csvSnapshot(textOf(file, encoding).text, name)),
  change: (file, body, encoding) => {
    const before = textOf(file, encoding);
    return writeTextFile({ ...before, text: changeCsv(before.text, parse(CellChanges, body).cells) });
  },
};

const workbook: NativeEditor = {
  kind: 'sheet',
  traits: (file) => (isWriteProtected(new Workbook(ZipFile.parse(file))) ? 'RestrictedToReading' : {}),
  content: (file, name) => JSON.stringify(snapshotOf(new Workbook(ZipFile.parse(file)), name)),
  change: (file, body) => checked(file, changeWorkbook(file, parse(CellChanges, body))),
};

const word: NativeEditor = {
  kind: 'word',
  traits: wordTraits,
  content: wordFileForPage,
  change: (file, body) => changeWordFile(file, ...twoDocuments(body)),
};

export const EDITORS: Readonly<Record<EditorName, NativeEditor>> = { text, table, workbook, word };

/** The editor for a kind of document, or why there is none. @param size of the document, bytes */
export function editorNameOf(content: Content, size: number): EditorName | ReadOnlyReason {
  switch (content.format) {
    case 'text':
      return size > MOST_TEXT ? 'TooLarge' : 'text';
    case 'table':
      return size > MOST_TEXT ? 'TooLarge' : 'table';
    case 'office':
      if (content.isSealed) return 'Protected';
      if (isOOXML(content.extension)) return size > LARGEST_WORKBOOK ? 'TooLarge' : 'workbook';
      if (/^do[ct][xm]$/.test(content.extension)) return size > LARGEST_WORD_FILE ? 'TooLarge' : 'word';
      return FORMATS.p.includes(content.extension) ? 'Kind' : 'Format';
    case 'pdf':
      return 'Kind';
    case 'unknown':
      return 'Format';
  }
}

export const isEditorName = (found: EditorName | ReadOnlyReason): found is EditorName => Object.hasOwn(EDITORS, found);

/** What there is to say of a document before its editor opens it, or why the editor cannot. */
export function traitsOf(name: EditorName, file: Buffer, encoding: Encoding = 'utf-8'): EditorTraits | ReadOnlyReason {
  const { kind, traits, content } = EDITORS[name];
  try {
    const found = traits?.(file, encoding) ?? {};
    if (typeof found === 'string') return found;
    content(file, '', encoding);
    return { kind, ...found };
  } catch (error) {
    return error instanceof RangeError ? 'TooLarge' : 'Format';
  }
}

function wordTraits(file: Buffer): Omit<EditorTraits, 'kind'> | ReadOnlyReason {
  const { readOnly, tracking } = protectionOf(ZipFile.parse(file));
  if (readOnly) return readOnly;
  const hidden = { ...(holdsMore(file) && { holdsMore: true }), ...(holdsOldLooks(file) && { holdsOldLooks: true }) };
  return { ...(tracking && { tracking }), ...hidden };
}

function encodingTraits(file: Buffer, encoding: Encoding): Omit<EditorTraits, 'kind'> | ReadOnlyReason {
  return readTextFile(file, encoding) ? {} : 'Encoding';
}

function textOf(file: Buffer, encoding: Encoding): TextFile {
  const found = readTextFile(file, encoding);
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
