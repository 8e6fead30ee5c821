/** Turns office documents into PDF, each content once, and tells everybody who waits for it how far it is; or into another office format. */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { officeTypeOf } from 'imm-weboffice/contract';
import type { FailureCode } from '../../shared/page-api.js';
import type { PdfCache } from './cache.js';
import { SHARES, processesFor } from '../jobs/process-limits.js';
import { Preparation } from './preparation.js';
import { JobQueue } from './queue.js';
import type { Prestart } from './prestarted.js';
import { Soffice, type ConversionJob } from './soffice.js';

/** When the whole document takes longer than this, ms, its first pages are made beside it. Most documents are done by then. */
const HEAD_AFTER = 2_500;

/** What one LibreOffice takes of a large document, MB; its limit, in `confinement.ts`, is of address space and four times that. */
const USUAL_MEMORY = 1_024;

/** How many pages the first part has. */
export const HEAD_PAGES = 4;

const EXPORT_FILTERS = { w: 'writer_pdf_Export', s: 'calc_pdf_Export', p: 'impress_pdf_Export', f: 'draw_pdf_Export' } as const;

/** As a page of text: LibreOffice takes HTML for a web page by itself, and then exports the first sheet of paper empty (seen in 7.4). */
export const HTML_FILTER = 'HTML (StarWriter)';

export interface ConverterOptions {
  cache: PdfCache;
  /** Path of LibreOffice's `soffice`, or what to install when there is none. */
  soffice: { program: string } | { missing: string };
  /** ms one conversion may take */
  timeout: number;
  /** When LibreOffice is started ahead of conversions; default `first-use`. */
  prestart?: Prestart | undefined;
  /** ms a LibreOffice that was started ahead waits for a job; default 10 minutes. */
  prestartIdle?: number | undefined;
}

interface Conversion {
  /** Puts the document at a path. */
  put: (input: string) => Promise<void>;
  /** Takes the PDF from a path before it is removed. */
  take: (pdf: string) => Promise<void>;
  extension: string;
  inputFilter?: string | undefined;
}

export class Converter {
  readonly #slots = processesFor(USUAL_MEMORY, SHARES.libreOffice);
  readonly #queue = new JobQueue(this.#slots);
  readonly #preparations = new Map<string, Preparation>();
  readonly #closed = new AbortController();
  readonly #soffice: Soffice | undefined;

  constructor(private readonly options: ConverterOptions) {
    const { soffice, cache, prestart, prestartIdle } = options;
    if ('program' in soffice) {
      this.#soffice = new Soffice({ program: soffice.program, folder: cache.workFolder, slots: this.#slots, prestart, prestartIdle });
    }
  }

  get cache(): PdfCache {
    return this.options.cache;
  }

  /** Ends running conversions, and every process of LibreOffice. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#soffice?.close();
  }

  /**
   * Starts, or joins, the conversion of a file's present content.
   * @param extension the one LibreOffice shall go by
   */
  async prepare(path: string, extension: string): Promise<Preparation> {
    const key = await this.options.cache.keyOf(path, extension);
    const running = this.#preparations.get(key);
    if (running) return running;
    const preparation = new Preparation();
    this.#preparations.set(key, preparation);
    void this.#convertCached(path, extension, key, preparation)
      .catch(() => preparation.fail('ConversionFailed'))
      .finally(() => this.#preparations.delete(key));
    return preparation;
  }

  /**
   * Converts what must not be kept: it is on the disk, in a folder of this user's only, for as long as LibreOffice needs it.
   * @param inputFilter as `--infilter` takes it
   */
  prepareSecret(content: Buffer, extension: string, inputFilter?: string): Preparation {
    const preparation = new Preparation();
    const put = (input: string) => writeFile(input, content, { mode: 0o600 });
    const take = async (pdf: string) => preparation.finish(await readFile(pdf));
    void this.#convert({ put, take, extension, inputFilter }, preparation).catch(() => preparation.fail('ConversionFailed'));
    return preparation;
  }

  /**
   * A document in another format, which is kept nowhere.
   * @param extension the one LibreOffice shall go by @param filter as `--convert-to` takes it @throws {Error} when nothing comes out
   */
  async transform(content: Buffer, extension: string, filter: string): Promise<Buffer> {
    if (!this.#soffice) throw new Error('LibreOffice is missing');
    const folder = await mkdtemp(join(this.options.cache.workFolder, 'job-'));
    try {
      const input = join(folder, `document.${extension}`);
      await writeFile(input, content, { mode: 0o600 });
      const result = await this.#run({ input, filter }, new Preparation());
      if (typeof result !== 'string') throw new Error(result.failure);
      return await readFile(result);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #convertCached(path: string, extension: string, key: string, preparation: Preparation): Promise<void> {
    const { cache } = this.options;
    const cached = await cache.find(key);
    if (cached) return preparation.finish(cached);
    let copied = key;
    // A copy: LibreOffice writes lock files beside what it opens, and the document may change while it is read, and since its key was made.
    const put = async (input: string) => {
      await copyFile(path, input);
      copied = await cache.keyOf(input, extension);
    };
    const take = async (pdf: string) => preparation.finish(await cache.add(copied, pdf));
    await this.#convert({ put, take, extension }, preparation);
  }

  async #convert({ put, take, extension, inputFilter }: Conversion, preparation: Preparation): Promise<void> {
    if ('missing' in this.options.soffice) return preparation.fail('EngineMissing', this.options.soffice.missing);
    const folder = await mkdtemp(join(this.options.cache.workFolder, 'job-'));
    const ending = new AbortController();
    let converting: Promise<void> | undefined;
    try {
      const input = join(folder, `document.${extension}`);
      await put(input);
      const head = setTimeout(() => {
        converting = this.#convertHead(input, inputFilter, preparation, ending.signal).catch(() => undefined);
      }, HEAD_AFTER);
      const filter = inputFilter === HTML_FILTER ? `pdf:${EXPORT_FILTERS.w}` : 'pdf';
      const whole = await this.#run({ input, inputFilter, filter }, preparation).finally(() => clearTimeout(head));
      if (typeof whole === 'string') await take(whole);
      else preparation.fail(whole.failure);
    } finally {
      // A process that is still at the first pages would write into the folder after it has gone.
      ending.abort();
      await converting;
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #convertHead(input: string, inputFilter: string | undefined, preparation: Preparation, signal: AbortSignal): Promise<void> {
    const range = JSON.stringify({ PageRange: { type: 'string', value: `1-${HEAD_PAGES}` } });
    const filter = `pdf:${EXPORT_FILTERS[officeTypeOf(input) ?? 'w']}:${range}`;
    const head = await this.#run({ input, inputFilter, filter }, preparation, signal);
    if (typeof head === 'string') preparation.showHead(await readFile(head));
  }

  /** @param ending of first pages, which go before whole documents, and are of no use any more when it aborts */
  async #run(
    what: Pick<ConversionJob, 'input' | 'inputFilter' | 'filter'>,
    preparation: Preparation,
    ending?: AbortSignal,
  ): Promise<string | { failure: FailureCode }> {
    const urgent = ending !== undefined;
    const signal = AbortSignal.any([this.#closed.signal, ...(ending ? [ending] : [])]);
    if (!urgent && this.#queue.ahead > 0) preparation.tell({ state: 'waiting', ahead: this.#queue.ahead });
    return this.#queue.run(async () => {
      if (preparation.done || signal.aborted) return { failure: 'ConversionFailed' };
      if (!urgent) preparation.tell({ state: 'converting' });
      const outputFolder = await mkdtemp(join(what.input, '..', 'out-'));
      const result = await this.#soffice!.convert({ ...what, outputFolder, timeout: this.options.timeout }, signal);
      return 'path' in result ? result.path : result;
    }, urgent);
  }
}
