/** Saves documents: one save of a file after the other, each a version, and nothing that was saved before is ever lost. */
import { readFile } from 'node:fs/promises';
import type { DocumentAnnouncer } from '../visits/announcer.js';
import type { SaveResult } from '../../shared/page-api.js';
import { KeyedTaskQueues } from '../../shared/task-queue.js';
import type { Versions } from '../documents/versions.js';
import type { Visit } from '../visits/visit.js';
import type { History, HistoryNote } from './history.js';
import { identify, replaceFile } from './replace-file.js';

export interface Save {
  content: Buffer;
  /** The version it may replace. */
  over: number;
  origin: 'saved' | 'autosaved' | 'restored';
}

export class Saver {
  /** By the path of the file. */
  readonly #saves = new KeyedTaskQueues();

  constructor(
    private readonly versions: Versions,
    private readonly history: History,
    private readonly live: DocumentAnnouncer,
    private readonly onError: (error: unknown) => void,
  ) {}

  save(visit: Visit, save: Save): Promise<SaveResult> {
    return this.#saves.run(visit.session.file.path, async () => {
      const version = await this.versions.check(visit.session.file.path);
      try {
        return await this.#save(visit, save, version);
      } catch (error) {
        const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String((error as NodeJS.ErrnoException).code));
        if (!isFull) this.onError(error);
        return this.#result(visit, isFull ? 'SpaceFull' : 'fail', version);
      }
    });
  }

  /** @param version there is now; undefined when the file is gone, and then the save brings it back */
  async #save(visit: Visit, save: Save, version: number | undefined): Promise<SaveResult> {
    const { content, over, origin } = save;
    const { file, user } = visit.session;
    const note = (what: HistoryNote['origin']): HistoryNote => ({ origin: what, user: { id: user.id, name: user.name } });
    const identity = await identify(file.path);
    const before = identity === undefined ? undefined : await readFile(file.path);
    // Another program has written since the version was found.
    const now = await this.versions.check(file.path);
    if (now !== version || (await identify(file.path)) !== identity) return this.#save(visit, save, now);
    if (before?.equals(content)) return this.#result(visit, 'nochange', version);
    if (before && !(await this.history.isNewest(file, before))) await (await this.history.keep(file, before))({ origin: 'outside' });
    const keep = await this.history.keep(file, content);
    if (version !== undefined && version !== over && !visit.hasSavedSince(over, version)) {
      await keep(note('conflict'));
      return this.#result(visit, 'conflict', version);
    }
    const saved = await this.live.saved(visit, async () => {
      const outcome = await replaceFile(file.path, content, identity);
      if (!outcome.isReplaced) return null;
      const { overwritten } = outcome;
      if (overwritten) await (await this.history.keep(file, overwritten))({ origin: 'outside' });
      return (await this.versions.check(file.path)) ?? 0;
    });
    // What another program wrote meanwhile is a version like any other: this save is in conflict with it.
    if (saved === null) return this.#save(visit, save, await this.versions.check(file.path));
    if (origin === 'restored') visit.hasRestored();
    else visit.hasSaved(version ?? over, saved);
    // The document is saved: that the log could not be written must not be taken for the opposite.
    await keep(note(origin)).catch(this.onError);
    await visit.bases.keep(saved, content).catch(this.onError);
    return this.#result(visit, content.length === 0 ? 'SavedEmptyFile' : 'ok', saved);
  }

  #result({ session }: Visit, result: SaveResult['result'], version: number | undefined): SaveResult {
    return { result, version: version ?? 0, size: this.versions.sizeOf(session.file.path) ?? 0 };
  }
}
