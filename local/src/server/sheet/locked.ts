/** Cells of a sheet that nobody can change here, and why. */
import { child, type XmlNode } from '../ooxml/xml.js';
import type { Range } from '../../shared/sheet/references.js';
import { cellNodes, sharedCells } from './workbook.js';

/**
 * `array`: a formula fills them together. `formula`: the grid's engine would take it for another than Excel does. `cut`: more is in the file than the grid shows.
 * `protected`: the sheet is protected.
 */
export type LockReason = 'array' | 'formula' | 'cut' | 'protected';

export interface LockedRange extends Range {
  reason: LockReason;
  /** Without its equals sign. */
  formula?: string;
}

/** Cells that a formula, or a table of what one comes to, fills. */
export function filledCells(root: XmlNode): LockedRange[] {
  return [...cellNodes(root)].flatMap(({ node }): LockedRange[] => {
    const f = child(node, 'f');
    const area = f && sharedCells(f);
    if (!area) return [];
    const { from, to } = area;
    return [{ startRow: from.row, startColumn: from.column, endRow: to.row, endColumn: to.column, reason: 'array' }];
  });
}
