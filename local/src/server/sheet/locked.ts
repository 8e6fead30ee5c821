/** Cells of a sheet that nobody can change here, and why. */
import type { LockedRange } from '../../shared/sheet/notices.js';
import { child, type XmlNode } from '../ooxml/xml.js';
import { cellNodes, sharedCells } from './workbook.js';

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
