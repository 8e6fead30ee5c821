/** Rows and columns give a look only to cells that have none of their own (ECMA-376 part 1, 18.3.1.13 and 18.3.1.73); in Univer, to all. */
import type { Style } from './styles.js';

/** What says, in Univer's letters, that a cell is without it. Null would not last: Univer takes it out at the next change. */
export const OFF = {
  ...{ bl: 0, it: 0, ul: { s: 0 }, st: { s: 0 }, cl: { th: 0 }, va: 1, bg: { rgb: 'transparent' } },
  ...{ ht: 0, tb: 0, tr: { a: 0, v: 0 }, pd: { l: 2 }, n: { pattern: 'General' } },
};
const NO_LINE = { s: 0, cl: { rgb: '#000000' } };

/** @param lines styles of rows and columns @returns all styles, each saying what of those it is without */
export function besideLines(styles: readonly Style[], lines: readonly Style[]): Style[] {
  const keys = new Set(lines.flatMap((style) => Object.keys(style)));
  const sides = new Set(lines.flatMap(({ bd }) => Object.keys(bd ?? {})));
  const off = Object.fromEntries(Object.entries(OFF).filter(([key]) => keys.has(key)));
  const noLines = Object.fromEntries([...sides].map((side) => [side, NO_LINE]));
  return styles.map((style) => ({ ...off, ...style, ...(sides.size > 0 && { bd: { ...noLines, ...(style.bd as object | undefined) } }) }));
}
