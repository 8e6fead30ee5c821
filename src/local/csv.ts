/** Reads comma-separated values piece by piece (RFC 4180: quotes, doubled quotes, line breaks within quotes). */

const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Rows of a sample that are looked at to tell the delimiter. */
const sampleRows = 20;

/** The delimiter that splits the sample's rows into most cells most evenly; a comma when none does. */
export function detectDelimiter(sample: string): Delimiter {
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const counts = parseCsv(sample, delimiter)
      .slice(0, sampleRows)
      .map((row) => row.length - 1);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const even = counts.filter((count) => count === counts[0]).length / counts.length;
    const score = (total / counts.length) * even ** 2;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

export function parseCsv(text: string, delimiter: Delimiter): string[][] {
  const parser = new CsvParser(delimiter);
  return [...parser.push(text), ...parser.end()];
}

export class CsvParser {
  readonly #delimiter: string;
  #rest = '';

  constructor(delimiter: Delimiter) {
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

  #parse(text: string, final: boolean): string[][] {
    const delimiter = this.#delimiter;
    const rows: string[][] = [];
    let row: string[] = [];
    let rowStart = 0;
    let at = 0;
    while (at < text.length) {
      let cell: string;
      if (text[at] === '"') {
        const close = closingQuote(text, at + 1);
        if (close < 0) {
          if (!final) break;
          cell = text.slice(at + 1);
          at = text.length;
        } else {
          cell = text.slice(at + 1, close).replaceAll('""', '"');
          // What stands between a closing quote and the delimiter is an error by the RFC; kept, since it is content.
          const end = cellEnd(text, close + 1, delimiter);
          cell += text.slice(close + 1, end);
          at = end;
        }
      } else {
        const end = cellEnd(text, at, delimiter);
        cell = text.slice(at, end);
        at = end;
      }
      row.push(cell);
      const end = text[at];
      if (end === delimiter) {
        at++;
        if (at === text.length && final) row.push('');
        else continue;
      } else if (end === '\r' || end === '\n') {
        // A carriage return at the very end may be the first half of a line break.
        if (end === '\r' && at + 1 === text.length && !final) break;
        at += end === '\r' && text[at + 1] === '\n' ? 2 : 1;
      } else if (!final) break;
      rows.push(row);
      row = [];
      rowStart = at;
    }
    this.#rest = final ? '' : text.slice(rowStart);
    return rows;
  }
}

/** Index of the quote that ends a quoted cell; -1 when it has not come yet. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function cellEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === delimiter || character === '\n' || character === '\r') break;
  }
  return at;
}
