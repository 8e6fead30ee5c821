/**
 * One text that several pages write at once. The server decides the order: changes are taken on top of all others, or not at all, and pages
 * put theirs on top of what they have missed (as CodeMirror's collaboration protocol has it). What lies in the file is one state of it.
 */
import { randomUUID } from 'node:crypto';
import { MOST_TEXT } from '../text/text.js';
import { invalid } from '../imm-fault.js';
import type { LiveFarewell, LivePush, LiveState, LiveUpdate, TextChange } from '../../shared/page-api.js';
import type { TextFile } from '../text/text-file.js';
import type { Visit } from '../visits/visit.js';
import { changesOf, lengthsOf, mapPlace, mapPlaces, rebased, stretchesOf } from '../../shared/text-changes.js';
import { LongText } from './long-text.js';

/** Changes that are kept for pages that have not got them yet; a page further behind gets the whole text. */
const MOST_UPDATES = 500;
/** Characters they may have together. */
const MOST_CHARACTERS = 2 ** 20;

/** A text file as a room has it: it may be 20 MB, and every letter that is typed changes it. */
export interface RoomFile extends Omit<TextFile, 'text'> {
  text: LongText;
}

interface Cursor {
  anchor: number;
  head: number;
}

export class TextRoom {
  readonly name = randomUUID();
  /** Counts the changes. */
  version = 0;
  revision = 0;
  /** The file's version, how many changes were in it, and its text as it is there. */
  saved: { version: number; live: number; text: LongText };
  readonly #cursors = new Map<Visit, Cursor | undefined>();
  /** Who has changed something that is not saved, the last one last. */
  readonly #writers = new Set<Visit>();
  #updates: LiveUpdate[] = [];
  #characters = 0;

  /** @param file its text as it is in the file, line ends and all @param onChange there is something to get */
  constructor(
    private file: RoomFile,
    version: number,
    private readonly onChange: (except: Visit | undefined) => void,
  ) {
    this.saved = { version, live: 0, text: file.text };
  }

  /** As it would be written to the file. */
  get content(): RoomFile {
    return this.file;
  }
  get visits(): Visit[] {
    return [...this.#cursors.keys()];
  }
  get isSaved(): boolean {
    return this.saved.live === this.version;
  }
  /** Whose changes are not saved yet, of those who are still there or were the last. */
  get lastWriter(): Visit | undefined {
    return [...this.#writers].at(-1);
  }

  enter(visit: Visit): void {
    if (!this.#cursors.has(visit)) this.#cursors.set(visit, undefined);
  }

  leave(visit: Visit): void {
    if (this.#cursors.get(visit)) this.#changed(visit);
    this.#cursors.delete(visit);
  }

  /**
   * Takes changes, when they are made to the newest text, and says what there is.
   * @returns undefined when the page has another text, or one too old @throws {ImmFault} when the changes do not fit
   */
  push(visit: Visit, { room, since, updates, cursor }: LivePush): LiveState | undefined {
    const oldest = this.version - this.#updates.length;
    if (room !== this.name || since < oldest) return undefined;
    if (since > this.version) throw invalid('Since');
    this.enter(visit);
    if (since === this.version) {
      // All of them fit or none is taken.
      this.#check(updates);
      for (const update of updates) this.#take(update, visit);
      if (cursor) this.#cursors.set(visit, { anchor: this.#inside(cursor.anchor), head: this.#inside(cursor.head) });
      if (updates.length > 0 || cursor) this.#changed(visit);
    }
    const state: LiveState = {
      ...{ version: this.version, revision: this.revision, updates: this.#updates.slice(since - oldest) },
      cursors: [...this.#cursors].flatMap(([{ session }, place]) =>
        place && session !== visit.session ? [{ id: session.user.id, name: session.user.name, ...place }] : [],
      ),
      saved: { version: this.saved.version, live: this.saved.live },
    };
    // Only now: until here `oldest` is where the kept changes begin, and the page is owed all it has missed, its own too.
    this.#forget();
    return state;
  }

  /** The text, as it was after so many changes, is that version of the file now. */
  wasSaved(version: number, live: number, text: LongText): void {
    this.saved = { version, live, text };
    if (this.isSaved) this.#writers.clear();
  }

  /** The file has got other content from elsewhere: what is not saved yet is put on top of it. */
  adopt(file: RoomFile, version: number): void {
    const saved = this.saved.text;
    const theirs = saved.differenceTo(file.text);
    const mine = this.isSaved ? NOTHING : saved.differenceTo(this.file.text);
    const hadAll = isNothing(mine);
    const stretches = hadAll ? [theirs] : rebased(theirs, mine);
    if (!isNothing(theirs)) this.#take({ client: 'file', changes: changesOf(stretches, this.file.text.length) });
    this.#forget();
    // Line ends and encoding are the file's own.
    this.file = hadAll ? file : { ...file, text: this.file.text };
    this.saved = { version, live: hadAll ? this.version : -1, text: file.text };
    if (hadAll) this.#writers.clear();
    this.#changed();
  }

  /** The last changes of a page that goes: on top of whatever it has not heard of, and without those that have been taken already. @throws {ImmFault} when they do not fit */
  pushLast(visit: Visit, { room, since, client, changes, sent, rest }: LiveFarewell): void {
    const oldest = this.version - this.#updates.length;
    if (since < oldest) return;
    const missed = this.#updates.slice(since - oldest);
    // Updates are taken together, and only on top of all others: those under way come first or not at all.
    const hasSent = sent > 0 && missed[sent - 1]?.client === client;
    const unheard = hasSent ? missed.slice(sent) : missed;
    const own = stretchesOf(hasSent ? rest : changes);
    const places = unheard.reduce<number[]>(
      (at, update) => mapPlaces(at, update.changes),
      own.flatMap(({ from, to }) => [from, to]),
    );
    const stretches = own.map(({ insert }, index) => ({ from: places[2 * index]!, to: places[2 * index + 1]!, insert }));
    const last = unheard.length === 0 ? (hasSent ? rest : changes) : changesOf(stretches, this.file.text.length);
    this.push(visit, { room, since: since + missed.length, updates: [{ client, changes: last }] });
  }

  #check(updates: readonly LiveUpdate[]): void {
    let length = this.file.text.length;
    for (const { changes } of updates) {
      const { before, after } = lengthsOf(changes);
      if (before !== length || after > MOST_TEXT) throw invalid('Changes');
      length = after;
    }
  }

  #take(update: LiveUpdate, visit?: Visit): void {
    const { changes } = update;
    this.file = { ...this.file, text: this.file.text.change(stretchesOf(changes)) };
    this.version += 1;
    this.#updates.push(update);
    this.#characters += sizeOf(update);
    for (const [other, place] of this.#cursors) {
      if (place && other !== visit)
        this.#cursors.set(other, { anchor: mapPlace(place.anchor, changes), head: mapPlace(place.head, changes) });
    }
    if (!visit) return;
    this.#writers.delete(visit);
    this.#writers.add(visit);
  }

  /** Drops the oldest changes that are too many. */
  #forget(): void {
    let count = 0;
    while (this.#updates.length - count > MOST_UPDATES || (this.#characters > MOST_CHARACTERS && count < this.#updates.length)) {
      this.#characters -= sizeOf(this.#updates[count++]!);
    }
    this.#updates.splice(0, count);
  }

  #inside(place: number): number {
    return Math.min(place, this.file.text.length);
  }

  #changed(by?: Visit): void {
    this.revision += 1;
    this.onChange(by);
  }
}

const NOTHING: TextChange = { from: 0, to: 0, insert: '' };
const isNothing = ({ from, to, insert }: TextChange) => from === to && insert === '';

function sizeOf({ changes }: LiveUpdate): number {
  return changes.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 1 : part.slice(1).join('\n').length + 1), 0);
}
