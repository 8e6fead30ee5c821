/** A workbook's cells for the object model. What is written there counts as the reader's own change. */
import { CellValueType } from '@univerjs/core';
import type { DocumentContent, SheetContent } from '../content.js';
import { ModelError } from '../error.js';
import type { SheetGrid } from './grid.js';

export function sheetsOf(grid: SheetGrid | null, mayEdit: boolean): ReturnType<NonNullable<DocumentContent['sheets']>> {
  const workbook = grid?.api.getActiveWorkbook();
  const sheets = workbook?.getSheets() ?? [];
  const all = sheets.map((sheet): SheetContent => {
    // Where there are no cells yet, there is nothing to read.
    const isInside = (row: number, column: number): boolean => row < sheet.getMaxRows() && column < sheet.getMaxColumns();
    return {
      name: sheet.getSheetName(),
      read: (row, column) => {
        if (!isInside(row, column)) return { value: null, formula: undefined };
        const range = sheet.getRange(row, column);
        const cell = range.getCellData();
        const value = cell?.p ? (cell.p.body?.dataStream.replace(/\r\n$/, '') ?? null) : (cell?.v ?? null);
        return { value: cell?.t === CellValueType.BOOLEAN ? Boolean(Number(value)) : value, formula: range.getFormula() || undefined };
      },
      ...(mayEdit && {
        write: (row, column, value) => {
          if (!isInside(row, column)) {
            throw new ModelError(`The sheet has rows 1 to ${sheet.getMaxRows()} and columns 1 to ${sheet.getMaxColumns()}.`);
          }
          sheet.getRange(row, column).setValue(value ?? '');
        },
      }),
    };
  });
  const active = workbook?.getActiveSheet().getSheetId();
  return {
    all,
    active: Math.max(
      0,
      sheets.findIndex((sheet) => sheet.getSheetId() === active),
    ),
  };
}
