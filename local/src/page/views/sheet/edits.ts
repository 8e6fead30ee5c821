/** What a reader has changed in a workbook and has not saved. What the cells hold is read from the grid when it is saved. */
import { ICommandService, type IDisposable } from '@univerjs/core';
import { SetWorksheetRowAutoHeightMutation } from '@univerjs/preset-sheets-core';
import type { CellChanges, SaveResult } from '../../../shared/page-api.js';
import { fitsFarewell } from '../../document/farewell.js';
import { SheetCalculation } from './calculation.js';
import { readChanges } from './changes.js';
import type { SheetGrid } from './grid.js';
import { addKeys, hasKeys, joinKeys, noKeys, type ChangedKeys } from './keys.js';
import { SheetTyping } from './typing.js';
import type { Changes, Edits } from '../view.js';

/** So many changed cells are large without being counted out. */
const MANY_CELLS = 2_000;
/** A save waits for formulas no longer than this, ms; the file then says that they are to be calculated. */
const CALCULATION_LIMIT = 10_000;

export class SheetEdits implements Edits {
  readonly merges = true;
  #version: number;
  #size: number;
  #taken: ChangedKeys | null = null;
  #pending = noKeys();
  #isEdited = false;
  #grid: Pick<SheetGrid, 'workbook' | 'univer' | 'rules'> | null = null;
  #listening: IDisposable | null = null;
  #typing: SheetTyping | null = null;
  #calculation: SheetCalculation | null = null;

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
  follow(grid: Pick<SheetGrid, 'workbook' | 'univer' | 'rules'>, version: number): void {
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
    this.#calculation = new SheetCalculation(grid.univer);
    this.#listening = grid.univer
      .__getInjector()
      .get(ICommandService)
      .onCommandExecuted((command, options) => {
        const isComputed = options?.fromFormula === true;
        if (options?.onlyLocal && !isComputed) return;
        // What was computed before anything was changed was computed by another program too.
        if ((isComputed || command.id === SetWorksheetRowAutoHeightMutation.id) && !this.#isEdited) return;
        if (!addKeys(this.#pending, command, isComputed)) return;
        this.#isEdited = true;
        // Of what was saved already, too: results come a little later.
        this.onChange();
      });
  }

  /** Its grid goes. */
  stop(): void {
    this.#listening?.dispose();
    this.#typing?.stop();
    this.#calculation?.stop();
    this.#listening = this.#typing = this.#calculation = null;
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
    return hasKeys(this.#pending) || this.#taken !== null;
  }

  async commit(): Promise<void> {
    await this.#typing?.commit();
  }

  /** Waits until formulas are calculated: totals belong to the numbers they are saved with. */
  async take(): Promise<Changes> {
    if (!this.#isPlain) await this.#calculation?.finished(CALCULATION_LIMIT);
    this.#taken = this.#pending;
    this.#pending = noKeys();
    return this.#changes(this.#taken);
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
    return this.#changes(this.#all());
  }

  #all(): ChangedKeys {
    return joinKeys(...(this.#taken ? [this.#taken] : []), this.#pending);
  }

  /** What is not saved yet, to be put on top of another version. Nothing is being saved now. */
  unsaved(): CellChanges {
    return readChanges({ ...this.#pending, computed: new Set() }, this.#grid!);
  }

  #changes(keys: ChangedKeys): Changes {
    const isUncalculated = !this.#isPlain && this.#calculation?.isPending === true;
    const changes: CellChanges = { ...readChanges(keys, this.#grid!), ...(isUncalculated && { uncalculated: true }) };
    return { base: this.#version, body: JSON.stringify(changes), type: 'application/json' };
  }

  /** Tables of text have no formulas. */
  get #isPlain(): boolean {
    return this.#grid?.workbook.getSnapshot().custom?.isPlain === true;
  }
}
