/** Cell references as SpreadsheetML writes them, and formulas that are moved with their cell (ECMA-376 part 1, 18.3.1.40 and 18.17). */

/** 0-based. */
export interface Cell {
  row: number;
  column: number;
}

/** Excel's limits. */
export const MOST = { rows: 1_048_576, columns: 16_384 };

/** Whether a cell is within {@link MOST}, Excel's largest sheet. */
export const isInside = ({ row, column }: Cell): boolean => row >= 0 && row < MOST.rows && column >= 0 && column < MOST.columns;

/** A cell outside every sheet where the reference is none. */
export function readReference(reference: string): Cell {
  const [, letters = '', digits = ''] = /^\$?([A-Z]+)\$?(\d+)$/.exec(reference) ?? [];
  return { row: Number(digits) - 1, column: columnOf(letters) };
}

/** As Univer has it: both ends are inside. */
export interface Range {
  startRow: number;
  startColumn: number;
  endRow: number;
  endColumn: number;
}

/** The corners of `A1:B2`, in the order in which they are written; `A1` alone is both. A part that is no reference becomes a cell outside every sheet. */
export function readRange(reference: string): { from: Cell; to: Cell } {
  const [first = '', last = first] = reference.split(':');
  return { from: readReference(first), to: readReference(last) };
}

/** Cells, whole columns or whole rows, as formulas' tokens has them: in capitals, without dollar signs. @returns undefined beyond the limits of a sheet */
export function readArea(text: string): Range | undefined {
  const [first = '', last = first] = text.split(':');
  if (/^[A-Z]+$/.test(first)) return readArea(`${first}1:${last}${MOST.rows}`);
  if (/^\d+$/.test(first)) return readArea(`A${first}:XFD${last}`);
  const { from, to } = readRange(text);
  if (!isInside(from) || !isInside(to)) return undefined;
  return {
    startRow: Math.min(from.row, to.row),
    startColumn: Math.min(from.column, to.column),
    endRow: Math.max(from.row, to.row),
    endColumn: Math.max(from.column, to.column),
  };
}

/** A list of ranges (18.18.76, ST_Sqref), without those that are none or reach beyond a sheet. */
export function readRanges(references: string): Range[] {
  return references.split(/\s+/).flatMap((reference) => {
    const { from, to } = readRange(reference);
    const isRange = isInside(from) && isInside(to) && from.row <= to.row && from.column <= to.column;
    return isRange ? [{ startRow: from.row, startColumn: from.column, endRow: to.row, endColumn: to.column }] : [];
  });
}

/** Whether a cell is in a range, its edges included. */
export const holds = (range: Range, { row, column }: Cell): boolean =>
  range.startRow <= row && row <= range.endRow && range.startColumn <= column && column <= range.endColumn;

/** A cell in A1 notation, without dollar signs: row 0 and column 0 are `A1`. */
export const writeReference = ({ row, column }: Cell) => `${lettersOf(column)}${row + 1}`;

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function lettersOf(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? lettersOf(rest) : '') + String.fromCharCode(65 + (column % 26));
}

/** What is not moved: text, quoted sheet names, what stands in brackets, names and functions. Then cells, whole columns and whole rows. */
const PARTS =
  /("(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\])|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w.(!])|(?<![\w.$])(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})(?![\w.(!])|(?<![\w.$:])(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\w.(!])/g;

/** A formula as it reads in another cell: a shared formula is written once, for its first cell. */
export function moveFormula(formula: string, from: Cell, to: Cell): string {
  const [down, right] = [to.row - from.row, to.column - from.column];
  const column = (fixed: string, letters: string) => fixed + (fixed ? letters : lettersOf(columnOf(letters) + right));
  const row = (fixed: string, digits: string) => fixed + (fixed ? digits : String(Number(digits) + down));
  return formula.replace(PARTS, (whole, quoted: string | undefined, ...found: (string | undefined)[]) => {
    if (quoted !== undefined) return whole;
    const [c, letters, r, digits, c1, first, c2, last, r1, top, r2, bottom] = found as string[];
    if (letters !== undefined) return column(c!, letters) + row(r!, digits!);
    if (first !== undefined) return `${column(c1!, first)}:${column(c2!, last!)}`;
    return `${row(r1!, top!)}:${row(r2!, bottom!)}`;
  });
}
