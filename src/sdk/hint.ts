/**
 * Asks for the SDK's script before there is a window for it: to make one takes engines some ms, in which the connection is made already.
 * The window's own request finds the answer in the HTTP cache, or waits there for its end (seen in Chromium 156; the others go without).
 * `prefetch`: a `preload` that the page itself does not use is a warning in its console, a connection of `preconnect` is not used for another site.
 */
import type { ScriptOptions } from './load.js';

/** @returns to be called when the hint has done its service */
export function hintAt(place: Element | DocumentFragment, { sdkURL, integrity, nonce }: ScriptOptions): () => void {
  // Pages that allow scripts by nonce forbid a hint, which has none, and report it.
  if (nonce || document.querySelector('script[nonce]')) return () => undefined;
  const link = document.createElement('link');
  link.rel = 'prefetch';
  link.as = 'script';
  // As the script itself will be asked for: what came without CORS is of no use to a request with it.
  if (integrity) link.crossOrigin = 'anonymous';
  link.href = sdkURL;
  place.append(link);
  return () => link.remove();
}
