/** Keys the Word editor takes for its own although nobody meant them for it. It listens to the whole page. */

/** The editor's own field, in which what is typed arrives. */
const EDITOR = '.ProseMirror';

/** @param signal ends it */
export function keepKeysApart(signal: AbortSignal): void {
  // Ctrl+Shift sets the direction of the paragraph, at once: whoever wants Ctrl+Shift+End has it before they come to End. The menu has it too.
  const direction = (event: KeyboardEvent): void => {
    if (event.key === 'Shift' && (event.ctrlKey || event.metaKey)) event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', direction, { capture: true, signal });
  // Before the editor's: it would delete a chosen table for a letter deleted in the search, and undo what was done in the document.
  const inFields = (event: KeyboardEvent): void => {
    if (event.target instanceof Element && event.target.matches('input, textarea') && !event.target.closest(EDITOR) && isForEditor(event))
      event.stopImmediatePropagation();
  };
  document.addEventListener('keydown', inFields, { signal });
}

function isForEditor({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey ? /^[zyk]$/i.test(key) : key === 'Delete' || key === 'Backspace';
}
