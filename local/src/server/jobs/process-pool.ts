/** Processes that run one job at a time, so that a job that hangs or runs out of memory ends only its own process. */
import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { JobQueue } from '../convert/queue.js';
import { ownProgram } from './own-program.js';
import { ParcelReader, sendParcels } from './parcels.js';

/** How long a process without work is kept, ms: starting takes up to half a second, staying takes 50 to 150 MB. */
const IDLE = 30_000;

/** The server comes first: a document that keeps a processor busy must not slow down its answers. */
const NICENESS = 4;

/** The first thing a process sends: its time begins with it, as starting may take longer than the job. */
export const READY = 'ready';

/** What a process sends: any number of answers, the last one with `isLast`. */
export interface Reply<Answer> {
  answer: Answer;
  isLast: boolean;
  /** The process has become too large to be kept for the next job. */
  isSpent?: boolean;
}

/** `done`: the last answer has come. `gone`: the process ended before, e.g. for lack of memory. */
export type Ending = 'done' | 'timeout' | 'gone';

export interface PoolOptions {
  /** As {@link ownProgram} takes it. */
  program: string;
  /** ms one job may take */
  timeout: number;
  /** Limit of the JavaScript heap, MB. */
  memory: number;
  /** How many of them may run at a time. */
  slots: number;
  /** How many are kept waiting from the first {@link ProcessPool.warm} or job on; default none for longer than {@link IDLE}. */
  lasting?: number;
}

export class ProcessPool<Job extends object, Answer> {
  readonly #queue: JobQueue;
  readonly #idle = new Map<ChildProcess, NodeJS.Timeout | undefined>();
  readonly #running = new Set<ChildProcess>();
  readonly #ready = new WeakSet<ChildProcess>();
  #isClosed = false;

  constructor(private readonly options: PoolOptions) {
    this.#queue = new JobQueue(options.slots);
  }

  /** @param job is sent to the process: structured-cloneable @param hear gets every answer */
  run(job: Job, hear: (answer: Answer) => void): Promise<Ending> {
    return this.#queue.run(async () => (this.#isClosed ? 'gone' : this.#run(job, hear)));
  }

  /** Starts a process for the job that is about to come. */
  warm(): void {
    if (!this.#isClosed && this.#idle.size === 0 && this.#running.size < this.options.slots) this.#keep(this.#start());
  }

  /** Ends all work. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#idle.values()) clearTimeout(timer);
    for (const child of [...this.#idle.keys(), ...this.#running]) child.kill('SIGKILL');
  }

  async #run(job: Job, hear: (answer: Answer) => void): Promise<Ending> {
    const child = this.#take();
    this.#running.add(child);
    this.#refill();
    let isSpent = false;
    let forget = () => {};
    const ending = await new Promise<Ending>((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const begin = () => (timer = setTimeout(() => resolve('timeout'), this.options.timeout));
      if (this.#ready.has(child)) begin();
      const reader = new ParcelReader<Reply<Answer>>();
      const receive = (piece: unknown) => {
        if (piece === READY) return begin();
        const reply = reader.read(piece)?.message;
        if (!reply) return undefined;
        hear(reply.answer);
        isSpent = reply.isSpent ?? false;
        if (reply.isLast) resolve('done');
        return undefined;
      };
      const gone = () => resolve('gone');
      child.on('message', receive).once('exit', gone);
      sendParcels((message, sent) => child.send(message, sent), job).catch(gone);
      forget = () => {
        clearTimeout(timer);
        child.off('message', receive).off('exit', gone);
      };
    });
    forget();
    this.#running.delete(child);
    // One that ran out of time is still at it.
    if (ending === 'done' && !isSpent && !this.#isClosed) this.#keep(child);
    else child.kill('SIGKILL');
    this.#refill();
    return ending;
  }

  /** Starts the next process before anybody needs it. */
  #refill(): void {
    const { slots, lasting = 0 } = this.options;
    if (this.#isClosed || this.#idle.size >= lasting || this.#idle.size + this.#running.size >= slots) return;
    this.#keep(this.#start());
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
    const child = fork(ownProgram(this.options.program), {
      serialization: 'advanced',
      // The loader of TypeScript sources is among the arguments of this process.
      execArgv: [...process.execArgv, `--max-old-space-size=${this.options.memory}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    try {
      if (child.pid !== undefined) setPriority(child.pid, NICENESS);
    } catch {
      // It has ended already, or priorities are not ours to set.
    }
    child.once('message', () => this.#ready.add(child));
    // One that ends while it waits is replaced when it is needed.
    child.once('exit', () => this.#idle.delete(child));
    // One that cannot be started or ended is seen by its exit, or by what cannot be sent to it.
    return child.on('error', () => undefined);
  }

  #keep(child: ChildProcess): void {
    const end = () => {
      if (this.#idle.size <= (this.options.lasting ?? 0)) return;
      this.#idle.delete(child);
      child.kill('SIGKILL');
    };
    this.#idle.set(child, setTimeout(end, IDLE).unref());
  }
}
