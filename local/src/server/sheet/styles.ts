/** Cell formats as Univer's style data (ECMA-376 part 1, 18.8). */
import { child, children, type XmlNode } from '../ooxml/xml.js';
import type { Colours } from './colours.js';
import { OF_LANGUAGE } from './east-asian-formats.js';
import { readEscapes } from '../../shared/sheet/escapes.js';

export type Style = Record<string, unknown>;

/** Univer's numbers. */
export const HORIZONTAL: Readonly<Record<string, number>> = {
  left: 1,
  center: 2,
  centerContinuous: 2,
  right: 3,
  justify: 4,
  distributed: 6,
};
export const VERTICAL: Readonly<Record<string, number>> = { top: 1, center: 2, bottom: 3, justify: 2, distributed: 2 };
export const BORDERS: Readonly<Record<string, number>> = {
  ...{ thin: 1, hair: 2, dotted: 3, dashed: 4, dashDot: 5, dashDotDot: 6, double: 7 },
  ...{ medium: 8, mediumDashed: 9, mediumDashDot: 10, mediumDashDotDot: 11, slantDashDot: 12, thick: 13 },
};
export const WRAP = 3;

/** Formats that files name by number only (18.8.30). */
export const BUILT_IN: Readonly<Record<number, string>> = {
  ...{ 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 11: '0.00E+00', 12: '# ?/?', 13: '# ??/??' },
  ...{ 14: 'yyyy/m/d', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm AM/PM', 19: 'h:mm:ss AM/PM', 20: 'h:mm', 21: 'h:mm:ss' },
  ...{ 22: 'yyyy/m/d h:mm', 37: '#,##0;(#,##0)', 38: '#,##0;[Red](#,##0)', 39: '#,##0.00;(#,##0.00)', 40: '#,##0.00;[Red](#,##0.00)' },
  ...{ 45: 'mm:ss', 46: '[h]:mm:ss', 47: 'mm:ss.0', 48: '##0.0E+0', 49: '@' },
};

/** Styles by the index cells use. @param sheet root of the styles' part */
export function readStyles(sheet: XmlNode, colours: Colours): Style[] {
  const fonts = children(child(sheet, 'fonts'), 'font').map((node) => readFont(node, colours));
  const fills = children(child(sheet, 'fills'), 'fill').map((node) => readFill(node, colours));
  const borders = children(child(sheet, 'borders'), 'border').map((node) => readBorder(node, colours));
  const patterns = readPatterns(sheet);
  return children(child(sheet, 'cellXfs'), 'xf').map((xf, index) => {
    const pattern = patterns[index];
    return {
      ...fonts[Number(xf.attributes.fontId)],
      ...fills[Number(xf.attributes.fillId)],
      ...borders[Number(xf.attributes.borderId)],
      ...readAlignment(child(xf, 'alignment')),
      ...(pattern && { n: { pattern } }),
    };
  });
}

/** Number formats by the index cells use; undefined for the general one. @param sheet root of the styles' part */
export function readPatterns(sheet: XmlNode): (string | undefined)[] {
  const formats = new Map(Object.entries({ ...BUILT_IN, ...OF_LANGUAGE }).map(([id, code]) => [Number(id), code]));
  for (const { attributes } of children(child(sheet, 'numFmts'), 'numFmt'))
    formats.set(Number(attributes.numFmtId), readEscapes(attributes.formatCode ?? ''));
  return children(child(sheet, 'cellXfs'), 'xf').map((xf) => {
    const pattern = formats.get(Number(xf.attributes.numFmtId));
    return pattern && pattern !== 'General' ? pattern : undefined;
  });
}

function readFont(node: XmlNode, colours: Colours): Style {
  const on = (name: string) => {
    const found = child(node, name);
    return found !== undefined && !/^(0|false|none)$/.test(found.attributes.val ?? '1');
  };
  const size = Number(child(node, 'sz')?.attributes.val);
  const family = child(node, 'name')?.attributes.val;
  const colour = colours.read(child(node, 'color'));
  const raised = { superscript: 3, subscript: 2 }[child(node, 'vertAlign')?.attributes.val ?? ''];
  return {
    ...(family && { ff: family }),
    ...(size > 0 && { fs: size }),
    ...(on('b') && { bl: 1 }),
    ...(on('i') && { it: 1 }),
    ...(on('u') && { ul: { s: 1 } }),
    ...(on('strike') && { st: { s: 1 } }),
    ...(colour && { cl: { rgb: colour } }),
    ...(raised && { va: raised }),
  };
}

/** Patterns are shown by their colour alone. */
function readFill(node: XmlNode, colours: Colours): Style {
  const pattern = child(node, 'patternFill');
  const gradient = child(child(node, 'gradientFill'), 'stop');
  const kind = pattern?.attributes.patternType ?? 'none';
  const colour = gradient ? colours.read(child(gradient, 'color')) : kind === 'none' ? undefined : colours.read(child(pattern, 'fgColor'));
  return colour ? { bg: { rgb: colour } } : {};
}

function readBorder(node: XmlNode, colours: Colours): Style {
  const sides: Style = {};
  for (const [name, side] of Object.entries({ left: 'l', start: 'l', right: 'r', end: 'r', top: 't', bottom: 'b' })) {
    const line = child(node, name);
    const style = BORDERS[line?.attributes.style ?? ''];
    if (style) sides[side] = { s: style, cl: { rgb: colours.read(child(line, 'color')) ?? '#000000' } };
  }
  return Object.keys(sides).length > 0 ? { bd: sides } : {};
}

function readAlignment(node: XmlNode | undefined): Style {
  const { horizontal = '', vertical = '', wrapText, textRotation, indent } = node?.attributes ?? {};
  const turned = Number(textRotation ?? 0);
  return {
    ...(HORIZONTAL[horizontal] && { ht: HORIZONTAL[horizontal] }),
    // Excel's own default, which Univer's is not.
    vt: VERTICAL[vertical] ?? 3,
    ...(/^(1|true)$/.test(wrapText ?? '') && { tb: WRAP }),
    ...(turned === 255 ? { tr: { a: 0, v: 1 } } : turned && { tr: { a: turned <= 90 ? -turned : turned - 90 } }),
    // An indent is about three spaces wide.
    ...(Number(indent) > 0 && { pd: { l: Number(indent) * 9 } }),
  };
}
