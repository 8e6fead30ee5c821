/** What is about to be written into cells, made into what can be saved before it happens. */
import type { ICellData, IRange, IWorkbookData } from '@univerjs/core';
import type { ISetRangeValuesMutationParams } from '@univerjs/preset-sheets-core';
import { shown } from './formats.js';

/** Excel's limits, characters. */
const MOST_TEXT = 32_767;
const MOST_FORMULA = 8_192;

/** Functions whose names of their own files write in another way (MS-XLSX 2.2.2.2). */
const WITH_NAMES = /\b(?:LET|LAMBDA)\s*\(/i;

/**
 * @param data of the workbook as it was loaded
 * @param onFlattened words within a cell lose looks of their own
 * @returns whether it can be done; nothing is left of what is only formats where there are none
 */
export function prepareCells(
  { cellValue, subUnitId }: ISetRangeValuesMutationParams,
  data: IWorkbookData,
  onFlattened: () => void,
): boolean {
  const isPlain = data.custom?.isPlain === true;
  const locked = (data.sheets[subUnitId]?.custom?.locked ?? []) as IRange[];
  const all = Object.entries(cellValue ?? {}).flatMap(([row, columns]) =>
    Object.entries((columns ?? {}) as Record<string, ICellData | null>).map(([column, cell]) => ({
      row: Number(row),
      column: Number(column),
      cell,
    })),
  );
  const isLocked = (row: number, column: number) =>
    locked.some((area) => area.startRow <= row && row <= area.endRow && area.startColumn <= column && column <= area.endColumn);
  if (locked.length > 0 && all.some(({ row, column, cell }) => !isFormat(cell) && isLocked(row, column))) return false;
  const written = all.flatMap(({ cell }) => cell ?? []);
  const rich = (data.sheets[subUnitId]?.custom?.rich ?? []) as { row: number; column: number; text: string }[];
  const loses = (row: number, column: number, cell: ICellData | null) =>
    rich.some((place) => place.row === row && place.column === column && place.text !== textOf(cell));
  if (all.some(({ row, column, cell }) => hasLooks(cell) || (!isFormat(cell) && loses(row, column, cell)))) onFlattened();
  if (isPlain && all.length > 0 && all.every(({ cell }) => isFormat(cell))) return false;
  for (const cell of written) {
    if (cell.p) plain(cell);
    if (isPlain) delete cell.s;
    else if (cell.s && typeof cell.s === 'object') cell.s = shown(cell.s);
  }
  return written.every(({ v, f }) => String(v ?? '').length <= MOST_TEXT && (f ?? '').length <= MOST_FORMULA && !WITH_NAMES.test(f ?? ''));
}

const isFormat = (cell: ICellData | null) => cell !== null && Object.keys(cell).every((key) => key === 's');

const textOf = (cell: ICellData | null) => (cell?.p ? cell.p.body?.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n') : cell?.v) ?? '';

/** Some of its words, not all alike. */
export const hasLooks = (cell: ICellData | null) =>
  cell?.p?.body?.textRuns?.some(({ st, ed, ts }) => ed - st < String(textOf(cell)).length && Object.keys(ts ?? {}).length > 0) ?? false;

/** Words within a cell have no formats or links of their own here. */
export function plain(cell: ICellData): void {
  const text = String(textOf(cell));
  cell.p = null;
  cell.v = text;
  cell.t = 1;
  // Lines are seen as lines only where they may be broken.
  if (text.includes('\n')) cell.s = { ...(typeof cell.s === 'object' ? cell.s : {}), tb: 3 };
}
