/** Formulas that rely on what the grid's engine does not calculate. The page looks for them too, where formulas are typed. */
import { CellSet } from './cell-set.js';
import { analyse, type Analysis, type FormulaContext, type FormulaMode } from './followed.js';
import type { Cell } from './references.js';

/** A cell with a formula, without its equals sign. `sheet` is counted from 0. */
export interface FormulaCell extends Cell {
  sheet: number;
  formula: string;
  mode: FormulaMode;
  /** It was analysed before, and the engine follows it. */
  isFollowed?: true;
}

/** Cells whose results the grid does not bring up to date. */
export interface StaleCells {
  /** Formulas that are not followed, or that rely on cells they must not rely on. */
  stale: CellSet;
  /** Of those, the ones that are not followed themselves. */
  roots: CellSet;
}

/** Formulas are looked through so many times for those that depend on others; in longer chains the rest counts as dependent. */
const MOST_ROUNDS = 50;

/** @param sources cells that formulas must not rely on; those that are found are added */
export function dependents(formulas: readonly FormulaCell[], sources: CellSet, context: FormulaContext): StaleCells {
  const [stale, roots] = [new CellSet(), new CellSet()];
  const add = (cell: FormulaCell): void => {
    sources.add(cell.sheet, cell);
    stale.add(cell.sheet, cell);
  };
  let left: { cell: FormulaCell; analysis: Analysis }[] = [];
  for (const cell of formulas) {
    const analysis = analyse(cell.formula, cell.sheet, cell.mode, context);
    if (analysis.isFollowed || cell.isFollowed) left.push({ cell, analysis });
    else {
      add(cell);
      roots.add(cell.sheet, cell);
    }
  }
  for (let round = 0, before = Infinity; left.length < before && !sources.isEmpty; round++) {
    before = left.length;
    left = left.filter(({ cell, analysis }) => {
      const isStale = analysis.isOpen || round > MOST_ROUNDS || analysis.areas.some((area) => sources.touches(area));
      if (isStale) add(cell);
      return !isStale;
    });
  }
  return { stale, roots };
}
