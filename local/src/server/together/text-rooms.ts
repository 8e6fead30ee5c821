/** The texts that are being written together: opened with their first editor, kept in step with their files, and saved when the last writer goes. */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { TextEncodings } from '../text/encodings.js';
import { ImmFault } from '../imm-fault.js';
import type { DocumentEngine } from '../jobs/document-engine.js';
import { explainDocument } from '../jobs/job-fault.js';
import { asBuffer } from '../jobs/parcels.js';
import type { DocumentAnnouncer } from '../visits/announcer.js';
import type { LiveFarewell, LivePush, LiveState, SaveResult } from '../../shared/page-api.js';
import { TaskQueue } from '../../shared/task-queue.js';
import { unwritableOf } from '../text/encode-text.js';
import type { Saver } from '../saving/saver.js';
import type { Versions } from '../documents/versions.js';
import type { Visit } from '../visits/visit.js';
import { LongText } from './long-text.js';
import { TextRoom, type RoomFile } from './text-room.js';

/** A file that changes under every save is given up after so many. */
const TRIES = 5;

interface Open {
  room: TextRoom;
  tasks: TaskQueue;
  unwatch: () => void;
}

export class TextRooms {
  readonly #open = new Map<string, Promise<Open>>();

  constructor(
    private readonly versions: Versions,
    private readonly saver: Saver,
    private readonly live: DocumentAnnouncer,
    private readonly documents: DocumentEngine,
    private readonly encodings: TextEncodings,
    private readonly onError: (error: unknown) => void,
    /** Names a file that only this user can read. */
    private readonly workPath: () => string,
  ) {}

  /** The text as everybody has it now. @throws {ImmFault} when the session may not write it */
  async open(visit: Visit): Promise<{ text: LongText; version: number; live: string }> {
    this.admit(visit);
    const { path } = visit.session.file;
    const opening = this.#open.get(path) ?? this.#start(path);
    this.#open.set(path, opening);
    opening.catch(() => this.#open.get(path) === opening && this.#open.delete(path));
    const open = await opening;
    return open.tasks.run(async () => {
      await this.#adopt(path, open.room);
      open.room.enter(visit);
      return { text: open.room.content.text, version: open.room.saved.version, live: `${open.room.name}.${open.room.version}` };
    });
  }

  /** @returns undefined when the page's text is not the one that is open @throws {ImmFault} */
  async push(visit: Visit, push: LivePush): Promise<LiveState | undefined> {
    this.admit(visit);
    const open = await this.#open.get(visit.session.file.path);
    return open && open.tasks.run(() => Promise.resolve(open.room.push(visit, push)));
  }

  /** What a page that goes may not have sent yet. @throws {ImmFault} */
  async pushLast(visit: Visit, last: LiveFarewell): Promise<void> {
    const open = await this.#open.get(visit.session.file.path);
    if (!open || !visit.isLive || last.room !== open.room.name) return;
    await open.tasks.run(() => Promise.resolve(open.room.pushLast(visit, last)));
  }

  /** Saves what everybody has written. @throws {ImmFault} */
  async save(visit: Visit, byItself: boolean): Promise<SaveResult> {
    this.admit(visit);
    const open = await this.#open.get(visit.session.file.path);
    if (!open) throw new ImmFault(409, 'UnknownRoom', 'Nobody has the text open.');
    return open.tasks.run(() => this.#save(visit, open.room, byItself));
  }

  /** The file is read as something else from now on: what is not saved is saved as it was, and every page gets the text anew. */
  async reread(visit: Visit): Promise<void> {
    const { path } = visit.session.file;
    const open = await this.#open.get(path);
    if (!open) return;
    await open.tasks.run(async () => {
      if (!open.room.isSaved) await this.#save(visit, open.room, true);
      this.#open.delete(path);
      open.unwatch();
    });
  }

  /** Something new is there to be got: for pages that ask. */
  async revisionFor({ session }: Visit): Promise<number | undefined> {
    return (await this.#open.get(session.file.path))?.room.revision;
  }

  /** A page is gone. What it has written is saved; without anybody left, the room is closed. */
  async leave(visit: Visit): Promise<void> {
    if (!visit.isLive) return;
    visit.isLive = false;
    const { path } = visit.session.file;
    const open = await this.#open.get(path);
    if (!open) return;
    await open.tasks.run(async () => {
      const { room } = open;
      room.leave(visit);
      if (!room.isSaved && room.lastWriter === visit) await this.#save(visit, room, true);
      // What could not be saved stays for whoever comes next.
      if (room.visits.length > 0 || !room.isSaved) return;
      this.#open.delete(path);
      open.unwatch();
    });
  }

  /** Saves whatever is not saved. */
  async close(): Promise<void> {
    for (const opening of this.#open.values()) {
      const open = await opening.catch(() => undefined);
      const writer = open?.room.lastWriter;
      if (open && writer && !open.room.isSaved) await open.tasks.run(() => this.#save(writer, open.room, true)).catch(this.onError);
    }
  }

  async #start(path: string): Promise<Open> {
    const { file, version } = await this.#read(path);
    const room: TextRoom = new TextRoom(file, version, (except) => this.live.tellRoom(room, except));
    const open: Open = {
      room,
      tasks: new TaskQueue(),
      unwatch: this.versions.watch(path, () => void open.tasks.run(() => this.#adopt(path, room)).catch(this.onError)),
    };
    return open;
  }

  /** The file as it is, with the version it is. @throws {ImmFault} when it is gone, or no text any more */
  async #read(path: string) {
    for (;;) {
      const version = await this.versions.check(path);
      if (version === undefined) throw new ImmFault(404, 'FileNotFound', 'The document is not there any more.');
      const file = await this.documents.run('readText', path, await this.encodings.of(path)).catch(explainDocument);
      if (version !== (await this.versions.check(path))) continue;
      if (!file) throw new ImmFault(409, 'NoText', 'The document is no text any more that could be written back.');
      const text = await LongText.decode(file.text, setImmediate);
      return { file: { ...file, text }, version };
    }
  }

  /** Takes over what others have put into the file. */
  async #adopt(path: string, room: TextRoom): Promise<void> {
    const version = await this.versions.check(path);
    if (version === undefined || version === room.saved.version) return;
    const found = await this.#read(path);
    room.adopt(found.file, found.version);
    this.live.tellSaved(room);
  }

  async #save(visit: Visit, room: TextRoom, byItself: boolean): Promise<SaveResult> {
    const { path } = visit.session.file;
    for (let tried = 1; ; tried++) {
      const { content, version: live } = room;
      const origin = byItself ? 'autosaved' : 'saved';
      const written = await this.#written(content);
      if (typeof written === 'string') {
        return { result: 'fail', version: room.saved.version, size: this.versions.sizeOf(path) ?? 0, unwritable: written };
      }
      const result = await this.saver.save(visit, { content: written, over: room.saved.version, origin });
      if (result.result === 'conflict' && tried < TRIES) {
        await this.#adopt(path, room);
        continue;
      }
      if (['ok', 'nochange', 'SavedEmptyFile'].includes(result.result)) {
        room.wasSaved(result.version, live, content.text);
        this.live.tellSaved(room, visit);
      }
      return result;
    }
  }

  /** The bytes of the file, or a character that they cannot have. */
  async #written({ text, encoding, hasMark }: RoomFile): Promise<Buffer | string> {
    const path = this.workPath();
    // UTF-16 holds every text there can be, half a character that was typed too.
    const bytes = function* () {
      for (const piece of text) yield Buffer.from(piece, 'utf16le');
    };
    try {
      await pipeline(Readable.from(bytes()), createWriteStream(path, { mode: 0o600 }));
      return asBuffer(await this.documents.run('writeText', path, encoding, hasMark));
    } catch (error) {
      const unwritable = unwritableOf(error);
      if (unwritable === undefined) throw error;
      return unwritable;
    } finally {
      await rm(path, { force: true });
    }
  }

  /** @throws {ImmFault} when the session may not write the text */
  admit(visit: Visit): void {
    if (visit.editability.editor?.kind !== 'text') throw new ImmFault(403, 'AccessDenied', 'The session may not write this text.');
    // It is heard of when its page goes.
    this.live.stay(visit);
    visit.isLive = true;
  }
}
