/** Keys that work wherever the focus is. Views have their own for moving about. */
import type { Actions } from './actions.js';
import { readOnlyWords } from './offers.js';
import type { Store } from './state.js';

export function listenToKeys(store: Store, actions: Actions): void {
  const printIfAllowed = (): void => {
    if (store.state.bars.enabled('Print')) void actions.print();
  };
  // Before any editor has its own idea of it, and never the browser's: that would save the frame.
  const saveKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !store.state.saving)
      return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (store.state.bars.enabled('Save')) actions.save();
  };
  window.addEventListener('keydown', saveKey, { capture: true });
  window.addEventListener('keydown', (event) => {
    const { view, find, bars, panel, screen } = store.state;
    if (!view || screen.name !== 'document' || event.defaultPrevented || event.isComposing || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === 'f' && bars.enabled('Find')) actions.toggleFind(true);
    else if (command && event.key === 'g' && find.open) actions.findNext(event.shiftKey);
    else if (command && (event.key === '+' || event.key === '=')) actions.zoomStep(1);
    else if (command && event.key === '-') actions.zoomStep(-1);
    else if (command && event.key === '0') actions.setZoom('auto');
    // The browser would print this page's frame: the pages in view with the bar above.
    else if (command && event.key === 'p') printIfAllowed();
    else if (event.key === 'Escape' && find.open) actions.toggleFind(false);
    else if (event.key === 'Escape' && panel.open) actions.togglePanel(false);
    else if (!command && event.key.length === 1 && event.key !== ' ' && !isField(event.target)) return tellViewOnly(store, actions);
    else if (view.unit === 'page' && !command && !isField(event.target) && turnsPage(event.key))
      actions.goTo(turnedTo(event.key, view.position, view.total));
    else return;
    event.preventDefault();
  });
}

/** In edit mode somebody may type into the document, and has to hear why nothing happens. */
function tellViewOnly({ state }: Store, actions: Actions): void {
  const reason = state.info?.readOnlyReason;
  const text = reason && readOnlyWords(reason, state.info?.encoding);
  if (text && state.toast !== text) actions.toast(text);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=true], [role=menu], [role=tablist]') !== null
  );
}

/** Left and right turn pages; up, down, space and the page keys scroll, as the browser does it. */
function turnsPage(key: string): boolean {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'Home' || key === 'End';
}

function turnedTo(key: string, position: number, total: number): number {
  if (key === 'Home') return 1;
  if (key === 'End') return total;
  return key === 'ArrowRight' ? position + 1 : position - 1;
}
