/** Where a cell is on the screen. */
import type { Worksheet } from '@univerjs/core';
import { IRenderManagerService, SheetSkeletonManagerService, getViewportByCell } from '@univerjs/preset-sheets-core';
import type { Cell } from '../../../shared/sheet/references.js';
import type { SheetGrid } from './grid.js';

/** Of the active sheet, in client coordinates, px; undefined where the grid is not drawn, or has scrolled the cell away. */
export function placeOf({ univer, workbook }: Pick<SheetGrid, 'univer' | 'workbook'>, { row, column }: Cell): DOMRect | undefined {
  const render = univer.__getInjector().get(IRenderManagerService).getRenderById(workbook.getUnitId());
  const sheet = workbook.getActiveSheet();
  const skeleton = render?.with(SheetSkeletonManagerService).ensureSkeleton(sheet.getSheetId());
  const viewport = render && getViewportByCell(row, column, render.scene, sheet);
  const canvas = render?.engine.getCanvasElement();
  if (!render || !skeleton || !viewport || !canvas || !isShown(sheet, row, column)) return undefined;
  const cell = skeleton.getCellWithCoordByIndex(row, column);
  const { startX, endX, startY, endY } = cell.isMergedMainCell ? cell.mergeInfo : cell;
  const { scaleX, scaleY } = render.scene.getAncestorScale();
  const room = canvas.getBoundingClientRect();
  const left = room.left + (startX - viewport.viewportScrollX) * scaleX;
  const top = room.top + (startY - viewport.viewportScrollY) * scaleY;
  const place = new DOMRect(left, top, (endX - startX) * scaleX, (endY - startY) * scaleY);
  // A cell that has scrolled away is under the headers, or beside the canvas.
  const [edgeX, edgeY] = [room.left + viewport.left * scaleX, room.top + viewport.top * scaleY];
  const isAway = place.right <= edgeX + 1 || place.bottom <= edgeY + 1 || place.left >= room.right || place.top >= room.bottom;
  return isAway ? undefined : place;
}

const isShown = (sheet: Worksheet, row: number, column: number): boolean =>
  row < sheet.getRowCount() && column < sheet.getColumnCount() && sheet.getRowVisible(row) && sheet.getColVisible(column);
