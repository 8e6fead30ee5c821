/** What the page is told of a sheet beside its cells. It has no part in what is saved. */
import type { NotDrawn } from '../../shared/page-api.js';
import type { Link, Note } from './annotations.js';
import type { FormulaContext } from '../../shared/sheet/followed.js';
import type { LockedRange } from './locked.js';
import type { Protection } from '../../shared/sheet/protected-cells.js';
import type { Range } from '../../shared/sheet/references.js';
import type { Validation } from './validation.js';

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
