/** Whether a Word document has been changed, and the whole of it for saving. */
import type { SaveResult } from '../../../shared/page-api.js';
import { fitsFarewell } from '../../document/farewell.js';
import { restOf } from './rest.js';
import type { Changes, Edits } from '../view.js';
import type { WordParts } from './writing.js';

/** What the server has of the document as the editor writes it. */
interface Seed {
  /** The version it was written of. */
  base: number;
  parts: WordParts;
}

interface Editor {
  /** The whole document as it is now. What is in it is gathered before this returns. */
  write: () => Promise<ArrayBuffer>;
  /** The parts that hold words, as they would be written now; null where the editor has no document. */
  writeParts: () => WordParts | null;
  /** Whether more has changed since the document was last taken than a few words. */
  hasChangedMuch: () => boolean;
  /** Whether a comment is being typed. */
  hasDrafts: () => boolean;
  /** Comments that are being typed, and headers typed into just now, become changes. */
  commit: () => void;
  /** The document is being taken: changes are counted from now on. */
  taken: () => void;
  /** What was taken last is saved. */
  saved: () => void;
  /** Sends the server what the editor writes of a version: {@link WordEdits.takeAtTheEnd} is the difference from it. */
  sow: (base: number, body: Blob) => Promise<void>;
}

export class WordEdits implements Edits {
  /** Two whole documents cannot be put on top of each other. */
  readonly merges = false;
  readonly #editor: Editor;
  #version: number;
  #size: number;
  #isChanged = false;
  #isTaken = false;
  /** Something other than the words of {@link WordParts} has changed. */
  #isBeyondWords = false;
  /** What the editor writes of the version when nothing is changed: the server tells by it what has been. */
  #untouched: ArrayBuffer | null = null;
  #taken: { file: ArrayBuffer; parts: WordParts | null } | null = null;
  #seed: Seed | null = null;

  constructor(of: { version: number; size: number }, editor: Editor) {
    [this.#version, this.#size] = [of.version, of.size];
    this.#editor = editor;
  }

  get version(): number {
    return this.#version;
  }
  get size(): number {
    return this.#size;
  }
  get isDirty(): boolean {
    return this.hasChanges || this.#editor.hasDrafts();
  }
  /** Changes of the document, apart from comments that are being typed. */
  get hasChanges(): boolean {
    return this.#isChanged || this.#isTaken;
  }
  get isTyping(): boolean {
    return !this.hasChanges && this.#editor.hasDrafts();
  }
  get isLarge(): boolean {
    if (this.#isBeyondWords) return true;
    if (!this.#editor.hasChangedMuch()) return false;
    const rest = this.takeAtTheEnd();
    return rest === null || !fitsFarewell(rest.body);
  }

  /** @param isBeyondWords a comment, say: a page that goes cannot send it */
  changed(isBeyondWords = false): void {
    this.#isChanged = true;
    this.#isBeyondWords ||= isBeyondWords;
  }

  /** Another version is in the editor now, and nothing else. What is written from here on is a change of it. */
  async loaded(version: number, size: number): Promise<void> {
    this.#isChanged = this.#isTaken = this.#isBeyondWords = false;
    this.#seed = null;
    // What is in the editor is gathered before this returns.
    const { file, parts } = await this.#write();
    // Had it failed, the next save would be in conflict with that version, which keeps both.
    this.#untouched = file;
    this.#editor.saved();
    [this.#version, this.#size] = [version, size];
    // Before the reader can write: from the first letter on there is something to lose.
    await this.#sow(version, file, parts);
  }

  commit(): void {
    this.#editor.commit();
  }

  async take(): Promise<Changes> {
    this.#isTaken = true;
    this.#isChanged = this.#isBeyondWords = false;
    const untouched = this.#untouched!;
    this.#taken = await this.#write();
    return { base: this.#version, body: inOne(untouched, this.#taken.file), type: 'application/octet-stream' };
  }

  settled(saved: SaveResult | null): void {
    if (saved && this.#taken) {
      this.#editor.saved();
      const { file, parts } = this.#taken;
      [this.#version, this.#size] = [saved.version, saved.size];
      this.#untouched = file;
      void this.#sow(saved.version, file, parts);
    } else this.#isChanged ||= this.#isTaken;
    this.#taken = null;
    this.#isTaken = false;
  }

  takeAtTheEnd(): Changes | null {
    const parts = this.#seed && this.#editor.writeParts();
    const rest = parts && restOf(this.#seed!.parts, parts);
    return rest && { base: this.#seed!.base, body: JSON.stringify(rest), type: 'application/json', isRest: true };
  }

  async #write(): Promise<{ file: ArrayBuffer; parts: WordParts | null }> {
    this.#editor.taken();
    const parts = this.#editor.writeParts();
    return { file: await this.#editor.write(), parts };
  }

  /** Until the server has this one, the one before is good: it has been sent more than it will be told, not less. */
  async #sow(base: number, file: ArrayBuffer, parts: WordParts | null): Promise<void> {
    if (!parts) return;
    const sown = await this.#editor.sow(base, inOne(file, JSON.stringify(parts))).then(
      () => true,
      () => false,
    );
    if (sown && base === this.#version) this.#seed = { base, parts };
  }
}

/** How long the first is, in four bytes, the first, the second. */
function inOne(first: ArrayBuffer, second: BlobPart): Blob {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, first.byteLength);
  return new Blob([length, first, second]);
}
