/** Find for the table view: all cells searched in slices, matches counted by cell. */
import type { FindQuery, FindResult } from '../view.js';

export interface CellRef {
  row: number;
  column: number;
}

/** More matching cells than these are not counted. */
const mostMatches = 20_000;
/** Time one slice of the search may take before the page gets a turn, ms. */
const sliceTime = 12;

export class TableFind {
  readonly #rows: readonly string[][];
  readonly #go: (cell: CellRef | null, reveal: boolean) => void;
  readonly #found: (result: FindResult) => void;
  #test: ((cell: string) => boolean) | null = null;
  #all = true;
  #matches: CellRef[] = [];
  #index = -1;
  #run = 0;

  /** @param go shows a match, or that there is none any more; with `reveal` where it is */
  constructor(rows: readonly string[][], go: (cell: CellRef | null, reveal: boolean) => void, found: (result: FindResult) => void) {
    this.#rows = rows;
    this.#go = go;
    this.#found = found;
  }

  /** Whether a cell is to be marked. */
  marks(cell: string): boolean {
    return this.#all && (this.#test?.(cell) ?? false);
  }

  get current(): CellRef | null {
    return this.#matches[this.#index] ?? null;
  }

  start({ text, matchCase, highlightAll }: FindQuery, from: number): void {
    this.#all = highlightAll;
    const wanted = matchCase ? text : text.toLowerCase();
    this.#test = text ? (cell) => (matchCase ? cell : cell.toLowerCase()).includes(wanted) : null;
    this.#matches = [];
    this.#index = -1;
    this.#go(null, false);
    void this.#search(++this.#run, from, true);
  }

  /** The rows have changed: searches again and leaves the reader where they are. */
  refresh(): void {
    const row = this.current?.row ?? 0;
    this.#matches = [];
    this.#index = -1;
    this.#go(null, false);
    void this.#search(++this.#run, row, false);
  }

  next(backwards: boolean): void {
    const count = this.#matches.length;
    if (count > 0) this.#select((this.#index + (backwards ? -1 : 1) + count) % count, true);
    this.#report(false);
  }

  /** @param from row the reader is at: the first match from there is selected */
  async #search(run: number, from: number, reveal: boolean): Promise<void> {
    const test = this.#test;
    if (!test) return;
    let sliceEnd = performance.now() + sliceTime;
    for (let row = 0; row < this.#rows.length && this.#matches.length < mostMatches; row++) {
      this.#rows[row]!.forEach((cell, column) => {
        if (!test(cell)) return;
        this.#matches.push({ row, column });
        if (this.#index < 0 && row >= from) this.#select(this.#matches.length - 1, reveal);
      });
      if (performance.now() > sliceEnd) {
        this.#report(true);
        await new Promise((resolve) => setTimeout(resolve));
        if (run !== this.#run) return;
        sliceEnd = performance.now() + sliceTime;
      }
    }
    if (this.#index < 0 && this.#matches.length > 0) this.#select(0, reveal);
    this.#report(false);
  }

  #select(index: number, reveal: boolean): void {
    this.#index = index;
    this.#go(this.#matches[index]!, reveal);
  }

  #report(pending: boolean): void {
    this.#found({ current: this.#index + 1, total: this.#matches.length, pending });
  }
}
