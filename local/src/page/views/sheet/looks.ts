/** How the chosen cells look, and how they are made to look otherwise: by Univer's own command, so that it can be undone and is saved. */
import { ICommandService, type IDisposable, type IStyleData } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import {
  DeviceInputEventType,
  SetCellEditVisibleOperation,
  SetStyleCommand,
  type ISetStyleCommandParams,
} from '@univerjs/preset-sheets-core';
import { OFF } from '../../../shared/sheet/no-style.js';
import type { SheetGrid } from './grid.js';

/** What can be set here. */
export type Look = keyof typeof OFF & keyof IStyleData;

/** What may change it: another cell is chosen, or cells have changed. */
const CHANGES = /\.mutation\.|\.set-(selections|worksheet-active)/;

/** Of the cell where the choice began, with what its row and column give it. */
export function looksOf({ api, workbook }: SheetGrid): IStyleData {
  const cell = api.getActiveWorkbook()?.getActiveSheet().getSelection()?.getCurrentCell();
  const { actualRow: row, actualColumn: column } = cell ?? { actualRow: 0, actualColumn: 0 };
  const sheet = workbook.getActiveSheet();
  const { bg, ...looks } = sheet.getComposedCellStyleByCellData(row, column, sheet.getCellRaw(row, column));
  return { ...looks, ...(bg && bg.rgb !== OFF.bg.rgb && { bg }) };
}

/** @param value none takes away what was there */
export async function setLook<K extends Look>({ api, univer }: SheetGrid, look: K, value: IStyleData[K] | null): Promise<void> {
  const commands = univer.__getInjector().get(ICommandService);
  const book = api.getActiveWorkbook();
  if (book?.isCellEditing()) {
    // What is being typed is written first: the look is that of all the cell's words. As by a click: a key would choose the next cell.
    const eventType = DeviceInputEventType.PointerDown;
    commands.syncExecuteCommand(SetCellEditVisibleOperation.id, { visible: false, eventType, unitId: book.getId() });
    await book.endEditingAsync();
  }
  const params: ISetStyleCommandParams<unknown> = { style: { type: look, value: value ?? (isOfLine(api, look) ? OFF[look] : null) } };
  commands.syncExecuteCommand(SetStyleCommand.id, params);
}

/** Whether a row or a column of the chosen cells gives this to all its cells. */
function isOfLine(api: FUniver, look: Look): boolean {
  const sheet = api.getActiveWorkbook()?.getActiveSheet();
  const worksheet = sheet?.getSheet();
  const ranges = sheet?.getSelection()?.getActiveRangeList() ?? [];
  return ranges.some((range) => {
    const { startRow, endRow, startColumn, endColumn } = range.getRange();
    for (let row = startRow; row <= endRow; row++) if (worksheet?.getRowStyle(row)?.[look]) return true;
    for (let column = startColumn; column <= endColumn; column++) if (worksheet?.getColumnStyle(column)?.[look]) return true;
    return false;
  });
}

export function whenLooksChange({ univer }: SheetGrid, changed: () => void): IDisposable {
  const commands = univer.__getInjector().get(ICommandService);
  return commands.onCommandExecuted(({ id }) => {
    if (CHANGES.test(id)) changed();
  });
}
