/** One repetition of a watermark as a picture: the words turned, and the gaps around them (API page, Watermark). */
import type { SessionInfo } from '../../shared/page-api.js';

export type Watermark = NonNullable<SessionInfo['watermark']>;

/** Largest side of a tile, px: browsers refuse larger canvases, and then there would be no watermark at all. */
const largestSide = 4096;

export interface Tile {
  canvas: HTMLCanvasElement;
  /** Size of one repetition, px of the page. */
  width: number;
  height: number;
}

/** @param scale pixels of the picture for each px of the page */
export function watermarkTile({ value, font, rotate, vertical, horizontal, fillStyle }: Watermark, scale: number): Tile {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  context.font = font;
  const { width: length, actualBoundingBoxAscent, actualBoundingBoxDescent } = context.measureText(value);
  const thickness = actualBoundingBoxAscent + actualBoundingBoxDescent;
  const [sine, cosine] = [Math.abs(Math.sin(rotate)), Math.abs(Math.cos(rotate))];
  const side = (extent: number, gap: number): number => Math.max(1, Math.min(extent + Math.max(0, gap), largestSide / scale));
  const width = Math.ceil(side(length * cosine + thickness * sine, horizontal));
  const height = Math.ceil(side(length * sine + thickness * cosine, vertical));
  canvas.width = width * scale;
  canvas.height = height * scale;
  // Setting the size resets everything else.
  context.scale(scale, scale);
  context.font = font;
  context.fillStyle = fillStyle;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.translate(width / 2, height / 2);
  context.rotate(rotate);
  context.fillText(value, 0, 0);
  return { canvas, width, height };
}

/** Covers a drawn page, for paper: there the layer over the document is not printed. */
export function stampWatermark(page: HTMLCanvasElement, mark: Watermark, scale: number): void {
  const context = page.getContext('2d')!;
  context.save();
  context.resetTransform();
  context.fillStyle = context.createPattern(watermarkTile(mark, scale).canvas, 'repeat')!;
  context.fillRect(0, 0, page.width, page.height);
  context.restore();
}
