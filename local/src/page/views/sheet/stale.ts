/** Results the grid cannot bring up to date: they stay as they were, and are marked once something has changed. */
import type { ICellData, IWorkbookData, Workbook } from '@univerjs/core';
import type { ISetRangeValuesMutationParams } from '@univerjs/preset-sheets-core';
import { CellSet } from '../../../shared/sheet/cell-set.js';
import { dependents, type FormulaCell } from '../../../shared/sheet/dependents.js';
import { analyse, type FormulaContext } from '../../../shared/sheet/followed.js';
import type { Cell, Range } from '../../../shared/sheet/references.js';
import type { SheetNotices, WorkbookNotices } from '../../../shared/sheet/notices.js';
import { cellsIn, isFormat, sheetOf } from './ranges.js';

type Place = Cell & { sheet: number };

export class SheetStale {
  /** What is stale by now. */
  #stale = new CellSet();
  #count = 0;
  /** Formulas must not rely on these, each with the formula it had in the file. */
  readonly #roots: (Place & { formula: string | undefined; isStale: boolean })[] = [];
  readonly #rootCells = new CellSet();
  /** Cells that formulas were written into here. */
  readonly #typed = new CellSet();
  readonly #context: FormulaContext | undefined;
  #isEdited = false;
  /** A formula has changed since `#stale` was found. */
  #isOutdated = false;

  /** @param workbook as it was loaded */
  constructor(
    data: IWorkbookData,
    private readonly workbook: Workbook,
  ) {
    this.#context = ((data.custom ?? {}) as WorkbookNotices).formulas;
    for (const [id, { custom }] of Object.entries(data.sheets)) {
      const { stale = [], roots = [] } = (custom ?? {}) as Partial<SheetNotices>;
      const sheet = sheetOf(id);
      for (const cell of cellsOf(stale)) this.#add(sheet, cell);
      for (const cell of cellsOf(roots)) {
        this.#rootCells.add(sheet, cell);
        this.#roots.push({ sheet, ...cell, formula: this.#formulaOf({ sheet, ...cell }), isStale: this.#stale.has(sheet, cell) });
      }
    }
  }

  /** How many are marked. */
  get count(): number {
    this.#update();
    return this.#isEdited ? this.#count : 0;
  }

  isMarked(id: string, row: number, column: number): boolean {
    return this.#isEdited && this.#isStale(sheetOf(id), { row, column });
  }

  #isStale(sheet: number, cell: Cell): boolean {
    this.#update();
    return this.#stale.has(sheet, cell);
  }

  #add(sheet: number, cell: Cell): void {
    this.#count += this.#stale.has(sheet, cell) ? 0 : 1;
    this.#stale.add(sheet, cell);
  }

  #formulaOf({ sheet, row, column }: Place): string | undefined {
    return this.workbook.getSheetBySheetId(`sheet-${sheet}`)?.getCellRaw(row, column)?.f ?? undefined;
  }

  /** Takes results of the engine that are not to be shown out of a mutation. */
  filter(params: ISetRangeValuesMutationParams): void {
    for (const { row, column } of cellsIn(params)) {
      if (this.#isStale(sheetOf(params.subUnitId), { row, column }))
        delete (params.cellValue as Record<number, Record<number, ICellData>>)[row]![column];
    }
  }

  /** Somebody is about to write into cells. */
  edited(params: ISetRangeValuesMutationParams): void {
    const sheet = sheetOf(params.subUnitId);
    for (const { row, column, cell } of cellsIn(params)) {
      if (isFormat(cell)) continue;
      this.#isEdited = true;
      const place = { sheet, row, column };
      const formula = cell?.f && cell.f.length > 1 ? cell.f.slice(1) : undefined;
      // What relied on the formula that goes may be calculated again.
      const wasSource = this.#stale.has(sheet, place) || this.#rootCells.has(sheet, place);
      if (wasSource || (formula !== undefined && this.#isNotFollowed(formula, sheet))) this.#isOutdated = true;
      if (formula !== undefined) this.#typed.add(sheet, place);
    }
  }

  #isNotFollowed(formula: string, sheet: number): boolean {
    if (!this.#context) return false;
    const { isFollowed, areas, isOpen } = analyse(formula, sheet, 'dynamic', this.#context);
    return !isFollowed || isOpen || areas.some((area) => this.#stale.touches(area) || this.#rootCells.touches(area));
  }

  /** Finds what is stale anew. */
  #update(): void {
    if (!this.#isOutdated || !this.#context) return;
    this.#isOutdated = false;
    const sources = new CellSet();
    const asInFile = this.#roots.filter((root) => root.formula === this.#formulaOf(root));
    for (const root of asInFile) sources.add(root.sheet, root);
    const { stale } = dependents(this.#formulas(sources), sources, this.#context);
    this.#stale = stale;
    this.#count = stale.sheets.reduce((sum, sheet) => sum + stale.cells(sheet).length, 0);
    for (const root of asInFile) if (root.isStale) this.#add(root.sheet, root);
  }

  /** All but those that are known not to be followed. */
  #formulas(roots: CellSet): FormulaCell[] {
    const all: FormulaCell[] = [];
    for (const worksheet of this.workbook.getSheets()) {
      const sheet = sheetOf(worksheet.getSheetId());
      worksheet.getCellMatrix().forValue((row, column, cell) => {
        const f = cell?.f;
        if (!f || f.length < 2 || roots.has(sheet, { row, column })) return;
        const isTyped = this.#typed.has(sheet, { row, column });
        all.push({ sheet, row, column, formula: f.slice(1), mode: 'dynamic', ...(!isTyped && { isFollowed: true }) });
      });
    }
    return all;
  }
}

function cellsOf(ranges: readonly Range[]): Cell[] {
  return ranges.flatMap(({ startRow, endRow, startColumn, endColumn }) => {
    const cells: Cell[] = [];
    for (let row = startRow; row <= endRow; row++)
      for (let column = startColumn; column <= endColumn; column++) cells.push({ row, column });
    return cells;
  });
}
