/** Headers and footers have editors of their own inside the Word editor, which tells nobody that they have been changed. */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { EditorView } from 'prosemirror-view';

/** @param element around the editor */
export function watchHeaders(element: HTMLElement, editor: () => DocxEditorRef | null, changed: () => void): void {
  const known = new WeakMap<EditorView, EditorView['state']['doc']>();
  const look = (): void => {
    const views = [...(editor()?.getEditorRef()?.getHfPmViews().values() ?? [])];
    const isChanged = views.some((view) => known.has(view) && known.get(view) !== view.state.doc);
    for (const view of views) known.set(view, view.state.doc);
    if (isChanged) changed();
  };
  // What is typed is drawn.
  element.addEventListener('painter:painted', look, { capture: true });
}
