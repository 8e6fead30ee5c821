/** The side panel's list of pages. Drawn one at a time, and only those somebody can see. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { words } from '../../words/messages.js';

/** px of the page's longer side */
const thumbnailSize = 152;

export class Thumbnails {
  readonly element = document.createElement('ol');
  readonly #open: (page: number) => void;
  #pdf: PDFDocumentProxy | null = null;
  #current = 0;
  /** Pages in view that wait to be drawn. */
  readonly #wanted = new Set<HTMLElement>();
  #drawing = false;
  readonly #visible = new IntersectionObserver((entries) => this.#onVisible(entries), { rootMargin: '200px' });

  constructor(open: (page: number) => void) {
    this.#open = open;
    this.element.className = 'thumbnails';
  }

  show(pdf: PDFDocumentProxy): void {
    this.#visible.disconnect();
    this.#wanted.clear();
    this.#pdf = pdf;
    const items = Array.from({ length: pdf.numPages }, (_, index) => this.#item(index + 1));
    this.element.replaceChildren(...items);
    for (const item of items) this.#visible.observe(item);
    this.#mark(true);
  }

  set current(page: number) {
    if (page === this.#current) return;
    this.#mark(false);
    this.#current = page;
    this.#mark(true);
  }

  destroy(): void {
    this.#visible.disconnect();
    this.#wanted.clear();
    this.#pdf = null;
    this.element.replaceChildren();
  }

  #item(page: number): HTMLElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.ariaLabel = words.page(page);
    const sheet = document.createElement('span');
    sheet.className = 'thumbnail';
    const number = document.createElement('span');
    number.textContent = String(page);
    button.append(sheet, number);
    button.addEventListener('click', () => this.#open(page));
    item.dataset['page'] = String(page);
    item.append(button);
    return item;
  }

  #mark(on: boolean): void {
    const button = this.element.children[this.#current - 1]?.firstElementChild;
    if (!button) return;
    if (on) button.setAttribute('aria-current', 'page');
    else button.removeAttribute('aria-current');
    if (on && this.element.offsetParent) button.scrollIntoView({ block: 'nearest' });
  }

  #onVisible(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#wanted.add(target as HTMLElement);
      else this.#wanted.delete(target as HTMLElement);
    }
    void this.#drawNext();
  }

  async #drawNext(): Promise<void> {
    if (this.#drawing) return;
    this.#drawing = true;
    const pdf = this.#pdf;
    for (const item of this.#wanted) {
      if (pdf !== this.#pdf || !pdf) break;
      this.#wanted.delete(item);
      // A page that cannot be drawn keeps its empty sheet.
      const drawn = await draw(pdf, Number(item.dataset['page'])).catch(() => null);
      if (drawn && pdf === this.#pdf) {
        item.querySelector('.thumbnail')!.replaceChildren(drawn);
        this.#visible.unobserve(item);
      }
    }
    this.#drawing = false;
    if (pdf !== this.#pdf && this.#wanted.size > 0) void this.#drawNext();
  }
}

async function draw(pdf: PDFDocumentProxy, number: number): Promise<HTMLCanvasElement> {
  const page = await pdf.getPage(number);
  const plain = page.getViewport({ scale: 1 });
  const scale = thumbnailSize / Math.max(plain.width, plain.height);
  const viewport = page.getViewport({ scale: scale * Math.min(2, devicePixelRatio) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  canvas.style.width = `${Math.round(plain.width * scale)}px`;
  await page.render({ canvas, viewport }).promise;
  return canvas;
}
