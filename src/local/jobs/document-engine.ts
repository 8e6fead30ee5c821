/** Runs what reads or changes documents in processes of their own, with limits of time and memory. */
import type { DocumentJobs } from './document-jobs.js';
import { errorOf, type JobFault } from './job-fault.js';
import { ProcessPool } from './process-pool.js';

/** Limit of a process's JavaScript heap, MB: the largest part that is read at all (`XML_LIMITS`, `ZIP_LIMITS`) has room in it. */
const MEMORY = 768;

type Name = keyof DocumentJobs;

export interface DocumentJob {
  name: Name;
  args: readonly unknown[];
}

export type DocumentAnswer = { result: unknown } | { fault: JobFault };

export class DocumentEngine {
  readonly #pool: ProcessPool<DocumentJob, DocumentAnswer>;

  /** @param timeout ms one job may take */
  constructor(timeout: number) {
    this.#pool = new ProcessPool({ program: 'jobs/document-process', timeout, memory: MEMORY });
  }

  /**
   * One of {@link DocumentJobs}, in another process.
   * @throws {SyntaxError} when the document is damaged
   * @throws {RangeError} when the document is above a limit, of time and memory too
   * @throws {ImmFault} when the job says so
   */
  async run<Job extends Name>(name: Job, ...args: Parameters<DocumentJobs[Job]>): Promise<Awaited<ReturnType<DocumentJobs[Job]>>> {
    let answer: DocumentAnswer | undefined;
    const ending = await this.#pool.run({ name, args }, (given) => (answer = given));
    if (!answer) throw new RangeError(ending === 'timeout' ? 'the document takes too long' : 'the document takes too much memory');
    if ('fault' in answer) throw errorOf(answer.fault);
    return answer.result as Awaited<ReturnType<DocumentJobs[Job]>>;
  }

  /** Starts a process for the document that is about to be opened. */
  warm(): void {
    this.#pool.warm();
  }

  /** Ends all work. */
  close(): void {
    this.#pool.close();
  }
}
