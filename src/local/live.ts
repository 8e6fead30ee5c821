/** What goes on while pages have documents open: pages hear of new versions, hosts of what their users do. */
import type { ServerResponse } from 'node:http';
import type { OfficeEditEvent } from '../contract/notifications.js';
import { EventStream } from './event-stream.js';
import type { Notifier } from './notifier.js';
import type { OpenEdits } from './open-edits.js';
import type { Versions } from './versions.js';
import type { Visit } from './visit.js';

export class Live {
  /** Files that a page is saving now: what changes in them is told of once. */
  readonly #saving = new Set<string>();

  constructor(
    private readonly versions: Versions,
    private readonly edits: OpenEdits,
    private readonly notifier: Notifier,
  ) {}

  /** A page listens. What it has missed it hears at once, and nothing else if it asks `once`. */
  async listen(visit: Visit, expiresIn: number, once: boolean, response: ServerResponse): Promise<void> {
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
    if (once) {
      this.#tellMissed(stream, look?.version, version);
      return stream.end();
    }
    if (!session.permission.readonly) endings.push(this.edits.begin(path, look?.version ?? version));
    if (session.cachePreview) return;
    endings.push(this.versions.watch(path, (next) => this.#changed(visit, stream, next)));
    this.#tellMissed(stream, look?.version, version);
  }

  #tellMissed(stream: EventStream, known: number | undefined, version: number): void {
    if (known !== undefined && known !== version) stream.tell({ event: 'changed', version });
  }

  /**
   * A page saves: whoever else has the document open hears of it as of any change, and hosts hear who saved.
   * @param write puts the content into the file and says its version
   */
  async saved(visit: Visit, write: () => Promise<number>): Promise<number> {
    const { path } = visit.session.file;
    this.#saving.add(path);
    try {
      const version = await write();
      this.edits.accept(path, version);
      this.#notify('OfficeEdit:SaveVersion', visit, version);
      return version;
    } finally {
      this.#saving.delete(path);
    }
  }

  /** A page that may edit has opened its document. */
  online(visit: Visit, version: number): void {
    this.#notify('OfficeEdit:Online', visit, version);
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
    stream.tell({ event: 'changed', version });
    // While a token is renewed a page may listen twice.
    const [first] = visit.streams;
    if (first === stream && !this.#saving.has(visit.session.file.path)) this.#notify('OfficeEdit:SaveVersion', visit, version);
  }

  #notify(eventName: OfficeEditEvent['eventName'], { session }: Visit, version: number, tgtUri = session.file.uri): void {
    if (session.topic === undefined) return;
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
    const event = { eventName, eventSource: 'acs:imm' as const, eventTime: new Date().toISOString(), eventVersion: '1.0', imm };
    this.notifier.send(session.topic, [event]);
  }
}
