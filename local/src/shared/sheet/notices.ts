/** What the page is told of a sheet beside its cells. It has no part in what is saved. */
import type { NotDrawn } from '../page-api.js';
import type { FormulaContext } from './followed.js';
import type { Protection } from './protected-cells.js';
import type { Cell, Range } from './references.js';
import type { Validation } from './validation.js';

/** A cell that has a note. `text` is plain text. */
export interface Note extends Cell {
  text: string;
}

/** To an address, or to a place in the workbook: `Sheet!A1`, or a defined name. */
export interface Link extends Range {
  url?: string;
  place?: string;
}

/**
 * `array`: a formula fills them together. `formula`: the grid's engine would take it for another than Excel does. `cut`: more is in the file than the grid shows.
 * `protected`: the sheet is protected.
 */
export type LockReason = 'array' | 'formula' | 'cut' | 'protected';

/** Cells that cannot be edited, and why. */
export interface LockedRange extends Range {
  reason: LockReason;
  /** Without its equals sign. */
  formula?: string;
}

/** `custom` of a sheet in the grid's data. */
export interface SheetNotices {
  notDrawn?: NotDrawn;
  /** Cells whose words have looks of their own. */
  rich: { row: number; column: number; text: unknown }[];
  locked: LockedRange[];
  /** Cells whose results the grid cannot bring up to date. */
  stale: Range[];
  /** Cells that formulas must not rely on, whatever those of `stale` rely on: their formulas are not followed, or they hold what the grid takes for something else. */
  roots: Range[];
  protection?: Protection;
  /** None for readers. */
  validations?: Validation[];
  notes: Note[];
  links: Link[];
}

/** `custom` of the workbook. */
export interface WorkbookNotices {
  /** It is a table of text: no formats, no formulas. */
  isPlain?: boolean;
  formulas?: FormulaContext;
}
