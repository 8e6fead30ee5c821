/** A workbook that is too large for a grid, as far as it can be shown: the first rows of its sheets, read as a stream. */
import { ZipFile } from '../ooxml/zip-file.js';
import type { Workbook } from './workbook.js';

/** Cells that are shown of all sheets together: a grid of them is read and drawn within seconds. */
const MOST_CELLS = 200_000;

/** Shared strings that are read, and the most of what stands behind a sheet's rows, characters. Cells whose string is not read show an ellipsis. */
const MOST_STRINGS = 400_000;
const LONGEST_REST = 2 * 1024 * 1024;

/** `<c/>`, characters. */
const SHORTEST_CELL = 4;

/** Longer than any tag that is looked for, characters: what is cut in two by the end of a chunk is found in the next. */
const OVERLAP = 64;

export interface FirstRows {
  zip: ZipFile;
  /** Rows that are left out, by the name of the sheet's part. */
  leftOut: ReadonlyMap<string, number>;
}

/** @throws {Error} when the file is damaged */
export async function firstRowsOf({ zip, sheets, related }: FirstRowsSource): Promise<FirstRows> {
  const parts = new Map<string, string>();
  const leftOut = new Map<string, number>();
  let cells = MOST_CELLS;
  for (const { part, hidden } of sheets) {
    if (hidden) continue;
    const head = await headOf(zip, part, { unit: 'row', counted: 'c', container: 'sheetData', most: cells });
    parts.set(part, head.text);
    leftOut.set(part, head.left);
    cells = Math.max(1, cells - head.count);
  }
  for (const part of related('sharedStrings')) {
    parts.set(part, (await headOf(zip, part, { unit: 'si', counted: 'si', container: 'sst', most: MOST_STRINGS })).text);
  }
  // The directory of the ZIP file stays: a part of a hidden sheet is as it was.
  return { zip: zip.with(parts), leftOut };
}

type FirstRowsSource = Pick<Workbook, 'zip' | 'sheets'> & { related: (type: string) => string[] };

interface What {
  /** Element that is kept as a whole, and the one that is counted in it. */
  unit: string;
  counted: string;
  /** Element around them. */
  container: string;
  most: number;
}

/** @returns the beginning of a part as well-formed XML, how much is in it, and how many units are left out */
async function headOf(zip: ZipFile, part: string, what: What): Promise<{ text: string; count: number; left: number }> {
  const close = new RegExp(`</(?:[\\w.-]+:)?${what.container}\\s*>`);
  let text = '';
  let prefix: string | undefined;
  let count = 0;
  let rest: string | undefined;
  let left = 0;
  let tail = '';
  const decoder = new TextDecoder();
  for await (const chunk of zip.stream(part)) {
    const piece = decoder.decode(chunk, { stream: true });
    if (rest === undefined) {
      prefix ??= prefixOf(piece);
      count += countTags(tail + piece, prefix + what.counted) - countTags(tail, prefix + what.counted);
      text += piece;
      tail = piece.slice(-OVERLAP);
      if (count <= what.most) continue;
      const end = lastEnd(text, prefix + what.unit);
      rest = text.slice(end);
      text = text.slice(0, end);
      left = countTags(rest, prefix + what.unit);
      tail = rest.slice(-OVERLAP);
    } else {
      left += countTags(tail + piece, prefix + what.unit) - countTags(tail, prefix + what.unit);
      tail = (tail + piece).slice(-OVERLAP);
      rest = rest.length > LONGEST_REST ? rest : rest + piece;
    }
    const closing = close.exec(rest);
    // Only what stands behind the rows is of use.
    if (closing) rest = rest.slice(closing.index);
    else rest = rest.slice(-OVERLAP);
  }
  if (rest === undefined) return { text, count, left: 0 };
  const isWhole = close.test(rest) && rest.length <= LONGEST_REST;
  return { text: text + (isWhole ? rest : closingTags(text, what.container)), count, left };
}

/** Of the root element, with its colon: the others have the same. */
const prefixOf = (text: string) => /<([\w.-]+:)?\w+[\s/>]/.exec(text.slice(text.indexOf('?>') + 1))?.[1] ?? '';

/** Start tags of a name, in a fraction of the time that parsing takes. @param name with its prefix */
export function countTags(text: string, name: string): number {
  const mark = `<${name}`;
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    if (/[\s/>]/.test(text.charAt(at + mark.length))) count++;
  }
  return count;
}

/** @throws {RangeError} when a sheet has more cells, before it is parsed */
export function checkCells({ zip, sheets }: Pick<Workbook, 'zip' | 'sheets'>, most: number): void {
  for (const { part } of sheets) {
    if ((zip.sizeOf(part) ?? 0) < most * SHORTEST_CELL) continue;
    const text = zip.text(part) ?? '';
    if (countTags(text, `${prefixOf(text)}c`) > most) throw new RangeError('the workbook has too many cells');
  }
}

/** Where the last whole unit ends. @param name with its prefix @throws {SyntaxError} when there is none */
function lastEnd(text: string, name: string): number {
  const mark = `</${name}>`;
  const last = text.lastIndexOf(mark);
  if (last < 0) throw new SyntaxError(`no ${name} ends`);
  return last + mark.length;
}

/** Of the container and of the root element. */
function closingTags(text: string, container: string): string {
  const root = /<([\w.-]+:)?(\w+)[\s>]/.exec(text.slice(text.indexOf('?>') + 2));
  const [prefix, name] = [root?.[1] ?? '', root?.[2] ?? ''];
  return name === container ? `</${prefix}${name}>` : `</${prefix}${container}></${prefix}${name}>`;
}
