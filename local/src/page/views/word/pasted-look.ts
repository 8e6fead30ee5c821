/** The look of pasted words: what elements and their styles say of it, as marks of the Word editor. */
import type { Mark, Schema } from 'prosemirror-model';
import { fontSizeOf, ownProperty, toColour, toHalfPoints } from './pasted-styles.js';

/** Inherited from element to element. */
export interface Look {
  bold?: boolean;
  italic?: boolean;
  underline?: string | undefined;
  strike?: boolean;
  script?: 'superscript' | 'subscript' | undefined;
  colour?: string | undefined;
  /** Behind the words. */
  fill?: string | undefined;
  /** Half points. */
  size?: number | undefined;
  face?: string | undefined;
  caps?: 'allCaps' | 'smallCaps' | undefined;
  href?: string | undefined;
  /** Spaces and ends of lines count. */
  isPreformatted?: boolean;
}

const TAGS: Readonly<Record<string, Look>> = {
  ...Object.fromEntries(['B', 'STRONG', 'TH'].map((tag) => [tag, { bold: true }])),
  ...Object.fromEntries(['I', 'EM', 'CITE', 'DFN', 'VAR', 'ADDRESS'].map((tag) => [tag, { italic: true }])),
  ...Object.fromEntries(['U', 'INS'].map((tag) => [tag, { underline: 'single' }])),
  ...Object.fromEntries(['S', 'STRIKE', 'DEL'].map((tag) => [tag, { strike: true }])),
  ...Object.fromEntries(['CODE', 'KBD', 'SAMP', 'TT'].map((tag) => [tag, { face: 'Courier New' }])),
  PRE: { face: 'Courier New', isPreformatted: true },
  SUP: { script: 'superscript' },
  SUB: { script: 'subscript' },
  MARK: { fill: 'FFFF00' },
};

/** Word's own for links. */
export const LINK: Look = { colour: '0563C1', underline: 'single' };

const UNDERLINES: Readonly<Record<string, string>> = { double: 'double', dotted: 'dotted', dashed: 'dash', wavy: 'wave' };

/** @param isBlock what is behind a block is its own, not its words' */
export function lookOf(element: HTMLElement, around: Look, isBlock: boolean): Look {
  const { style, tagName } = element;
  const look: Look = { ...around, ...TAGS[tagName] };
  if (tagName === 'FONT') {
    look.colour = toColour(element.getAttribute('color') ?? '') ?? look.colour;
    look.size = fontSizeOf(element.getAttribute('size')) ?? look.size;
    look.face = faceOf(element.getAttribute('face') ?? '') ?? look.face;
  }
  if (style.length > 0) readStyle(style, look, isBlock);
  if (style.getPropertyValue('text-decoration-line') === '' && ownProperty(element, 'text-underline')) look.underline = 'single';
  return look;
}

function readStyle(style: CSSStyleDeclaration, look: Look, isBlock: boolean): void {
  const { fontWeight, fontStyle, fontVariant, textTransform, verticalAlign, whiteSpace } = style;
  if (fontWeight) look.bold = /^(?:bold|bolder|[6-9]00)$/.test(fontWeight);
  if (fontStyle) look.italic = /italic|oblique/.test(fontStyle);
  const lines = style.getPropertyValue('text-decoration-line') || style.textDecoration;
  // Lines drawn by an element around stay.
  if (lines.includes('underline')) look.underline = UNDERLINES[style.getPropertyValue('text-decoration-style')] ?? 'single';
  if (lines.includes('line-through')) look.strike = true;
  if (lines === 'none' && !isBlock) look.underline = undefined;
  if (style.color) look.colour = blackIsAutomatic(toColour(style.color));
  const fill = isBlock ? undefined : toColour(style.backgroundColor);
  if (fill) look.fill = fill === 'FFFFFF' ? undefined : fill;
  if (style.fontSize) look.size = toHalfPoints(style.fontSize) ?? look.size;
  look.face = faceOf(style.fontFamily) ?? look.face;
  if (textTransform) look.caps = textTransform === 'uppercase' ? 'allCaps' : undefined;
  if (/small-caps/.test(fontVariant)) look.caps = 'smallCaps';
  if (verticalAlign && !isBlock) look.script = { super: 'superscript' as const, sub: 'subscript' as const }[verticalAlign];
  if (whiteSpace) look.isPreformatted = whiteSpace.startsWith('pre') && whiteSpace !== 'pre-line';
}

/** What pages call black is what documents write as no colour. */
const blackIsAutomatic = (colour: string | undefined) => (colour === '000000' ? undefined : colour);

/** Names for whatever the reader's system has say nothing about a document. */
const GENERIC = /^(?:inherit|initial|unset|serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-[\w-]+|-[\w-]+|BlinkMacSystemFont)$/i;

function faceOf(families: string): string | undefined {
  const [first = ''] = families.split(',');
  const face = first.trim().replace(/^["']|["']$/g, '');
  return face === '' || GENERIC.test(face) ? undefined : face;
}

/** Marks with the same names and attributes as the editor's own. */
export function marksOf(schema: Schema, look: Look): Mark[] {
  const { bold, italic, underline, strike, script, colour, fill, size, face, caps, href } = look;
  const marks: (readonly [name: string, attributes?: object] | false)[] = [
    bold === true && ['bold'],
    italic === true && ['italic'],
    underline !== undefined && ['underline', { style: underline }],
    strike === true && ['strike', { double: false }],
    script !== undefined && [script],
    colour !== undefined && ['textColor', { rgb: colour }],
    fill !== undefined && ['highlight', { color: HIGHLIGHTS[fill] ?? fill }],
    size !== undefined && ['fontSize', { size, sizeCs: size }],
    face !== undefined && ['fontFamily', { ascii: face, hAnsi: face, cs: face, ...(HAN.test(face) ? { eastAsia: face } : {}) }],
    caps !== undefined && [caps],
    href !== undefined && ['hyperlink', { href }],
  ];
  return marks.flatMap((mark) => (mark ? [schema.mark(mark[0], mark[1] as Record<string, unknown>)] : []));
}

/** A face for Chinese or Japanese has its name in it, and others have no such letters. */
const HAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|^(?:SimSun|SimHei|KaiTi|FangSong|Microsoft YaHei|DengXian|MS (?:Mincho|Gothic)|Yu (?:Mincho|Gothic))/u;

/** Word's own highlighter pens; other colours are written as shading. */
const HIGHLIGHTS: Readonly<Record<string, string>> = {
  ...{ FFFF00: 'yellow', '00FF00': 'green', '00FFFF': 'cyan', FF00FF: 'magenta', '0000FF': 'blue', FF0000: 'red', '000080': 'darkBlue' },
  ...{
    '008080': 'darkCyan',
    '008000': 'darkGreen',
    '800080': 'darkMagenta',
    '800000': 'darkRed',
    '808000': 'darkYellow',
    '808080': 'darkGray',
  },
  ...{ C0C0C0: 'lightGray', '000000': 'black' },
};
