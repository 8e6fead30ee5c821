/** Runs jobs on PDFs, each in a process of its own while it lasts. */
import { ProcessPool } from '../jobs/process-pool.js';
import type { PdfAnswer, PdfJob, PdfOutcome } from './pdf-job.js';

/** Limit of a process's JavaScript heap, MB. A PDF of 200 MB lies outside of the heap. */
const MEMORY = 1_024;

export class PdfEngine {
  readonly #pool: ProcessPool<PdfJob, PdfAnswer>;

  /** @param timeout ms one job may take */
  constructor(timeout: number) {
    this.#pool = new ProcessPool({ program: 'convert/pdf-process', timeout, memory: MEMORY });
  }

  /** @param onHead gets the first pages of a large PDF, before the rest */
  async run(job: PdfJob, onHead: (pdf: Buffer) => void = () => undefined): Promise<PdfOutcome> {
    let outcome: PdfOutcome | undefined;
    const ending = await this.#pool.run(job, (answer) => {
      if ('head' in answer) onHead(Buffer.from(answer.head));
      else outcome = answer.outcome;
    });
    return outcome ?? { failure: ending === 'timeout' ? 'ConversionTimeout' : 'ConversionFailed' };
  }

  /** Has a process come up for the job that is about to be there. */
  warm(): void {
    this.#pool.warm();
  }

  /** Ends all work. */
  close(): void {
    this.#pool.close();
  }
}
