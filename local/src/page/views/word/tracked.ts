/**
 * Changes the Word editor does not track although changes are tracked. Its own tracking marks text only: tabs and line breaks come and go untracked, and so
 * does selected text that a tab or a line break replaces, or that is cut.
 */
import { isSuggestionModeActive, makeRevisionInfo } from '@eigenpal/docx-editor-core/prosemirror/plugins';
import { isHistoryTransaction } from 'prosemirror-history';
import type { Mark, Node } from 'prosemirror-model';
import { Plugin, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

export function trackEverything(): Plugin {
  let living: EditorView | null = null;
  return new Plugin({
    view(view) {
      living = view;
      return { destroy: () => (living = null) };
    },
    props: {
      handleDOMEvents: {
        // Before the editor's own keys, which take what is selected.
        keydown(view, event) {
          const { key, shiftKey, isComposing } = event;
          if (isComposing || !isSuggestionModeActive(view.state)) return false;
          const replaces = key === 'Tab' || (key === 'Enter' && shiftKey);
          const isDeleting = key === 'Backspace' || key === 'Delete';
          if (view.state.selection.empty) {
            const isDone = isDeleting && deleteLeaf(view, key === 'Delete' ? 1 : -1);
            if (isDone) event.preventDefault();
            return isDone;
          }
          if (replaces) deleteTracked(view);
          else if (isDeleting || key === 'Enter') deleteLeaves(view);
          return false;
        },
      },
    },
    filterTransaction(transaction, state) {
      if (transaction.getMeta('uiEvent') !== 'cut' || !isSuggestionModeActive(state)) return true;
      const view = living;
      // The editor is still busy with this one.
      queueMicrotask(() => view && !view.isDestroyed && deleteTracked(view));
      return false;
    },
    appendTransaction: (transactions, _, state) => (isSuggestionModeActive(state) ? markInserted(transactions, state) : null),
  });
}

/** What can be written as a tracked change (`tracked-content.ts`). */
const isLeaf = ({ type: { name } }: Node): boolean => name === 'tab' || name === 'hardBreak';

/** What is selected. The text by the editor's own key: it marks it as deleted, and puts the caret behind it. */
function deleteTracked(view: EditorView): void {
  deleteLeaves(view);
  const event = new KeyboardEvent('keydown', { key: 'Delete' });
  view.someProp('handleKeyDown', (handle) => handle(view, event));
}

/** Within the selection. */
function deleteLeaves(view: EditorView): void {
  const { selection, tr } = view.state;
  for (const { $from, $to } of [...selection.ranges].reverse()) deleteBetween(tr, view.state, $from.pos, $to.pos);
  if (tr.docChanged) view.dispatch(tr.setMeta('suggestionModeBypass', true));
}

/** Beside the caret. @returns whether there is one */
function deleteLeaf(view: EditorView, direction: 1 | -1): boolean {
  const { selection, doc, tr } = view.state;
  const $head = doc.resolve(selection.head);
  const leaf = direction > 0 ? $head.nodeAfter : $head.nodeBefore;
  if (!leaf || !isLeaf(leaf)) return false;
  const [from, to] = direction > 0 ? [$head.pos, $head.pos + leaf.nodeSize] : [$head.pos - leaf.nodeSize, $head.pos];
  deleteBetween(tr, view.state, from, to);
  const behind = tr.mapping.map(direction > 0 ? to : from);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, behind)).setMeta('suggestionModeBypass', true).scrollIntoView());
  return true;
}

/** Leaves the reader has inserted are deleted, others are marked. */
function deleteBetween(tr: Transaction, state: EditorState, from: number, to: number): void {
  const marks = marksOf(state);
  if (!marks) return;
  const leaves: [place: number, node: Node][] = [];
  state.doc.nodesBetween(from, to, (node, place) => void (isLeaf(node) && place >= from && leaves.push([place, node])));
  for (const [place, node] of leaves.reverse()) {
    const isOwn = node.marks.some((mark) => mark.type === marks.inserted.type && mark.attrs['author'] === marks.inserted.attrs['author']);
    if (isOwn) tr.delete(place, place + node.nodeSize);
    else if (!marks.deleted.type.isInSet(node.marks)) tr.addMark(place, place + node.nodeSize, marks.deleted);
  }
}

/** Of one change. */
function marksOf(state: EditorState): { inserted: Mark; deleted: Mark } | null {
  const { insertion, deletion } = state.schema.marks;
  const revision = makeRevisionInfo(state);
  if (!insertion || !deletion || !revision) return null;
  return { inserted: insertion.create({ ...revision }), deleted: deletion.create({ ...revision }) };
}

function markInserted(transactions: readonly Transaction[], state: EditorState): Transaction | null {
  const places = transactions.flatMap((transaction, index) => {
    const isBypass = isHistoryTransaction(transaction) || transaction.getMeta('suggestionModeBypass') === true;
    return isBypass
      ? []
      : insertedLeaves(transaction).map((place) => transactions.slice(index + 1).reduce((at, { mapping }) => mapping.map(at), place));
  });
  const { tr } = state;
  const marks = places.length > 0 ? marksOf(state) : null;
  if (!marks) return null;
  for (const place of places) {
    const node = state.doc.nodeAt(place);
    if (!node || !isLeaf(node) || marks.inserted.type.isInSet(node.marks)) continue;
    tr.removeMark(place, place + node.nodeSize, marks.deleted.type).addMark(place, place + node.nodeSize, marks.inserted);
  }
  return tr.docChanged ? tr : null;
}

/** Places in the document after the transaction. A leaf in the place of another of its kind is the same, written anew. */
function insertedLeaves({ steps, docs, mapping, doc }: Transaction): number[] {
  return steps.flatMap((step, index) => {
    const places: number[] = [];
    step.getMap().forEach((oldFrom, oldTo, from, to) => {
      const replaced = new Set<string>();
      docs[index]!.nodesBetween(oldFrom, oldTo, (node) => void (isLeaf(node) && replaced.add(node.type.name)));
      const later = mapping.slice(index + 1);
      doc.nodesBetween(
        later.map(from, 1),
        later.map(to, -1),
        (node, place) => void (isLeaf(node) && !replaced.has(node.type.name) && places.push(place)),
      );
    });
    return places;
  });
}
