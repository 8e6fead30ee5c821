/**
 * Whether the grid's formulas have been calculated. Univer (0.25.1) starts a calculation 100 ms after the last change, and results come later still:
 * a save in between would store totals of numbers that are not there any more.
 */
import { ICommandService, type IDisposable, type Univer } from '@univerjs/core';
import {
  ClearSelectionFormatCommand,
  FormulaExecutedStateType,
  IActiveDirtyManagerService,
  SetBorderCommand,
  SetFormulaCalculationNotificationMutation,
  SetFormulaCalculationStartMutation,
  SetRangeValuesMutation,
  SetStyleCommand,
  type ISetFormulaCalculationNotificationMutation,
  type ISetRangeValuesMutationParams,
} from '@univerjs/preset-sheets-core';

/** Changes of these commands make Univer calculate nothing. */
const LOOKS = new Set<string | undefined>([SetStyleCommand.id, SetBorderCommand.id, ClearSelectionFormatCommand.id]);

export class SheetCalculation {
  readonly #listening: IDisposable;
  /** Something has changed, and its calculation has not begun. */
  #isWaiting = false;
  #isRunning = false;
  #finished: (() => void)[] = [];

  constructor(univer: Univer) {
    const injector = univer.__getInjector();
    const dirty = injector.get(IActiveDirtyManagerService);
    this.#listening = injector.get(ICommandService).onCommandExecuted(({ id, params }, options) => {
      if (id === SetFormulaCalculationStartMutation.id) [this.#isWaiting, this.#isRunning] = [false, true];
      else if (id === SetFormulaCalculationNotificationMutation.id) this.#ended(params as ISetFormulaCalculationNotificationMutation);
      else if (dirty.get(id)) {
        const { trigger } = params as ISetRangeValuesMutationParams;
        // As Univer's own listener tells them apart.
        if (id === SetRangeValuesMutation.id && (options?.onlyLocal === true || LOOKS.has(trigger))) return;
        this.#isWaiting = true;
      }
    });
  }

  get isPending(): boolean {
    return this.#isWaiting || this.#isRunning;
  }

  /**
   * Resolves when all results are in the workbook, or the grid goes.
   * @param limit ms
   * @returns whether they are; false after the limit
   */
  async finished(limit: number): Promise<boolean> {
    if (!this.isPending) return true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#finished.push(resolve);
      timer = setTimeout(resolve, limit);
    });
    clearTimeout(timer);
    return !this.isPending;
  }

  stop(): void {
    this.#listening.dispose();
    this.#resolve();
  }

  /** Univer's results are in the workbook before it reports the end. One that is stopped for a newer change starts again at once. */
  #ended({ functionsExecutedState: state }: ISetFormulaCalculationNotificationMutation): void {
    if (state === undefined || state === FormulaExecutedStateType.STOP_EXECUTION) return;
    this.#isRunning = false;
    if (!this.isPending) this.#resolve();
  }

  #resolve(): void {
    for (const resolve of this.#finished.splice(0)) resolve();
  }
}
