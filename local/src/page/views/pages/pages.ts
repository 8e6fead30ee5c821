/** The view for kind `pages`: a PDF, first perhaps only its head, whose place is taken by the whole without the reader noticing. */
import { Trouble } from '../../connection/http.js';
import { drawnUnlessHidden } from '../../base/painting.js';
import type { DocumentContent } from '../content.js';
import { readOutline } from './outline.js';
import { PdfPane, type Place } from './pdf-pane.js';
import { openPdf, pdfTrouble } from './pdf-source.js';
import { textOfPdf } from './pdf-text.js';
import { loadPdfJs } from './pdfjs.js';
import { zoomByGestures } from '../gestures.js';
import { previewEnd } from '../preview-end.js';
import { printPages } from './print.js';
import { Thumbnails } from './thumbnails.js';
import type { DocumentView, FindQuery, OutlineNode, ViewHost, Zoom } from '../view.js';

/** pdf.js: PasswordResponses.NEED_PASSWORD; the other response is that the password does not fit. */
const needPassword = 1;

export class PagesView implements DocumentView {
  readonly element = document.createElement('div');
  readonly unit = 'page';
  readonly fits = ['fit-width', 'fit-page'] as const;
  readonly shown: Promise<void>;
  readonly print?: DocumentView['print'];
  readonly content: DocumentContent = { text: () => (this.#pane ? textOfPdf(this.#pane.document) : '') };
  outline: readonly OutlineNode[] = [];
  readonly #host: ViewHost;
  readonly #over = new AbortController();
  readonly #thumbnails: Thumbnails;
  #pane: PdfPane | null = null;
  #end: HTMLElement | null = null;
  /** The opening under way, or the last one: one after the other. */
  #turn: Promise<void>;
  #openings = 0;
  /** What opened an encrypted PDF opens its next version. */
  #password: string | null = null;
  #query: FindQuery = { text: '', matchCase: false, highlightAll: true };

  constructor(host: ViewHost, part: 'head' | 'whole') {
    this.#host = host;
    this.element.className = 'pages-view';
    this.element.classList.toggle('no-copy', !host.info.permission.copy);
    this.#thumbnails = new Thumbnails((page) => this.goTo(page));
    if (host.info.permission.print) {
      this.print = async (progress) => {
        if (this.#pane) await printPages(this.#pane.document, host.info.watermark, this.#over.signal, progress);
      };
    }
    this.element.addEventListener('click', this.#onClick);
    zoomByGestures(this.element, (factor, x, y) => this.#pane?.zoomAround(factor, x, y));
    this.shown = this.#open(part);
    this.#turn = this.shown;
  }

  get position(): number {
    return this.#pane?.page ?? 1;
  }
  get total(): number {
    return this.#pane?.document.numPages ?? 0;
  }
  get zoom(): number {
    return this.#pane?.scale ?? 100;
  }
  get zoomMode(): Zoom {
    return this.#pane?.zoom ?? 'auto';
  }
  get thumbnails(): HTMLElement {
    return this.#thumbnails.element;
  }

  /** The whole document, or its newest version, takes the place of what is shown once the page being read is drawn. */
  renew(): Promise<void> {
    this.#turn = this.#turn.catch(() => {}).then(() => this.#open('whole'));
    return this.#turn;
  }

  goTo(page: number): void {
    if (this.#pane) this.#pane.page = page;
  }

  setZoom(zoom: Zoom): void {
    if (this.#pane) this.#pane.zoom = zoom;
    this.#host.changed();
  }

  find(query: FindQuery): void {
    this.#query = query;
    this.#pane?.find(query);
  }

  findNext(backwards: boolean): void {
    this.#pane?.findNext(backwards);
  }

  focus(): void {
    this.#pane?.focus();
  }

  showEnd(text: string): void {
    this.#end?.remove();
    this.#end = previewEnd(text);
    this.#pane?.container.append(this.#end);
  }

  destroy(): void {
    this.#over.abort(new Trouble('SessionExpired'));
    this.#thumbnails.destroy();
    this.element.remove();
    void this.#pane?.destroy();
    this.#pane = null;
    this.#password = null;
  }

  async #open(part: 'head' | 'whole'): Promise<void> {
    const { session, info } = this.#host;
    const signal = AbortSignal.any([session.signal, this.#over.signal]);
    const opening = ++this.#openings;
    const library = await loadPdfJs();
    const task = await openPdf(library, session, part, signal, (error) => {
      // What the last version cannot load any more does not matter once there is a newer one.
      if (opening === this.#openings) this.#host.fail(error);
    });
    signal.addEventListener('abort', () => void task.destroy(), { once: true });
    const asked = this.#password;
    task.onPassword = (answer: (password: string | Error) => void, reason: number) => void this.#answerPassword(answer, reason);
    const pdf = await task.promise.catch((error: unknown) => {
      signal.throwIfAborted();
      throw pdfTrouble(error);
    });
    signal.throwIfAborted();
    if (this.#password !== asked) this.#host.passwordAccepted();

    const before = this.#pane;
    const pane: PdfPane = new PdfPane(library, pdf, info.fileInfo.officeType === 'p' ? 'fit-page' : 'comfortable', before?.zoom ?? 'auto', {
      changed: () => this.#changed(pane),
      found: (result) => pane === this.#pane && this.#host.found(result),
    });
    this.element.append(pane.container);
    if (before) await this.#takePlace(pane, before);
    else {
      this.#pane = pane;
      const drawn = pane.drawn(1);
      await pane.start().catch((error: unknown) => {
        throw pdfTrouble(error);
      });
      await drawnUnlessHidden(drawn);
    }
    this.#thumbnails.show(pdf);
    this.#changed(pane);
    this.outline = await readOutline(pdf, pane.links, (url) => this.#host.link(url));
    this.#host.changed();
  }

  async #answerPassword(answer: (password: string | Error) => void, reason: number): Promise<void> {
    if (reason === needPassword && this.#password !== null) answer(this.#password);
    // A version with another password must not cover the one that is being read.
    else if (this.#pane) answer(new Error('password'));
    else {
      this.#password = await this.#host.askPassword(reason === needPassword ? null : 'WrongPassword');
      answer(this.#password);
    }
  }

  async #takePlace(pane: PdfPane, before: PdfPane): Promise<void> {
    pane.container.classList.add('coming');
    await pane.start().catch((error: unknown) => {
      void pane.destroy();
      throw pdfTrouble(error);
    });
    let place: Place;
    do {
      // The reader may scroll on while the page is being drawn.
      place = before.place;
      const drawn = pane.drawn(Math.min(place.page, pane.document.numPages));
      pane.page = place.page;
      pane.place = place;
      await drawnUnlessHidden(drawn);
    } while (before.place.page !== place.page);
    pane.place = before.place;
    const focused = before.container.contains(document.activeElement);
    this.#pane = pane;
    if (this.#end) pane.container.append(this.#end);
    pane.container.classList.remove('coming');
    if (focused) pane.focus();
    if (this.#query.text) pane.resumeFind(this.#query);
    await before.destroy();
  }

  #changed(pane: PdfPane): void {
    if (pane !== this.#pane) return;
    this.#thumbnails.current = pane.page;
    this.#host.changed();
  }

  /** Links that lead out of the document are the host's business; pdf.js handles those within. */
  #onClick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
    if (!link || link.getAttribute('href')!.startsWith('#')) return;
    const inside = new URL(link.href).origin === location.origin && link.pathname === location.pathname;
    if (inside) return;
    event.preventDefault();
    this.#host.link(link.href);
  };
}
