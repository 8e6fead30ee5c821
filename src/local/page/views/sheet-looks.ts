/** How the chosen cells look, and how they are made to look otherwise: by Univer's own command, so that it can be undone and is saved. */
import { ICommandService, type IDisposable, type IStyleData } from '@univerjs/core';
import {
  DeviceInputEventType,
  SetCellEditVisibleOperation,
  SetStyleCommand,
  type ISetStyleCommandParams,
} from '@univerjs/preset-sheets-core';
import type { SheetGrid } from './sheet-grid.js';

/** What may change it: another cell is chosen, or cells have changed. */
const CHANGES = /\.mutation\.|\.set-(selections|worksheet-active)/;

/** Of the cell where the choice began, with what its row and column give it. */
export function looksOf({ api, workbook }: SheetGrid): IStyleData {
  const cell = api.getActiveWorkbook()?.getActiveSheet().getSelection()?.getCurrentCell();
  const { actualRow: row, actualColumn: column } = cell ?? { actualRow: 0, actualColumn: 0 };
  const sheet = workbook.getActiveSheet();
  return sheet.getComposedCellStyleByCellData(row, column, sheet.getCellRaw(row, column));
}

/** @param value none takes away what was there */
export async function setLook<K extends keyof IStyleData>({ api, univer }: SheetGrid, look: K, value: IStyleData[K] | null): Promise<void> {
  const commands = univer.__getInjector().get(ICommandService);
  const book = api.getActiveWorkbook();
  if (book?.isCellEditing()) {
    // What is being typed is written first: the look is that of all the cell's words. As by a click: a key would choose the next cell.
    const eventType = DeviceInputEventType.PointerDown;
    commands.syncExecuteCommand(SetCellEditVisibleOperation.id, { visible: false, eventType, unitId: book.getId() });
    await book.endEditingAsync();
  }
  const params: ISetStyleCommandParams<unknown> = { style: { type: look, value } };
  commands.syncExecuteCommand(SetStyleCommand.id, params);
}

export function whenLooksChange({ univer }: SheetGrid, changed: () => void): IDisposable {
  const commands = univer.__getInjector().get(ICommandService);
  return commands.onCommandExecuted(({ id }) => {
    if (CHANGES.test(id)) changed();
  });
}
