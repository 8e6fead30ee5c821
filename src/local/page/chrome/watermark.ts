/** The watermark over the document: words repeated across the whole area, below the bars, never in the file (API page, Watermark). */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionInfo } from '../../page-api.js';

type Watermark = NonNullable<SessionInfo['watermark']>;

let drawn: { of: string; url: string } | undefined;

export function watermark(mark: Watermark | undefined): TemplateResult | typeof nothing {
  if (!mark) return nothing;
  const of = JSON.stringify(mark);
  if (drawn?.of !== of) drawn = { of, url: tile(mark) };
  return html`<div class="watermark" aria-hidden="true" style="background-image: url(${drawn.url})"></div>`;
}

/** One repetition as a picture: the words turned, and the gaps around them. */
function tile({ value, font, rotate, vertical, horizontal, fillStyle }: Watermark): string {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  context.font = font;
  const { width, actualBoundingBoxAscent, actualBoundingBoxDescent } = context.measureText(value);
  const height = actualBoundingBoxAscent + actualBoundingBoxDescent;
  const [sine, cosine] = [Math.abs(Math.sin(rotate)), Math.abs(Math.cos(rotate))];
  canvas.width = Math.ceil(width * cosine + height * sine + horizontal);
  canvas.height = Math.ceil(width * sine + height * cosine + vertical);
  // Setting the size resets everything else.
  context.font = font;
  context.fillStyle = fillStyle;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate(rotate);
  context.fillText(value, 0, 0);
  return canvas.toDataURL();
}
