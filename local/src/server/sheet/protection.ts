/** Protected sheets (ECMA-376 part 1, 18.3.1.85): which cells can be changed, and whether their looks and sizes can. */
import { child, children, type XmlNode } from '../ooxml/xml.js';
import type { Protection } from '../../shared/sheet/protected-cells.js';
import { MOST, isInside, readRanges } from '../../shared/sheet/references.js';
import { cellNodes, isOn, rowNodes } from './workbook.js';

/** What cells' formats say of protection, by the index cells use (18.8.33). */
export interface CellProtection {
  locked: boolean;
  hidden: boolean;
}

/** @param sheet root of the styles' part */
export function readCellProtection(sheet: XmlNode): CellProtection[] {
  return children(child(sheet, 'cellXfs'), 'xf').map((xf) => {
    const { locked = '1', hidden } = child(xf, 'protection')?.attributes ?? {};
    return { locked: isOn(locked), hidden: isOn(hidden) };
  });
}

export const isProtectedSheet = (root: XmlNode): boolean => isOn(child(root, 'sheetProtection')?.attributes.sheet);

/** Undefined where the sheet is not protected. @param formats by the index cells use */
export function readProtection(root: XmlNode, formats: readonly CellProtection[]): Protection | undefined {
  if (!isProtectedSheet(root)) return undefined;
  const { attributes } = child(root, 'sheetProtection')!;
  const isLocked = (style: string | undefined) => formats[Number(style ?? 0)]?.locked ?? true;
  const rules: Protection['rules'] = [];
  // Ranges that need a password stay locked.
  for (const { attributes: range } of children(child(root, 'protectedRanges'), 'protectedRange')) {
    if (range.password !== undefined || range.hashValue !== undefined) continue;
    rules.push(...readRanges(range.sqref ?? '').map((each) => ({ ...each, locked: false })));
  }
  const lines: Protection['rules'] = [];
  for (const { row, node } of rowNodes(root)) {
    if (isOn(node.attributes.customFormat) && isInside({ row, column: 0 })) lines.push(ofRow(row, isLocked(node.attributes.s)));
  }
  for (const { attributes: col } of children(child(root, 'cols'), 'col')) {
    const [first, last] = [Math.max(1, Number(col.min)), Math.min(MOST.columns, Number(col.max))];
    if (col.style !== undefined && first <= last)
      lines.push({ startRow: 0, endRow: MOST.rows - 1, startColumn: first - 1, endColumn: last - 1, locked: isLocked(col.style) });
  }
  const matters = lines.some(({ locked }) => !locked);
  for (const cell of cellNodes(root)) {
    if (!isInside(cell)) continue;
    const locked = isLocked(cell.node.attributes.s);
    if (locked && !matters) continue;
    const last = rules.at(-1);
    if (last?.locked === locked && last.startRow === cell.row && last.endRow === cell.row && last.endColumn === cell.column - 1)
      last.endColumn++;
    else rules.push({ startRow: cell.row, endRow: cell.row, startColumn: cell.column, endColumn: cell.column, locked });
  }
  const may = (forbidden: string | undefined) => forbidden !== undefined && !isOn(forbidden);
  return {
    rules: matters ? [...rules, ...lines] : rules,
    ...{ formats: may(attributes.formatCells), columns: may(attributes.formatColumns), rows: may(attributes.formatRows) },
  };
}

const ofRow = (row: number, locked: boolean) => ({ startRow: row, endRow: row, startColumn: 0, endColumn: MOST.columns - 1, locked });
