/** Another version of a Word document, as a change to the one in the editor: what is the same stays, with carets, comments and undo steps in it. */
import type { Node } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { align } from './align.js';

/** Attributes that do not come from the file: the editor names paragraphs without a name anew whenever it reads them. */
const NAMES = new Set(['paraId', 'textId']);

/** @returns null when the versions cannot be brought together */
export function changeTo(state: EditorState, next: Node): Transaction | null {
  const is = state.schema.nodeFromJSON(next.toJSON());
  if (JSON.stringify(state.doc.attrs) !== JSON.stringify(is.attrs)) return null;
  const { tr } = state;
  try {
    changeChildren(tr, state.doc, is, 0);
  } catch (error) {
    // A step that does not fit the schema.
    if (error instanceof RangeError || error instanceof Error) return null;
    throw error;
  }
  if (keyOf(tr.doc) !== keyOf(is)) return null;
  // The reader undoes only what the reader has done, and it is not the reader's suggestion.
  return tr.setMeta('addToHistory', false).setMeta('suggestionModeBypass', true);
}

/** Equal for nodes that say the same. */
const keyOf = (node: Node): string =>
  JSON.stringify(node.toJSON(), (name: string, value: unknown) => (NAMES.has(name) ? undefined : value));

/** @param start of the children of `was`, in the document before the change. Later ones are changed first, so that places before them stay. */
function changeChildren(tr: Transaction, was: Node, is: Node, start: number): void {
  const places = [start];
  was.forEach((child) => places.push(places.at(-1)! + child.nodeSize));
  const [old, next] = [was, is].map((parent) => parent.children.map((node) => ({ node, key: keyOf(node) }))) as [Block[], Block[]];
  for (const { from, to, nextFrom, nextTo } of align(old, next, (one, other) => one.key === other.key).reverse()) {
    const gaps = align(old.slice(from, to), next.slice(nextFrom, nextTo), isAlike, 'pairs').reverse();
    for (const gap of gaps) {
      const [first, end] = [from + gap.from, from + gap.to];
      if (gap.isPair) changeNode(tr, old[first]!.node, next[nextFrom + gap.nextFrom]!.node, places[first]!);
      else tr.replaceWith(places[first]!, places[end]!, is.children.slice(nextFrom + gap.nextFrom, nextFrom + gap.nextTo));
    }
  }
}

interface Block {
  node: Node;
  key: string;
}

/** Whether one has become the other: half of the words are the same, from both ends. Tables and what else has blocks inside is compared there. */
function isAlike({ node: one }: Block, { node: other }: Block): boolean {
  if (one.type !== other.type) return false;
  if (!one.isTextblock) return !one.isLeaf;
  const [a, b] = [one.textContent, other.textContent];
  const shorter = Math.min(a.length, b.length);
  let [head, tail] = [0, 0];
  while (head < shorter && a[head] === b[head]) head++;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return 2 * (head + tail) >= Math.max(a.length, b.length);
}

function changeNode(tr: Transaction, was: Node, is: Node, place: number): void {
  if (was.isTextblock) changeLine(tr, was, is, place + 1);
  else changeChildren(tr, was, is, place + 1);
  const names = Object.fromEntries(Object.entries(was.attrs).filter(([name]) => NAMES.has(name)));
  if (!was.hasMarkup(is.type, { ...is.attrs, ...names }, is.marks)) tr.setNodeMarkup(place, undefined, { ...is.attrs, ...names }, is.marks);
}

function changeLine(tr: Transaction, was: Node, is: Node, start: number): void {
  const from = was.content.findDiffStart(is.content);
  if (from === null) return;
  let { a: to, b: nextTo } = was.content.findDiffEnd(is.content)!;
  // Letters that repeat are found from both ends.
  const overlap = Math.max(0, from - Math.min(to, nextTo));
  [to, nextTo] = [to + overlap, nextTo + overlap];
  tr.replace(start + from, start + to, is.slice(from, nextTo));
}
