/** Runs jobs on PDFs, each in a process of its own while it lasts. */
import { stat } from 'node:fs/promises';
import { Lanes } from '../jobs/lanes.js';
import { asBuffer } from '../jobs/parcels.js';
import { SHARES, processesFor } from '../jobs/process-limits.js';
import type { PdfAnswer, PdfJob, PdfOutcome } from './pdf-job.js';

/** Limit of a process's JavaScript heap, MB. A PDF of 200 MB lies outside of the heap. */
const MEMORY = 1_024;

export class PdfEngine {
  readonly #lanes: Lanes<PdfJob, PdfAnswer>;

  /** @param timeout ms one job may take */
  constructor(timeout: number) {
    this.#lanes = new Lanes({ program: 'convert/pdf-process', timeout, memory: MEMORY, slots: processesFor(MEMORY, SHARES.pdfs) });
  }

  /** @param onHead gets the first pages of a large PDF, before the rest */
  async run(job: PdfJob, onHead: (pdf: Buffer) => void = () => undefined): Promise<PdfOutcome> {
    let outcome: PdfOutcome | undefined;
    const { input } = job;
    const size =
      typeof input === 'string'
        ? await stat(input).then(
            ({ size: bytes }) => bytes,
            () => 0,
          )
        : input.length;
    const ending = await this.#lanes.run(job, size, (answer) => {
      if ('head' in answer) onHead(asBuffer(answer.head));
      else outcome = answer.outcome;
    });
    return outcome ?? { failure: ending === 'timeout' ? 'ConversionTimeout' : 'ConversionFailed' };
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
