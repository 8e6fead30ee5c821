/** Cells as scripts name them: `A1`, `$B$2`, `A1:C3`. */
import { ModelError } from '../../views/error.js';

/** From 0, the last ones included. */
export interface Area {
  sheet: number;
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Limits of Excel. */
const mostRows = 1_048_576;
const mostColumns = 16_384;
/** Read or written at once. */
const mostCells = 100_000;

/** @throws {ModelError} */
export function areaOf(sheet: number, reference: unknown): Area {
  const found =
    typeof reference === 'string' ? /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(reference.trim()) : null;
  if (!found) throw new ModelError('A range is named like "A1" or "A1:C3".');
  const [, left = '', top = '', right = left, bottom = top] = found;
  return checked(sheet, [Number(top), columnOf(left)], [Number(bottom), columnOf(right)]);
}

/** @param row from 1 @param column from 1 @throws {ModelError} */
export function cellAt(sheet: number, row: unknown, column: unknown): Area {
  return checked(sheet, [Number(row), Number(column)], [Number(row), Number(column)]);
}

export const sizeOf = ({ top, left, bottom, right }: Area): number => (bottom - top + 1) * (right - left + 1);

/** Both from 1: row, column. */
function checked(sheet: number, one: readonly [number, number], other: readonly [number, number]): Area {
  const inside = ([row, column]: readonly [number, number]): boolean =>
    Number.isInteger(row) && Number.isInteger(column) && row >= 1 && row <= mostRows && column >= 1 && column <= mostColumns;
  if (!inside(one) || !inside(other)) throw new ModelError(`There are rows 1 to ${mostRows} and columns 1 to ${mostColumns}.`);
  const area = {
    sheet,
    top: Math.min(one[0], other[0]) - 1,
    left: Math.min(one[1], other[1]) - 1,
    bottom: Math.max(one[0], other[0]) - 1,
    right: Math.max(one[1], other[1]) - 1,
  };
  if (sizeOf(area) > mostCells) throw new ModelError(`A range has ${mostCells} cells at most.`);
  return area;
}

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
