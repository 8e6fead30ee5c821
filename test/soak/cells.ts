/** Documents of cells: workbooks and csv. Cell A1 is other people’s; column A has numbers, F formulas of them, the rest words. */
import { select as selectOnce } from '../setup/grid.js';
import type { Frame } from 'puppeteer-core';
import type { Desk } from './desk.js';
import { firstDifference, type Model } from './kind.js';
import type { Random } from './random.js';

export const ROWS = 9;
const COLUMNS = 'ABCDEF';
const WORDS = 'BCDE';

export interface CellsKind {
  /** The cells of the file, by name: what is written in them, formulas with `=`; empty ones left out. */
  read(file: Buffer): Map<string, string>;
  /** The results of the formulas, by name. */
  results(file: Buffer): Map<string, number>;
  withFirst(file: Buffer, value: string): Buffer;
  hasFormulas: boolean;
}

/** A grid that is made anew for another program's version takes the field of names, or the focus, with it: it is chosen once more then. */
async function select(frame: Frame, cell: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await selectOnce(frame, cell, 10_000);
    } catch (error) {
      if (tries === 8) throw error;
    }
  }
}

export function cellsModel(kind: CellsKind, cells: Map<string, string>): Model {
  let words = 0;
  let others = 0;
  /** What the last act changed, as it was before: one step for undo. None when the grid may have been made anew since. */
  let step: Map<string, string> | null = null;
  /** Something is undone, and may be all there was to undo: then the keys for both would do it again. */
  let isUndone = false;
  const at = (cell: string) => cells.get(cell) ?? '';
  const put = (cell: string, value: string) => (value ? cells.set(cell, value) : cells.delete(cell));

  function change(wanted: Readonly<Record<string, string>>): void {
    isUndone = false;
    const before = new Map(Object.keys(wanted).map((cell) => [cell, at(cell)]));
    // What is written once more as it was is no step.
    step = [...before].some(([cell, value]) => value !== wanted[cell]) ? before : null;
    for (const [cell, value] of Object.entries(wanted)) put(cell, value);
  }
  const anyCell = (random: Random, columns = COLUMNS) => `${random.pick([...columns])}${random.between(2, ROWS)}`;
  function newValue(cell: string, random: Random): string {
    words++;
    const [column, row] = [cell[0]!, Number(cell.slice(1))];
    if (column === 'A') return String(words);
    if (column !== 'F' || !kind.hasFormulas) return `w${words}`;
    return random.pick([`=A${row}*2`, `=SUM(A2:A${row})`, `=A2+A${row}`]);
  }
  const number = (cell: string) => Number(at(cell) || 0);
  function resultOf(formula: string): number {
    const [, product, sum, other] = /=A(\d+)\*2|=SUM\(A2:A(\d+)\)|=A2\+A(\d+)/.exec(formula) ?? [];
    if (product) return number(`A${product}`) * 2;
    if (other) return number('A2') + number(`A${other}`);
    let total = 0;
    for (let row = 2; row <= Number(sum); row++) total += number(`A${row}`);
    return total;
  }
  async function write(desk: Desk, random: Random, then: 'Enter' | 'Tab' | null): Promise<string> {
    const cell = anyCell(random);
    const value = newValue(cell, random);
    await select(desk.frame, cell);
    change({ [cell]: value });
    await desk.page.keyboard.type(value);
    if (then) await desk.press(then);
    return `${cell}: ${value}`;
  }

  const acts: Model['acts'] = {
    'type and Enter': (desk, random) => write(desk, random, 'Enter'),
    'type and Tab': (desk, random) => write(desk, random, 'Tab'),
    'type and leave it open': (desk, random) => write(desk, random, null),
    async 'type and Escape'(desk, random) {
      await select(desk.frame, anyCell(random));
      step = null;
      await desk.page.keyboard.type('never mind');
      await desk.press('Escape');
    },
    async 'append with F2'(desk, random) {
      const cell = anyCell(random, WORDS);
      await select(desk.frame, cell);
      change({ [cell]: `${at(cell)}x` });
      await desk.press('F2');
      await desk.page.keyboard.type('x');
      await desk.press('Enter');
      return cell;
    },
    async delete(desk, random) {
      const cell = anyCell(random);
      await select(desk.frame, cell);
      change({ [cell]: '' });
      await desk.press('Delete');
      return cell;
    },
    async 'delete a range'(desk, random) {
      const [column, row] = [random.between(1, 3), random.between(2, ROWS - 1)];
      const range = [0, 1].flatMap((right) => [0, 1].map((down) => `${COLUMNS[column + right]!}${row + down}`));
      await select(desk.frame, range[0]!);
      await desk.press('Shift', 'ArrowRight');
      await desk.press('Shift', 'ArrowDown');
      change(Object.fromEntries(range.map((cell) => [cell, ''])));
      await desk.press('Delete');
      return range[0];
    },
    async paste(desk, random) {
      const [column, row] = [random.between(1, 3), random.between(2, ROWS - 1)];
      await select(desk.frame, `${COLUMNS[column]!}${row}`);
      const values = [0, 1].map((down) => [0, 1].map((right) => [`${COLUMNS[column + right]!}${row + down}`, `p${++words}`] as const));
      change(Object.fromEntries(values.flat()));
      await desk.paste(values.map((line) => line.map(([, value]) => value).join('\t')).join('\n'));
      return values[0]![0]![0];
    },
    async undo(desk, random) {
      if (!step) return 'nothing';
      // The field of cell names has the keys for a moment, and the step is still the last one.
      await select(desk.frame, anyCell(random));
      for (const [cell, value] of step) put(cell, value);
      const undone = [...step.keys()].join(' ');
      step = null;
      isUndone = true;
      await desk.press('Control', 'z');
      return undone;
    },
    async 'undo and redo'(desk, random) {
      if (isUndone) return 'nothing';
      await select(desk.frame, anyCell(random));
      await desk.press('Control', 'z');
      await desk.press('Control', 'y');
      return undefined;
    },
  };

  const listOf = (all: ReadonlyMap<string, string | number>) => [...all].map(([cell, value]) => `${cell}: ${value}`).sort();
  return {
    acts,
    async enter(desk) {
      [step, isUndone] = [null, false];
      await select(desk.frame, 'B2');
    },
    savedByOthers(file) {
      step = null;
      cells.set('A1', `other ${++others}`);
      return kind.withFirst(file, at('A1'));
    },
    waitForOthers: () => Promise.resolve(),
    difference(file) {
      const results = kind.results(file);
      // A page that is closed does not wait for results; the file has none then, and says that they must be calculated.
      const formulas = [...cells].filter(([cell, value]) => value.startsWith('=') && results.has(cell));
      return (
        firstDifference(listOf(kind.read(file)), listOf(cells)) ??
        firstDifference(listOf(results), listOf(new Map(formulas.map(([cell, formula]) => [cell, resultOf(formula)]))))
      );
    },
    // A grid is a picture: what it shows is seen in the file.
    shownDifference: () => Promise.resolve(undefined),
  };
}
