/** What a reader changes in a text: from which version, and what of it is on the way to the server. */
import { ChangeSet, Transaction, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { SaveResult } from '../../page-api.js';
import { differenceOf } from './text-difference.js';
import type { Changes, Edits } from './view.js';

export class TextEdits implements Edits {
  readonly merges = true;
  readonly #view: EditorView;
  #version = 0;
  #size = 0;
  /** The text of that version. */
  #base: Text;
  /** What is being saved of it, and what was changed after that. */
  #taken: ChangeSet | null = null;
  #pending: ChangeSet;

  constructor(view: EditorView) {
    this.#view = view;
    this.#base = view.state.doc;
    this.#pending = ChangeSet.empty(this.#base.length);
  }

  get version(): number {
    return this.#version;
  }
  get size(): number {
    return this.#size;
  }
  get isDirty(): boolean {
    return !this.#pending.empty || this.#taken !== null;
  }

  /** The whole content of a version is in the editor now. */
  loaded(version: number, size: number): void {
    [this.#version, this.#size] = [version, size];
    this.#base = this.#view.state.doc;
    this.#pending = ChangeSet.empty(this.#base.length);
  }

  /** The reader has changed something. */
  add(changes: ChangeSet): void {
    this.#pending = this.#pending.compose(changes);
  }

  take(): Changes {
    this.#taken = this.#pending;
    this.#pending = ChangeSet.empty(this.#view.state.doc.length);
    const changes: { from: number; to: number; insert: string }[] = [];
    this.#taken.iterChanges((from, to, _fromB, _toB, inserted) => changes.push({ from, to, insert: inserted.toString() }), true);
    return { base: this.#version, body: JSON.stringify({ changes }), type: 'application/json' };
  }

  settled(saved: SaveResult | null): void {
    if (!this.#taken) return;
    if (saved) {
      this.#base = this.#taken.apply(this.#base);
      [this.#version, this.#size] = [saved.version, saved.size];
    } else {
      this.#pending = this.#taken.compose(this.#pending);
    }
    this.#taken = null;
  }

  /** Another version is the base now: what is not saved yet is made to it instead. Call only while nothing is being saved. */
  rebase(text: string, version: number, size: number): void {
    const theirs = ChangeSet.of(differenceOf(this.#base.toString(), text.replaceAll(/\r\n?/g, '\n')), this.#base.length);
    const mine = this.#pending;
    this.#pending = mine.map(theirs, true);
    this.#base = theirs.apply(this.#base);
    [this.#version, this.#size] = [version, size];
    this.#view.dispatch({ changes: theirs.map(mine), annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true)] });
  }
}
