/**
 * What the Word editor lets be selected. The editor draws selected text, cells and pictures; it draws nothing for a selected paragraph, table, text box or page break.
 * ProseMirror selects those all the same (Escape selects the parent node, arrow keys and Ctrl+Backspace the block beside the caret), and the next key deletes them.
 */
import type { Node } from 'prosemirror-model';
import { NodeSelection, Plugin, Selection, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';

/** Turns the selection of a block into a caret, whichever key or command made it. */
export function selectOnlyWhatIsDrawn(): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, { selection, doc, tr }) {
      if (!(selection instanceof NodeSelection) || isDrawn(selection.node)) return null;
      return tr.setSelection(caretInsteadOf(selection, before, transactions, doc)).setMeta('addToHistory', false);
    },
  });
}

/** Pictures get a frame with handles; fields, formulas and shapes stand in a line of text and are highlighted with it. */
const isDrawn = (node: Node) => node.isInline && node.isAtom;

function caretInsteadOf(selection: NodeSelection, before: EditorState, transactions: readonly Transaction[], doc: Node): Selection {
  let { head } = before.selection;
  for (const { mapping } of transactions) head = mapping.map(head);
  const isInside = selection.from < head && head < selection.to;
  const $head = doc.resolve(head);
  // Escape: the caret stays where it is, after a picture that was selected.
  if (isInside && $head.parent.inlineContent) return TextSelection.create(doc, head);
  // A key towards a block that text cannot be typed into, such as a page break: the caret goes past it.
  const isForward = head <= selection.from;
  return isForward
    ? Selection.near(doc.resolve(isInside ? head : selection.to), 1)
    : Selection.near(doc.resolve(isInside ? head : selection.from), -1);
}
