/** What a workbook's author forbids, checked before it happens: locked cells, protected sheets, data validations. */
import { CellValueType, type ICellData, type IRange, type IWorkbookData, type Workbook } from '@univerjs/core';
import {
  RemoveNumfmtMutation,
  SetNumfmtMutation,
  SetRangeValuesMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetRowHeightMutation,
  type ISetRangeValuesMutationParams,
} from '@univerjs/preset-sheets-core';
import type { LockReason } from '../../sheets/locked.js';
import { isLockedBy } from '../../sheets/protected-cells.js';
import { holds, type Cell, type Range } from '../../sheets/references.js';
import type { SheetNotices } from '../../sheets/sheet-notices.js';
import { isValid, validationAt } from '../../sheets/validation.js';
import { words } from '../messages.js';
import { cellsIn, isFormat } from './sheet-ranges.js';

type Value = string | number | boolean | null;

export class SheetRules {
  /** @param data of the workbook as it was loaded @param warn says something about what happens all the same */
  constructor(
    private readonly data: IWorkbookData,
    private readonly workbook: Workbook,
    private readonly warn: (text: string) => void,
  ) {}

  noticesOf(id: string): SheetNotices | undefined {
    return this.data.sheets[id]?.custom as SheetNotices | undefined;
  }

  /** Why a cell cannot be changed. */
  lockOf(id: string, cell: Cell): LockReason | undefined {
    const { locked = [], protection } = this.noticesOf(id) ?? {};
    const reason = locked.find((range) => holds(range, cell))?.reason;
    return reason ?? (protection && isLockedBy(protection, cell) ? 'protected' : undefined);
  }

  /** @returns why a mutation cannot be; undefined where it can */
  refusal(mutation: string, params: unknown): string | undefined {
    const { subUnitId } = params as { subUnitId: string };
    const protection = this.noticesOf(subUnitId)?.protection;
    switch (mutation) {
      case SetRangeValuesMutation.id:
        return this.#refusalOfCells(params as ISetRangeValuesMutationParams);
      case SetWorksheetColWidthMutation.id:
        return protection?.columns === false ? words.sheet.protectedFormats : undefined;
      case SetWorksheetRowHeightMutation.id:
        return protection?.rows === false ? words.sheet.protectedFormats : undefined;
      case SetNumfmtMutation.id:
      case RemoveNumfmtMutation.id: {
        // What is typed brings its number format along.
        const { values = {}, ranges = [] } = params as { values?: Record<string, { ranges: IRange[] }>; ranges?: IRange[] };
        const all = [...ranges, ...Object.values(values).flatMap((each) => each.ranges)];
        const isLocked = ({ startRow, startColumn }: IRange) => isLockedBy(protection!, { row: startRow, column: startColumn });
        return protection?.formats === false && all.some(isLocked) ? words.sheet.protectedFormats : undefined;
      }
      default:
        return undefined;
    }
  }

  #refusalOfCells(params: ISetRangeValuesMutationParams): string | undefined {
    const { subUnitId } = params;
    const protection = this.noticesOf(subUnitId)?.protection;
    for (const { cell, ...place } of cellsIn(params)) {
      if (isFormat(cell)) {
        if (protection?.formats === false) return words.sheet.protectedFormats;
        continue;
      }
      const lock = this.lockOf(subUnitId, place);
      if (lock) return words.sheet.locked[lock];
      const problem = this.#problemOf(subUnitId, place, cell);
      if (problem) return problem;
    }
    return undefined;
  }

  #problemOf(id: string, place: Cell, cell: ICellData | null): string | undefined {
    const rule = validationAt(this.noticesOf(id)?.validations ?? [], place);
    const value = valueOf(cell);
    if (!rule || rule.isHint || value === null || value === '' || cell?.f) return undefined;
    const isKept = isValid(rule, place, value, (sheet, range) => this.#read(sheet, id, range));
    if (isKept) return undefined;
    if (rule.style === 'stop') return isKept === undefined ? words.sheet.unchecked : words.sheet.invalid(rule.error ?? '');
    if (isKept === false) this.warn(words.sheet.invalid(rule.error ?? ''));
    return undefined;
  }

  /** What cells hold. @param name of their sheet, or none for that with the id */
  #read(name: string, id: string, { startRow, endRow, startColumn, endColumn }: Range): Value[] {
    const lower = name.toLowerCase();
    const sheet = name
      ? this.workbook.getSheets().find((each) => each.getName().toLowerCase() === lower)
      : this.workbook.getSheetBySheetId(id);
    const values: Value[] = [];
    for (let row = startRow; row <= Math.min(endRow, (sheet?.getRowCount() ?? 0) - 1); row++) {
      for (let column = startColumn; column <= Math.min(endColumn, sheet!.getColumnCount() - 1); column++)
        values.push(valueOf(sheet!.getCellRaw(row, column) ?? null));
    }
    return values;
  }

  /** The values a list allows, at most so many; undefined where there is no list. */
  choicesAt(id: string, place: Cell, most: number): string[] | undefined {
    const rule = validationAt(this.noticesOf(id)?.validations ?? [], place);
    if (rule?.kind !== 'list' || !rule.list) return undefined;
    if (Array.isArray(rule.list)) return rule.list.slice(0, most);
    if (!('cells' in rule.list)) return undefined;
    const { cells, moves, sheet } = rule.list;
    const [down, right] = [moves.row ? place.row : 0, moves.column ? place.column : 0];
    const range = {
      ...{ startRow: cells.startRow + down, endRow: cells.endRow + down },
      ...{ startColumn: cells.startColumn + right, endColumn: cells.endColumn + right },
    };
    return this.#read(sheet, id, range)
      .flatMap((value) => (value === null || value === '' ? [] : String(value)))
      .slice(0, most);
  }
}

function valueOf(cell: ICellData | null | undefined): Value {
  const value = cell?.p ? (cell.p.body?.dataStream.replace(/\r\n$/, '') ?? null) : (cell?.v ?? null);
  if (value === null) return null;
  if (cell?.t === CellValueType.BOOLEAN) return Boolean(Number(value));
  // What is typed comes as text, with its type beside it.
  const isText = cell?.t === CellValueType.STRING || cell?.t === CellValueType.FORCE_STRING;
  return typeof value === 'string' && !isText && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
}
