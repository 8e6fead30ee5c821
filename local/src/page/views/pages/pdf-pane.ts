/** One PDF in one pdf.js viewer: layout, zoom, find. A document's head and its whole are two panes, exchanged by {@link PagesView}. */
import type { PDFDocumentProxy, PDFPageProxy, PageViewport } from 'pdfjs-dist';
import type { EventBus, PDFLinkService, PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs';
import { words } from '../../words/messages.js';
import { drawChecks } from './pdf-checks.js';
import { marginOf, pageFits, type Fit } from './pdf-fit.js';
import { PlainL10n } from './pdf-l10n.js';
import type { PdfLibrary } from './pdfjs.js';
import { clampZoom, type FindQuery, type FindResult, type Zoom } from '../view.js';

/** pdf.js constants, whose enums exist only once the library is loaded. */
const annotationsWithoutForms = 1; // AnnotationMode.ENABLE
const noEditing = -1; // AnnotationEditorType.DISABLE
const findPending = 3; // FindState.PENDING
/** While a pinch or wheel goes on pages are only stretched, and drawn anew after this long, ms. */
const redrawDelay = 300;

export interface PaneEvents {
  changed(): void;
  found(result: FindResult): void;
}

/** pdf.js's event for a page that was drawn, or only stretched. */
interface PageDrawn {
  pageNumber: number;
  cssTransform: boolean;
  /** At high zoom pdf.js also reports parts of pages, which have no viewport. */
  source: { div: HTMLElement; canvas?: HTMLCanvasElement | null; pdfPage?: PDFPageProxy | null; viewport?: PageViewport };
}

/** Where a reader is: the page, and where its top edge is on screen, px. */
export interface Place {
  page: number;
  top: number;
}

export class PdfPane {
  readonly container = document.createElement('div');
  readonly document: PDFDocumentProxy;
  readonly links: PDFLinkService;
  readonly #viewer: PDFViewer;
  readonly #bus: EventBus;
  readonly #over = new AbortController();
  readonly #preset: Fit;
  readonly #resize = new ResizeObserver(() => this.#fit());
  #zoom: Zoom;
  #query: FindQuery | null = null;
  /** The match pdf.js selects is not scrolled to. */
  #quietFind = false;

  constructor({ viewer: lib }: PdfLibrary, pdf: PDFDocumentProxy, preset: Fit, zoom: Zoom, events: PaneEvents) {
    this.document = pdf;
    this.#preset = preset;
    this.#zoom = zoom;
    this.container.className = 'pdf-pane';
    this.container.tabIndex = 0;
    const pages = document.createElement('div');
    pages.className = 'pdfViewer';
    this.container.append(pages);

    this.#bus = new lib.EventBus();
    this.links = new lib.PDFLinkService({ eventBus: this.#bus, externalLinkTarget: lib.LinkTarget.BLANK, ignoreDestinationZoom: true });
    this.#viewer = new lib.PDFViewer({
      container: this.container,
      viewer: pages,
      eventBus: this.#bus,
      linkService: this.links,
      findController: this.#findController(lib),
      annotationMode: annotationsWithoutForms,
      annotationEditorMode: noEditing,
      // Its race with zooming logs errors, and the converter writes real links.
      enableAutoLinking: false,
      removePageBorders: true,
      imageResourcesPath: '/office/pdfjs/web/images/',
      l10n: new PlainL10n(),
      abortSignal: this.#over.signal,
    } as unknown as ConstructorParameters<typeof lib.PDFViewer>[0]);
    this.links.setViewer(this.#viewer);
    this.#listen(events);
  }

  /** Lays the pages out; the container must be in the page. Resolves when that is done, before anything is drawn. */
  async start(): Promise<void> {
    const laidOut = new Promise<void>((resolve) => this.#bus.on('pagesinit', () => resolve(), { once: true }));
    this.#viewer.setDocument(this.document);
    this.links.setDocument(this.document, null);
    this.#resize.observe(this.container);
    // A document whose first page cannot be read has no layout; `pagesPromise` then says why.
    await Promise.race([laidOut, this.#viewer.pagesPromise]);
  }

  get page(): number {
    return this.#viewer.currentPageNumber;
  }
  set page(page: number) {
    this.#viewer.currentPageNumber = Math.min(Math.max(1, page), this.document.numPages);
    // pdf.js puts the page's edge to the very top; some desk above it shows that it is the edge.
    this.container.scrollTop -= marginOf(this.container.clientWidth);
  }

  /** percent */
  get scale(): number {
    return Math.round(this.#viewer.currentScale * 100);
  }

  get zoom(): Zoom {
    return this.#zoom;
  }
  set zoom(zoom: Zoom) {
    this.#zoom = zoom;
    this.#fit();
  }

  /** Zooms by a factor around a point of the window, px, as wheels and pinches do. */
  zoomAround(factor: number, x: number, y: number): void {
    const box = this.container.getBoundingClientRect();
    const percent = clampZoom(this.#viewer.currentScale * factor * 100);
    this.#viewer.updateScale({
      scaleFactor: percent / 100 / this.#viewer.currentScale,
      drawingDelay: redrawDelay,
      origin: [x - box.left, y - box.top],
    });
    this.#zoom = this.scale;
  }

  get place(): Place {
    return { page: this.page, top: this.#topOf(this.page) };
  }
  /** Puts the same page edge where it was in another pane, to the pixel. */
  set place({ page, top }: Place) {
    const known = Math.min(page, this.document.numPages);
    this.container.scrollTop += this.#topOf(known) - top;
    this.#viewer.update();
  }

  /** Resolves when a page is drawn. */
  drawn(page: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = new AbortController();
      this.#bus.on(
        'pagerendered',
        (event: { pageNumber: number }) => {
          if (event.pageNumber !== page) return;
          stop.abort();
          resolve();
        },
        { signal: stop.signal },
      );
    });
  }

  /** Searches again without moving the reader, who is in the middle of it. */
  resumeFind(query: FindQuery): void {
    this.find(query);
    this.#quietFind = true;
    const stop = new AbortController();
    const onState = ({ state }: { state: number }): void => {
      if (state === findPending) return;
      stop.abort();
      const { place } = this;
      // After telling, pdf.js turns to the match's page.
      setTimeout(() => (this.place = place));
    };
    this.#bus.on('updatefindcontrolstate', onState, { signal: AbortSignal.any([stop.signal, this.#over.signal]) });
  }

  find(query: FindQuery): void {
    this.#quietFind = false;
    const before = this.#query;
    this.#query = query.text ? query : null;
    if (!this.#query) this.#bus.dispatch('findbarclose', { source: this });
    else if (before && before.text === query.text && before.matchCase === query.matchCase) this.#dispatchFind('highlightallchange');
    else this.#dispatchFind('find');
  }

  findNext(backwards: boolean): void {
    this.#quietFind = false;
    this.#dispatchFind('again', backwards);
  }

  focus(): void {
    this.container.focus({ preventScroll: true });
  }

  async destroy(): Promise<void> {
    this.#resize.disconnect();
    this.#over.abort();
    this.#viewer.setDocument(null as unknown as PDFDocumentProxy);
    this.links.setDocument(null);
    this.container.remove();
    await this.document.loadingTask.destroy();
  }

  #listen(events: PaneEvents): void {
    const on = (name: string, listener: (event: never) => void): void => this.#bus.on(name, listener, { signal: this.#over.signal });
    on('pagesinit', () => {
      this.#fit();
      this.container.scrollTop = 0;
    });
    on('pagesloaded', () => this.#fit());
    on('pagechanging', () => events.changed());
    on('scalechanging', () => events.changed());
    on('pagerendered', ({ pageNumber, cssTransform, source: { div, canvas, pdfPage, viewport } }: PageDrawn) => {
      div.ariaLabel = words.page(pageNumber);
      if (cssTransform || !canvas || !pdfPage || !viewport) return;
      // A page that cannot be read any more is about to be taken away.
      drawChecks(pdfPage, canvas, viewport).catch(() => undefined);
    });
    const report = ({ matchesCount, state }: { matchesCount: { current: number; total: number }; state?: number }): void =>
      events.found({ ...matchesCount, pending: state === findPending });
    on('updatefindmatchescount', report);
    on('updatefindcontrolstate', report);
  }

  #findController(lib: PdfLibrary['viewer']): InstanceType<PdfLibrary['viewer']['PDFFindController']> {
    const controller = new lib.PDFFindController({ eventBus: this.#bus, linkService: this.links });
    const scroll = controller.scrollMatchIntoView.bind(controller);
    controller.scrollMatchIntoView = (match) => {
      if (!this.#quietFind) scroll(match);
    };
    return controller;
  }

  #dispatchFind(type: 'find' | 'again' | 'highlightallchange', findPrevious = false): void {
    if (!this.#query) return;
    const { text, matchCase, highlightAll } = this.#query;
    this.#bus.dispatch('find', {
      source: this,
      type,
      query: text,
      caseSensitive: matchCase,
      entireWord: false,
      matchDiacritics: false,
      highlightAll,
      findPrevious,
    });
  }

  /** Turns the zoom wanted into a scale for the page and room there are now. */
  #fit(): void {
    const page = this.#viewer.getPageView(this.#viewer.currentPageNumber - 1) as
      { width: number; height: number; scale: number } | undefined;
    const { clientWidth, clientHeight } = this.container;
    if (!page || clientWidth === 0) return;
    const percent =
      typeof this.#zoom === 'number'
        ? this.#zoom
        : pageFits[this.#zoom === 'auto' ? this.#preset : this.#zoom](
            { width: page.width / page.scale, height: page.height / page.scale },
            { width: clientWidth, height: clientHeight },
          );
    const scale = clampZoom(percent) / 100;
    if (Math.abs(scale - this.#viewer.currentScale) > 0.001 || !this.#viewer.currentScaleValue) this.#viewer.currentScale = scale;
    else this.#viewer.update();
  }

  #topOf(page: number): number {
    const view = this.#viewer.getPageView(page - 1) as { div: HTMLElement } | undefined;
    return view ? view.div.getBoundingClientRect().top : 0;
  }
}
