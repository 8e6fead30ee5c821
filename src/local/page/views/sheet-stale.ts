/** Results the grid cannot bring up to date: they stay as they were, and are marked once something has changed. */
import type { ICellData, IWorkbookData, Workbook } from '@univerjs/core';
import type { ISetRangeValuesMutationParams } from '@univerjs/preset-sheets-core';
import { CellSet } from '../../sheets/cell-set.js';
import { dependents, type FormulaCell } from '../../sheets/dependents.js';
import { analyse } from '../../sheets/followed.js';
import type { SheetNotices, WorkbookNotices } from '../../sheets/sheet-notices.js';
import { cellsIn, sheetOf } from './sheet-ranges.js';

export class SheetStale {
  /** What is stale by now, each with the formula it has then: what is typed over one is its own. */
  readonly #formulas = new Map<string, string | undefined>();
  readonly #data: IWorkbookData;
  #isEdited = false;

  /** @param workbook as it was loaded */
  constructor(
    data: IWorkbookData,
    private readonly workbook: Workbook,
  ) {
    this.#data = data;
    for (const [id, { custom }] of Object.entries(data.sheets)) {
      const sheet = this.workbook.getSheetBySheetId(id);
      for (const range of (custom as SheetNotices | undefined)?.stale ?? []) {
        for (let row = range.startRow; row <= range.endRow; row++)
          for (let column = range.startColumn; column <= range.endColumn; column++)
            this.#formulas.set(`${id} ${row} ${column}`, sheet?.getCellRaw(row, column)?.f ?? undefined);
      }
    }
  }

  /** How many are marked. */
  get count(): number {
    return this.#isEdited ? [...this.#formulas.keys()].filter((key) => this.#isSame(key)).length : 0;
  }

  isMarked(id: string, row: number, column: number): boolean {
    return this.#isEdited && this.#isStale(id, row, column);
  }

  #isStale(id: string, row: number, column: number): boolean {
    const key = `${id} ${row} ${column}`;
    return this.#formulas.has(key) && this.#isSame(key);
  }

  #isSame(key: string): boolean {
    const [id = '', row, column] = key.split(' ');
    return (this.workbook.getSheetBySheetId(id)?.getCellRaw(Number(row), Number(column))?.f ?? undefined) === this.#formulas.get(key);
  }

  /** Takes results of the engine that are not to be shown out of a mutation. */
  filter(params: ISetRangeValuesMutationParams): void {
    for (const { row, column } of cellsIn(params)) {
      if (this.#isStale(params.subUnitId, row, column))
        delete (params.cellValue as Record<number, Record<number, ICellData>>)[row]![column];
    }
  }

  /** Somebody is about to write into cells. */
  edited(params: ISetRangeValuesMutationParams): void {
    const all = cellsIn(params);
    if (all.some(({ cell }) => !cell || Object.keys(cell).some((key) => key !== 's'))) this.#isEdited = true;
    const { formulas: context } = (this.#data.custom ?? {}) as WorkbookNotices;
    const sheet = sheetOf(params.subUnitId);
    const typed = all.flatMap(({ row, column, cell }): FormulaCell[] =>
      cell?.f && cell.f.length > 1 ? [{ sheet, row, column, formula: cell.f.slice(1), mode: 'dynamic' }] : [],
    );
    if (!context || typed.length === 0) return;
    const sources = new CellSet();
    for (const key of this.#formulas.keys()) {
      const [id = '', row, column] = key.split(' ');
      if (this.#isSame(key)) sources.add(sheetOf(id), { row: Number(row), column: Number(column) });
    }
    const isNew = typed.some(({ formula }) => {
      const { isFollowed, areas } = analyse(formula, sheet, 'dynamic', context);
      return !isFollowed || areas.some((area) => sources.touches(area));
    });
    if (!isNew) return;
    const places = new Set(typed.map(({ row, column }) => `${sheet} ${row} ${column}`));
    const others = this.#allFormulas().filter((cell) => !places.has(`${cell.sheet} ${cell.row} ${cell.column}`));
    const stale = dependents([...typed, ...others], sources, context);
    for (const cell of [...typed, ...others])
      if (stale.has(cell.sheet, cell)) this.#formulas.set(`sheet-${cell.sheet} ${cell.row} ${cell.column}`, `=${cell.formula}`);
  }

  #allFormulas(): FormulaCell[] {
    const all: FormulaCell[] = [];
    for (const sheet of this.workbook.getSheets()) {
      sheet.getCellMatrix().forValue((row, column, cell) => {
        const f = cell?.f;
        if (f && f.length > 1) all.push({ sheet: sheetOf(sheet.getSheetId()), row, column, formula: f.slice(1), mode: 'ordinary' });
      });
    }
    return all;
  }
}
