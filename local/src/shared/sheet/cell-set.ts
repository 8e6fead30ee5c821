/** A set of cells in all sheets of a workbook. */
import type { Area } from './followed.js';
import type { Cell, Range } from './references.js';

/** Cells by sheet. Sheets, rows and columns are counted from 0. */
export class CellSet {
  readonly #sheets = new Map<number, Map<number, Set<number>>>();

  get isEmpty(): boolean {
    return this.#sheets.size === 0;
  }

  /** Those with cells. */
  get sheets(): number[] {
    return [...this.#sheets.keys()];
  }

  /** Those of a sheet. */
  cells(sheet: number): Cell[] {
    return [...(this.#sheets.get(sheet) ?? [])].flatMap(([row, columns]) => [...columns].map((column) => ({ row, column })));
  }

  has(sheet: number, { row, column }: Cell): boolean {
    return this.#sheets.get(sheet)?.get(row)?.has(column) ?? false;
  }

  add(sheet: number, { row, column }: Cell): void {
    const rows = this.#sheets.get(sheet) ?? new Map<number, Set<number>>();
    this.#sheets.set(sheet, rows);
    rows.set(row, (rows.get(row) ?? new Set()).add(column));
  }

  /** Whether one of them is in there. */
  touches({ sheet, startRow, endRow, startColumn, endColumn }: Area): boolean {
    const rows = this.#sheets.get(sheet);
    if (!rows) return false;
    const isInRow = (columns: Set<number> | undefined): boolean => {
      if (!columns) return false;
      if (endColumn - startColumn < columns.size) {
        for (let column = startColumn; column <= endColumn; column++) if (columns.has(column)) return true;
        return false;
      }
      for (const column of columns) if (startColumn <= column && column <= endColumn) return true;
      return false;
    };
    if (endRow - startRow < rows.size) {
      for (let row = startRow; row <= endRow; row++) if (isInRow(rows.get(row))) return true;
      return false;
    }
    for (const [row, columns] of rows) if (startRow <= row && row <= endRow && isInRow(columns)) return true;
    return false;
  }

  /** Those of a sheet, joined where they stand below each other. */
  ranges(sheet: number): Range[] {
    const byColumn = new Map<number, number[]>();
    for (const [row, columns] of this.#sheets.get(sheet) ?? [])
      for (const column of columns) {
        const of = byColumn.get(column);
        if (of) of.push(row);
        else byColumn.set(column, [row]);
      }
    return [...byColumn].flatMap(([column, rows]) => {
      const ranges: Range[] = [];
      for (const row of rows.sort((a, b) => a - b)) {
        const last = ranges.at(-1);
        if (last?.endRow === row - 1) last.endRow = row;
        else ranges.push({ startRow: row, startColumn: column, endRow: row, endColumn: column });
      }
      return ranges;
    });
  }
}
