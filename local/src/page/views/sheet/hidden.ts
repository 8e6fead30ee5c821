/**
 * What is done to a selection leaves hidden rows and columns in it alone: nobody would see what is destroyed, or written, there. Univer (0.25.1) spares rows of
 * filters only, and those not always.
 */
import { ICommandService, IUniverInstanceService, type ICellData, type IDisposable, type Injector, type Workbook } from '@univerjs/core';
import {
  AutoClearContentCommand,
  AutoFillCommand,
  ClearSelectionAllCommand,
  ClearSelectionContentCommand,
  ISheetClipboardService,
  QuickSumCommand,
  RefillCommand,
  SetRangeValuesCommand,
  SheetCopyDownCommand,
  SheetCopyRightCommand,
  SheetPasteCommand,
  SheetPasteShortKeyCommand,
  type ISetRangeValuesCommandParams,
  type ISetRangeValuesMutationParams,
} from '@univerjs/preset-sheets-core';
import { cellsIn } from './ranges.js';

/** Delete, dragging the handle of a selection, Ctrl+D, Ctrl+R, Alt+=, and pasting what was cut, which empties the cells it comes from. */
const OF_SELECTIONS = new Set<string>(
  [
    ...[ClearSelectionContentCommand, ClearSelectionAllCommand, AutoFillCommand, AutoClearContentCommand, RefillCommand],
    ...[SheetCopyDownCommand, SheetCopyRightCommand, QuickSumCommand, SheetPasteCommand, SheetPasteShortKeyCommand],
  ].map(({ id }) => id),
);

export class HiddenCells {
  readonly #listening: IDisposable;
  readonly #pasting: IDisposable;
  #isOfSelection = false;

  /** @param refused nothing was pasted: some of it would not be seen */
  constructor(
    injector: Injector,
    private readonly workbook: Workbook,
    refused: () => void,
  ) {
    const commands = injector.get(ICommandService);
    this.#listening = commands.beforeCommandExecuted(({ id, params }) => {
      if (OF_SELECTIONS.has(id) || (id === SetRangeValuesCommand.id && isFilling(params as ISetRangeValuesCommandParams))) this.#begin();
    });
    this.#pasting = injector.get(ISheetClipboardService).addClipboardHook({
      id: 'hidden-cells',
      priority: -2,
      onBeforePaste: ({ unitId, subUnitId, range: { rows, cols } }) => {
        const sheet = injector.get(IUniverInstanceService).getUnit<Workbook>(unitId)?.getSheetBySheetId(subUnitId);
        const isSeen = !sheet || (rows.every((row) => sheet.getRowVisible(row)) && cols.every((column) => sheet.getColVisible(column)));
        if (!isSeen) refused();
        return isSeen;
      },
    });
  }

  #begin(): void {
    this.#isOfSelection = true;
    // These commands wait for nothing but promises, and where they fail, nothing says that they have ended.
    setTimeout(() => (this.#isOfSelection = false));
  }

  /** Takes hidden cells out of a mutation, before it happens. */
  spare(params: ISetRangeValuesMutationParams): void {
    const sheet = this.workbook.getSheetBySheetId(params.subUnitId);
    if (!this.#isOfSelection || !sheet) return;
    for (const { row, column } of cellsIn(params)) {
      if (sheet.getRowVisible(row) && sheet.getColVisible(column)) continue;
      delete (params.cellValue as Record<number, Record<number, ICellData>>)[row]![column];
    }
  }

  dispose(): void {
    this.#listening.dispose();
    this.#pasting.dispose();
  }
}

/** Ctrl+Enter writes one value into all cells that are chosen. Programs write values one by one, or as they please. */
function isFilling({ range, redoUndoId }: ISetRangeValuesCommandParams): boolean {
  return redoUndoId !== undefined && range !== undefined && (range.startRow < range.endRow || range.startColumn < range.endColumn);
}
