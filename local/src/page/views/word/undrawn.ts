/** Pictures no browser draws, such as Windows metafiles: a quiet sign stands for them, not the browser's for what is broken. */
import { words } from '../../words/messages.js';

const sign =
  `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="#8a909c" stroke-width="1.5">')}` +
  encodeURIComponent(
    '<rect x="4" y="5" width="16" height="14" rx="2"/><circle cx="9" cy="10" r="1.5"/><path d="m5 17 5-4 3 2 3-3 4 4"/></svg>',
  );

/** @param element around the editor: what is drawn counts, what it edits underneath is left alone */
export function markUndrawn(element: HTMLElement): void {
  element.addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLImageElement) || !target.closest('.layout-page') || target.src === sign) return;
      target.src = sign;
      target.alt = target.title = words.undrawn;
      target.classList.add('undrawn');
    },
    { capture: true },
  );
}
