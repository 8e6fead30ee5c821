/** Saves what the reader changes: when asked, and by itself a little after the last change. One save after the other, and never while the view is renewed. */
import { SaveResult } from '../../shared/page-api.js';
import { pageEvents } from '../base/page-events.js';
import { TaskQueue } from '../../shared/task-queue.js';
import { fitsFarewell } from './farewell.js';
import { fileStatus as status, isStored } from './file-status.js';
import type { Session } from '../connection/session.js';
import type { SaveState } from '../words/codes.js';
import type { Changes, Edits } from '../views/view.js';

/** Saves by itself when nothing has changed for this long, ms, and at the latest after the second. */
const quiet = 3_000;
const latest = 20_000;
/** A change that a closing page could not send is saved after this pause, ms. */
const soon = 300;
/** After a failure that may pass it tries again, ms. */
const again = 15_000;

export interface SavingSteps {
  state(state: SaveState): void;
  fileStatus(status: number): void;
  /** Not saved, because the text's encoding does not have this character. */
  unwritable(character: string): void;
  /** Shows the newest version, with what is not saved on top of it. */
  merge(): Promise<void>;
  /** Not saved: it is to be kept in case the session ends before the next try. */
  keep(): Promise<unknown>;
  /** Everything is in the file. */
  stored(): void;
}

export class Saving {
  readonly #session: Session;
  readonly #edits: Edits;
  readonly #steps: SavingSteps;
  readonly #tasks = new TaskQueue();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dirtySince = 0;
  /** The `fileStatus` reported last. */
  #reported: number = status.unchanged;
  /** Others have saved what cannot be merged with the changes here; the newest version of theirs. */
  #conflict: number | null = null;

  constructor(session: Session, edits: Edits, steps: SavingSteps) {
    this.#session = session;
    this.#edits = edits;
    this.#steps = steps;
    const options = { signal: session.signal };
    pageEvents.addEventListener('beforeunload', (event) => edits.isDirty && event.preventDefault(), options);
    pageEvents.addEventListener('pagehide', () => this.#saveAtTheEnd(), options);
    pageEvents.addEventListener('hidden', () => void this.#saveByItself(), options);
    session.signal.addEventListener('abort', () => clearTimeout(this.#timer));
    steps.state('saved');
  }

  /** The reader has changed something. */
  changed(): void {
    if (isStored(this.#reported)) this.#fileStatus(status.saving);
    if (this.#conflict !== null) return;
    if (!this.#dirtySince) this.#dirtySince = performance.now();
    this.#steps.state('dirty');
    const wait = Math.max(0, Math.min(quiet, this.#dirtySince + latest - performance.now()));
    if (wait <= soon) return this.#schedule(wait);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#edits.isLarge) void this.#saveByItself();
      else this.#schedule(wait - soon);
    }, soon);
  }

  /** Somebody else may have saved what was changed here, too. */
  onSavedElsewhere(): void {
    if (this.#edits.isDirty || this.#conflict !== null) return;
    this.#dirtySince = 0;
    this.#steps.state('saved');
    this.#steps.stored();
    if (!isStored(this.#reported)) this.#fileStatus(status.content);
  }

  /** Because the reader or the integrator wants it. */
  save(): Promise<SaveResult> {
    return this.exclusively(() => this.#save(false));
  }

  /** Waits until nothing is being saved, and lets nothing be saved meanwhile. */
  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return this.#tasks.run(task);
  }

  /** Others have saved while there are changes here that cannot be merged. */
  conflict(version: number): void {
    this.#conflict = version;
    clearTimeout(this.#timer);
    this.#steps.state('conflict');
  }

  /** The reader has chosen: the changes here go over what the others saved, or are given up. Either way both are in the history. */
  async resolve(mine: boolean): Promise<void> {
    await this.exclusively(async () => {
      const over = this.#conflict;
      if (over === null) return;
      this.#conflict = null;
      if (mine) await this.#save(false, over);
      else if (await this.#merge()) {
        this.#fileStatus(status.unchanged);
        this.#settle('saved');
      } else this.conflict(over);
    });
  }

  async #save(byItself: boolean, over?: number): Promise<SaveResult> {
    const { version, size } = this.#edits;
    if (this.#conflict !== null) return { result: 'fail', version, size };
    if (!byItself && !(await this.#commit())) {
      this.#report({ result: 'fail', version, size }, byItself);
      return { result: 'fail', version, size };
    }
    if (!this.#edits.isDirty) {
      this.#fileStatus(status.unchanged);
      return this.#stored().catch(() => ({ result: 'nochange', version, size }));
    }
    clearTimeout(this.#timer);
    this.#steps.state('saving');
    // It was reported with the first change.
    if (this.#reported !== status.saving) this.#fileStatus(status.saving);
    this.#dirtySince = 0;
    for (;;) {
      let result = await this.#send(byItself, over);
      const isSaved = result.result === 'ok' || result.result === 'nochange' || result.result === 'SavedEmptyFile';
      this.#edits.settled(isSaved ? result : null);
      if (result.result === 'conflict' && this.#edits.merges) {
        if (await this.#merge()) continue;
        result = { ...result, result: 'fail' };
      }
      // Before the answer: whoever hears that nothing was saved may remove this page.
      if (result.result === 'fail' || result.result === 'SpaceFull') await this.#steps.keep();
      this.#report(result, byItself);
      return result;
    }
  }

  /** What is still being typed counts as well. @returns false when it cannot be kept */
  async #commit(): Promise<boolean> {
    try {
      await this.#edits.commit?.();
      return true;
    } catch {
      return false;
    }
  }

  /** @returns whether what others have saved could be had */
  #merge(): Promise<boolean> {
    return this.#steps.merge().then(
      () => true,
      () => false,
    );
  }

  /** Others may have saved since this page was sent the document. */
  async #stored(): Promise<SaveResult> {
    return SaveResult.parse(await (await this.#session.request('stored')).json());
  }

  async #send(byItself: boolean, over?: number): Promise<SaveResult> {
    const failed: SaveResult = { result: 'fail', version: this.#edits.version, size: this.#edits.size };
    try {
      const changes = await this.#edits.take();
      const { body, type } = changes;
      const init = changes.together ? { method: 'PUT' } : { method: 'PUT', headers: { 'content-type': type }, body };
      const response = await this.#session.request(pathOf(changes, byItself, over), init);
      return SaveResult.parse(await response.json());
    } catch {
      return failed;
    }
  }

  #report({ result, version, unwritable }: SaveResult, byItself: boolean): void {
    if (unwritable !== undefined) this.#steps.unwritable(unwritable);
    const fileStatus = (code: number): void => this.#fileStatus(code);
    switch (result) {
      case 'ok':
        fileStatus(byItself ? status.content : status.version);
        return this.#settle('saved');
      case 'nochange':
        fileStatus(status.unchanged);
        return this.#settle('saved');
      case 'SavedEmptyFile':
        fileStatus(status.empty);
        return this.#settle('saved');
      case 'conflict':
        fileStatus(status.failed);
        return this.conflict(version);
      case 'SpaceFull':
      case 'fail':
        fileStatus(result === 'fail' ? status.failed : status.full);
        this.#steps.state(result === 'fail' ? 'failed' : 'full');
        if (!this.#session.signal.aborted) this.#schedule(again);
    }
  }

  #fileStatus(code: number): void {
    this.#reported = code;
    this.#steps.fileStatus(code);
  }

  /** The reader may have gone on while it was being saved. */
  #settle(state: SaveState): void {
    if (this.#edits.isDirty) return this.changed();
    this.#steps.state(state);
    this.#steps.stored();
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#saveByItself(), delay);
  }

  async #saveByItself(): Promise<void> {
    if (!this.#edits.isDirty || this.#conflict !== null) return;
    if (this.#edits.isTyping) this.#schedule(quiet);
    else await this.exclusively(() => this.#save(true));
  }

  /**
   * The page is being closed or its frame removed; the answer is never read. What is in conflict with others' changes is sent as well: the server
   * keeps it in the history.
   */
  #saveAtTheEnd(): void {
    if (this.#edits.sendsItself) return;
    void this.#commit();
    const changes = this.#edits.isDirty ? this.#edits.takeAtTheEnd?.() : undefined;
    if (!changes || !fitsFarewell(changes.body)) return;
    const { body, type } = changes;
    const init = { method: 'PUT', headers: { 'content-type': type }, body, keepalive: true };
    void this.#session.request(pathOf(changes, true), init).catch(() => {});
  }
}

function pathOf({ base, together, isRest }: Changes, byItself: boolean, over = base): string {
  return `save?${together ? 'live' : `base=${base}&over=${over}`}${byItself ? '&auto' : ''}${isRest ? '&rest' : ''}`;
}
