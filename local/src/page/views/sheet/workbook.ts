/** The view for a stored workbook: a grid, or its printed pages where a reader wants them, with a line that says what the grid does not draw. */
import type { DocumentContent } from '../content.js';
import { failureOf, followProgress } from '../../connection/progress.js';
import { formatNumber, words } from '../../words/messages.js';
import type { Connection } from '../../connection/session.js';
import { PagesView } from '../pages/pages.js';
import { SheetView } from './sheet.js';
import type { DocumentView, Edits, FindQuery, OutlineNode, Undo, ViewHost, Zoom } from '../view.js';

export class WorkbookView implements DocumentView {
  readonly element = document.createElement('div');
  readonly shown: Promise<void>;
  readonly #host: ViewHost;
  readonly #grid: SheetView;
  readonly #line = document.createElement('div');
  readonly #words = document.createElement('span');
  readonly #button = document.createElement('button');
  #pages: PagesView | null = null;
  #isSwitching = false;

  constructor(host: ViewHost) {
    this.#host = host;
    this.#grid = new SheetView(host);
    this.element.className = 'workbook-view';
    this.#line.className = 'sheet-line';
    this.#words.setAttribute('role', 'status');
    this.#button.type = 'button';
    this.#button.addEventListener('click', () => void this.#switch());
    this.#line.append(this.#words, this.#button);
    this.element.append(this.#line, this.#grid.element);
    this.shown = this.#grid.shown.then(() => this.#draw());
  }

  get #active(): SheetView | PagesView {
    return this.#pages ?? this.#grid;
  }
  get unit() {
    return this.#active.unit;
  }
  get position(): number {
    return this.#active.position;
  }
  get total(): number {
    return this.#active.total;
  }
  get zoom(): number {
    return this.#active.zoom;
  }
  get zoomMode(): Zoom {
    return this.#active.zoomMode;
  }
  get fits() {
    return this.#active.fits;
  }
  get outline(): readonly OutlineNode[] {
    return this.#active.outline;
  }
  get thumbnails(): HTMLElement | undefined {
    return this.#pages?.thumbnails;
  }
  get print() {
    return this.#active.print;
  }
  get edits(): Edits | undefined {
    return this.#grid.edits;
  }
  /** Cells are read where they are, whichever is on screen. */
  get content(): DocumentContent {
    return this.#grid.content;
  }
  get undo(): Undo | undefined {
    return this.#pages ? undefined : this.#grid.undo;
  }

  goTo(position: number): void {
    this.#active.goTo(position);
  }
  setZoom(zoom: Zoom): void {
    this.#active.setZoom(zoom);
  }
  find(query: FindQuery): void {
    this.#active.find(query);
  }
  findNext(backwards: boolean): void {
    this.#active.findNext(backwards);
  }
  focus(): void {
    this.#active.focus();
  }
  showEnd(text: string): void {
    this.#grid.showEnd(text);
  }

  async renew(): Promise<void> {
    await this.#grid.renew();
    if (this.#pages) {
      await this.#prepared();
      await this.#pages?.renew();
    }
    this.#draw();
  }

  destroy(): void {
    this.#pages?.destroy();
    this.#grid.destroy();
    this.element.remove();
  }

  async #switch(): Promise<void> {
    if (this.#isSwitching) return;
    this.#isSwitching = true;
    this.#draw();
    try {
      if (this.#pages) this.#leavePages();
      else await this.#showPages();
    } catch {
      this.#leavePages();
      if (!this.#host.session.signal.aborted) this.#host.say(words.sheet.noPages);
    } finally {
      this.#isSwitching = false;
      this.#draw();
      this.#host.changed();
    }
  }

  /** Pages are of what is saved. */
  async #showPages(): Promise<void> {
    if (this.edits?.isDirty) await this.#host.save();
    const total = await this.#prepared();
    const { session, info } = this.#host;
    this.#pages = new PagesView({ ...this.#host, session: asPages(session), info: { ...info, kind: 'pages' } }, 'whole');
    this.#grid.element.hidden = true;
    this.element.append(this.#pages.element);
    await this.#pages.shown;
    if (total !== undefined) this.#pages.showEnd(words.previewEnd(formatNumber(info.previewPages ?? 0), formatNumber(total)));
  }

  #leavePages(): void {
    this.#pages?.destroy();
    this.#pages = null;
    this.#grid.element.hidden = false;
  }

  /** Waits until there are pages. @returns how many the document has, where fewer are shown */
  async #prepared(): Promise<number | undefined> {
    for await (const progress of followProgress(asPages(this.#host.session))) {
      if (progress.state === 'failed') throw failureOf(progress);
      if (progress.state === 'ready') return progress.total;
    }
    return undefined;
  }

  #draw(): void {
    const missing = words.sheet.missing(this.#grid.notDrawn);
    this.#line.hidden = !missing && !this.#pages;
    this.#words.textContent = this.#isSwitching ? words.sheet.preparing : this.#pages ? words.sheet.asPages : missing;
    this.#button.textContent = this.#pages ? words.sheet.showGrid : words.sheet.showPages;
    this.#button.disabled = this.#isSwitching;
  }
}

/** The same session, asked for pages. */
function asPages(session: Connection): Connection {
  return {
    signal: session.signal,
    request: (call, init) => session.request(`${call}${call.includes('?') ? '&' : '?'}as=pages`, init),
    post: (call, body) => session.post(call, body),
  };
}
