/** Runs what reads or changes documents in processes of their own, with limits of time and memory. */
import { stat } from 'node:fs/promises';
import type { DocumentJobs } from './document-jobs.js';
import type { DocumentSource } from '../documents/editor.js';
import { errorOf, type JobFault } from './job-fault.js';
import { Lanes } from './lanes.js';
import { SHARES, processesFor } from './process-limits.js';

/** Limit of a process's JavaScript heap, MB: the largest part that is read at all (`XML_LIMITS`, `ZIP_LIMITS`) has room in it. */
const MEMORY = 768;

type Name = keyof DocumentJobs;

export interface DocumentJob {
  name: Name;
  args: readonly unknown[];
}

export type DocumentAnswer = { result: unknown } | { fault: JobFault };

export class DocumentEngine {
  readonly #lanes: Lanes<DocumentJob, DocumentAnswer>;

  /** @param timeout ms one job may take */
  constructor(timeout: number) {
    const slots = processesFor(MEMORY, SHARES.documents);
    this.#lanes = new Lanes({ program: 'jobs/document-process', timeout, memory: MEMORY, slots });
  }

  /**
   * One of {@link DocumentJobs}, in another process.
   * @throws {SyntaxError} when the document is damaged
   * @throws {RangeError} when the document is above a limit, of time and memory too
   * @throws {ImmFault} when the job says so
   */
  async run<Job extends Name>(name: Job, ...args: Parameters<DocumentJobs[Job]>): Promise<Awaited<ReturnType<DocumentJobs[Job]>>> {
    let answer: DocumentAnswer | undefined;
    const ending = await this.#lanes.run({ name, args }, await sizeOf(name, args), (given) => (answer = given));
    if (!answer) throw new RangeError(ending === 'timeout' ? 'the document takes too long' : 'the document takes too much memory');
    if ('fault' in answer) throw errorOf(answer.fault);
    return answer.result as Awaited<ReturnType<DocumentJobs[Job]>>;
  }

  /** Starts a process for the document that is about to be opened. @param size its bytes */
  warm(size: number): void {
    this.#lanes.warm(size);
  }

  /** Ends all work. */
  close(): void {
    this.#lanes.close();
  }
}

/** What a job reads. */
function sourcesOf(name: Name, args: readonly unknown[]): readonly DocumentSource[] {
  const [first, second, third] = args as [DocumentSource, DocumentSource, { body: string; seed?: string }];
  if (name === 'change') return [second, third.body, ...(third.seed === undefined ? [] : [third.seed])];
  if (name === 'traits' || name === 'content') return [second];
  return [first];
}

/** All that a job reads, bytes. A file that is gone has none: the job says so. */
async function sizeOf(name: Name, args: readonly unknown[]): Promise<number> {
  const sizes = sourcesOf(name, args).map(async (source) =>
    typeof source === 'string'
      ? stat(source).then(
          ({ size }) => size,
          () => 0,
        )
      : source.length,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
