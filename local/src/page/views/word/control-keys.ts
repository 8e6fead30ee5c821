/** Keys at and in the content controls that stand in a line. ProseMirror takes such a control for one thing: Delete before it would delete all its words. */
import { Plugin, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import { isControl } from './controls.js';
import { insertLineBreak } from './line-break.js';

export function editControlsByKeys(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        // Before the editor's own keys.
        keydown(view, event) {
          const { key, shiftKey, isComposing } = event;
          if (isComposing) return false;
          if (key === 'Backspace' || key === 'Delete') {
            const into = caretInside(view.state, key === 'Delete' ? 1 : -1);
            // What deletes goes on from there: it marks words as deleted where changes are tracked.
            if (into) view.dispatch(into);
            return false;
          }
          // Two controls with one number would come of a new paragraph. Word breaks the line in such controls, too.
          const isDone = key === 'Enter' && !shiftKey && isInControl(view.state) && insertLineBreak(view);
          if (isDone) event.preventDefault();
          return isDone;
        },
      },
    },
  });
}

/** @param direction 1 for the control after the caret, -1 for the one before it */
function caretInside({ selection, doc, tr }: EditorState, direction: 1 | -1): Transaction | null {
  if (!(selection instanceof TextSelection) || !selection.empty) return null;
  let place = selection.head;
  for (let depth = 0; ; depth++) {
    const $place = doc.resolve(place);
    const control = direction > 0 ? $place.nodeAfter : $place.nodeBefore;
    if (!control?.isInline || !isControl(control) || control.content.size === 0)
      return depth > 0 ? tr.setSelection(TextSelection.create(doc, place)) : null;
    place += direction;
  }
}

const isInControl = ({ selection: { $from, $to } }: EditorState): boolean =>
  $from.sameParent($to) && isControl($from.parent) && $from.parent.isInline;
