/**
 * Host pages that are cross-origin isolated show only frames with a Cross-Origin-Embedder-Policy of their own. In the place of any other there is an error
 * page, of which nothing tells, and IMM's office page sends no such header. Chromium shows it all the same, in a frame
 * marked `credentialless`, see `realm.ts`.
 */
import { isBlank } from './departure.js';
import type { Realm } from './realm.js';

/** How long a page that is there may be silent, ms: an office page says something while it loads. */
const SILENCE = 5_000;

/** How often it is looked at, ms. Firefox 153 fires no `load` for an error page. */
const LOOKED_AT = 500;

/**
 * @param onBlocked told with what is wrong and what to add
 * @returns to be called with every message of the office page
 */
export function watchIsolation(
  { window, document }: Realm,
  { origin }: URL,
  signal: AbortSignal,
  onBlocked: (what: string) => void,
): () => void {
  if (!window.crossOriginIsolated || 'credentialless' in window.HTMLIFrameElement.prototype) return () => undefined;
  let silent = 0;
  const timer = setInterval(() => {
    const office = document.querySelector('iframe');
    if (!office || isBlank(office) || (silent += LOOKED_AT) < SILENCE) return;
    clearInterval(timer);
    const headers = 'Cross-Origin-Embedder-Policy: require-corp and Cross-Origin-Resource-Policy: cross-origin';
    onBlocked(
      `the page's Cross-Origin-Embedder-Policy blocks ${origin}: it has to send ${headers}, or your page has to go without the policy`,
    );
  }, LOOKED_AT);
  const stop = () => clearInterval(timer);
  signal.addEventListener('abort', stop, { once: true });
  return stop;
}
