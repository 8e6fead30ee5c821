/** Turns office documents into PDF, each content once, and tells everybody who waits for it how far it is. */
import { availableParallelism } from 'node:os';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionOf, officeTypeOf } from '../../contract/formats.js';
import type { FailureCode } from '../page-api.js';
import type { PdfCache } from './cache.js';
import { Preparation } from './preparation.js';
import { JobQueue } from './queue.js';
import { Soffice } from './soffice.js';

/** When the whole document takes longer than this, ms, its first pages are made beside it. Most documents are done by then. */
const HEAD_AFTER = 2_500;

/** How many pages the first part has. */
const HEAD_PAGES = 4;

const EXPORT_FILTERS = { w: 'writer_pdf_Export', s: 'calc_pdf_Export', p: 'impress_pdf_Export', f: 'draw_pdf_Export' } as const;

export interface ConverterOptions {
  cache: PdfCache;
  /** Path of LibreOffice's `soffice`, or what to install when there is none. */
  soffice: { program: string } | { missing: string };
  /** ms one conversion may take */
  timeout: number;
}

export class Converter {
  readonly #queue = new JobQueue(availableParallelism());
  readonly #preparations = new Map<string, Preparation>();
  readonly #closed = new AbortController();
  readonly #soffice: Soffice | undefined;

  constructor(private readonly options: ConverterOptions) {
    if ('program' in options.soffice) this.#soffice = new Soffice(options.soffice.program, options.cache.workFolder);
  }

  get cache(): PdfCache {
    return this.options.cache;
  }

  /** Ends running conversions. */
  close(): void {
    this.#closed.abort();
  }

  /** Starts, or joins, the conversion of a file's present content. */
  async prepare(path: string, filename: string): Promise<Preparation> {
    const extension = extensionOf(filename);
    const key = await this.options.cache.keyOf(path, extension);
    const running = this.#preparations.get(key);
    if (running) return running;
    const preparation = new Preparation();
    this.#preparations.set(key, preparation);
    void this.#convert(path, filename, key, preparation)
      .catch(() => preparation.tell({ state: 'failed', code: 'ConversionFailed' }))
      .finally(() => this.#preparations.delete(key));
    return preparation;
  }

  async #convert(path: string, filename: string, key: string, preparation: Preparation): Promise<void> {
    const cached = await this.options.cache.find(key);
    if (cached) return preparation.finish(cached);
    if (!this.#soffice) {
      const detail = 'missing' in this.options.soffice ? this.options.soffice.missing : '';
      return preparation.tell({ state: 'failed', code: 'EngineMissing', detail });
    }
    const folder = await mkdtemp(join(this.options.cache.workFolder, 'job-'));
    try {
      // A copy: the document may change while it is read, and LibreOffice writes lock files beside what it opens.
      const input = join(folder, `document.${extensionOf(filename)}`);
      await copyFile(path, input);
      const head = setTimeout(() => void this.#convertHead(input, filename, preparation).catch(() => undefined), HEAD_AFTER);
      const whole = await this.#run(input, 'pdf', preparation).finally(() => clearTimeout(head));
      if (typeof whole === 'string') preparation.finish(await this.options.cache.add(key, whole));
      else preparation.tell({ state: 'failed', code: whole.failure });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #convertHead(input: string, filename: string, preparation: Preparation): Promise<void> {
    const range = JSON.stringify({ PageRange: { type: 'string', value: `1-${HEAD_PAGES}` } });
    const head = await this.#run(input, `pdf:${EXPORT_FILTERS[officeTypeOf(filename) ?? 'w']}:${range}`, preparation, true);
    if (typeof head === 'string') preparation.showHead(await readFile(head));
  }

  async #run(input: string, filter: string, preparation: Preparation, urgent = false): Promise<string | { failure: FailureCode }> {
    if (!urgent && this.#queue.ahead > 0) preparation.tell({ state: 'waiting', ahead: this.#queue.ahead });
    return this.#queue.run(async () => {
      if (preparation.done) return { failure: 'ConversionFailed' };
      if (!urgent) preparation.tell({ state: 'converting' });
      const outputFolder = await mkdtemp(join(input, '..', 'out-'));
      const result = await this.#soffice!.convert({ input, outputFolder, filter, timeout: this.options.timeout }, this.#closed.signal);
      return 'pdf' in result ? result.pdf : result;
    }, urgent);
  }
}
