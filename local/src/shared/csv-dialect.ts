/**
 * How a text separates its values: told by Excel's `sep=` line, else by trying every delimiter and scoring the rows it makes. A score is the
 * evenness of the rows times the share of cells that look like one value (after van den Burg, Nazábal and Sutton, "Wrangling messy CSV
 * files by detecting row and type patterns", 2019), so that the commas of decimals split nothing.
 */
import { scanRows } from './csv.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The beginning of a text that tells, characters, and the rows of it that are looked at. */
export const DIALECT_SAMPLE = 2 ** 16;
const SAMPLE_ROWS = 200;

/** What a delimiter's score is multiplied by where a quote is left open: rows that end up in one cell say nothing of the table. */
const OPEN_QUOTE = 0.1;

/** `sep=;` alone in the first line, in quotes or not. Excel shows a table without it. */
const SEP_LINE = /^("?)sep=([^\r\n"])\1(?:\r\n?|\n|$)/i;

/** How a text of separated values is read. */
export interface Dialect {
  delimiter: string;
  /** Where the first row begins: behind a `sep=` line. */
  start: number;
}

/** A comma where nothing says otherwise. */
export function dialectOf(text: string): Dialect {
  const told = SEP_LINE.exec(text);
  if (told) return { delimiter: told[2]!, start: told[0].length };
  const sample = text.slice(0, DIALECT_SAMPLE);
  let best: string = DELIMITERS[0];
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(sample, delimiter, sample.length === text.length);
    if (score > most) [best, most] = [delimiter, score];
  }
  return { delimiter: best, start: 0 };
}

/** Whether a value could be taken for a `sep=` line, or be split, where another delimiter is tried. */
export const misleads = (value: string): boolean => /[,;\t|]|^sep=/i.test(value);

function scoreOf(sample: string, delimiter: string, isWhole: boolean): number {
  const scanned = scanRows(sample, delimiter, 0, isWhole).rows;
  // A single long row is better than nothing.
  const rows = (scanned.length > 0 ? scanned : scanRows(sample, delimiter).rows)
    .slice(0, SAMPLE_ROWS)
    .filter(({ cells }) => cells.length > 1 || sample.slice(cells[0]!.start, cells[0]!.end).trim() !== '');
  const byLength = new Map<number, number>();
  let [cellCount, likely, weight] = [0, 0, 1];
  for (const { cells } of rows) {
    byLength.set(cells.length, (byLength.get(cells.length) ?? 0) + 1);
    for (const { start, end } of cells) {
      cellCount++;
      const cell = sample.slice(start, end);
      if (isOneValue(cell)) likely++;
      if (isLeftOpen(cell)) weight = OPEN_QUOTE;
    }
  }
  const evenness = [...byLength].reduce((sum, [length, count]) => sum + (count * (length - 1)) / length, 0) / (byLength.size || 1);
  // By the row: line breaks in quotes make rows of their own with another delimiter.
  return cellCount === 0 ? 0 : (evenness / rows.length) * (likely / cellCount) * weight;
}

/** @param cell as it is written */
export const isLeftOpen = (cell: string): boolean => /^"(?:[^"]|"")*$/.test(cell);

/** A number with its sign, currency or percent, in whichever way it groups digits and writes decimals. */
const NUMBER = /^[(+-]?(?:\p{Sc}|[A-Z]{3})?\s?\d[\d.,'\u00a0\u202f ]*\)?\s?(?:%|\p{Sc}|[A-Z]{3}|[eE][+-]?\d+)?\)?$/u;

/** Words may have commas with a space behind them; another delimiter, or a quote, within a value says that it is more than one. */
function isOneValue(cell: string): boolean {
  if (cell.startsWith('"')) return /^"(?:[^"]|"")*"$/.test(cell);
  const text = cell.trim();
  return text === '' || NUMBER.test(text) || !/[;\t|"]|,(?! )/.test(text);
}
