/** Which cells a reader has changed in a workbook. What they hold is read from the grid when it is saved. */
import { CellValueType, ICommandService, type ICellData, type ICommandInfo, type Workbook, type Univer } from '@univerjs/core';
import { FormulaDataModel, SetRangeValuesMutation, type ISetRangeValuesMutationParams } from '@univerjs/preset-sheets-core';
import type { CellChange, SaveResult } from '../../page-api.js';
import type { Changes, Edits } from './view.js';

/** `sheet row column`, each a number. */
type Key = string;

interface CellKeys {
  /** What the reader has changed. */
  own: Set<Key>;
  /** What formulas have come to since. */
  computed: Set<Key>;
}

const noKeys = (): CellKeys => ({ own: new Set(), computed: new Set() });

export class SheetEdits implements Edits {
  readonly merges = true;
  #version: number;
  #size: number;
  #taken: CellKeys | null = null;
  #pending = noKeys();
  #over = false;
  #isEdited = false;

  /** @param onChange the reader has changed something */
  constructor(
    private readonly workbook: Workbook,
    readonly univer: Univer,
    of: { version: number; size: number },
    onChange: () => void,
  ) {
    [this.#version, this.#size] = [of.version, of.size];
    const commands = univer.__getInjector().get(ICommandService);
    const listening = commands.onCommandExecuted((command, options) => {
      if (command.id !== SetRangeValuesMutation.id || this.#over) return;
      const isComputed = options?.fromFormula === true;
      if (options?.onlyLocal && !isComputed) return;
      // What was computed before anything was changed was computed by another program too.
      if (isComputed && !this.#isEdited) return;
      this.#isEdited = true;
      this.#note(command as ICommandInfo<ISetRangeValuesMutationParams>, isComputed ? this.#pending.computed : this.#pending.own);
      // Of what was saved already, too: results come a little later.
      onChange();
    });
    this.stop = () => {
      this.#over = true;
      listening.dispose();
    };
  }

  readonly stop: () => void;

  get version(): number {
    return this.#version;
  }
  get size(): number {
    return this.#size;
  }
  get isDirty(): boolean {
    return this.#pending.own.size > 0 || this.#pending.computed.size > 0 || this.#taken !== null;
  }

  take(): Changes {
    this.#taken = this.#pending;
    this.#pending = noKeys();
    return { base: this.#version, body: JSON.stringify({ cells: this.#read(this.#taken) }), type: 'application/json' };
  }

  settled(saved: SaveResult | null): void {
    if (!this.#taken) return;
    if (saved) [this.#version, this.#size] = [saved.version, saved.size];
    else this.#pending = { own: union(this.#taken.own, this.#pending.own), computed: union(this.#taken.computed, this.#pending.computed) };
    this.#taken = null;
  }

  /** What is not saved yet, to be put on top of another version. Nothing is being saved now. */
  unsaved(): CellChange[] {
    return this.#read({ ...this.#pending, computed: new Set() });
  }

  #note({ params }: ICommandInfo<ISetRangeValuesMutationParams>, keys: Set<Key>): void {
    const sheet = Number(params?.subUnitId.split('-')[1]);
    for (const [row, columns] of Object.entries(params?.cellValue ?? {})) {
      for (const column of Object.keys((columns ?? {}) as object)) keys.add(`${sheet} ${row} ${column}`);
    }
  }

  #read({ own, computed }: CellKeys): CellChange[] {
    const changes: CellChange[] = [];
    for (const key of own) changes.push(this.#change(key));
    for (const key of computed) {
      const change = own.has(key) ? null : this.#change(key);
      // Errors may be of this grid's own making: functions it does not know.
      if (change?.formula !== undefined && !String(change.value).startsWith('#')) changes.push({ ...change, computed: true });
    }
    return changes;
  }

  #change(key: Key): CellChange {
    const [sheet = 0, row = 0, column = 0] = key.split(' ').map(Number);
    const worksheet = this.workbook.getSheetBySheetId(`sheet-${sheet}`);
    const cell = worksheet?.getCellRaw(row, column) ?? undefined;
    const formula = worksheet && cell ? formulaOf(cell, this.univer, this.workbook, `sheet-${sheet}`, row, column) : undefined;
    return { sheet, row, column, value: valueOf(cell), ...(formula && { formula }) };
  }
}

function valueOf(cell: ICellData | undefined): CellChange['value'] {
  const rich = cell?.p?.body?.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n');
  if (rich !== undefined) return rich || null;
  const value = cell?.v;
  if (value === null || value === undefined || value === '') return null;
  return cell?.t === CellValueType.BOOLEAN ? Boolean(Number(value)) : value;
}

/** Without its equals sign; one that is written once for several cells, as it reads in this one. */
function formulaOf(cell: ICellData, univer: Univer, workbook: Workbook, sheet: string, row: number, column: number): string | undefined {
  const shared = cell.si
    ? univer.__getInjector().get(FormulaDataModel).getFormulaStringByCell(row, column, sheet, workbook.getUnitId())
    : null;
  const text = shared ?? cell.f;
  return text?.startsWith('=') && text.length > 1 ? text.slice(1) : undefined;
}

function union<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): Set<T> {
  return new Set([...one, ...other]);
}
