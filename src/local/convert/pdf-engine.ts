/** Runs jobs on PDFs, each in a process of its own while it lasts; a process that has come up is kept a while for the next job. */
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PdfAnswer, PdfJob, PdfOutcome } from './pdf-job.js';
import { JobQueue } from './queue.js';

/** The same from the sources, where it is TypeScript, and from the package. */
const PROGRAM = fileURLToPath(new URL(`./pdf-process${extname(import.meta.url)}`, import.meta.url));

/** How long a process without work is kept, ms: coming up takes half a second, staying takes 150 MB. */
const IDLE = 30_000;

export class PdfEngine {
  readonly #queue = new JobQueue(availableParallelism());
  readonly #idle = new Map<ChildProcess, NodeJS.Timeout>();
  readonly #running = new Set<ChildProcess>();
  #isClosed = false;

  /** @param timeout ms one job may take */
  constructor(private readonly timeout: number) {}

  /** @param onHead gets the first pages of a large PDF, before the rest */
  run(job: PdfJob, onHead: (pdf: Buffer) => void = () => undefined): Promise<PdfOutcome> {
    return this.#queue.run(async () => (this.#isClosed ? { failure: 'ConversionFailed' } : this.#run(job, onHead)));
  }

  /** Has a process come up for the job that is about to be there. */
  warm(): void {
    if (this.#idle.size + this.#running.size === 0) this.#keep(this.#start());
  }

  /** Ends all work. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#idle.values()) clearTimeout(timer);
    for (const child of [...this.#idle.keys(), ...this.#running]) child.kill('SIGKILL');
  }

  async #run(job: PdfJob, onHead: (pdf: Buffer) => void): Promise<PdfOutcome> {
    const child = this.#take();
    this.#running.add(child);
    let forget = () => {};
    const outcome = await new Promise<PdfOutcome>((resolve) => {
      const timer = setTimeout(() => resolve({ failure: 'ConversionTimeout' }), this.timeout);
      const hear = (answer: PdfAnswer) => ('head' in answer ? onHead(Buffer.from(answer.head)) : resolve(answer.outcome));
      // It may have run out of memory.
      const gone = () => resolve({ failure: 'ConversionFailed' });
      child.on('message', hear).once('exit', gone);
      child.send(job, (error) => error && gone());
      forget = () => {
        clearTimeout(timer);
        child.off('message', hear).off('exit', gone);
      };
    });
    forget();
    this.#running.delete(child);
    // One that ran out of time is still at it.
    if ('failure' in outcome && outcome.failure.startsWith('Conversion')) child.kill('SIGKILL');
    else this.#keep(child);
    return outcome;
  }

  #take(): ChildProcess {
    for (const [child, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(child);
      if (child.connected) return child;
    }
    return this.#start();
  }

  #start(): ChildProcess {
    const child = fork(PROGRAM, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    // One that cannot be started or ended is seen by its exit, or by what cannot be sent to it.
    return child.on('error', () => undefined);
  }

  #keep(child: ChildProcess): void {
    const end = () => {
      this.#idle.delete(child);
      child.kill('SIGKILL');
    };
    this.#idle.set(child, setTimeout(end, IDLE).unref());
  }
}
