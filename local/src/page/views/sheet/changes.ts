/** What changed cells, rows and columns hold now, read from the grid in the form in which it is saved. */
import { BooleanNumber, CellValueType, type ICellData, type Univer, type Workbook } from '@univerjs/core';
import { FormulaDataModel } from '@univerjs/preset-sheets-core';
import type { CellChange, CellChanges, LineSize } from '../../../shared/page-api.js';
import { savable } from './formats.js';
import type { SheetGrid } from './grid.js';
import type { CellKey, ChangedKeys } from './keys.js';

type Grid = Pick<SheetGrid, 'workbook' | 'univer' | 'rules'>;

/** The largest size that can be saved, px. */
const MOST_SIZE = 2_000;

export function readChanges({ own, formats, computed, lines }: ChangedKeys, grid: Grid): CellChanges {
  const cells: CellChange[] = [];
  for (const key of new Set([...own, ...formats])) cells.push(readCell(key, own.has(key), formats.has(key), grid));
  for (const key of computed) {
    const change = own.has(key) ? null : readCell(key, true, false, grid);
    if (change?.formula !== undefined) cells.push({ ...change, computed: true });
  }
  return { cells, lines: [...lines].map((key) => readLine(key, grid.workbook)) };
}

function readLine(key: string, workbook: Workbook): LineSize {
  const [sheet = '', line = '', index = ''] = key.split(' ');
  const worksheet = workbook.getSheetBySheetId(`sheet-${sheet}`);
  const at = Number(index);
  const size = line === 'row' ? worksheet?.getRowManager().getRowHeight(at) : worksheet?.getColumnManager().getColumnWidth(at);
  const auto = line === 'row' && worksheet?.getRowManager().getRow(at)?.ia !== BooleanNumber.FALSE;
  return { sheet: Number(sheet), line: line === 'row' ? 'row' : 'column', at, size: Math.min(MOST_SIZE, size ?? 0), ...(auto && { auto }) };
}

function readCell(key: CellKey, hasContent: boolean, hasFormat: boolean, { workbook, univer, rules }: Grid): CellChange {
  const [sheet = 0, row = 0, column = 0] = key.split(' ').map(Number);
  const id = `sheet-${sheet}`;
  const cell = workbook.getSheetBySheetId(id)?.getCellRaw(row, column) ?? undefined;
  const formula = cell && hasContent ? formulaOf(cell, univer, workbook, id, row, column) : undefined;
  // Tables of text have no formats.
  const isPlain = workbook.getSnapshot().custom?.isPlain === true;
  return {
    ...{ sheet, row, column },
    ...(hasContent && { value: valueOf(cell), ...(formula && { formula, results: resultsOf(univer, workbook, id, row, column) }) }),
    ...(hasContent && rules.isRestored(id, { row, column }) && { restored: true }),
    ...(hasFormat && !isPlain && { format: savable(workbook.getStyles().getStyleByCell(cell)) }),
  };
}

/** What a formula comes to in each of the cells it fills, where there are several. */
function resultsOf(univer: Univer, workbook: Workbook, sheet: string, row: number, column: number): CellChange['results'] {
  const formulas = univer.__getInjector().get(FormulaDataModel);
  const unit = workbook.getUnitId();
  const area = formulas.getArrayFormulaRange()[unit]?.[sheet]?.[row]?.[column];
  if (!area || (area.startRow === area.endRow && area.startColumn === area.endColumn)) return undefined;
  const cells = formulas.getArrayFormulaCellData()[unit]?.[sheet];
  return Array.from({ length: area.endRow - row + 1 }, (_, down) =>
    Array.from({ length: area.endColumn - column + 1 }, (__, right) => valueOf(cells?.[row + down]?.[column + right] ?? undefined) ?? null),
  );
}

function valueOf(cell: ICellData | undefined): CellChange['value'] {
  const rich = cell?.p?.body?.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n');
  if (rich !== undefined) return rich || null;
  const value = cell?.v;
  if (value === null || value === undefined || value === '') return null;
  return cell?.t === CellValueType.BOOLEAN ? Boolean(Number(value)) : value;
}

/** Without its equals sign; one that is written once for several cells, as it reads in this one. */
function formulaOf(cell: ICellData, univer: Univer, workbook: Workbook, sheet: string, row: number, column: number): string | undefined {
  const shared = cell.si
    ? univer.__getInjector().get(FormulaDataModel).getFormulaStringByCell(row, column, sheet, workbook.getUnitId())
    : null;
  const text = shared ?? cell.f;
  return text?.startsWith('=') && text.length > 1 ? text.slice(1) : undefined;
}
