/** LibreOffice processes that have been started ahead of conversions: each waits on a profile of its own and does one job. */
import type { SofficeProcess } from './soffice-process.js';

/** What waits takes about 88 MB. More than this many waits nowhere, however many processors there are. */
const MOST_WAITING = 4;

/** ms a process that waits and is not needed is kept, unless said otherwise. */
const IDLE = 10 * 60_000;

/** When processes are started ahead: with the server, with the first conversion, or never. */
export type Prestart = 'server' | 'first-use' | 'never';

export interface Waiting {
  profile: string;
  process: SofficeProcess;
}

export interface PrestartedOptions {
  /** How many conversions run at a time. */
  slots: number;
  /** ms */
  idle?: number | undefined;
  start: () => Promise<Waiting>;
  /** Gets the profile of a process that ended while it waited, or was ended because nobody needed it. */
  discard: (profile: string) => void;
}

export class Prestarted {
  readonly #waiting: Waiting[] = [];
  readonly #most: number;
  #starting = 0;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: PrestartedOptions) {
    this.#most = Math.min(options.slots, MOST_WAITING);
  }

  get isEmpty(): boolean {
    return this.#waiting.length + this.#starting === 0;
  }

  /** The one that has waited longest, for one job; undefined where none waits. */
  take(): Waiting | undefined {
    return this.#waiting.shift();
  }

  /** Starts processes until so many wait, and keeps them until none was asked for in a while. */
  fill(count = this.#most): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#endIdle(), this.options.idle ?? IDLE).unref();
    while (this.#waiting.length + this.#starting < Math.min(count, this.#most)) {
      this.#starting += 1;
      // One that cannot be started is not missed: conversions do without.
      void this.#start().catch(() => undefined);
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#endIdle();
  }

  async #start(): Promise<void> {
    const started = await this.options.start().finally(() => (this.#starting -= 1));
    this.#waiting.push(started);
    if (this.#isClosed) started.process.kill();
    await started.process.ended;
    // Nothing is started in its place before the next job: a program that cannot wait would be started for ever.
    const place = this.#waiting.indexOf(started);
    if (place < 0) return;
    this.#waiting.splice(place, 1);
    this.options.discard(started.profile);
  }

  #endIdle(): void {
    for (const { process } of this.#waiting) process.kill();
  }
}
