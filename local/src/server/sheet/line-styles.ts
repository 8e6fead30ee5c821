/** Rows and columns give a look only to cells that have none of their own (ECMA-376 part 1, 18.3.1.13 and 18.3.1.73); in Univer, to all. */
import { OFF } from '../../shared/sheet/no-style.js';
import type { Style } from './styles.js';

const NO_LINE = { s: 0, cl: { rgb: '#000000' } };

/** @param lines styles of rows and columns @returns all styles, each saying what of those it is without */
export function besideLines(styles: readonly Style[], lines: readonly Style[]): Style[] {
  const keys = new Set(lines.flatMap((style) => Object.keys(style)));
  const sides = new Set(lines.flatMap(({ bd }) => Object.keys(bd ?? {})));
  const off = Object.fromEntries(Object.entries(OFF).filter(([key]) => keys.has(key)));
  const noLines = Object.fromEntries([...sides].map((side) => [side, NO_LINE]));
  return styles.map((style) => ({ ...off, ...style, ...(sides.size > 0 && { bd: { ...noLines, ...(style.bd as object | undefined) } }) }));
}
