/**
 * The watermark over the document: words repeated across the whole area, below the bars, never in the file (API page, Watermark).
 * Made by hand and watched, so that taking it out or hiding it with a browser's tools brings it back. That stops the casual reader, nobody else.
 */
import { watermarkTile, type Watermark } from '../base/watermark-tile.js';

/** Said on the element itself and as important: a rule in a style sheet cannot hide it, and a change here is seen. */
const looks = {
  position: 'absolute',
  inset: '0',
  'z-index': '2',
  display: 'block',
  visibility: 'visible',
  opacity: '1',
  filter: 'none',
  transform: 'none',
  translate: 'none',
  scale: 'none',
  'clip-path': 'none',
  'mask-image': 'none',
  width: 'auto',
  height: 'auto',
  margin: '0',
  'pointer-events': 'none',
  'background-repeat': 'repeat',
  // Browsers leave backgrounds out when they print.
  'print-color-adjust': 'exact',
} as const;

export class WatermarkLayer {
  readonly #observer = new MutationObserver(() => this.#place());
  #host: Element | undefined;
  #element: HTMLElement | null = null;
  #mark: Watermark | undefined;
  #of = '';
  #tile: { url: string; size: string } | null = null;

  /** The area it lies over; its own children are left alone. */
  attach(host: Element | undefined): void {
    if (host === this.#host) return;
    this.#host = host;
    this.#place();
  }

  show(mark: Watermark | undefined): void {
    const of = JSON.stringify([mark, devicePixelRatio]);
    if (of === this.#of) return;
    this.#of = of;
    this.#mark = mark;
    this.#tile = null;
    this.#place();
  }

  #place(): void {
    this.#observer.disconnect();
    this.#element?.remove();
    this.#element = null;
    if (!this.#mark || !this.#host) return;
    if (!this.#tile) {
      const { canvas, width, height } = watermarkTile(this.#mark, Math.min(3, devicePixelRatio));
      this.#tile = { url: canvas.toDataURL(), size: `${width}px ${height}px` };
    }
    this.#element = layer(this.#tile.url, this.#tile.size);
    this.#host.append(this.#element);
    this.#observer.observe(this.#host, { childList: true });
    this.#observer.observe(this.#element, { attributes: true });
  }
}

function layer(url: string, size: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'watermark';
  element.ariaHidden = 'true';
  const style = { ...looks, 'background-image': `url("${url}")`, 'background-size': size };
  for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value, 'important');
  return element;
}
