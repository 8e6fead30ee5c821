/** Whether so much of a Word document has changed that it has to be looked at more closely. */
import type { EditorView } from 'prosemirror-view';

type Doc = EditorView['state']['doc'];

/** From the first change to the last, ProseMirror's positions: about a page of text. */
const MUCH = 2_000;

/** Cheap in documents of any length: what is the same is the same object, and is skipped. */
export function hasChangedMuch(before: Doc | undefined, after: Doc | undefined): boolean {
  if (!before || !after || before === after) return false;
  const from = before.content.findDiffStart(after.content);
  const ends = before.content.findDiffEnd(after.content);
  if (from === null || ends === null) return false;
  if (Math.max(ends.a, ends.b) - from > MUCH) return true;
  let holdsMore = false;
  const to = Math.max(ends.b, from);
  after.nodesBetween(Math.min(from, after.content.size), Math.min(to, after.content.size), ({ isLeaf, isText, marks }) => {
    // Pictures and links are named when the whole is written.
    holdsMore ||= (isLeaf && !isText) || marks.some(({ type }) => type.name === 'hyperlink');
  });
  return holdsMore;
}
