/** Which cells of a protected sheet are locked: asked by the page and by the server. */
import { holds, type Cell, type Range } from './references.js';

/** What a protected sheet still allows (ECMA-376 part 1, 18.3.1.85, `sheetProtection`). */
export interface Protection {
  /** The first that holds a cell says whether it is locked; a cell in none is. */
  rules: (Range & { locked: boolean })[];
  /** These may be changed. */
  formats: boolean;
  columns: boolean;
  rows: boolean;
}

/** Whether a protected sheet refuses changes of a cell. */
export function isLockedBy({ rules }: Protection, cell: Cell): boolean {
  return rules.find((rule) => holds(rule, cell))?.locked ?? true;
}
