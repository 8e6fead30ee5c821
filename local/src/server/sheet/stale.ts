/**
 * Formulas whose results the grid cannot bring up to date: those its engine does not follow, and all that depend on them. Their results stay as the program that
 * calculated them last has left them; the grid marks them after a change, and the file asks the next program to calculate everything anew.
 */
import type { CellChange } from '../../shared/page-api.js';
import { child } from '../ooxml/xml.js';
import { CellSet } from '../../shared/sheet/cell-set.js';
import { isDateFormat } from '../../shared/sheet/dates.js';
import { dependents, type FormulaCell, type StaleCells } from '../../shared/sheet/dependents.js';
import type { FormulaContext } from '../../shared/sheet/followed.js';
import type { Cell } from '../../shared/sheet/references.js';
import { tablesOf } from './tables.js';
import { cellNodes, isOn, sharedCells, type Workbook } from './workbook.js';

export function contextOf(workbook: Workbook): FormulaContext {
  const hidesRows = (index: number) => /<(?:\w+:)?row\b[^>]*\shidden="(?:1|true)"/.test(workbook.sheetSource(index));
  const all = workbook.sheets.map((_, index) => index);
  return {
    sheets: workbook.sheets.map(({ name }) => name),
    tables: all.flatMap((index) => tablesOf(workbook, index).map(({ style: _, ...table }) => table)),
    names: workbook.definedNames,
    is1904: workbook.is1904,
    hasHiddenRows: all.some(hidesRows),
    calculatesOtherwise: calculatesOtherwise(workbook),
  };
}

/** @param changes what is changed in the workbook by now @returns cells whose results the grid's engine must not change */
export function staleCells(workbook: Workbook, context: FormulaContext, changes: readonly CellChange[] = []): StaleCells {
  const sources = new CellSet();
  const filled: (Cell & { sheet: number })[] = [];
  const dates: (Cell & { sheet: number })[] = [];
  const formulas: FormulaCell[] = [];
  const changed = new Set(
    changes.flatMap(({ sheet, row, column, value, computed }) => (value === undefined || computed ? [] : `${sheet} ${row} ${column}`)),
  );
  workbook.sheets.forEach((_, sheet) => {
    const source = workbook.sheetSource(sheet);
    // Most sheets of most workbooks have none.
    if (!/<(?:\w+:)?f[\s/>]/.test(source) && !context.is1904) return;
    const { root } = workbook.sheet(sheet);
    for (const { node } of cellNodes(root)) {
      const f = child(node, 'f');
      const area = f && sharedCells(f);
      if (!area) continue;
      for (let { row } = area.from; row <= area.to.row; row++)
        for (let { column } = area.from; column <= area.to.column; column++) filled.push({ sheet, row, column });
    }
    for (const { row, column, formula, mode, value, style } of workbook.cells(root)) {
      if (changed.has(`${sheet} ${row} ${column}`)) continue;
      if (formula !== undefined) formulas.push({ sheet, row, column, formula, mode });
      // Formulas that count with days come to other numbers in the grid.
      if (context.is1904 && typeof value === 'number' && isDateFormat(workbook.patterns[style ?? 0])) dates.push({ sheet, row, column });
    }
  });
  for (const { sheet, row, column, formula, computed } of changes)
    if (formula !== undefined && !computed) formulas.push({ sheet, row, column, formula, mode: 'dynamic' });
  for (const cell of [...filled, ...dates]) sources.add(cell.sheet, cell);
  const { stale, roots } = dependents(formulas, sources, context);
  for (const cell of filled) {
    stale.add(cell.sheet, cell);
    roots.add(cell.sheet, cell);
  }
  for (const cell of dates) roots.add(cell.sheet, cell);
  return { stale, roots };
}

/** Formulas that rely on what is changed: where the page could not calculate them, what the file has of them is of the numbers before. */
export function outdatedCells(workbook: Workbook, context: FormulaContext, changes: readonly CellChange[]): CellSet {
  const sources = new CellSet();
  for (const change of changes) if (change.value !== undefined && !change.computed) sources.add(change.sheet, change);
  const formulas = workbook.sheets.flatMap((_, sheet) =>
    [...workbook.cells(workbook.sheet(sheet).root)].flatMap(({ row, column, formula, mode }): FormulaCell[] =>
      formula === undefined || sources.has(sheet, { row, column }) ? [] : [{ sheet, row, column, formula, mode, isFollowed: true }],
    ),
  );
  return dependents(formulas, sources, context).stale;
}

/** Iterations, and numbers rounded as they are shown (18.2.2): the engine knows neither. */
function calculatesOtherwise({ root }: Workbook): boolean {
  const { iterate, fullPrecision = '1' } = child(root, 'calcPr')?.attributes ?? {};
  return isOn(iterate) || !isOn(fullPrecision);
}
