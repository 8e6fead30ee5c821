/** Keys the Word editor takes for its own although nobody meant them for it. It listens to the whole page. */

import type { EditorView } from 'prosemirror-view';

/** The editor's own field, in which what is typed arrives. */
const EDITOR = '.ProseMirror';

/** @param signal ends it */
export function keepKeysApart(signal: AbortSignal): void {
  // Ctrl+Shift sets the direction of the paragraph, at once: whoever wants Ctrl+Shift+End has it before they come to End. The menu has it too.
  const direction = (event: KeyboardEvent): void => {
    if (event.key === 'Shift' && (event.ctrlKey || event.metaKey)) event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', direction, { capture: true, signal });
  // Keys like Home move the caret by the browser, which tells the editor later: after the next key, where keys wait for a busy page.
  // The editor would act on that key where the caret was before.
  const followCaret = ({ target }: KeyboardEvent): void => {
    if (target instanceof Element && target.closest(EDITOR)) document.dispatchEvent(new Event('selectionchange'));
  };
  window.addEventListener('keydown', followCaret, { capture: true, signal });
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

/** While the editor is made anew for another version, there is nothing to type into. What is pressed meanwhile is typed afterwards. */
export class KeptKeys {
  #kept: KeyboardEvent[] | null = null;

  constructor(signal: AbortSignal) {
    window.addEventListener('keydown', (event) => this.#pressed(event), { capture: true, signal });
  }

  keep(): void {
    this.#kept = [];
  }

  release(view: EditorView): void {
    const kept = this.#kept ?? [];
    this.#kept = null;
    for (const event of kept) {
      if (view.someProp('handleKeyDown', (handle) => handle(view, event))) continue;
      // Browsers write nothing for keys that no hand has pressed.
      if (!isTyped(event)) continue;
      const { from, to } = view.state.selection;
      const type = () => view.state.tr.insertText(event.key);
      if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, event.key, type))) view.dispatch(type());
    }
  }

  #pressed(event: KeyboardEvent): void {
    const { target } = event;
    const isForEditor = target === document.body || (target instanceof Element && target.closest(EDITOR) !== null);
    if (!this.#kept || !isForEditor || !event.isTrusted) return;
    this.#kept.push(event);
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

const isTyped = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => [...key].length === 1 && !ctrlKey && !metaKey && !altKey;
