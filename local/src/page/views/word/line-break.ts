/**
 * Shift+Enter. The Word editor binds it twice, and the binding that counts does nothing: the browser then writes a line break the editor does not read, over what is selected.
 */
import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

export function breakLines(): Plugin {
  return new Plugin({
    props: {
      handleKeyDown: (view, { key, shiftKey, ctrlKey, metaKey, altKey }) =>
        key === 'Enter' && shiftKey && !ctrlKey && !metaKey && !altKey && insertLineBreak(view),
    },
  });
}

/** @returns false where no text can be */
export function insertLineBreak({ state, dispatch }: EditorView): boolean {
  const lineBreak = state.schema.nodes['hardBreak'];
  if (!lineBreak || !state.selection.$from.parent.inlineContent) return false;
  dispatch(state.tr.replaceSelectionWith(lineBreak.create()).scrollIntoView());
  return true;
}
