/** Where the cells of a table are: widths from a sample of the content, positions, and what a window of it shows. All lengths in px at 100 %. */

export const rowHeight = 26;
export const headerHeight = 26;
const narrowest = 60;
const widest = 400;
/** Rows whose content decides a column's width. */
const sampleRows = 200;
/** Around a cell's text: padding and border. */
const cellPadding = 17;

/** Spreadsheet names of columns: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) name = String.fromCharCode(65 + (rest % 26)) + name;
  return name;
}

/** Like every spreadsheet, numbers stand to the right. */
export function isNumeric(cell: string): boolean {
  return /^\s*[-+]?[$€£¥]?\d[\d,.\s]*%?\s*$/.test(cell);
}

/** Only one line of a cell is shown. */
export function oneLine(cell: string): string {
  return cell.length > 300 ? cell.slice(0, 300) : cell;
}

export class TableLayout {
  /** Left edge of every column, and the right edge of the last. */
  readonly lefts: number[] = [0];
  /** Width of the column of row numbers. */
  gutter = 46;

  /** Forgets all columns. */
  clear(): void {
    this.lefts.length = 1;
  }

  /** @param font CSS font of the cells at 100 % */
  measure(rows: readonly string[][], font: string): void {
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = font;
    const sample = rows.slice(0, sampleRows);
    const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
    for (let column = this.lefts.length - 1; column < columns; column++) {
      const content = sample.reduce((most, row) => Math.max(most, context.measureText(oneLine(row[column] ?? '')).width), 0);
      const width = Math.min(widest, Math.max(narrowest, Math.ceil(content) + cellPadding));
      this.lefts.push(this.lefts[column]! + width);
    }
    this.gutter = Math.max(46, Math.ceil(context.measureText(String(rows.length)).width) + cellPadding);
  }

  get columns(): number {
    return this.lefts.length - 1;
  }

  get width(): number {
    return this.lefts.at(-1)!;
  }

  widthOf(column: number): number {
    return this.lefts[column + 1]! - this.lefts[column]!;
  }

  /** First and one past the last column that a window from `left` to `right` shows. */
  columnsBetween(left: number, right: number): [number, number] {
    let [low, high] = [0, this.columns];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lefts[middle + 1]! <= left) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.columns && this.lefts[end]! < right) end++;
    return [low, end];
  }
}
