/** A double click in a table takes a word, as everywhere: of itself the editor takes the cell, and what is typed then takes the place of all in it. */
import { findWordBoundaries } from '@eigenpal/docx-editor-core/utils';
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';

/** @param element around the editor, before the editor listens to it */
export function takeWordsInCells(element: HTMLElement, editor: () => DocxEditorRef | null): void {
  element.addEventListener(
    'click',
    (event) => {
      const pages = editor()?.getEditorRef();
      if (event.detail !== 2 || !pages || !(event.target instanceof Element) || !event.target.closest('.paged-editor__pages')) return;
      // Headers have an editor of their own, which a double click opens.
      if (event.target.closest('.layout-page-header, .layout-page-footer')) return;
      // The mouse has put the cursor there when it was pressed. What is drawn may be another since then, so that the click is on the page only.
      const { $from } = pages.getView()!.state.selection;
      const around = Array.from({ length: $from.depth }, (_, depth) => String($from.node(depth).type.spec.tableRole));
      if (!$from.parent.isTextblock || !around.some((role) => role.endsWith('cell'))) return;
      event.stopImmediatePropagation();
      const [start, end] = findWordBoundaries(
        $from.parent.textBetween(0, $from.parent.content.size, undefined, '\ufffc'),
        $from.parentOffset,
      );
      if (start < end) pages.setSelection($from.start() + start, $from.start() + end);
    },
    { capture: true },
  );
}
