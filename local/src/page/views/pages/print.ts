/**
 * Prints by drawing the pages into images: a hidden frame with the PDF would need the browser's own PDF viewer and `frame-src blob:`,
 * and would hand out the file itself.
 */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { drawChecks } from './pdf-checks.js';
import { stampWatermark, type Watermark } from '../../base/watermark-tile.js';

/** dots per inch; enough for small print, at about 200 kB a page */
const resolution = 150;
const pointsPerInch = 72;
const pxPerInch = 96;

export async function printPages(
  pdf: PDFDocumentProxy,
  watermark: Watermark | undefined,
  signal: AbortSignal,
  progress: (page: number) => void,
): Promise<void> {
  const sheets = document.createElement('div');
  sheets.className = 'print-sheets';
  const urls: string[] = [];
  const sizes = new SheetSizes();
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      progress(number);
      const page = await pdf.getPage(number);
      signal.throwIfAborted();
      const url = URL.createObjectURL(await drawPage(page, watermark));
      urls.push(url);
      const image = new Image();
      image.src = url;
      const sheet = document.createElement('div');
      sheet.className = sizes.classFor(page);
      sheet.append(image);
      sheets.append(sheet);
      await image.decode();
      page.cleanup();
    }
    signal.throwIfAborted();
    document.head.append(sizes.style);
    document.body.append(sheets);
    // Blocks until the dialog is closed, except on mobile systems, which take a snapshot first.
    window.print();
  } finally {
    sheets.remove();
    sizes.style.remove();
    urls.forEach((url) => URL.revokeObjectURL(url));
  }
}

/**
 * A paper size for each size of page. Browsers rotate or choose the paper by named pages (CSS Paged Media 3); one that knows a single size for all
 * scales the others to fit.
 */
class SheetSizes {
  readonly style = document.createElement('style');
  readonly #names = new Map<string, string>();

  /** @returns the class of the element that holds such a page */
  classFor(page: PDFPageProxy): string {
    const { width, height } = page.getViewport({ scale: 1 });
    const size = `${width}pt ${height}pt`;
    const known = this.#names.get(size);
    if (known) return known;
    const name = `sheet-${this.#names.size + 1}`;
    const first = this.#names.size === 0 ? `@page { size: ${size}; margin: 0; }` : '';
    this.style.append(
      `${first} @page ${name} { size: ${size}; margin: 0; } .${name} { page: ${name}; --width: ${width}pt; --height: ${height}pt; }`,
    );
    this.#names.set(size, name);
    return name;
  }
}

async function drawPage(page: PDFPageProxy, watermark: Watermark | undefined): Promise<Blob> {
  const viewport = page.getViewport({ scale: resolution / pointsPerInch });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport, intent: 'print' }).promise;
  await drawChecks(page, canvas, viewport);
  if (watermark) stampWatermark(canvas, watermark, resolution / pxPerInch);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
  canvas.width = canvas.height = 0;
  if (!blob) throw new Error('canvas');
  return blob;
}
