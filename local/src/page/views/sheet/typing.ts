/** The editor that is open over a cell: what is typed there, or in the formula bar, is in the workbook only once the editor has closed. */
import {
  DOCS_NORMAL_EDITOR_UNIT_ID_KEY,
  ICommandService,
  IUniverInstanceService,
  type DocumentDataModel,
  type IDisposable,
} from '@univerjs/core';
import {
  DeviceInputEventType,
  IEditorBridgeService,
  RichTextEditingMutation,
  SetCellEditVisibleOperation,
  SetRangeValuesCommand,
  SetWorksheetActiveOperation,
} from '@univerjs/preset-sheets-core';
import type { SheetGrid } from './grid.js';

export class SheetTyping {
  readonly #bridge: IEditorBridgeService;
  readonly #commands: ICommandService;
  readonly #listening: IDisposable;
  readonly #over = new AbortController();
  #wasTyping = false;

  /**
   * @param typed something was typed that is not in the workbook yet
   * @param ended nothing is typed any more: it is in the workbook, or given up
   */
  constructor(
    private readonly grid: Pick<SheetGrid, 'workbook' | 'univer'>,
    typed: () => void,
    ended: () => void,
  ) {
    const injector = grid.univer.__getInjector();
    [this.#bridge, this.#commands] = [injector.get(IEditorBridgeService), injector.get(ICommandService)];
    const report = (): void => {
      const was = this.#wasTyping;
      this.#wasTyping = this.isTyping;
      if (this.#wasTyping) typed();
      else if (was) ended();
    };
    this.#listening = this.#commands.onCommandExecuted(({ id }) => {
      // Univer's own listener, which may come later, tells whether the editor holds something new.
      if (id === RichTextEditingMutation.id || id === SetCellEditVisibleOperation.id) queueMicrotask(report);
    });
    // Keys of an open cell come before those of a field: Enter in the field of cell names would choose the next cell.
    const enteredField = ({ target }: Event): void => {
      if (target instanceof HTMLElement && target.matches('input, select, textarea')) void this.commit();
    };
    document.addEventListener('focusin', enteredField, { signal: this.#over.signal });
    document.addEventListener('pointerdown', enteredField, { capture: true, signal: this.#over.signal });
    // The field of cell names gives the focus to the cell's editor while Enter is pressed, where the browser would begin a new line.
    const pressedInField = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
    };
    document.addEventListener('keydown', pressedInField, { capture: true, signal: this.#over.signal });
  }

  /** Whether an editor is open that something has been typed into. */
  get isTyping(): boolean {
    return this.#bridge.isVisible().visible && this.#bridge.getEditorDirty();
  }

  /** Closes the editor as a click elsewhere does: a key would choose the next cell. What was typed is in the workbook when this returns. */
  async commit(): Promise<void> {
    if (!this.#bridge.isVisible().visible) return;
    endComposition();
    const { workbook } = this.grid;
    const unitId = workbook.getUnitId();
    const { sheetId: subUnitId, row = 0, column = 0 } = this.#bridge.getEditLocation() ?? {};
    // A formula may be written while another sheet is on screen.
    const isAway = subUnitId !== undefined && subUnitId !== workbook.getActiveSheet().getSheetId();
    const text = isAway && this.isTyping ? this.#text : undefined;
    if (isAway) this.#commands.syncExecuteCommand(SetWorksheetActiveOperation.id, { unitId, subUnitId });
    const eventType = DeviceInputEventType.PointerDown;
    this.#commands.syncExecuteCommand(SetCellEditVisibleOperation.id, { visible: false, eventType, unitId });
    // With its sheet back, Univer (0.25.1) may write it only after a while.
    if (text?.startsWith('=') && workbook.getSheetBySheetId(subUnitId!)?.getCellRaw(row, column)?.f !== text) {
      const range = { startRow: row, endRow: row, startColumn: column, endColumn: column };
      this.#commands.syncExecuteCommand(SetRangeValuesCommand.id, {
        unitId,
        subUnitId,
        range,
        value: { f: text, v: null, p: null, si: null },
      });
    }
    // Univer asks its validators a moment later.
    await Promise.resolve();
  }

  get #text(): string | undefined {
    const units = this.grid.univer.__getInjector().get(IUniverInstanceService);
    return units.getUnit<DocumentDataModel>(DOCS_NORMAL_EDITOR_UNIT_ID_KEY)?.getBody()?.dataStream.replace(/\r\n$/, '');
  }

  stop(): void {
    this.#over.abort();
    this.#listening.dispose();
  }
}

/** An input method takes its word back, or writes it once more, if the editor closes before it has finished. */
function endComposition(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !field.isContentEditable) return;
  field.blur();
  field.focus({ preventScroll: true });
}
