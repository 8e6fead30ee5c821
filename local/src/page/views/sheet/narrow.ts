/**
 * A number that is wider than its column: part of it would be read as another number. As in Excel, one without a format of its own is
 * rounded until it fits, and any other is shown as `###`. What the cell holds, and what is found and copied, stays.
 */
import { BooleanNumber, CellValueType, type ICellDataForSheetInterceptor, type IStyleData, type Nullable } from '@univerjs/core';
import { FontCache, SpreadsheetSkeleton, getFontStyleString } from '@univerjs/preset-sheets-core';

/** Univer keeps so much free at either side, px. */
const PADDING = 2;
/** Most signs in a cell. */
const MOST = 255;

type Cell = Nullable<ICellDataForSheetInterceptor>;

/** The part of Univer's skeleton (0.25.1) that decides what is drawn in a cell, and nothing else. */
interface Drawing {
  _setFontStylesCache(row: number, column: number, cell: Cell, style: Nullable<IStyleData>): void;
  worksheet: SpreadsheetSkeleton['worksheet'];
}

let isDone = false;

/** For all grids of the page. */
export function showNarrowNumbers(): void {
  if (isDone) return;
  isDone = true;
  const drawing = SpreadsheetSkeleton.prototype as unknown as Drawing;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const draw = drawing._setFontStylesCache;
  drawing._setFontStylesCache = function (row, column, cell, style) {
    draw.call(
      this,
      row,
      column,
      fitted(cell, style, () => widthOf(this.worksheet, row, column)),
      style,
    );
  };
}

/** px */
function widthOf(worksheet: Drawing['worksheet'], row: number, column: number): number {
  const { isMerged, isMergedMainCell, startColumn, endColumn } = worksheet.getCellInfoInMergeData(row, column);
  const columns = worksheet.getColumnManager();
  if (!isMerged && !isMergedMainCell) return columns.getColumnWidth(column);
  let width = 0;
  for (let at = startColumn; at <= endColumn; at++) width += worksheet.getColVisible(at) ? columns.getColumnWidth(at) : 0;
  return width;
}

function fitted(cell: Cell, style: Nullable<IStyleData>, width: () => number): Cell {
  const { v, t, p } = cell ?? {};
  const isTurned = style?.tr !== undefined && style.tr !== null && (style.tr.a !== 0 || style.tr.v === BooleanNumber.TRUE);
  if (t !== CellValueType.NUMBER || v === undefined || v === null || v === '' || p || isTurned) return cell;
  const font = getFontStyleString(style ?? undefined).fontCache;
  const lengthOf = (text: string): number => FontCache.getMeasureText(text, font).width;
  const room = width() - 2 * PADDING;
  const fits = (text: string): boolean => lengthOf(text) <= room;
  if (fits(String(v))) return cell;
  const rounded = typeof v === 'number' ? roundings(v).find(fits) : undefined;
  const signs = Math.min(MOST, Math.max(1, Math.floor(room / lengthOf('#'))));
  return { ...cell, v: rounded ?? '#'.repeat(signs) };
}

/** A number with fewer and fewer decimals, then as a power of ten. */
function roundings(value: number): string[] {
  const isPlain = Math.abs(value) < 1e15 && (value === 0 || Math.abs(value) >= 1e-4);
  const plain =
    isPlain && !Number.isInteger(value) ? [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((decimals) => String(Number(value.toFixed(decimals)))) : [];
  const powers = [5, 4, 3, 2, 1, 0].map((decimals) =>
    value
      .toExponential(decimals)
      .replace(/\.?0+e/, 'e')
      .replace(/e([+-])(\d)$/, 'E$10$2')
      .replace('e', 'E'),
  );
  // A zero would say that there is nothing.
  return [...plain.filter((text) => Number(text) !== 0), ...powers];
}
