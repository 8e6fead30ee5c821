/** A single-page application without a framework, whose router is the usual twenty lines: links, `pushState()`, `popstate`. */
import { confirmLeave } from '../../../src/leave/index.js';
import '../../../src/index.js';

declare global {
  interface Window {
    /** Attributes of the document at `/document`. */
    documentAttributes: Record<string, string>;
    stopAsking: () => void;
  }
}

const main = document.querySelector('main')!;

function show(): void {
  main.replaceChildren();
  if (location.pathname !== '/document') return main.append(`View ${location.pathname}`);
  const viewer = document.createElement('imm-weboffice');
  for (const [name, value] of Object.entries(window.documentAttributes)) viewer.setAttribute(name, value);
  main.append(viewer);
}

// A router listens before anything of the view does.
window.addEventListener('popstate', show);
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest('a');
  if (!link || event.defaultPrevented || link.hash) return;
  event.preventDefault();
  history.pushState({}, '', link.href);
  show();
});
show();
window.stopAsking = confirmLeave();
