/** Tables of separated values in the page's grid: every cell is text, and what nobody touches is written back as it was. */
import { dialectOf, isLeftOpen, misleads } from '../../shared/csv-dialect.js';
import { inQuotes, scanRows, type RawRow } from '../../shared/csv.js';
import type { CellChange } from '../../shared/page-api.js';
import { usualLineEnd } from '../text/text-file.js';
import { spliceText, type Splice } from '../ooxml/xml.js';
import { MOST_CELLS, workbookHead } from './snapshot.js';

/** The style of text: what is typed is not read as a number or a date. */
const TEXT = 'text';

/** Where there is no Arial, Firefox would take a serif font; the size is that for which `widths` counts. */
const FONT = { ff: 'Arial, sans-serif', fs: 10 };
const LEAST = { rows: 120, columns: 26 };
const MORE = { rows: 60, columns: 8 };

/** Excel's limit, characters; the grid is slow with more. */
const LONGEST_CELL = 32_767;

/** @throws {RangeError} when it has too many cells, or one that is too long */
export function csvSnapshot(text: string, name: string): object {
  const { delimiter, start } = dialectOf(text);
  const { rows } = scanRows(text, delimiter, start, true, MOST_CELLS);
  if (rows.some(({ cells }) => cells.some(({ value }) => value.length > LONGEST_CELL))) throw new RangeError('a cell is too long');
  const columns = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columnCount = Math.max(LEAST.columns, columns + MORE.columns);
  const rowCount = Math.max(LEAST.rows, rows.length + MORE.rows);
  if (rowCount * columnCount > MOST_CELLS) throw new RangeError('the table has too many cells');
  // Univer asks the cell itself, an empty one too, whether what is typed is text.
  const cellOf = (value: string | undefined) => (value === undefined ? { s: TEXT } : { v: value, t: 1, s: TEXT });
  const rowOf = (row: RawRow | undefined) => Array.from({ length: columnCount }, (_, column) => cellOf(row?.cells[column]?.value));
  const sheet = {
    ...{ id: 'sheet-0', name: name.replace(/\.\w+$/, ''), rowCount, columnCount },
    cellData: Array.from({ length: rowCount }, (_, row) => ({ ...rowOf(rows[row]) })),
    columnData: widths(rows, columnCount).map((w) => ({ w })),
  };
  const workbook = {
    ...workbookHead(name),
    custom: { isPlain: true },
    styles: { [TEXT]: { n: { pattern: '@' }, ...FONT } },
  };
  return {
    ...workbook,
    sheetOrder: ['sheet-0'],
    sheets: { 'sheet-0': { ...sheet, cellData: { ...sheet.cellData }, columnData: { ...sheet.columnData } } },
  };
}

/** Changed values are quoted where they would make the text read with another delimiter; where that is not enough, Excel's `sep=` line names it. */
export function changeCsv(text: string, changes: readonly CellChange[]): string {
  const { delimiter, start } = dialectOf(text);
  for (const isCareful of [false, true]) {
    const changed = changeWith(text, changes, delimiter, start, isCareful);
    const after = dialectOf(changed);
    if (after.delimiter === delimiter && after.start === start) return changed;
  }
  return `sep=${delimiter}${usualLineEnd(text)}${changeWith(text, changes, delimiter, start, true)}`;
}

function changeWith(given: string, changes: readonly CellChange[], delimiter: string, start: number, isCareful: boolean): string {
  const quoted = (value: string, isQuoted: boolean) => quote(value, delimiter, isQuoted || (isCareful && misleads(value)));
  const lineEnd = usualLineEnd(given);
  const { text, rows } = closedBefore(given, changes, delimiter, start);
  const byRow = new Map<number, Map<number, string>>();
  for (const { row, column, value } of changes) {
    if (value === undefined) continue;
    const cells = byRow.get(row) ?? new Map<number, string>();
    byRow.set(row, cells.set(column, value === null ? '' : String(value)));
  }
  const splices: Splice[] = [];
  let added = '';
  const last = Math.max(rows.length - 1, ...byRow.keys());
  const widthBeside = widthsBeside(rows);
  for (let row = 0; row <= last; row++) {
    const changed = byRow.get(row);
    const found = rows[row];
    if (found && changed) splices.push(...trimmed(found, changed, widthBeside(row), changesOf(found, changed, text, delimiter, quoted)));
    else if (!found) added += lineOf(changed, delimiter, quoted) + lineEnd;
  }
  const end = added ? undefined : endOf(rows, byRow);
  if (end !== undefined)
    return spliceText(
      text.slice(0, end),
      splices.filter((splice) => splice.end <= end),
    );
  const endsWithLine = text === '' || /[\r\n]$/.test(text);
  return spliceText(text, splices) + (added && !endsWithLine ? lineEnd : '') + added;
}

/** A quote that is left open takes in everything to the end of the text: what is written behind it would become a part of its cell, so it is closed. */
function closedBefore(given: string, changes: readonly CellChange[], delimiter: string, start: number): { text: string; rows: RawRow[] } {
  const { rows } = scanRows(given, delimiter, start);
  const last = rows.at(-1)?.cells.at(-1);
  const isBehind = changes.some(({ row }) => row >= rows.length - 1);
  if (!last || !isBehind || !isLeftOpen(given.slice(last.start, last.end))) return { text: given, rows };
  const text = `${given}"`;
  return { text, rows: scanRows(text, delimiter, start).rows };
}

/** @returns the cells of the longest row but one */
function widthsBeside(rows: readonly RawRow[]): (row: number) => number {
  let [longest, most, second] = [-1, 1, 1];
  for (const [row, { cells }] of rows.entries()) {
    if (cells.length > most) [longest, most, second] = [row, cells.length, most];
    else second = Math.max(second, cells.length);
  }
  return (row) => (row === longest ? second : most);
}

/** Cells at the end of a row that are emptied go with their delimiters where no other row has any: somebody has undone what was written there. */
function trimmed({ cells, end }: RawRow, changed: ReadonlyMap<number, string>, width: number, splices: Splice[]): Splice[] {
  const last = cells.length - 1;
  const isLonger = [...changed].some(([column, value]) => value && column > last);
  if (isLonger || !cells[last]!.value || changed.get(last) !== '') return splices;
  let count = last;
  while (count > width && !(changed.get(count - 1) ?? cells[count - 1]!.value)) count--;
  if (count < width) return splices;
  const from = cells[count - 1]!.end;
  return [...splices.filter((splice) => splice.end <= from), { start: from, end, text: '' }];
}

/** Where the text ends when its last row, and empty lines before it, go because it was emptied. Undefined where it stays. */
function endOf(rows: readonly RawRow[], byRow: ReadonlyMap<number, ReadonlyMap<number, string>>): number | undefined {
  // What is written may stand beyond the cells that the row has.
  const isEmpty = (row: number) =>
    rows[row]!.cells.every(({ value }, column) => !(byRow.get(row)?.get(column) ?? value)) &&
    ![...(byRow.get(row)?.values() ?? [])].some(Boolean);
  let count = rows.length;
  const isEmptied = rows.at(-1)?.cells.some(({ value }, column) => value && byRow.get(count - 1)?.get(column) === '');
  if (!isEmptied) return undefined;
  while (count > 1 && isEmpty(count - 1) && (byRow.has(count - 1) || rows[count - 1]!.cells.length === 1)) count--;
  return count < rows.length ? rows[count]!.cells[0]!.start : undefined;
}

type Quote = (value: string, isQuoted: boolean) => string;

function changesOf({ cells, end }: RawRow, changed: ReadonlyMap<number, string>, text: string, delimiter: string, quoted: Quote): Splice[] {
  const splices: Splice[] = [];
  let beyond = '';
  let columns = cells.length;
  for (const [column, value] of [...changed].sort(([a], [b]) => a - b)) {
    const cell = cells[column];
    if (cell) {
      splices.push({ start: cell.start, end: cell.end, text: quoted(value, text[cell.start] === '"') });
    } else if (value) {
      beyond += delimiter.repeat(column - columns + 1) + quoted(value, false);
      columns = column + 1;
    }
  }
  return beyond ? [...splices, { start: end, end, text: beyond }] : splices;
}

function lineOf(cells: ReadonlyMap<number, string> | undefined, delimiter: string, quoted: Quote): string {
  const last = Math.max(-1, ...(cells?.keys() ?? []));
  return Array.from({ length: last + 1 }, (_, column) => quoted(cells?.get(column) ?? '', false)).join(delimiter);
}

/** @param isQuoted it was before, and stays so */
function quote(value: string, delimiter: string, isQuoted: boolean): string {
  return isQuoted || value.includes(delimiter) || /["\r\n]/.test(value) ? inQuotes(value) : value;
}

/** px: by the longest of the first cells, Chinese characters counting twice. */
function widths(rows: readonly RawRow[], columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const lengths = rows
      .slice(0, 100)
      .map(({ cells }) => [...(cells[column]?.value ?? '')].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0));
    return Math.min(320, Math.max(72, Math.max(0, ...lengths) * 7.5 + 16));
  });
}
