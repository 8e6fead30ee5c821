/** Styles of pasted HTML: the rules of its style sheets become styles of the elements, and CSS values become those of WordprocessingML. */

/** CSS pixels per inch, and twips (1/20 pt) and half points in one. */
const DPI = 96;
const TWIPS = 1440;
const HALF_POINTS = 144;

/** What Word's own HTML says of list levels (`@list l0:level1 {…}`), by `l0:level1`. */
export type ListRules = ReadonlyMap<string, string>;

/**
 * Writes the rules of the style sheets into the elements' `style` attributes, before what stands there. Attributes are joined as text: setting styles one by one would drop
 * what browsers do not know, such as Word's `mso-list`.
 */
export function inlineRules(document: Document): ListRules {
  const texts = [...document.querySelectorAll('style')].map((style) => style.textContent.replace(/<!--|-->/g, ''));
  const styles = new Map<Element, string>();
  for (const text of texts) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSStyleRule)) continue;
      for (const element of matching(document, rule.selectorText))
        styles.set(element, `${styles.get(element) ?? ''}${rule.style.cssText};`);
    }
  }
  for (const [element, style] of styles) element.setAttribute('style', style + (element.getAttribute('style') ?? ''));
  const rules = texts.flatMap((text) => [...text.matchAll(/@list\s+(l\d+:level\d+)[^{]*\{([^}]*)\}/g)]);
  return new Map(rules.map(([, name, body]) => [name!, body!]));
}

function matching(document: Document, selector: string): Iterable<Element> {
  try {
    return document.body.querySelectorAll(selector);
  } catch {
    // A selector of another program that this browser has no idea of.
    return [];
  }
}

/** A property of Word's own, which browsers drop. @param name with its prefix, e.g. `mso-list` */
export function ownProperty(element: Element, name: string): string | undefined {
  const found = new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]*)`, 'i').exec(element.getAttribute('style') ?? '');
  return found?.[1]!.trim();
}

/** @returns inches; undefined for what depends on things around it, such as percentages */
function inches(value: string): number | undefined {
  const found = /^(-?[\d.]+)(px|pt|pc|in|cm|mm|em|rem)?$/.exec(value.trim());
  if (!found) return undefined;
  const number = Number(found[1]);
  const perInch = { px: DPI, pt: 72, pc: 6, in: 1, cm: 2.54, mm: 25.4, em: 6, rem: 6 }[found[2] ?? 'px'];
  return Number.isFinite(number) && perInch ? number / perInch : undefined;
}

const scaled =
  (unit: number) =>
  (value: string): number | undefined => {
    const length = inches(value);
    return length === undefined ? undefined : Math.round(length * unit);
  };

export const toTwips = scaled(TWIPS);
export const toPixels = scaled(DPI);

/** Sizes in words (CSS Fonts 4, 2.5), half points. */
const SIZES: Readonly<Record<string, number>> = { 'x-small': 15, small: 20, large: 27, 'x-large': 36, 'xx-large': 48 };
/** `font size=1` to 7 (HTML, 15.3.5). */
const FONT_SIZES = [0, 15, 20, 24, 27, 36, 48, 72];

/** Half points; undefined where it is the size around it, or no size. */
export const toHalfPoints = (value: string): number | undefined => SIZES[value] ?? (scaled(HALF_POINTS)(value) || undefined);

export const fontSizeOf = (size: string | null): number | undefined => (size ? FONT_SIZES[Number(size)] : undefined) || undefined;

let brush: CanvasRenderingContext2D | null = null;

/** Six upper-case digits, as `w:val` and `w:fill` have them; undefined where nothing is drawn, or the text's own colour. */
export function toColour(value: string): string | undefined {
  if (!value || /^(?:transparent|inherit|initial|unset|currentcolor|auto|windowtext|canvastext|none)$/i.test(value)) return undefined;
  brush ??= document.createElement('canvas').getContext('2d');
  if (!brush) return undefined;
  // What is no colour leaves the one before.
  brush.fillStyle = '#010203';
  brush.fillStyle = value;
  const plain = String(brush.fillStyle);
  if (plain === '#010203') return undefined;
  if (plain.startsWith('#')) return plain.slice(1, 7).toUpperCase();
  const [red, green, blue, alpha] = (plain.match(/[\d.]+/g) ?? []).map(Number);
  // Lighter by what shines through, on white paper.
  const channel = (part = 0) => Math.round(part * (alpha ?? 1) + 255 * (1 - (alpha ?? 1)));
  if (alpha === 0) return undefined;
  return [red, green, blue]
    .map((part) => channel(part).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

export interface Border {
  style: string;
  /** Eighths of a point. */
  size: number;
  color: { rgb: string } | { auto: true };
}

const LINES: Readonly<Record<string, string>> = {
  solid: 'single',
  double: 'double',
  dotted: 'dotted',
  dashed: 'dashed',
  groove: 'threeDEngrave',
  ridge: 'threeDEmboss',
  inset: 'inset',
  outset: 'outset',
};
const SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** The borders of an element, side by side; undefined without any. */
export function bordersOf(style: CSSStyleDeclaration): Partial<Record<(typeof SIDES)[number], Border>> | undefined {
  const borders = SIDES.flatMap((side) => {
    const line = LINES[style.getPropertyValue(`border-${side}-style`)];
    if (!line) return [];
    const width = style.getPropertyValue(`border-${side}-width`);
    const wide = { thin: 1, medium: 3, thick: 5 }[width] ?? (inches(width) ?? 3 / DPI) * DPI;
    if (wide <= 0) return [];
    const rgb = toColour(style.getPropertyValue(`border-${side}-color`));
    // As thin and as thick as Word draws lines (17.3.4).
    const size = Math.min(96, Math.max(2, Math.round((wide * 72 * 8) / DPI)));
    return [[side, { style: line, size, color: rgb && rgb !== '000000' ? { rgb } : { auto: true } } satisfies Border] as const];
  });
  return borders.length > 0 ? Object.fromEntries(borders) : undefined;
}
