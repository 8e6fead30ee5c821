/** What sessions that may edit do with a document: which can be edited, what a page is sent of it, and what it changes. */
import { readFile, rm, stat } from 'node:fs/promises';
import { extensionOf } from 'imm-weboffice/contract';
import type { TextEncodings } from '../text/encodings.js';
import type { DocumentEngine } from '../jobs/document-engine.js';
import { explainDocument } from '../jobs/job-fault.js';
import { ImmFault, invalid } from '../imm-fault.js';
import { sniffFile } from '../convert/sniff-file.js';
import { asBuffer } from '../jobs/parcels.js';
import type { DocumentKind, Encoding, SaveResult } from '../../shared/page-api.js';
import type { Versions } from '../documents/versions.js';
import type { Session } from '../visits/sessions.js';
import type { Visit } from '../visits/visit.js';
import { unwritableOf } from '../text/encode-text.js';
import type { History } from './history.js';
import { editorNameOf, isEditorName } from './editors.js';
import { editorFor } from './open-editor.js';
import { wayOf } from './through-conversion.js';
import type { Editability, Editor, EditorContent, SentChange } from '../documents/editor.js';
import type { Saver } from './saver.js';
import type { Conversions } from '../convert/conversions.js';

export interface SaveRequest {
  base: number;
  over: number;
  /** Nobody asked for it. */
  byItself: boolean;
  /** The body is the difference from the seed of `base`. */
  isRest?: boolean;
}

/** The longest change a page may send, bytes: for Word it is two whole documents, else JSON. */
const MOST_CHANGE = { word: 256 * 1024 * 1024, others: 64 * 1024 * 1024 };

/** Puts what a page sends, at most so many bytes, into a file of this user's only. @returns its path */
type Receive = (most: number) => Promise<string>;

export class EditService {
  constructor(
    readonly history: History,
    private readonly saver: Saver,
    private readonly versions: Versions,
    private readonly engine: DocumentEngine,
    private readonly conversions: Conversions,
    private readonly encodings: TextEncodings,
  ) {}

  /** How a session can edit the document that lies at a path now. */
  async describe({ session, languages }: Visit, path: string): Promise<Editability> {
    const { permission, cachePreview, previewPages, filename } = session;
    if (permission.readonly || cachePreview || previewPages !== undefined) return {};
    const found = await editorFor(await sniffFile(path, filename, this.engine), path, this.engine, this.conversions, (file) =>
      this.encodings.of(path, languages, file),
    );
    return typeof found === 'string' ? { readOnlyReason: found } : { editor: found };
  }

  /**
   * Begins what takes long for somebody who is about to edit the document: where an editor needs it converted, the conversion is under way while their
   * browser loads the page.
   * @returns false when there is no editor for it, and it will be shown as to readers @throws when the file is gone
   */
  async prefetch({ path, filename }: Pick<Session, 'filename'> & { path: string }): Promise<boolean> {
    const content = await sniffFile(path, filename, this.engine);
    if (content.format !== 'office') return true;
    if (!wayOf(content.extension)) return isEditorName(editorNameOf(content, (await stat(path)).size));
    const found = await editorFor(content, path, this.engine, this.conversions, () => this.encodings.of(path));
    return typeof found !== 'string';
  }

  /** The newest content, and its version: the page may base changes on it. @throws when the file is gone */
  async open(visit: Visit, editor: Editor): Promise<{ version: number; content: EditorContent }> {
    const { path } = visit.session.file;
    for (;;) {
      const version = await this.versions.check(path);
      const copy = await visit.bases.keepCopy(version ?? 0, path);
      // What was copied while it was being written is copied again.
      if (version === undefined || version !== (await this.versions.check(path))) continue;
      return { version, content: await editor.content(copy, visit.filename).catch(explainDocument) };
    }
  }

  /**
   * @param wish whose `base` is the version the changes are made to, `over` the one they may replace
   * @param receive puts what the page sends, at most so many bytes, into a file; asked only of pages that may save
   * @throws {ImmFault} when the changes do not fit
   */
  async save(visit: Visit, { base, over, byItself, isRest }: SaveRequest, receive: Receive): Promise<SaveResult> {
    const editor = editorOf(visit);
    const before = await this.#baseOf(visit, base);
    const seed = isRest ? (visit.seeds.find(base) ?? unknownBase()) : undefined;
    const body = await receive(mostOf(editor));
    try {
      const content = await changed(editor, before, { body, seed });
      return await this.saver.save(visit, { content, over, origin: byItself ? 'autosaved' : 'saved' });
    } catch (error) {
      const unwritable = unwritableOf(error);
      if (unwritable === undefined) throw error;
      return { ...(await this.stored(visit)), result: 'fail', unwritable };
    } finally {
      await rm(body, { force: true });
    }
  }

  /** Path of the content that a page's changes are relative to. Where its copy is gone, the file itself may still be that version. @throws {ImmFault} */
  async #baseOf({ bases, session }: Visit, base: number): Promise<string> {
    const known = bases.find(base);
    if (known !== undefined) return known;
    const { path } = session.file;
    if ((await this.versions.check(path)) !== base) unknownBase();
    const copy = await bases.keepCopy(base, path);
    return (await this.versions.check(path)) === base ? copy : unknownBase();
  }

  /** @throws {ImmFault} when the session may not edit, or the document is none the editor writes this way */
  async sow(visit: Visit, base: number, receive: Receive): Promise<void> {
    const editor = editorOf(visit);
    if (editor.kind !== 'word') throw invalid('Base');
    await this.#baseOf(visit, base);
    await visit.seeds.keepFile(base, await receive(mostOf(editor)));
  }

  /** What a text or a table is read as; undefined for everything else. @param kind as which it is shown */
  async encodingOf({ encoding, languages }: Visit, path: string, kind: DocumentKind): Promise<Encoding | undefined> {
    if (kind !== 'text' && kind !== 'table') return undefined;
    return encoding ?? (await this.encodings.of(path, languages));
  }

  /** Everybody who edits a text reads it as this from now on. @throws {ImmFault} when it could not be written back */
  async chooseEncoding({ session }: Visit, encoding: Encoding): Promise<void> {
    if (!(await this.encodings.choose(session.file.path, encoding))) notWritable();
  }

  /** Saves a text in another encoding. Tables get a byte order mark as UTF-8: without one Excel takes them for something else. @throws {ImmFault} */
  async convert(visit: Visit, encoding: Encoding): Promise<void> {
    const { path } = visit.session.file;
    const isTable = editorOf(visit).kind === 'sheet' && extensionOf(visit.filename) === 'csv';
    const over = await this.versions.check(path);
    if ((editorOf(visit).kind !== 'text' && !isTable) || over === undefined) throw invalid('Encoding');
    const before = await this.encodings.of(path);
    const replaced = await this.history.pathOf(visit.session.file, await readFile(path));
    const hasMark = encoding === 'utf-8' ? isTable : encoding.startsWith('utf-16');
    const content = asBuffer((await this.engine.run('recodeText', path, before, encoding, hasMark)) ?? notWritable());
    const { result } = await this.saver.save(visit, { content, over, origin: 'saved' });
    if (!['ok', 'nochange', 'SavedEmptyFile'].includes(result)) throw new ImmFault(409, 'NotSaved', 'The text could not be saved.');
    await this.encodings.converted(path, replaced, before);
  }

  /** What a page is told that has nothing to save. */
  async stored({ session }: Visit): Promise<SaveResult> {
    const { path } = session.file;
    const version = (await this.versions.check(path)) ?? 0;
    return { result: 'nochange', version, size: this.versions.sizeOf(path) ?? 0 };
  }

  /** @throws {ImmFault} when there is no such version */
  async restore(visit: Visit, id: string): Promise<SaveResult> {
    const { file } = visit.session;
    const path = await this.history.find(file, id);
    if (path === undefined) throw invalid('Id');
    const content = await readFile(path);
    const over = (await this.versions.check(file.path)) ?? 0;
    return this.saver.save(visit, { content, over, origin: 'restored' });
  }
}

function editorOf({ editability: { editor } }: Visit): Editor {
  if (!editor) throw new ImmFault(403, 'AccessDenied', 'The session may not edit the document.');
  return editor;
}

const mostOf = ({ kind }: Editor) => (kind === 'word' ? MOST_CHANGE.word : MOST_CHANGE.others);

async function changed(editor: Editor, before: string, change: SentChange): Promise<Buffer> {
  try {
    return (await editor.change(before, change)) ?? (await readFile(before));
  } catch (error) {
    if (unwritableOf(error) !== undefined) throw error;
    if (error instanceof RangeError || error instanceof SyntaxError) throw invalid('Changes');
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return unknownBase();
    throw error;
  }
}

function unknownBase(): never {
  throw new ImmFault(409, 'UnknownBase', 'The page was not sent this version, or too long ago.');
}

function notWritable(): never {
  throw new ImmFault(409, 'NotWritable', 'The text could not be written back in this encoding.');
}
