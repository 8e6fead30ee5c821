/** What sessions that may edit do with a document: which can be edited, what a page is sent of it, and what it changes. */
import { readFile } from 'node:fs/promises';
import { ImmFault, invalid } from '../imm-fault.js';
import { sniffFile } from '../opened-document.js';
import type { ReadOnlyReason, SaveResult } from '../page-api.js';
import type { Session } from '../sessions.js';
import type { Versions } from '../versions.js';
import type { Visit } from '../visit.js';
import { editorFor, type Editor } from './editors.js';
import { savedByRest } from './word-rest.js';
import type { History } from './history.js';
import type { Saver } from './saver.js';
import type { Conversions } from './through-conversion.js';

export interface Editability {
  /** Undefined where nothing can be changed. */
  editor?: Editor;
  /** Why not, where the permission would allow it. */
  readOnlyReason?: ReadOnlyReason;
}

export interface SaveWish {
  base: number;
  over: number;
  /** Nobody asked for it. */
  byItself: boolean;
  /** The body is the difference from the seed of `base`. */
  isRest?: boolean;
}

/** The longest change a page may send, bytes: a document of 200 MB is one, as JSON. */
export const MOST_CHANGE = 256 * 1024 * 1024;

export class Editing {
  constructor(
    readonly history: History,
    private readonly saver: Saver,
    private readonly versions: Versions,
    private readonly conversions: Conversions,
  ) {}

  /** How a session can edit the document that lies at a path now. */
  async describe({ permission, cachePreview, previewPages, filename }: Session, path: string): Promise<Editability> {
    if (permission.readonly || cachePreview || previewPages !== undefined) return {};
    const found = await editorFor(await sniffFile(path, filename), await readFile(path), this.conversions);
    return typeof found === 'string' ? { readOnlyReason: found } : { editor: found };
  }

  /** The newest content, and its version: the page may base changes on it. @throws when the file is gone */
  async open(visit: Visit, editor: Editor): Promise<{ version: number; content: string | Buffer }> {
    const { path } = visit.session.file;
    for (;;) {
      const version = await this.versions.check(path);
      const file = await readFile(path);
      // What was read while it was being written is read again.
      if (version === undefined || version !== (await this.versions.check(path))) continue;
      await visit.bases.keep(version, file);
      return { version, content: await editor.content(file, visit.filename) };
    }
  }

  /** @param wish whose `base` is the version the changes are made to, `over` the one they may replace @throws {ImmFault} when the changes do not fit */
  async save(visit: Visit, { base, over, byItself, isRest }: SaveWish, sent: Buffer): Promise<SaveResult> {
    const editor = editorOf(visit);
    const before = await visit.bases.read(base);
    const seed = isRest ? await visit.seeds.read(base) : undefined;
    if (!before || (isRest && !seed)) throw new ImmFault(409, 'UnknownBase', 'The page was not sent this version, or too long ago.');
    const body = seed ? fitting(() => savedByRest(seed, sent)) : sent;
    return this.saver.save(visit, { content: await changed(editor, before, body), over, origin: byItself ? 'autosaved' : 'saved' });
  }

  /** @throws {ImmFault} when the session may not edit, or the document is none the editor writes this way */
  async sow(visit: Visit, base: number, seed: Buffer): Promise<void> {
    if (editorOf(visit).kind !== 'word') throw invalid('Base');
    if ((await visit.bases.read(base)) === undefined)
      throw new ImmFault(409, 'UnknownBase', 'The page was not sent this version, or too long ago.');
    await visit.seeds.keep(base, seed);
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

async function changed(editor: Editor, before: Buffer, body: Buffer): Promise<Buffer> {
  try {
    return await editor.change(before, body);
  } catch (error) {
    throw misfit(error);
  }
}

function fitting<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw misfit(error);
  }
}

/** What a page sent that does not fit the document is the page's fault. */
const misfit = (error: unknown): unknown => (error instanceof RangeError || error instanceof SyntaxError ? invalid('Changes') : error);
