/** Which cells a reader has changed in a workbook. What they hold is read from the grid when it is saved. */
import {
  BooleanNumber,
  CellValueType,
  ICommandService,
  type ICellData,
  type IDisposable,
  type ICommandInfo,
  type IRange,
  type Workbook,
  type Univer,
} from '@univerjs/core';
import {
  FormulaDataModel,
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
import type { CellChange, CellChanges, LineSize, SaveResult } from '../../page-api.js';
import { fitsFarewell } from '../farewell.js';
import type { SheetGrid } from './sheet-grid.js';
import { savable } from './sheet-formats.js';
import { SheetTyping } from './sheet-typing.js';
import type { Changes, Edits } from './view.js';

/** `sheet row column`, each a number. */
type Key = string;

interface CellKeys {
  /** What the reader has changed. */
  own: Set<Key>;
  /** What the reader has given another format. */
  formats: Set<Key>;
  /** What formulas have come to since. */
  computed: Set<Key>;
  /** Rows and columns with another size: `sheet row|column index`. */
  lines: Set<Key>;
}

/** So many changed cells are large without being counted out. */
const MANY_CELLS = 2_000;

const KINDS = ['own', 'formats', 'computed', 'lines'] as const;
const noKeys = (): CellKeys => ({ own: new Set(), formats: new Set(), computed: new Set(), lines: new Set() });

export class SheetEdits implements Edits {
  readonly merges = true;
  #version: number;
  #size: number;
  #taken: CellKeys | null = null;
  #pending = noKeys();
  #isEdited = false;
  #grid: Pick<SheetGrid, 'workbook' | 'univer'> | null = null;
  #listening: IDisposable | null = null;
  #typing: SheetTyping | null = null;

  /**
   * @param onChange the reader has changed something
   * @param onGivenUp nothing is unsaved any more: what was being typed was given up
   */
  constructor(
    of: { version: number; size: number },
    private readonly onChange: () => void,
    private readonly onGivenUp: () => void,
  ) {
    [this.#version, this.#size] = [of.version, of.size];
  }

  /** A grid shows this version now, and nothing of it is changed yet. */
  follow(grid: Pick<SheetGrid, 'workbook' | 'univer'>, version: number): void {
    this.stop();
    this.#grid = grid;
    this.#version = version;
    this.#pending = noKeys();
    this.#isEdited = false;
    this.#typing = new SheetTyping(
      grid,
      () => this.onChange(),
      () => !this.isDirty && this.onGivenUp(),
    );
    this.#listening = grid.univer
      .__getInjector()
      .get(ICommandService)
      .onCommandExecuted((command, options) => {
        const isComputed = options?.fromFormula === true;
        if (options?.onlyLocal && !isComputed) return;
        // What was computed before anything was changed was computed by another program too.
        if ((isComputed || command.id === SetWorksheetRowAutoHeightMutation.id) && !this.#isEdited) return;
        if (!this.#note(command, isComputed)) return;
        this.#isEdited = true;
        // Of what was saved already, too: results come a little later.
        this.onChange();
      });
  }

  /** Its grid goes. */
  stop(): void {
    this.#listening?.dispose();
    this.#typing?.stop();
    this.#listening = this.#typing = null;
  }

  get version(): number {
    return this.#version;
  }
  get size(): number {
    return this.#size;
  }
  get isDirty(): boolean {
    return this.#hasChanges || this.#typing?.isTyping === true;
  }
  get isTyping(): boolean {
    return !this.#hasChanges && this.#typing?.isTyping === true;
  }

  get #hasChanges(): boolean {
    return Object.values(this.#pending).some(({ size }) => size > 0) || this.#taken !== null;
  }

  async commit(): Promise<void> {
    await this.#typing?.commit();
  }

  take(): Changes {
    this.#taken = this.#pending;
    this.#pending = noKeys();
    return { base: this.#version, body: JSON.stringify(this.#read(this.#taken)), type: 'application/json' };
  }

  settled(saved: SaveResult | null): void {
    if (!this.#taken) return;
    if (saved) [this.#version, this.#size] = [saved.version, saved.size];
    else this.#pending = this.#all();
    this.#taken = null;
  }

  get isLarge(): boolean {
    const { own, formats, computed } = this.#pending;
    return own.size + formats.size + computed.size > MANY_CELLS || !fitsFarewell(this.takeAtTheEnd().body);
  }

  /** Cells that are being saved are sent again: the page does not know whether they have arrived. */
  takeAtTheEnd(): Changes {
    return { base: this.#version, body: JSON.stringify(this.#read(this.#all())), type: 'application/json' };
  }

  #all(): CellKeys {
    const all = noKeys();
    for (const kind of KINDS) all[kind] = new Set([...(this.#taken?.[kind] ?? []), ...this.#pending[kind]]);
    return all;
  }

  /** What is not saved yet, to be put on top of another version. Nothing is being saved now. */
  unsaved(): CellChanges {
    return this.#read({ ...this.#pending, computed: new Set() });
  }

  /** @returns whether it has to do with cells */
  #note({ id, params }: ICommandInfo, isComputed: boolean): boolean {
    const { own, formats, computed, lines } = this.#pending;
    switch (id) {
      case SetRangeValuesMutation.id:
        for (const [key, cell] of cellsOf(params as ISetRangeValuesMutationParams)) {
          if (isComputed) computed.add(key);
          else if (!cell || Object.keys(cell).some((name) => name !== 's')) own.add(key);
          if (!isComputed && (!cell || cell.s !== undefined)) formats.add(key);
        }
        return true;
      case SetNumfmtMutation.id: {
        const { values, subUnitId } = params as ISetNumfmtMutationParams;
        for (const { ranges } of Object.values(values)) for (const key of keysOf(subUnitId, ranges)) formats.add(key);
        return true;
      }
      case RemoveNumfmtMutation.id: {
        const { ranges, subUnitId } = params as IRemoveNumfmtMutationParams;
        for (const key of keysOf(subUnitId, ranges)) formats.add(key);
        return true;
      }
      case SetWorksheetColWidthMutation.id: {
        const { ranges, subUnitId } = params as ISetWorksheetColWidthMutationParams;
        for (const { startColumn, endColumn } of ranges)
          for (let at = startColumn; at <= endColumn; at++) lines.add(`${sheetOf(subUnitId)} column ${at}`);
        return true;
      }
      case SetWorksheetRowHeightMutation.id: {
        const { ranges, subUnitId } = params as ISetWorksheetRowHeightMutationParams;
        for (const { startRow, endRow } of ranges) for (let at = startRow; at <= endRow; at++) lines.add(`${sheetOf(subUnitId)} row ${at}`);
        return true;
      }
      case SetWorksheetRowAutoHeightMutation.id: {
        const { rowsAutoHeightInfo, subUnitId } = params as ISetWorksheetRowAutoHeightMutationParams;
        for (const { row } of rowsAutoHeightInfo) lines.add(`${sheetOf(subUnitId)} row ${row}`);
        return true;
      }
      default:
        return false;
    }
  }

  #read({ own, formats, computed, lines }: CellKeys): CellChanges {
    const changes: CellChange[] = [];
    for (const key of new Set([...own, ...formats])) changes.push(this.#change(key, own.has(key), formats.has(key)));
    for (const key of computed) {
      const change = own.has(key) ? null : this.#change(key, true, false);
      if (change?.formula !== undefined) changes.push({ ...change, computed: true });
    }
    return { cells: changes, lines: [...lines].map((key) => this.#lineSize(key)) };
  }

  #lineSize(key: Key): LineSize {
    const [sheet = '', line = '', index = ''] = key.split(' ');
    const worksheet = this.#workbook.getSheetBySheetId(`sheet-${sheet}`);
    const at = Number(index);
    const size = line === 'row' ? worksheet?.getRowManager().getRowHeight(at) : worksheet?.getColumnManager().getColumnWidth(at);
    const auto = line === 'row' && worksheet?.getRowManager().getRow(at)?.ia !== BooleanNumber.FALSE;
    return { sheet: Number(sheet), line: line === 'row' ? 'row' : 'column', at, size: Math.min(2_000, size ?? 0), ...(auto && { auto }) };
  }

  #change(key: Key, hasContent: boolean, hasFormat: boolean): CellChange {
    const [sheet = 0, row = 0, column = 0] = key.split(' ').map(Number);
    const worksheet = this.#workbook.getSheetBySheetId(`sheet-${sheet}`);
    const cell = worksheet?.getCellRaw(row, column) ?? undefined;
    const formula =
      worksheet && cell && hasContent ? formulaOf(cell, this.#univer, this.#workbook, `sheet-${sheet}`, row, column) : undefined;
    return {
      ...{ sheet, row, column },
      ...(hasContent && { value: valueOf(cell), ...(formula && { formula, results: this.#results(`sheet-${sheet}`, row, column) }) }),
      ...(hasFormat && !this.#isPlain && { format: savable(this.#workbook.getStyles().getStyleByCell(cell)) }),
    };
  }

  /** What a formula comes to in each of the cells it fills, where there are several. */
  #results(sheet: string, row: number, column: number): CellChange['results'] {
    const formulas = this.#univer.__getInjector().get(FormulaDataModel);
    const unit = this.#workbook.getUnitId();
    const area = formulas.getArrayFormulaRange()[unit]?.[sheet]?.[row]?.[column];
    if (!area || (area.startRow === area.endRow && area.startColumn === area.endColumn)) return undefined;
    const cells = formulas.getArrayFormulaCellData()[unit]?.[sheet];
    return Array.from({ length: area.endRow - row + 1 }, (_, down) =>
      Array.from(
        { length: area.endColumn - column + 1 },
        (__, right) => valueOf(cells?.[row + down]?.[column + right] ?? undefined) ?? null,
      ),
    );
  }

  get #workbook(): Workbook {
    return this.#grid!.workbook;
  }
  get #univer(): Univer {
    return this.#grid!.univer;
  }

  /** Tables of text have no formats. */
  get #isPlain(): boolean {
    return this.#workbook.getSnapshot().custom?.isPlain === true;
  }
}

function cellsOf({ subUnitId, cellValue }: ISetRangeValuesMutationParams): [Key, ICellData | null][] {
  const sheet = sheetOf(subUnitId);
  return Object.entries(cellValue ?? {}).flatMap(([row, columns]) =>
    Object.entries((columns ?? {}) as Record<string, ICellData | null>).map(([column, cell]): [Key, ICellData | null] => [
      `${sheet} ${row} ${column}`,
      cell,
    ]),
  );
}

function* keysOf(subUnitId: string, ranges: readonly IRange[]): Generator<Key> {
  for (const { startRow, endRow, startColumn, endColumn } of ranges) {
    for (let row = startRow; row <= endRow; row++) {
      for (let column = startColumn; column <= endColumn; column++) yield `${sheetOf(subUnitId)} ${row} ${column}`;
    }
  }
}

const sheetOf = (id: string) => Number(id.split('-')[1]);

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
