/**
 * Two pools for one kind of job. Small documents have processes of their own, which no large document can occupy: opening a note does not wait for a
 * workbook that keeps every other process busy. A small document that turns out to be much (a ZIP bomb, an endless key derivation) loses its process
 * after a second and begins again among the large ones. Jobs are functions of their arguments, so they can.
 */
import { ProcessPool, type Ending, type PoolOptions } from './process-pool.js';

/** Documents up to this size begin in the short lane, bytes. */
export const SMALL = 256 * 1024;

const SHORT = {
  /** ms a job may take there: the longest a visitor waits behind each other small document. */
  timeout: 1_000,
  /** Limit of the JavaScript heap, MB. */
  memory: 256,
  /** Processes. */
  slots: 2,
  /** One is kept waiting from the first visit on, so that nobody else pays for its start (0.3 to 0.5 s); it takes 50 to 90 MB. */
  lasting: 1,
};

export class Lanes<Job extends object, Answer> {
  readonly #short: ProcessPool<Job, Answer>;
  readonly #long: ProcessPool<Job, Answer>;

  /** @param options of the processes for large documents */
  constructor(options: PoolOptions) {
    this.#short = new ProcessPool({ program: options.program, ...SHORT });
    this.#long = new ProcessPool(options);
  }

  /** @param size bytes of the document @param hear gets every answer */
  async run(job: Job, size: number, hear: (answer: Answer) => void): Promise<Ending> {
    if (size <= SMALL && (await this.#short.run(job, hear)) === 'done') return 'done';
    return this.#long.run(job, hear);
  }

  /** Starts a process for the job that is about to come. @param size bytes of the document */
  warm(size: number): void {
    (size <= SMALL ? this.#short : this.#long).warm();
  }

  /** Ends all work. */
  close(): void {
    this.#short.close();
    this.#long.close();
  }
}
