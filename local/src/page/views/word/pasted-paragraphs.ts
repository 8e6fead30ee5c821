/** The format of pasted paragraphs: what their styles say, as attributes of the Word editor's paragraphs. */
import type { PasteTarget } from './paste-target.js';
import { bordersOf, toColour, toTwips } from './pasted-styles.js';

/** Attributes of a paragraph; lengths in twips. What stands around passes on what applies to all inside. */
export interface Format {
  alignment?: 'left' | 'center' | 'right' | 'both';
  indentLeft?: number;
  indentRight?: number;
  indentFirstLine?: number;
  hangingIndent?: boolean;
  spaceBefore?: number;
  spaceAfter?: number;
  lineSpacing?: number;
  lineSpacingRule?: 'auto';
  shading?: object;
  borders?: object;
  styleId?: string;
  outlineLevel?: number;
  bidi?: boolean;
}

const ALIGNMENTS: Readonly<Record<string, NonNullable<Format['alignment']>>> = {
  ...{ left: 'left', start: 'left', center: 'center', right: 'right', end: 'right', justify: 'both', '-webkit-center': 'center' },
};
/** The margins of other elements are those of the page they come from. */
const PARAGRAPHS = /^(?:P|H[1-6]|PRE|DT)$/;
/** Half an inch, by which browsers indent these. */
const INDENT = 720;

export function formatOf(element: HTMLElement, around: Format, target: PasteTarget): Format {
  const { style, tagName } = element;
  const format: Format = { ...around };
  const alignment = ALIGNMENTS[style.textAlign || (element.getAttribute('align') ?? '').toLowerCase()];
  if (alignment) format.alignment = alignment;
  if (tagName === 'CENTER') format.alignment = 'center';
  if (tagName === 'BLOCKQUOTE' || tagName === 'DD') format.indentLeft = (around.indentLeft ?? 0) + INDENT;
  const fill = toColour(style.backgroundColor);
  if (fill && fill !== 'FFFFFF') format.shading = { pattern: 'clear', color: { auto: true }, fill: { rgb: fill } };
  if (element.dir === 'rtl' || style.direction === 'rtl') format.bidi = true;
  const borders = bordersOf(style);
  if (borders) format.borders = Object.fromEntries(Object.entries(borders).map(([side, border]) => [side, { ...border, space: 1 }]));
  if (PARAGRAPHS.test(tagName)) readParagraph(style, format);
  const level = /^H([1-6])$/.exec(tagName)?.[1];
  if (level) readHeading(Number(level), format, target);
  return format;
}

function readHeading(level: number, format: Format, target: PasteTarget): void {
  const styleId = target.headingStyle(level);
  if (styleId) format.styleId = styleId;
  // Without a style, the navigation finds it all the same.
  format.outlineLevel = level - 1;
}

function readParagraph(style: CSSStyleDeclaration, format: Format): void {
  const [left, right, first] = [style.marginLeft, style.marginRight, style.textIndent].map(toTwips) as [number?, number?, number?];
  if (left) format.indentLeft = (format.indentLeft ?? 0) + left;
  if (right) format.indentRight = right;
  if (first) {
    format.indentFirstLine = Math.abs(first);
    format.hangingIndent = first < 0;
  }
  const [before, after] = [toTwips(style.marginTop), toTwips(style.marginBottom)];
  if (before !== undefined) format.spaceBefore = Math.max(0, before);
  if (after !== undefined) format.spaceAfter = Math.max(0, after);
  // Lengths would cut off pictures and larger words.
  const lines = /^([\d.]+)(%?)$/.exec(style.lineHeight);
  if (!lines || Number(lines[1]) === 0) return;
  format.lineSpacing = Math.round((240 * Number(lines[1])) / (lines[2] ? 100 : 1));
  format.lineSpacingRule = 'auto';
}
