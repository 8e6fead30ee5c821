/** What leaves the server of a PDF: pages written anew, never the stored bytes, and no more of them than may be shown. */
import { constants, copyFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { asBuffer } from '../jobs/parcels.js';
import type { PdfCache } from './cache.js';
import { HEAD_PAGES } from './converter.js';
import type { PdfEngine } from './pdf-engine.js';
import { Preparation, type PdfSource } from './preparation.js';

interface Cut {
  input: PdfSource;
  /** Stands for the content and the wish, where the result may be kept. */
  key: string | undefined;
  pages: number | undefined;
  password?: string | undefined;
  rewrite: boolean;
}

export class PdfCutter {
  /** What became of a key, with the pages of the whole. */
  readonly #finished = new Map<string, { whole: string; total: number }>();
  readonly #running = new Map<string, Preparation>();

  constructor(
    private readonly cache: PdfCache,
    private readonly pdfs: PdfEngine,
  ) {}

  /** A stored PDF, by itself or limited to its first pages. */
  async rewrite(
    path: string,
    { previewPages, password }: { previewPages: number | undefined; password: string | undefined },
  ): Promise<Preparation> {
    // The document may change between one look and the next.
    const copy = this.cache.workPath();
    await copyFile(path, copy, constants.COPYFILE_FICLONE);
    const key = `${await this.cache.keyOf(copy, 'pdf')}-${previewPages ?? 'all'}`;
    const running = password === undefined ? this.#running.get(key) : undefined;
    const preparation = running ?? new Preparation();
    if (running) {
      await rm(copy, { force: true });
      return running;
    }
    if (password === undefined) this.#running.set(key, preparation);
    void this.#cut({ input: copy, key, pages: previewPages, password, rewrite: true }, preparation)
      .catch(() => preparation.fail('ConversionFailed'))
      .finally(async () => {
        if (this.#running.get(key) === preparation) this.#running.delete(key);
        await rm(copy, { force: true });
      });
    return preparation;
  }

  /** Follows a conversion, and is ready with at most so many pages of what comes out. */
  limit(whole: Preparation, pages: number | undefined): Preparation {
    const limited = new Preparation();
    whole.watch((progress) => {
      if (progress.state === 'head') void this.#limitHead(whole.head!, pages, limited);
      else if (progress.state === 'ready') void this.#limitWhole(whole.whole!, pages, limited);
      else limited.tell(progress);
    }, new AbortController().signal);
    return limited;
  }

  async #limitHead(head: Buffer, pages: number | undefined, limited: Preparation): Promise<void> {
    if (pages === undefined || pages >= HEAD_PAGES) return limited.showHead(head);
    const cut = new Preparation();
    await this.#cut({ input: head, key: undefined, pages, rewrite: false }, cut).catch(() => undefined);
    // Without it nothing is lost: the whole is on its way.
    if (Buffer.isBuffer(cut.whole)) limited.showHead(cut.whole);
  }

  async #limitWhole(input: PdfSource, pages: number | undefined, limited: Preparation): Promise<void> {
    const key = typeof input === 'string' ? `${basename(input, '.pdf')}-${pages ?? 'counted'}` : undefined;
    await this.#cut({ input, key, pages, rewrite: false }, limited).catch(() => limited.fail('ConversionFailed'));
  }

  async #cut({ input, key, pages, password, rewrite }: Cut, preparation: Preparation): Promise<void> {
    const finish = (whole: PdfSource, total: number) => preparation.finish(whole, total > (pages ?? total) ? total : undefined);
    const known = key === undefined ? undefined : this.#finished.get(key);
    const cached = key === undefined ? undefined : await this.cache.find(key);
    if (known && (cached || known.whole === input)) return finish(known.whole, known.total);
    // From before a restart; of a cut nobody knows any more what it was cut from.
    if (cached && pages === undefined) return preparation.finish(cached);
    const output = key === undefined ? undefined : this.cache.workPath();
    const head = Math.min(HEAD_PAGES, pages ?? HEAD_PAGES);
    const outcome = await this.pdfs.run({ input, password, pages, rewrite, output, head }, (pdf) => preparation.showHead(pdf));
    if ('failure' in outcome) return preparation.fail(outcome.failure);
    const { result = input, total } = outcome;
    if (typeof result !== 'string') return finish(asBuffer(result), total);
    const whole = result === output ? await this.cache.add(key!, result) : result;
    this.#finished.set(key!, { whole, total });
    finish(whole, total);
  }
}
