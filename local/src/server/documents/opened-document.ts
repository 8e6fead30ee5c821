/** A document as one session sees it: how it is shown, and where its content comes from. */
import { constants, copyFile, readFile, rm, stat } from 'node:fs/promises';
import { FORMATS, LIMITS, extensionOf } from 'imm-weboffice/contract';
import type { PdfCache } from '../convert/cache.js';
import { HTML_FILTER, type Converter } from '../convert/converter.js';
import { PdfCutter } from '../convert/pdf-cutter.js';
import type { PdfEngine } from '../convert/pdf-engine.js';
import { Preparation, type DocumentFailure } from '../convert/preparation.js';
import { dialectOf } from '../../shared/csv-dialect.js';
import { sniff, type Content } from '../convert/sniff.js';
import type { TextEncodings } from '../text/encodings.js';
import { sniffFile } from '../convert/sniff-file.js';
import type { DocumentEngine } from '../jobs/document-engine.js';
import { explainDocument } from '../jobs/job-fault.js';
import { asBuffer } from '../jobs/parcels.js';
import type { DocumentKind, Encoding } from '../../shared/page-api.js';
import type { Pins } from './pins.js';
import type { Conversions } from '../convert/conversions.js';
import { isOOXML } from '../sheet/preview.js';
import type { StoredFile } from './store.js';

type OfficeContent = Extract<Content, { format: 'office' }>;

export interface OpenOptions {
  path: string;
  /** Its extension counts where the content does not say what it is. */
  filename: string;
  previewPages: number | undefined;
  password: string | undefined;
  /** As pages, also what is shown as a grid. */
  asPages?: boolean;
}

export interface OpenedDocument {
  kind: DocumentKind;
  /** Whether it is a PDF by itself, not made into one. */
  isPDF: boolean;
  preparation: Preparation;
}

/** The beginning that tells a table's dialect, bytes. */
const SAMPLE = 2 ** 16;

export class DocumentOpener {
  readonly #cutter: PdfCutter;

  constructor(
    private readonly cache: PdfCache,
    private readonly converter: Converter,
    pdfs: PdfEngine,
    private readonly documents: DocumentEngine,
    private readonly conversions: Conversions,
    readonly encodings: TextEncodings,
  ) {
    this.#cutter = new PdfCutter(cache, pdfs);
  }

  /** Without waiting for what takes long. @throws when the file is gone */
  async open(wish: OpenOptions): Promise<OpenedDocument> {
    const { path, filename } = wish;
    const content = await this.sniff(path, filename);
    const kind = wish.asPages && isWorkbook(content, filename) ? 'pages' : kindOf(content, filename);
    const opened = (preparation: Preparation) => ({ kind, isPDF: content.format === 'pdf', preparation });
    if ((await stat(path)).size > LIMITS.fileSize) return opened(failed('FileTooLarge'));
    switch (content.format) {
      case 'unknown':
        return opened(failed('DocumentBroken'));
      case 'text':
      case 'table':
        return opened(await this.#readyText(path, content.format, wish.previewPages));
      case 'pdf':
        return opened(await this.#cutter.rewrite(path, wish));
      case 'office':
        return opened(kind === 'sheet' ? this.#grid(content, wish) : await this.#pages(content, wish));
    }
  }

  /** What a file really is. @throws when it is gone */
  sniff(path: string, filename: string): Promise<Content> {
    return sniffFile(path, filename, this.documents);
  }

  /** How a file is shown; asks its content first and its name second. @throws when it is gone */
  async kindOf(path: string, filename: string): Promise<DocumentKind> {
    return kindOf(await this.sniff(path, filename), filename);
  }

  /** Begins what takes long for somebody who is about to open the document: a conversion is under way while their browser loads the page. */
  async prefetch({ path, filename }: Pick<OpenOptions, 'path' | 'filename'>): Promise<void> {
    if ((await stat(path)).size > LIMITS.fileSize) return;
    const content = await this.sniff(path, filename);
    if (content.format !== 'office' || content.isMarkup) return;
    // What a password protects is converted for those who know it, and kept for nobody else. No key is derived here: nobody has opened it yet.
    if (content.isSealed || (content.isCompound && (await this.documents.run('compound', path)).isProtected)) return;
    if (kindOf(content, filename) === 'pages') await this.converter.prepare(path, content.extension);
    else if (!isOOXML(content.extension)) await this.conversions.to(await readFile(path), content.extension, 'xlsx');
  }

  async #pages(content: OfficeContent, wish: OpenOptions): Promise<Preparation> {
    return this.#cutter.limit(await this.#convert(content, wish), wish.previewPages);
  }

  /** A workbook as a grid, or as pages where it is too large for one or cannot be read without LibreOffice. */
  #grid(content: OfficeContent, wish: OpenOptions): Preparation {
    const preparation = new Preparation();
    const make = async () => {
      const { path, password, filename } = wish;
      const clear = await this.#unwrap(path, content, password);
      if (clear && !Buffer.isBuffer(clear)) return preparation.fail(clear.failure);
      const inside = clear ? sniff(clear, extensionOf(filename)) : content;
      const grid = inside.format === 'office' ? await this.#gridOf(clear ?? path, inside.extension, wish, preparation) : undefined;
      if (grid) return preparation.finish(grid.content, grid.total);
      follow(await this.#pages(content, wish), preparation, 'pages');
    };
    void make().catch((error: unknown) => preparation.fail(failureOf(error)));
    return preparation;
  }

  async #gridOf(
    file: string | Buffer,
    extension: string,
    { filename, previewPages }: OpenOptions,
    preparation: Preparation,
  ): Promise<{ content: Buffer; total: number | undefined } | undefined> {
    try {
      if (isOOXML(extension)) return await this.#previewGrid(file, filename, previewPages);
      preparation.tell({ state: 'converting' });
      const stored = typeof file === 'string' ? await readFile(file) : file;
      return await this.#previewGrid(await this.conversions.to(stored, extension, 'xlsx'), filename, previewPages);
    } catch {
      return undefined;
    }
  }

  async #previewGrid(file: string | Buffer, name: string, pages: number | undefined) {
    const { content, total } = await this.documents.run('grid', file, name, pages).catch((error: unknown) => {
      if (error instanceof RangeError) return this.documents.run('firstRows', file, name, pages);
      throw error;
    });
    return { content: asBuffer(content), total };
  }

  /** Text or a table as far as it may be shown, in UTF-8. */
  async text(path: string, kind: DocumentKind, pages: number | undefined, encoding: Encoding): Promise<Buffer> {
    return asBuffer(await this.documents.run('text', path, kind, pages, encoding).catch(explainDocument));
  }

  async #readyText(path: string, kind: DocumentKind, pages: number | undefined): Promise<Preparation> {
    const preparation = new Preparation();
    const count = async (most: number) => this.documents.run('textPages', path, kind, most, await this.encodings.of(path));
    const total = pages === undefined ? 0 : await count(pages).catch(() => undefined);
    if (total === undefined) return failed('FileTooLarge');
    preparation.finish(path, total > (pages ?? total) ? total : undefined);
    return preparation;
  }

  /** What is inside of a protected file, or of a web archive; undefined when the file is the document itself. */
  async #unwrap(path: string, { isCompound, isSealed, isMarkup }: OfficeContent, password: string | undefined) {
    if (isMarkup) return asBuffer(await this.documents.run('html', path));
    const clear = isCompound ? await this.documents.run('unlock', path, isSealed, password) : undefined;
    return clear instanceof Uint8Array ? asBuffer(clear) : clear;
  }

  /** A cached preview: the content the document is pinned to, or what it is pinned to as soon as it can be shown. */
  async openPinned(wish: OpenOptions, file: StoredFile, pins: Pins): Promise<OpenedDocument> {
    const pinned = await pins.find(file);
    if (pinned !== undefined) return this.open({ ...wish, path: pinned });
    const copy = this.cache.workPath();
    await copyFile(wish.path, copy, constants.COPYFILE_FICLONE);
    const opened = await this.open({ ...wish, path: copy });
    if (opened.kind === 'text' || opened.kind === 'table') return this.open({ ...wish, path: await pins.pin(file, copy) });
    const settle = async () => {
      const { state } = await opened.preparation.until(() => false);
      await (state === 'ready' ? pins.pin(file, copy) : rm(copy, { force: true }));
    };
    // The disk is full, or the server has ended and its work folder with it: then nothing is pinned.
    void settle().catch(() => undefined);
    return opened;
  }

  /** Text or a table as PDF. @param text in UTF-8 */
  print(text: Buffer, kind: DocumentKind): Preparation {
    if (kind === 'text') return this.converter.prepareSecret(text, 'txt', 'Text (encoded):UTF8');
    const sample = text.subarray(0, SAMPLE).toString();
    const { delimiter, start } = dialectOf(sample);
    const rows = text.subarray(Buffer.byteLength(sample.slice(0, start)));
    return this.converter.prepareSecret(rows, 'csv', `CSV:${delimiter.charCodeAt(0)},34,UTF8`);
  }

  async #convert(content: OfficeContent, wish: OpenOptions): Promise<Preparation> {
    if (!content.isCompound && !content.isMarkup) return this.converter.prepare(wish.path, content.extension);
    const preparation = new Preparation();
    void this.#convertInside(content, wish, preparation).catch((error: unknown) => preparation.fail(failureOf(error)));
    return preparation;
  }

  async #convertInside(content: OfficeContent, { path, password, filename }: OpenOptions, preparation: Preparation): Promise<void> {
    const clear = await this.#unwrap(path, content, password);
    if (clear === undefined) return follow(await this.converter.prepare(path, content.extension), preparation);
    if (!Buffer.isBuffer(clear)) return preparation.fail(clear.failure);
    const inside = sniff(clear, extensionOf(filename));
    if (inside.format !== 'office') return preparation.fail('DocumentBroken');
    const inputFilter = inside.extension === 'html' ? HTML_FILTER : undefined;
    follow(this.converter.prepareSecret(clear, inside.extension, inputFilter), preparation);
  }
}

/** Tells one preparation all that another comes to. */
function follow(from: Preparation, to: Preparation, kind?: DocumentKind): void {
  from.watch((progress) => {
    if (progress.state === 'head') to.showHead(from.head!);
    else if (progress.state === 'ready') to.finish(from.whole!, progress.total, kind);
    else to.tell(progress);
  }, new AbortController().signal);
}

/** Of what a job in another process has thrown. */
const failureOf = (error: unknown): DocumentFailure =>
  error instanceof RangeError ? 'FileTooLarge' : error instanceof SyntaxError ? 'DocumentBroken' : 'ConversionFailed';

/** Whether it is shown as a grid, and not as pages because it is too large for one. */
export const isGrid = ({ kind, preparation }: OpenedDocument) => (preparation.kind ?? kind) === 'sheet';

function kindOf(content: Content, filename: string): DocumentKind {
  const { format } = content;
  return format === 'text' || format === 'table' ? format : isWorkbook(content, filename) ? 'sheet' : 'pages';
}

/** What is inside a sealed one only its name says. */
const isWorkbook = (content: Content, filename: string) =>
  content.format === 'office' && FORMATS.s.includes(content.isSealed ? extensionOf(filename) : content.extension);

function failed(failure: DocumentFailure): Preparation {
  const preparation = new Preparation();
  preparation.fail(failure);
  return preparation;
}
