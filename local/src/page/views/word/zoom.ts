/** How large a Word document is shown: by itself as it will be printed, but no wider than there is room. */
import { clampZoom, type Zoom } from '../view.js';

/** Beside a page, px; the style sheet agrees with it. */
const margin = 20;

export class WordZoom {
  mode: Zoom = 'auto';
  percent = 100;
  readonly #resize = new ResizeObserver(() => this.apply());

  /** @param element around the editor @param show takes a factor */
  constructor(
    private readonly element: HTMLElement,
    private readonly show: (factor: number) => void,
  ) {
    this.#resize.observe(element);
  }

  set(zoom: Zoom): void {
    this.mode = zoom;
    this.apply();
  }

  /** To what is drawn now. */
  apply(): void {
    const pages = [...this.element.querySelectorAll<HTMLElement>('.layout-page')];
    if (pages.length === 0) return;
    const width = Math.max(...pages.map((page) => page.offsetWidth));
    const room = this.element.querySelector('.docx-editor__scroll-container')!.clientWidth;
    const fit = Math.floor(((room - 2 * margin) / width) * 100);
    const wanted = typeof this.mode === 'number' ? this.mode : this.mode === 'fit-width' ? fit : Math.min(100, fit);
    const percent = Math.round(clampZoom(wanted));
    // The editor makes room for pages as large as they are printed, whatever they are shown at.
    this.element.style.setProperty('--word-page', `${(width * percent) / 100}px`);
    if (percent === this.percent) return;
    this.percent = percent;
    this.show(percent / 100);
  }

  stop(): void {
    this.#resize.disconnect();
  }
}
