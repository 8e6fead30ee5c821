/** Checked boxes of forms without an appearance stream: pdf.js makes one for a text field, but leaves such a box empty. */
import type { PDFPageProxy, PageViewport } from 'pdfjs-dist';

/** The members of pdf.js's annotation data that are read here. */
interface FieldData {
  checkBox?: boolean;
  /** Read from the appearance, so a box without one has none. `hasAppearance` is true for it all the same where the form says `NeedAppearances`. */
  exportValue?: unknown;
  hidden?: boolean;
  fieldValue?: unknown;
  /** points: left, bottom, right, top */
  rect: [number, number, number, number];
}

const isCheckedUnseen = ({ checkBox, exportValue, hidden, fieldValue }: FieldData): boolean =>
  checkBox === true && exportValue === undefined && !hidden && typeof fieldValue === 'string' && fieldValue !== '' && fieldValue !== 'Off';

/** Draws check marks onto a page that has been drawn. @param viewport the one the page was drawn with, at any output scale */
export async function drawChecks(page: PDFPageProxy, canvas: HTMLCanvasElement, viewport: PageViewport): Promise<void> {
  const boxes = ((await page.getAnnotations()) as FieldData[]).filter(isCheckedUnseen);
  const context = boxes.length > 0 && canvas.width > 0 ? canvas.getContext('2d') : null;
  if (!context) return;
  const scale = canvas.width / viewport.width;
  for (const { rect } of boxes) {
    const [x1, y1, x2, y2] = viewport.convertToViewportRectangle(rect) as [number, number, number, number];
    const size = Math.min(Math.abs(x2 - x1), Math.abs(y2 - y1)) * scale;
    context.save();
    context.setTransform(size, 0, 0, size, ((x1 + x2) / 2) * scale - size / 2, ((y1 + y2) / 2) * scale - size / 2);
    context.beginPath();
    context.moveTo(0.2, 0.55);
    context.lineTo(0.42, 0.78);
    context.lineTo(0.8, 0.22);
    context.lineWidth = 0.12;
    context.strokeStyle = 'black';
    context.stroke();
    context.restore();
  }
}
