/** Comments and answers that are being typed: the editor has them in boxes of its own, and takes them on Enter. */
import { flushSync } from 'react-dom';

const BOXES = '.docx-unified-sidebar textarea, .docx-unified-sidebar input';

function drafts(element: HTMLElement): (HTMLTextAreaElement | HTMLInputElement)[] {
  return [...element.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(BOXES)].filter(({ value }) => value.trim() !== '');
}

export const hasDrafts = (element: HTMLElement): boolean => drafts(element).length > 0;

/** They become comments. */
export function commitDrafts(element: HTMLElement): void {
  for (const box of drafts(element)) {
    // Each is in the list before the next one is added to it, and a page that goes has no later moment.
    flushSync(() => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })));
  }
}

/**
 * @param typed something is in a box that is in no comment
 * @param ended nothing is any more: it is a comment, or given up
 */
export function watchDrafts(element: HTMLElement, typed: () => void, ended: () => void, signal: AbortSignal): void {
  let had = false;
  const look = (): void => {
    const has = hasDrafts(element);
    if (has) typed();
    else if (had) ended();
    had = has;
  };
  element.addEventListener('input', ({ target }) => target instanceof Element && target.matches(BOXES) && look(), { signal });
  // A box that goes, by Escape or a button, goes with its words.
  const observer = new MutationObserver(() => had && !hasDrafts(element) && look());
  observer.observe(element, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
