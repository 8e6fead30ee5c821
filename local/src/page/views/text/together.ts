/**
 * A text that several pages write at once, and its saving. Changes go to the server as they are made, on top of everybody's (CodeMirror's
 * collaboration protocol); the text is saved as a whole, with what all have written.
 */
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from '@codemirror/collab';
import { ChangeSet, Compartment, Transaction, type Extension, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { LiveState, type LiveChange, type LiveFarewell, type LivePush, type SaveResult } from '../../../shared/page-api.js';
import { TaskQueue } from '../../../shared/task-queue.js';
import { differenceOf } from '../../../shared/text-changes.js';
import { sleep } from '../../base/clock.js';
import { fitsFarewell } from '../../document/farewell.js';
import { asTrouble, pause } from '../../connection/http.js';
import type { Connection } from '../../connection/session.js';
import { uuid } from '../../base/uuid.js';
import { wholeText } from '../../connection/decode.js';
import { cursorMarks, setCursors, type Cursors } from './cursors.js';
import { unconfirmed, type UnsavedText } from './unsaved.js';
import type { Changes, Edits, Together } from '../view.js';

/** Changes are sent this often at most, ms. */
const beat = 40;
/** Sent at a time. */
const mostUpdates = 500;
/** How often a page tries to get its changes in before others' when it has to be done now. */
const tries = 50;

/** The text as it was sent. */
export interface Loaded {
  version: number;
  /** `X-Live` */
  live: string;
  size: number;
}

export class TextTogether implements Edits, Together {
  readonly merges = true;
  readonly sendsItself = true;
  readonly extension: Extension;
  readonly #session: Connection;
  readonly #over: AbortSignal;
  readonly #settled: () => void;
  readonly #collab = new Compartment();
  #view!: EditorView;
  #client = '';
  #room = '';
  #revision = 0;
  #version = 0;
  #size = 0;
  /** The text everybody has. */
  #base!: Text;
  /** How many of all changes are saved, were there after the last one made here, and are being saved. */
  #saved = 0;
  #lastOwn = 0;
  #taken: number | null = null;
  #cursorSent = '';
  /** How many of the changes made here are under way. */
  #sent = 0;
  /** The page is going, and how many of the changes made here its farewell told. */
  #isAway = false;
  #told = 0;
  #others: Cursors = [];
  readonly #exchanges = new TaskQueue();
  #isRunning = false;
  #isWanted = false;

  /** @param settled what was changed here is saved, by whomever */
  constructor(session: Connection, over: AbortSignal, settled: () => void) {
    [this.#session, this.#over, this.#settled] = [session, over, settled];
    this.extension = [this.#collab.of([]), cursorMarks];
  }

  get version(): number {
    return this.#version;
  }
  get size(): number {
    return this.#size;
  }
  get isDirty(): boolean {
    return this.#room !== '' && (this.#unsent().length > 0 || this.#lastOwn > this.#saved || this.#taken !== null);
  }

  /** The whole text is in the editor now. */
  loaded(view: EditorView, { version, live, size }: Loaded): void {
    this.#view = view;
    [this.#version, this.#size] = [version, size];
    this.#begin(live);
  }

  /** The reader has changed something, or gone elsewhere in the text. */
  stir(): void {
    if (this.#room === '') return;
    this.#isWanted = true;
    if (!this.#isRunning) void this.#run();
  }

  hear(revision: number): void {
    if (revision !== this.#revision) this.stir();
  }

  saved(version: number, live: number): void {
    this.#version = Math.max(this.#version, version);
    const was = this.isDirty;
    this.#saved = Math.max(this.#saved, live);
    if (was && !this.isDirty) this.#settled();
  }

  async take(): Promise<Changes> {
    // A page that has just come back gets the text first.
    await this.#exchanges.idle();
    for (let tried = 0; tried < tries && this.#unsent().length > 0; tried++) await this.#exchange();
    if (this.#unsent().length > 0) throw new Error('others are always faster');
    this.#taken = getSyncedVersion(this.#view.state);
    return { base: this.#version, body: '', type: 'text/plain', together: true };
  }

  settled(saved: SaveResult | null): void {
    if (saved) {
      [this.#version, this.#size] = [saved.version, saved.size];
      this.#saved = Math.max(this.#saved, this.#taken ?? 0);
    }
    this.#taken = null;
  }

  /** Gets what there is, whether it was heard of or not. */
  async renew(): Promise<void> {
    await this.#exchange();
  }

  farewell(): LiveFarewell | null {
    const unsent = this.#unsent();
    this.#isAway = true;
    if (unsent.length === 0) return null;
    const changes = toJSON(this.#asOne(unsent));
    const rest = toJSON(this.#asOne(unsent.slice(this.#sent), unsent[this.#sent - 1]?.changes.newLength));
    const farewell = { ...this.#place, client: this.#client, changes, sent: this.#sent, rest };
    if (!fitsFarewell(JSON.stringify(farewell))) return null;
    this.#told = unsent.length;
    return farewell;
  }

  comeBack(): void {
    this.#isAway = false;
    if (this.#room !== '') void this.#exchanges.run(() => this.#resync()).catch(() => this.stir());
  }

  unsaved(): UnsavedText | null {
    const unsent = this.#unsent();
    if (unsent.length === 0) return null;
    const texts = {
      before: this.#base.toString(),
      sent: this.#asOne(unsent.slice(0, this.#sent)).apply(this.#base).toString(),
      after: this.#view.state.doc.toString(),
    };
    return { ...texts, ...this.#place, client: this.#client, underWay: this.#sent };
  }

  async putOnTop(unsaved: UnsavedText): Promise<boolean> {
    const rest = await unconfirmed(this.#session, unsaved, this.#view.state.doc.toString());
    if (!rest) return false;
    const { before, after } = rest;
    const mine = ChangeSet.of(differenceOf(before, after), before.length);
    const theirs = ChangeSet.of(differenceOf(before, this.#view.state.doc.toString()), before.length);
    this.#view.dispatch({ changes: mine.map(theirs, true) });
    return true;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let failures = 0; this.#isWanted && !this.#over.aborted;) {
      this.#isWanted = false;
      try {
        await this.#exchange();
        failures = 0;
        await sleep(beat, this.#over);
      } catch (error) {
        if (this.#over.aborted || this.#session.signal.aborted) break;
        // What the server refuses it will refuse again; the next change or save asks anew.
        if (asTrouble(error).code !== 'Network') break;
        this.#isWanted = true;
        await sleep(pause(failures++), this.#over).catch(() => {});
      }
    }
    this.#isRunning = false;
  }

  /** Sends what is new here and takes what is new elsewhere; one exchange after the other. */
  #exchange(): Promise<void> {
    return this.#exchanges.run(() => this.#exchangeNow());
  }

  async #exchangeNow(): Promise<void> {
    // It would be taken besides the farewell, which has the same changes.
    if (this.#isAway) return;
    const unsent = this.#unsent();
    // Those that got no answer may have been taken: they stay together.
    this.#sent ||= Math.min(unsent.length, mostUpdates);
    const updates = unsent.slice(0, this.#sent).map(({ changes }) => ({ client: this.#client, changes: toJSON(changes) }));
    const push: LivePush = { ...this.#place, updates };
    const { anchor, head } = this.#view.state.selection.main;
    const cursor = this.#cursor;
    if (updates.length === unsent.length && (updates.length > 0 || cursor !== this.#cursorSent)) push.cursor = { anchor, head };
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(push), signal: this.#over };
    const response = await this.#session.request('live', init);
    if (response.status === 204) return this.#resync();
    const state = LiveState.parse(await response.json());
    this.#sent = 0;
    if (push.cursor) this.#cursorSent = cursor;
    this.#receive(state, push.since);
    if (this.#unsent().length > 0) this.stir();
  }

  #receive({ updates, cursors, revision, saved }: LiveState, since: number): void {
    const received = updates.map(({ client, changes }) => ({ clientID: client, changes: ChangeSet.fromJSON(changes) }));
    received.forEach(({ clientID, changes }, index) => {
      this.#base = changes.apply(this.#base);
      if (clientID !== this.#client) return;
      this.#lastOwn = since + index + 1;
      this.#told = Math.max(0, this.#told - 1);
    });
    if (received.length > 0) this.#view.dispatch(receiveUpdates(this.#view.state, received));
    this.#revision = revision;
    this.#show(cursors);
    this.saved(saved.version, saved.live);
  }

  /** The cursors lie in the text everybody has; what was written here since moves them. */
  #show(cursors: Cursors): void {
    if (cursors.length === 0 && this.#others.length === 0) return;
    this.#others = cursors;
    const unsent = this.#unsent();
    const moved = (place: number): number => unsent.reduce((at, { changes }) => (at > changes.length ? at : changes.mapPos(at, 1)), place);
    const placed = cursors.map((cursor) => ({ ...cursor, anchor: moved(cursor.anchor), head: moved(cursor.head) }));
    this.#view.dispatch({ effects: setCursors.of(placed) });
  }

  /** The server has no longer what was written since: its text takes the place of what was there, and what was written here goes on top. */
  async #resync(): Promise<void> {
    let headers = new Headers();
    const text = await wholeText(this.#session, this.#over, { isLive: true, onHeaders: (found) => (headers = found) });
    const unsent = this.#unsent();
    const known = this.#asOne(unsent.slice(0, this.#told)).apply(this.#base);
    const mine = this.#asOne(unsent.slice(this.#told), known.length);
    const theirs = ChangeSet.of(differenceOf(known.toString(), text.replaceAll(/\r\n?/g, '\n')), known.length);
    const quiet = [Transaction.addToHistory.of(false), Transaction.remote.of(true)];
    const changes = mine.invert(known).compose(theirs);
    this.#room = '';
    this.#view.dispatch({ changes, effects: this.#collab.reconfigure([]), annotations: quiet });
    this.#version = Number(headers.get('x-version'));
    [this.#saved, this.#lastOwn] = [0, 0];
    this.#begin(headers.get('x-live') ?? '');
    // What had been sent, and was not saved, is in the text that came.
    if (mine.empty) this.#settled();
    else this.#view.dispatch({ changes: mine.map(theirs, true) });
  }

  #begin(live: string): void {
    const [room = '', count] = live.split('.');
    // A new name: what was sent under the old one may have been taken, and must not count as this text's.
    this.#client = uuid();
    [this.#room, this.#base, this.#revision] = [room, this.#view.state.doc, 0];
    [this.#sent, this.#told] = [0, 0];
    // Nobody is shown where others have not gone yet.
    this.#cursorSent = this.#cursor;
    this.#view.dispatch({ effects: this.#collab.reconfigure(collab({ startVersion: Number(count), clientID: this.#client })) });
    this.stir();
  }

  get #cursor(): string {
    const { anchor, head } = this.#view.state.selection.main;
    return `${anchor} ${head}`;
  }

  #unsent() {
    return this.#room === '' ? [] : sendableUpdates(this.#view.state);
  }

  get #place() {
    return { room: this.#room, since: getSyncedVersion(this.#view.state) };
  }

  /** @param length of the text they are made to, if there are none */
  #asOne(updates: readonly { changes: ChangeSet }[], length = this.#base.length): ChangeSet {
    const [first = ChangeSet.empty(length), ...others] = updates.map(({ changes }) => changes);
    return others.reduce((all, changes) => all.compose(changes), first);
  }
}

function toJSON(changes: ChangeSet): LiveChange {
  return changes.toJSON() as LiveChange;
}
