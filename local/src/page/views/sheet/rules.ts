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
import type { LockReason } from '../../../shared/sheet/notices.js';
import { isLockedBy } from '../../../shared/sheet/protected-cells.js';
import { holds, type Cell, type Range } from '../../../shared/sheet/references.js';
import type { SheetNotices, WorkbookNotices } from '../../../shared/sheet/notices.js';
import { isValid, validationAt, type Validation, type Value } from '../../../shared/sheet/validation.js';
import { cellsOf, readOperand, type CellsOperand } from '../../../shared/sheet/validation-operands.js';
import { words } from '../../words/messages.js';
import { cellsIn, isFormat, sheetOf } from './ranges.js';
import { SheetWarnings } from './warnings.js';

export class SheetRules {
  readonly #warnings: SheetWarnings;
  /** Cells, as `sheet row column`, that hold what they held before, against their rule. */
  readonly #restored = new Set<string>();
  #isRestoring = false;

  /** @param data of the workbook as it was loaded @param warn says something about what happens all the same */
  constructor(
    private readonly data: IWorkbookData,
    private readonly workbook: Workbook,
    warn: (text: string) => void,
  ) {
    this.#warnings = new SheetWarnings(warn);
  }

  /**
   * What there is to ask about a value that was typed into a cell a moment ago and that its author warns of. Without a question it is said in passing, as
   * for pasted values.
   */
  questionAbout(id: string, place: Cell): Question | undefined {
    const text = this.#warnings.take(id, place);
    const style = validationAt(this.noticesOf(id)?.validations ?? [], place)?.style;
    return text === undefined ? undefined : { text, style: style === 'warning' ? 'warning' : 'information' };
  }

  noticesOf(id: string): SheetNotices | undefined {
    return this.data.sheets[id]?.custom as SheetNotices | undefined;
  }

  /** Why a cell cannot be changed. */
  lockOf(id: string, cell: Cell): LockReason | undefined {
    const { locked = [], protection } = this.noticesOf(id) ?? {};
    const reason = locked.find((range) => holds(range, cell))?.reason;
    return reason ?? (protection && isLockedBy(protection, cell) ? 'protected' : undefined);
  }

  /** What is written until the end of this task was in its cells before, and is not held against their rules: steps that are undone, unsaved changes. */
  restore(): void {
    this.#isRestoring = true;
    setTimeout(() => (this.#isRestoring = false));
  }

  /** Whether a cell holds against its rule what it held before. */
  isRestored(id: string, { row, column }: Cell): boolean {
    return this.#restored.has(`${id} ${row} ${column}`);
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
      const key = `${subUnitId} ${place.row} ${place.column}`;
      if (problem && !this.#isRestoring) return problem;
      if (problem) this.#restored.add(key);
      else this.#restored.delete(key);
    }
    return undefined;
  }

  #problemOf(id: string, place: Cell, cell: ICellData | null): string | undefined {
    const broken = this.#brokenBy(id, place, cell);
    if (!broken) return undefined;
    const { rule, isKept } = broken;
    const text = words.sheet.invalid(rule.error ?? '');
    if (rule.style === 'stop') return isKept === undefined ? words.sheet.unchecked : text;
    if (isKept === false && !this.#isRestoring) this.#warnings.add(id, place, text);
    return undefined;
  }

  /** The rule of a cell that a value breaks, or may break. */
  #brokenBy(id: string, place: Cell, cell: ICellData | null): { rule: Validation; isKept: false | undefined } | undefined {
    const rule = validationAt(this.noticesOf(id)?.validations ?? [], place);
    const value = valueOf(cell);
    if (!rule || rule.isHint || value === null || value === '' || cell?.f) return undefined;
    const isKept = isValid(rule, value, (operand) => this.#cellsOf(operand, id, place)?.map(({ value: each }) => each));
    return isKept ? undefined : { rule, isKept };
  }

  /** The values a list allows, at most so many; undefined where no list is to be shown. */
  choicesAt(id: string, place: Cell, most: number): Choice[] | undefined {
    const { kind, list, hidesArrow } = validationAt(this.noticesOf(id)?.validations ?? [], place) ?? {};
    if (kind !== 'list' || !list || hidesArrow || 'number' in list) return undefined;
    if (Array.isArray(list)) return list.slice(0, most).map(choiceOf);
    const cells = this.#cellsOf(list, id, place);
    return cells?.filter(({ value }) => value !== null && value !== '').slice(0, most);
  }

  /** What the cells of an operand hold and show. @param id of the sheet of the rule */
  #cellsOf(operand: CellsOperand | { indirect: CellsOperand }, id: string, place: Cell): Choice[] | undefined {
    if ('cells' in operand) return this.#read(operand.sheet, id, cellsOf(operand, place));
    const [holder] = this.#read(operand.indirect.sheet, id, cellsOf(operand.indirect, place)) ?? [];
    const context = (this.data.custom as WorkbookNotices | undefined)?.formulas;
    const meant = context && readOperand(String(holder?.value ?? ''), { row: 0, column: 0 }, { context, sheet: sheetOf(id) });
    return meant && 'cells' in meant ? this.#read(meant.sheet, id, cellsOf(meant, { row: 0, column: 0 })) : undefined;
  }

  /** @param name of their sheet, or none for that with the id */
  #read(name: string, id: string, { startRow, endRow, startColumn, endColumn }: Range): Choice[] | undefined {
    const lower = name.toLowerCase();
    const sheet = name
      ? this.workbook.getSheets().find((each) => each.getName().toLowerCase() === lower)
      : this.workbook.getSheetBySheetId(id);
    if (!sheet) return undefined;
    const choices: Choice[] = [];
    for (let row = startRow; row <= Math.min(endRow, sheet.getRowCount() - 1); row++) {
      for (let column = startColumn; column <= Math.min(endColumn, sheet.getColumnCount() - 1); column++) {
        const value = valueOf(sheet.getCellRaw(row, column) ?? null);
        const pattern = value === null ? undefined : sheet.getComposedCellStyle(row, column).n?.pattern;
        const text = String(value === null ? '' : (sheet.getCell(row, column)?.v ?? value));
        choices.push({ value, text, ...(typeof value === 'number' && pattern && { pattern }) });
      }
    }
    return choices;
  }
}

export interface Question {
  text: string;
  /** `warning`: the author advises against it. */
  style: 'warning' | 'information';
}

/** A value that may be written into a cell. */
export interface Choice {
  value: Value;
  /** As it is shown. */
  text: string;
  /** The number format of the cell it stands in. */
  pattern?: string;
}

/** Items of a list that is written out become what they would if they were typed. */
function choiceOf(text: string): Choice {
  const isNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(text) && String(Number(text)) === text;
  const truth = /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
  return { text, value: isNumber ? Number(text) : (truth ?? text) };
}

function valueOf(cell: ICellData | null | undefined): Value {
  const value = cell?.p ? (cell.p.body?.dataStream.replace(/\r\n$/, '') ?? null) : (cell?.v ?? null);
  if (value === null) return null;
  if (cell?.t === CellValueType.BOOLEAN) return Boolean(Number(value));
  // What is typed comes as text, with its type beside it.
  const isText = cell?.t === CellValueType.STRING || cell?.t === CellValueType.FORCE_STRING;
  return typeof value === 'string' && !isText && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
}
