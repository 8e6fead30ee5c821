/**
 * Host pages with a Cross-Origin-Embedder-Policy show only frames with such a policy of their own. In the place of any other there is an error page, of
 * which nothing tells, and IMM's office page sends no such header. Chromium shows it all the same in a page that is cross-origin isolated, in a frame
 * marked `credentialless`, see `realm.ts`. Without Cross-Origin-Opener-Policy the page is not isolated, and no engine lets scripts see the policy: the page
 * is then asked for its headers, when the office page has been silent.
 */
import { isBlank } from './departure.js';
import type { Realm } from './realm.js';

/** How long a page that is there may be silent, ms: an office page says something while it loads. */
const SILENCE = 5_000;

/** How often it is looked at, ms. Firefox 153 fires no `load` for an error page. */
const LOOKED_AT = 500;

/** How much longer that may take while the frame is blank: a server can be slow to answer, and WebKitGTK 2.50 leaves a frame blank that it blocks. */
const BLANK = 3;

const POLICY = 'Cross-Origin-Embedder-Policy';

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
  if (window.crossOriginIsolated && 'credentialless' in window.HTMLIFrameElement.prototype) return () => undefined;
  let silent = 0;
  let isHeard = false;
  const timer = setInterval(() => {
    const office = document.querySelector('iframe');
    if (!office) return;
    silent += isBlank(office) ? LOOKED_AT / BLANK : LOOKED_AT;
    if (silent < SILENCE) return;
    clearInterval(timer);
    const headers = `${POLICY}: require-corp and Cross-Origin-Resource-Policy: cross-origin`;
    void hasPolicy(signal).then((has) => {
      if (!has || isHeard || signal.aborted) return;
      onBlocked(`the page's ${POLICY} blocks ${origin}: it has to send ${headers}, or your page has to go without the policy`);
    });
  }, LOOKED_AT);
  const stop = () => ((isHeard = true), clearInterval(timer));
  signal.addEventListener('abort', stop, { once: true });
  return stop;
}

/** Whether this page forbids frames without a policy of their own. A page that does not answer, or is of no address, is taken for one that does not. */
async function hasPolicy(signal: AbortSignal): Promise<boolean> {
  if (crossOriginIsolated) return true;
  try {
    const { headers } = await fetch(location.href, { method: 'HEAD', cache: 'force-cache', signal });
    return /^(require-corp|credentialless)/.test(headers.get(POLICY) ?? '');
  } catch {
    return false;
  }
}
