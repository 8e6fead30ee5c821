/** Which cells, rows and columns have changed, by what Univer's mutations say. */
import type { ICommandInfo, IRange } from '@univerjs/core';
import {
  RemoveNumfmtMutation,
  SetNumfmtMutation,
  SetRangeValuesMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetRowAutoHeightMutation,
  SetWorksheetRowHeightMutation,
  type IRemoveNumfmtMutationParams,
  type ISetNumfmtMutationParams,
  type ISetRangeValuesMutationParams,
  type ISetWorksheetColWidthMutationParams,
  type ISetWorksheetRowAutoHeightMutationParams,
  type ISetWorksheetRowHeightMutationParams,
} from '@univerjs/preset-sheets-core';
import { cellsIn, isFormat, sheetOf } from './ranges.js';

/** `sheet row column`, each a number. */
export type CellKey = string;

export interface ChangedKeys {
  /** Cells with new content. */
  own: Set<CellKey>;
  /** Cells with a new format. */
  formats: Set<CellKey>;
  /** Cells whose formulas have new results. */
  computed: Set<CellKey>;
  /** Rows and columns with a new size: `sheet row|column index`. */
  lines: Set<string>;
}

const KINDS = ['own', 'formats', 'computed', 'lines'] as const;

export const noKeys = (): ChangedKeys => ({ own: new Set(), formats: new Set(), computed: new Set(), lines: new Set() });

export const hasKeys = (keys: ChangedKeys): boolean => KINDS.some((kind) => keys[kind].size > 0);

export function joinKeys(...all: readonly ChangedKeys[]): ChangedKeys {
  const joined = noKeys();
  for (const kind of KINDS) joined[kind] = new Set(all.flatMap((keys) => [...keys[kind]]));
  return joined;
}

/**
 * Adds what a mutation changes.
 * @param isComputed it brings results of formulas
 * @returns whether it changes anything that is saved
 */
export function addKeys({ own, formats, computed, lines }: ChangedKeys, { id, params }: ICommandInfo, isComputed: boolean): boolean {
  const { subUnitId } = (params ?? {}) as { subUnitId: string };
  switch (id) {
    case SetRangeValuesMutation.id:
      for (const { row, column, cell } of cellsIn(params as ISetRangeValuesMutationParams)) {
        const key = `${sheetOf(subUnitId)} ${row} ${column}`;
        if (isComputed) computed.add(key);
        else if (!isFormat(cell)) own.add(key);
        if (!isComputed && (!cell || cell.s !== undefined)) formats.add(key);
      }
      return true;
    case SetNumfmtMutation.id:
      for (const { ranges } of Object.values((params as ISetNumfmtMutationParams).values))
        for (const key of keysOf(subUnitId, ranges)) formats.add(key);
      return true;
    case RemoveNumfmtMutation.id:
      for (const key of keysOf(subUnitId, (params as IRemoveNumfmtMutationParams).ranges)) formats.add(key);
      return true;
    case SetWorksheetColWidthMutation.id:
      for (const { startColumn, endColumn } of (params as ISetWorksheetColWidthMutationParams).ranges)
        for (let at = startColumn; at <= endColumn; at++) lines.add(`${sheetOf(subUnitId)} column ${at}`);
      return true;
    case SetWorksheetRowHeightMutation.id:
      for (const { startRow, endRow } of (params as ISetWorksheetRowHeightMutationParams).ranges)
        for (let at = startRow; at <= endRow; at++) lines.add(`${sheetOf(subUnitId)} row ${at}`);
      return true;
    case SetWorksheetRowAutoHeightMutation.id:
      for (const { row } of (params as ISetWorksheetRowAutoHeightMutationParams).rowsAutoHeightInfo)
        lines.add(`${sheetOf(subUnitId)} row ${row}`);
      return true;
    default:
      return false;
  }
}

function* keysOf(subUnitId: string, ranges: readonly IRange[]): Generator<CellKey> {
  for (const { startRow, endRow, startColumn, endColumn } of ranges) {
    for (let row = startRow; row <= endRow; row++) {
      for (let column = startColumn; column <= endColumn; column++) yield `${sheetOf(subUnitId)} ${row} ${column}`;
    }
  }
}
