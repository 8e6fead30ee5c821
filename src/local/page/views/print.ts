/**
 * Prints by drawing the pages into images: a hidden frame with the PDF would need the browser's own PDF viewer and `frame-src blob:`,
 * and would hand out the file itself.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { stampWatermark, type Watermark } from '../watermark-tile.js';

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
  const pageSize = document.createElement('style');
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      progress(number);
      const page = await pdf.getPage(number);
      signal.throwIfAborted();
      if (number === 1) {
        const { width, height } = page.getViewport({ scale: 1 });
        pageSize.textContent = `@page { size: ${width}pt ${height}pt; margin: 0; }`;
      }
      const url = URL.createObjectURL(await drawPage(page, watermark));
      urls.push(url);
      const image = new Image();
      image.src = url;
      sheets.append(image);
      await image.decode();
      page.cleanup();
    }
    signal.throwIfAborted();
    document.head.append(pageSize);
    document.body.append(sheets);
    // Blocks until the dialog is closed, except on mobile systems, which take a snapshot first.
    window.print();
  } finally {
    sheets.remove();
    pageSize.remove();
    urls.forEach((url) => URL.revokeObjectURL(url));
  }
}

async function drawPage(page: Awaited<ReturnType<PDFDocumentProxy['getPage']>>, watermark: Watermark | undefined): Promise<Blob> {
  const viewport = page.getViewport({ scale: resolution / pointsPerInch });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport, intent: 'print' }).promise;
  if (watermark) stampWatermark(canvas, watermark, resolution / pxPerInch);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
  canvas.width = canvas.height = 0;
  if (!blob) throw new Error('canvas');
  return blob;
}
