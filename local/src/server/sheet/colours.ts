/** Colours of a workbook: plain, indexed, or of its theme and lightened or darkened (ECMA-376 part 1, 18.8.3, 18.8.19 and 18.8.27). */
import { child, parseXml, type XmlNode } from '../ooxml/xml.js';

/** Order in which cells number a theme's colours. */
const THEME = ['lt1', 'dk1', 'lt2', 'dk2', 'accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6', 'hlink', 'folHlink'];

/** The palette of Excel 97, from index 8 on; the first eight are the same as the next. */
const PALETTE =
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333'.split(
    ' ',
  );

export class Colours {
  readonly #theme: (string | undefined)[];

  /** @param theme the theme's part */
  constructor(theme: string | undefined) {
    const scheme = theme === undefined ? undefined : child(child(parseXml(theme), 'themeElements'), 'clrScheme');
    this.#theme = THEME.map((name) => {
      const colour = child(scheme, name)?.children[0];
      return colour?.attributes.lastClr ?? colour?.attributes.val;
    });
  }

  /** CSS, or undefined for what is left to the program that shows it. */
  read(node: XmlNode | undefined): string | undefined {
    if (!node) return undefined;
    const { rgb, theme, indexed, tint } = node.attributes;
    const index = Number(indexed);
    const colour = rgb?.slice(-6) ?? (theme === undefined ? PALETTE[index < 8 ? index : index - 8] : this.#theme[Number(theme)]);
    return colour && /^[\da-f]{6}$/i.test(colour) ? `#${tinted(colour, Number(tint ?? 0))}` : undefined;
  }
}

/** The lightness goes towards white by a positive tint, towards black by a negative one (18.8.19). */
function tinted(colour: string, tint: number): string {
  if (!tint) return colour;
  const [r, g, b] = [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255) as [number, number, number];
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const lightness = (most + least) / 2;
  const wanted = tint < 0 ? lightness * (1 + tint) : lightness + (1 - lightness) * tint;
  const spread = most - least;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1));
  const hue = spread === 0 ? 0 : most === r ? ((g - b) / spread + 6) % 6 : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
  const chroma = (1 - Math.abs(2 * wanted - 1)) * saturation;
  // Red leads at hue 0, green two sixths on, blue four.
  const value = (offset: number) => {
    const k = (hue - offset + 6) % 6;
    const distance = Math.min(k, 6 - k);
    return wanted - chroma / 2 + chroma * Math.max(0, Math.min(1, 2 - distance));
  };
  return [0, 2, 4]
    .map((offset) =>
      Math.round(Math.max(0, Math.min(1, value(offset))) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');
}
