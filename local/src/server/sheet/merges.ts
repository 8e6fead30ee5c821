/** Merged cells as the grid can draw them (ECMA-376 part 1, 18.3.1.55). */
import { child, children, type XmlNode } from '../ooxml/xml.js';
import { readRanges, type Range } from '../../shared/sheet/references.js';

/** Cells of one merge; more are not drawn as one: laying them out would take the page too long. */
const MOST_MERGED = 250_000;
/** Rows. */
const BLOCK = 64;

/**
 * @param size rows and columns the grid has: what reaches beyond them is cut off
 * @returns the merges that can be drawn, and how many can't: what overlaps another, is no range, or is too large
 */
export function readMerges(root: XmlNode, size: { rowCount: number; columnCount: number }): { merges: Range[]; leftOut: number } {
  const all = children(child(root, 'mergeCells'), 'mergeCell');
  const valid = all.flatMap(({ attributes }) => readRanges(attributes.ref ?? '').slice(0, 1)).flatMap((range) => cutOff(range, size));
  const merges: Range[] = [];
  // By blocks of rows: only what reaches into the same block can be in the way.
  const blocks = new Map<number, Range[]>();
  for (const range of valid.sort((a, b) => areaOf(a) - areaOf(b))) {
    if (areaOf(range) < 2 || areaOf(range) > MOST_MERGED) continue;
    const reached = Array.from(
      { length: Math.floor(range.endRow / BLOCK) - Math.floor(range.startRow / BLOCK) + 1 },
      (_, index) => Math.floor(range.startRow / BLOCK) + index,
    );
    if (reached.some((block) => blocks.get(block)?.some((other) => overlap(range, other)))) continue;
    merges.push(range);
    for (const block of reached) {
      const others = blocks.get(block);
      if (others) others.push(range);
      else blocks.set(block, [range]);
    }
  }
  merges.sort((a, b) => a.startRow - b.startRow || a.startColumn - b.startColumn);
  return { merges, leftOut: all.length - merges.length };
}

const overlap = (a: Range, b: Range): boolean =>
  a.startRow <= b.endRow && b.startRow <= a.endRow && a.startColumn <= b.endColumn && b.startColumn <= a.endColumn;

/** None of one that is larger than the grid both ways: it would hide every cell. */
function cutOff(range: Range, { rowCount, columnCount }: { rowCount: number; columnCount: number }): Range[] {
  if (range.endRow >= rowCount && range.endColumn >= columnCount) return [];
  return [{ ...range, endRow: Math.min(range.endRow, rowCount - 1), endColumn: Math.min(range.endColumn, columnCount - 1) }];
}

/** 0 or less for one that lies beyond the grid. */
function areaOf({ startRow, endRow, startColumn, endColumn }: Range): number {
  return Math.max(0, endRow - startRow + 1) * Math.max(0, endColumn - startColumn + 1);
}
