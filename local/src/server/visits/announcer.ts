/** What goes on while pages have documents open: pages hear of new versions, hosts of what their users do. */
import type { ServerResponse } from 'node:http';
import type { OfficeEditEvent } from 'imm-weboffice/contract';
import { EventStream } from './event-stream.js';
import type { Notifier } from './notifier.js';
import type { UploadGuard } from './upload-guard.js';
import type { PageEvent, Person } from '../../shared/page-api.js';
import { Presence } from './presence.js';
import type { TextRoom } from '../together/text-room.js';
import type { Versions } from '../documents/versions.js';
import { withPictureFrame } from './picture-frames.js';
import type { Visit } from './visit.js';

/**
 * How long the copies are kept for a page that has said goodbye, ms: its last save may still be on the way, and browsers keep pages to show them again
 * (Chromium for 10 minutes, Firefox and WebKit for 30).
 */
const KEPT_AFTER_LEAVE = 35 * 60_000;

export interface Listening {
  /** How long the token still lives, ms. */
  expiresIn: number;
  once: boolean;
  /** The version the page has, if it says so. */
  known: number | undefined;
  /** Revision of the text it writes with others. */
  live: number | undefined;
}

export class DocumentAnnouncer {
  /** Files that a page is saving now, and whose: what changes in them is told of once. */
  readonly #saving = new Map<string, Visit>();
  readonly #presence = new Presence((visit, what) => this.#gathered(visit, what));
  /** Told when a page is gone. */
  onLeave: (visit: Visit) => void = () => undefined;

  constructor(
    private readonly versions: Versions,
    private readonly edits: UploadGuard,
    private readonly notifier: Notifier,
  ) {}

  /** A page listens. What it has missed it hears at once, and nothing else if it asks `once`. */
  async listen(visit: Visit, { expiresIn, once, known, live }: Listening, response: ServerResponse): Promise<void> {
    const { session, look } = visit;
    const { path } = session.file;
    const version = (await this.versions.check(path)) ?? 0;
    if (response.destroyed) return;
    const endings: (() => void)[] = [];
    const stream = new EventStream(response, expiresIn, () => {
      visit.streams.delete(stream);
      for (const end of endings) end();
    });
    visit.streams.add(stream);
    if (once) this.stay(visit);
    else if (!session.cachePreview) {
      endings.push(this.#presence.hold(visit));
      endings.push(this.versions.watch(path, (next) => this.#changed(visit, stream, next)));
    }
    if (!session.cachePreview) {
      const shown = known ?? look?.version;
      if (!session.permission.readonly) this.edits.resume(visit, shown ?? version);
      stream.tell({ event: 'people', people: this.#peopleBeside(visit) });
      if (visit.isLive) stream.tell({ event: 'live', revision: live ?? 0 });
      else if (shown !== undefined && shown !== version) stream.tell({ event: 'changed', version });
    }
    if (once) stream.end();
  }

  /** A page opens this version of its document. */
  arrive(visit: Visit, version: number): void {
    const { cachePreview, permission } = visit.session;
    this.stay(visit);
    if (!cachePreview && !permission.readonly) this.edits.begin(visit, version);
  }

  /** A page without a stream is heard of. */
  stay(visit: Visit): void {
    if (!visit.session.cachePreview) this.#presence.ask(visit);
  }

  /** A page goes, or its session is over. */
  leave(visit: Visit): void {
    this.#presence.leave(visit);
    visit.forgetAfter(KEPT_AFTER_LEAVE);
  }

  /** There is something new in a text that is written together. */
  tellRoom({ visits, revision }: TextRoom, except: Visit | undefined): void {
    for (const visit of visits) if (visit !== except) tell(visit, { event: 'live', revision });
  }

  /** A text that is written together is a new version of its file. */
  tellSaved({ visits, saved: { version, live } }: TextRoom, by?: Visit): void {
    for (const visit of visits) tell(visit, { event: 'changed', version, live, ...(by && { by: nameOf(by) }) });
  }

  /**
   * A page saves: whoever else has the document open hears of it as of any change, and hosts hear who saved.
   * @param write puts the content into the file and says its version, or null when it could not
   */
  async saved(visit: Visit, write: () => Promise<number | null>): Promise<number | null> {
    const { path } = visit.session.file;
    this.#saving.set(path, visit);
    try {
      const version = await this.edits.save(path, write);
      if (version !== null) this.#notify('OfficeEdit:SaveVersion', visit, version);
      return version;
    } finally {
      this.#saving.delete(path);
    }
  }

  renamed(visit: Visit, version: number): void {
    const { uri } = visit.session.file;
    this.#notify(
      'OfficeEdit:Rename',
      visit,
      version,
      uri.replace(/[^/]*$/, () => visit.filename),
    );
  }

  #changed(visit: Visit, stream: EventStream, version: number): void {
    const saver = this.#saving.get(visit.session.file.path);
    // A text that is written together has the change already, or gets it from its room.
    if (!visit.isLive) stream.tell({ event: 'changed', version, ...(saver && { by: nameOf(saver) }) });
    // While a token is renewed a page may listen twice.
    const [first] = visit.streams;
    if (first === stream && !saver) this.#notify('OfficeEdit:SaveVersion', visit, version);
  }

  #gathered(visit: Visit, what: 'came' | 'left'): void {
    const { path } = visit.session.file;
    for (const other of this.#presence.at(path)) {
      if (other !== visit) tell(other, { event: 'people', people: this.#peopleBeside(other) });
    }
    if (!visit.session.permission.readonly) this.#tellOnline(visit);
    if (what === 'came') visit.isBack();
    if (what === 'left') {
      // A page that has not said goodbye may be on a computer that sleeps: its copies stay until the session ends, or what it has typed could not be saved.
      this.edits.end(visit);
      this.onLeave(visit);
    }
  }

  /** Everybody at the visit's document but itself, each user once. */
  #peopleBeside(visit: Visit): Person[] {
    const people = new Map<string, Person>();
    for (const { session } of this.#presence.at(visit.session.file.path)) {
      if (session === visit.session) continue;
      const { user, permission } = session;
      const editing = !permission.readonly || people.get(user.id)?.editing === true;
      people.set(user.id, { ...withPictureFrame(user, session.fileId), editing, you: user.id === visit.session.user.id });
    }
    return [...people.values()];
  }

  /**
   * "Notifies current co-editors on the file" (Alibaba Cloud, "WebOffice notification message format"): one event for each who edits now, whenever one
   * comes or goes. That a message has an event for each is unconfirmed; when the last goes there is nobody to tell of.
   */
  #tellOnline({ session: { topic, file } }: Visit): void {
    if (topic === undefined) return;
    const editors = this.#presence.at(file.path).filter(({ session }) => session.topic === topic && !session.permission.readonly);
    const version = this.versions.versionOf(file.path) ?? 0;
    if (editors.length > 0) {
      this.notifier.send(
        topic,
        editors.map((editor) => this.#event('OfficeEdit:Online', editor, version)),
      );
    }
  }

  #notify(eventName: OfficeEditEvent['eventName'], visit: Visit, version: number, tgtUri?: string): void {
    const { topic } = visit.session;
    if (topic !== undefined) this.notifier.send(topic, [this.#event(eventName, visit, version, tgtUri)]);
  }

  #event(eventName: OfficeEditEvent['eventName'], { session }: Visit, version: number, tgtUri = session.file.uri): OfficeEditEvent {
    const imm = {
      fileID: session.fileId,
      fileSize: this.versions.sizeOf(session.file.path) ?? session.file.size,
      sourceUri: session.file.uri,
      sourceVersion: String(version),
      tgtUri,
      userData: session.userData,
      userID: session.user.id,
      version,
    };
    return { eventName, eventSource: 'acs:imm', eventTime: new Date().toISOString(), eventVersion: '1.0', imm };
  }
}

function tell(visit: Visit, event: PageEvent): void {
  for (const stream of visit.streams) stream.tell(event);
}

function nameOf({ session: { user } }: Visit): { id: string; name: string } {
  return { id: user.id, name: user.name };
}
