/** Formats of cells as the page can save them: what is pasted or typed has more. */
import type { IStyleData, Nullable } from '@univerjs/core';
import type { CellFormat } from '../../../shared/page-api.js';
import { OFF } from '../../../shared/sheet/no-style.js';

const SIDES = ['l', 'r', 't', 'b'] as const;
type Line = NonNullable<NonNullable<CellFormat['bd']>['l']>;

/** Without what could not be saved. What is null or off is said, too: it takes away what was there. */
export function savable(style: Nullable<IStyleData>): CellFormat {
  if (!style) return {};
  const format: CellFormat = {};
  const { ff, fs, bl, it, ul, st, cl, bg, bd, ht, vt, tb, n } = style;
  if (ff !== undefined) format.ff = ff && family(ff);
  if (fs !== undefined) format.fs = fs && Math.min(409, Math.max(1, fs));
  for (const [key, value] of Object.entries({ bl, it, ht, vt, tb }) as ['bl', number | null | undefined][]) {
    if (value !== undefined) format[key] = value;
  }
  if (ul !== undefined) format.ul = ul && { s: ul.s };
  if (st !== undefined) format.st = st && { s: st.s };
  if (cl !== undefined) format.cl = colour(cl?.rgb);
  if (bg !== undefined) format.bg = colour(bg?.rgb);
  if (n !== undefined) format.n = n && { pattern: n.pattern.slice(0, 255) };
  if (bd !== undefined) {
    format.bd = bd && Object.fromEntries(SIDES.flatMap((side) => (bd[side] === undefined ? [] : [[side, line(bd[side])]])));
  }
  return format;
}

/** The same for the grid, with what says that there is nothing. */
export function shown(style: IStyleData): IStyleData {
  const off = { ...(style.bg?.rgb === OFF.bg.rgb && { bg: OFF.bg }), ...(style.cl && !style.cl.rgb && { cl: OFF.cl }) };
  return { ...(savable(style) as IStyleData), ...off };
}

/** The first of those a page on the web would try, without its quotes. */
function family(css: string): string {
  const [first = ''] = /"[^"]*"|'[^']*'|[^,]+/.exec(css) ?? [];
  return first.replaceAll(/["']/g, '').trim().slice(0, 255);
}

function line(side: Nullable<{ s: number; cl: { rgb?: Nullable<string> } }>): Line | null {
  return side ? { s: side.s, cl: colour(side.cl.rgb) ?? { rgb: '#000000' } } : null;
}

/** Other programs' colours have other spellings; what is not opaque is none. */
function colour(css: Nullable<string>): { rgb: string } | null {
  if (!css) return null;
  if (/^#[\da-f]{6}$/i.test(css)) return { rgb: css };
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return null;
  context.fillStyle = '#000000';
  context.fillStyle = css;
  return /^#[\da-f]{6}$/i.test(context.fillStyle) ? { rgb: context.fillStyle } : null;
}
