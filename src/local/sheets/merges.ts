/** Merged cells as the grid can draw them (ECMA-376 part 1, 18.3.1.55). */
import { child, children, type XmlNode } from '../packages/xml.js';
import { readRanges, type Range } from './references.js';

/** Cells of one merge; more are not drawn as one: laying them out would take the page too long. */
const MOST_MERGED = 250_000;

/**
 * @param size rows and columns the grid has: what reaches beyond them is cut off
 * @returns the merges that can be drawn, and how many can't: what overlaps another, is no range, or is too large
 */
export function readMerges(root: XmlNode, size: { rowCount: number; columnCount: number }): { merges: Range[]; leftOut: number } {
  const all = children(child(root, 'mergeCells'), 'mergeCell');
  const valid = all.flatMap(({ attributes }) => readRanges(attributes.ref ?? '').slice(0, 1)).map((range) => cutOff(range, size));
  const merges: Range[] = [];
  // By rows: of those that begin further up only the ones that reach this row can be in the way.
  let reaching: Range[] = [];
  for (const range of valid.sort((a, b) => a.startRow - b.startRow || areaOf(a) - areaOf(b))) {
    reaching = reaching.filter(({ endRow }) => endRow >= range.startRow);
    const isFree = reaching.every(({ startColumn, endColumn }) => endColumn < range.startColumn || startColumn > range.endColumn);
    if (areaOf(range) < 2 || areaOf(range) > MOST_MERGED || !isFree) continue;
    merges.push(range);
    reaching.push(range);
  }
  return { merges, leftOut: all.length - merges.length };
}

function cutOff(range: Range, { rowCount, columnCount }: { rowCount: number; columnCount: number }): Range {
  return { ...range, endRow: Math.min(range.endRow, rowCount - 1), endColumn: Math.min(range.endColumn, columnCount - 1) };
}

/** 0 or less for one that lies beyond the grid. */
function areaOf({ startRow, endRow, startColumn, endColumn }: Range): number {
  return Math.max(0, endRow - startRow + 1) * Math.max(0, endColumn - startColumn + 1);
}
