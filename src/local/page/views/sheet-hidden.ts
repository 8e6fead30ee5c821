/** Emptying a selection leaves hidden rows and columns alone: nobody sees what would be destroyed there. Univer (0.25.1) spares filtered rows only. */
import { ICommandService, type ICellData, type IDisposable, type Injector, type Workbook } from '@univerjs/core';
import { ClearSelectionAllCommand, ClearSelectionContentCommand, type ISetRangeValuesMutationParams } from '@univerjs/preset-sheets-core';
import { cellsIn } from './sheet-ranges.js';

const EMPTYING = new Set([ClearSelectionContentCommand.id, ClearSelectionAllCommand.id]);

export class HiddenCells {
  readonly #listening: IDisposable;
  #isEmptying = false;

  constructor(
    injector: Injector,
    private readonly workbook: Workbook,
  ) {
    this.#listening = injector.get(ICommandService).beforeCommandExecuted(({ id }) => {
      if (!EMPTYING.has(id)) return;
      this.#isEmptying = true;
      // These commands wait for nothing but promises, and where they fail, nothing says that they have ended.
      setTimeout(() => (this.#isEmptying = false));
    });
  }

  /** Takes hidden cells out of a mutation, before it happens. */
  spare(params: ISetRangeValuesMutationParams): void {
    const sheet = this.workbook.getSheetBySheetId(params.subUnitId);
    if (!this.#isEmptying || !sheet) return;
    for (const { row, column } of cellsIn(params)) {
      if (sheet.getRowVisible(row) && sheet.getColVisible(column)) continue;
      delete (params.cellValue as Record<number, Record<number, ICellData>>)[row]![column];
    }
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
