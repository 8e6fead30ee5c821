/**
 * Separated values (RFC 4180: quotes, doubled quotes, line breaks within quotes), read once for the server and the page: every cell with its
 * place in the text, so that a change touches nothing else.
 */

/** One cell; `start` and `end` include its quotes, `value` does not. */
export interface RawCell {
  start: number;
  end: number;
  value: string;
}

/** One row; `end` is an offset in the text, in UTF-16 code units. */
export interface RawRow {
  cells: RawCell[];
  /** Where its line break begins. */
  end: number;
}

/**
 * Reads rows from a place in a text.
 * @param isWhole whether the text ends here; otherwise a last row without line break is left for later
 * @param most cells that may be read
 * @throws {RangeError} when there are more cells
 * @returns the rows, and where the first row begins that is left
 */
export function scanRows(text: string, delimiter: string, start = 0, isWhole = true, most = Infinity): { rows: RawRow[]; next: number } {
  const rows: RawRow[] = [];
  let cells: RawCell[] = [];
  let rowStart = start;
  let at = start;
  let count = 0;
  while (at < text.length || cells.length > 0) {
    if (++count > most) throw new RangeError('the table has too many cells');
    const cellStart = at;
    let value = '';
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close < 0 && !isWhole) break;
      const end = close < 0 ? text.length : close;
      value = text.slice(at + 1, end).replaceAll('""', '"');
      at = Math.min(end + 1, text.length);
    }
    // What stands between a closing quote and the delimiter is an error by the RFC; kept, since it is content.
    const rest = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
    cells.push({ start: cellStart, end: at, value: value + text.slice(rest, at) });
    if (text[at] === delimiter) {
      at++;
      continue;
    }
    // A carriage return at the very end may be the first half of a line break.
    if (!isWhole && (at >= text.length || (text[at] === '\r' && at + 1 === text.length))) break;
    rows.push({ cells, end: at });
    cells = [];
    if (at < text.length) at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    rowStart = at;
  }
  return { rows, next: isWhole ? text.length : rowStart };
}

/** Index of the quote that ends a quoted cell; -1 when there is none. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

/** A value in quotes. */
export const inQuotes = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** Reads cells piece by piece. */
export class CsvParser {
  readonly #delimiter: string;
  #rest = '';

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows that are complete so far. */
  push(text: string): string[][] {
    return this.#parse(this.#rest + text, false);
  }

  /** The last row, when no line break ended it. */
  end(): string[][] {
    return this.#parse(this.#rest, true);
  }

  #parse(text: string, isWhole: boolean): string[][] {
    const { rows, next } = scanRows(text, this.#delimiter, 0, isWhole);
    this.#rest = text.slice(next);
    return rows.map(({ cells }) => cells.map(({ value }) => value));
  }
}
