/** Finds text in a workbook's cells, sheet by sheet, row by row. */
import type { SheetGrid } from './grid.js';
import type { FindQuery, FindResult } from '../view.js';

interface Match {
  sheet: string;
  row: number;
  column: number;
}

export class SheetFind {
  grid: SheetGrid | null = null;
  #matches: Match[] = [];
  #current = 0;

  constructor(private readonly tell: (result: FindResult) => void) {}

  start({ text, matchCase }: FindQuery): void {
    const fold = (value: string) => (matchCase ? value : value.toLowerCase());
    const wanted = fold(text);
    this.#matches = [];
    if (wanted) {
      for (const sheet of this.grid?.workbook.getSheets() ?? []) {
        if (sheet.isSheetHidden()) continue;
        sheet.getCellMatrix().forValue((row, column) => {
          const shown = sheet.getCell(row, column)?.v;
          if (shown !== undefined && shown !== null && fold(String(shown)).includes(wanted))
            this.#matches.push({ sheet: sheet.getSheetId(), row, column });
        });
      }
    }
    this.#current = this.#matches.length > 0 ? 1 : 0;
    this.#show();
  }

  next(backwards: boolean): void {
    const { length } = this.#matches;
    if (length === 0) return;
    this.#current = ((this.#current - 1 + (backwards ? -1 : 1) + length) % length) + 1;
    this.#show();
  }

  #show(): void {
    this.tell({ current: this.#current, total: this.#matches.length, pending: false });
    const match = this.#matches[this.#current - 1];
    const { grid } = this;
    void grid?.drawn.then(() => {
      if (!match || grid !== this.grid || match !== this.#matches[this.#current - 1]) return;
      const workbook = grid.api.getActiveWorkbook();
      workbook?.setActiveSheet(match.sheet);
      const sheet = workbook?.getActiveSheet();
      sheet?.getRange(match.row, match.column).activate();
      sheet?.scrollToCell(Math.max(0, match.row - 3), Math.max(0, match.column - 2));
    });
  }
}
