/** For pages whose router has no hook of its own, such as Next's App Router: asks at clicks on links and at Back and Forward. */
import { createLeaveGuard, type LeaveGuard, type LeaveOptions } from './guard.js';

/** A guard, or what makes one. */
export type ConfirmLeaveOptions = LeaveOptions | { guard: LeaveGuard };

/** The part of the Navigation API that is used. Chromium 102, Firefox 147 and Safari 26.2 have it. */
interface Navigation {
  traverseTo(key: string): { finished: Promise<unknown> };
  addEventListener(type: 'navigate', listener: (event: NavigateEvent) => void, options: { signal: AbortSignal }): void;
}
type NavigateEvent = Event & {
  readonly navigationType: 'push' | 'replace' | 'reload' | 'traverse';
  readonly destination: { readonly url: string; readonly key: string; readonly sameDocument: boolean };
};

/**
 * Asks before the view is left by a link of the same origin or by Back and Forward, while a document has unsaved changes. What a script does
 * (`router.push()`) is not seen: ask `guard.mayLeave()` before. Links to other origins, reloading and closing are asked about by the element itself.
 * Browsers without the Navigation API do not ask at Back and Forward; the others let a second Back pass when nothing was clicked or typed in between.
 * @returns ends it
 * @example
 * const stop = confirmLeave();
 */
export function confirmLeave(options: ConfirmLeaveOptions = {}): () => void {
  const guard = 'guard' in options ? options.guard : createLeaveGuard(options);
  const listening = new AbortController();
  const { signal } = listening;
  // Before every listener of a router, which stands on a container or on the document.
  window.addEventListener('click', guardLinks(guard), { capture: true, signal });
  const { navigation } = window as { navigation?: Navigation };
  navigation?.addEventListener('navigate', guardTraversals(guard, navigation), { signal });
  return () => listening.abort();
}

function guardLinks(guard: LeaveGuard): (event: MouseEvent) => void {
  let isReplayed = false;
  return (event) => {
    const link = linkOf(event);
    if (isReplayed || !link || !guard.unsaved) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void guard.mayLeave().then((may) => {
      if (!may) return;
      // A router that has drawn the page anew meanwhile has replaced the link.
      if (!link.isConnected) return location.assign(link.href);
      isReplayed = true;
      link.click();
      isReplayed = false;
    });
  };
}

/** The link that a click leaves the view by: in this window, to this origin, to another address. */
function linkOf(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && node.href !== '');
  if (!link || link.hasAttribute('download') || !['', '_self'].includes(link.target)) return undefined;
  const url = new URL(link.href);
  return url.origin === location.origin && !isSameView(url, new URL(location.href)) ? link : undefined;
}

/** Whether two addresses differ by no more than the place in the page. `#/…` and `#!…` are routes. */
function isSameView(one: URL, other: URL): boolean {
  const isRoute = [one, other].some(({ hash }) => /^#[/!]/.test(hash));
  return one.pathname === other.pathname && one.search === other.search && (one.hash === other.hash || !isRoute);
}

/**
 * Back and Forward are cancelled before the address changes. `popstate` would be too late: in Chromium 156 listeners of the window are called in the order
 * in which they were added, whatever `capture` says, so that a router has drawn the other view by then.
 */
function guardTraversals(guard: LeaveGuard, navigation: Navigation): (event: NavigateEvent) => void {
  let isAllowed = false;
  let isAsking = false;
  return (event) => {
    const { navigationType, destination, cancelable } = event;
    if (navigationType !== 'traverse' || !destination.sameDocument || !cancelable) return;
    if (isAllowed || !guard.unsaved || isSameView(new URL(destination.url), new URL(location.href))) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void guard
      .mayLeave()
      .then(async (may) => {
        isAllowed = may;
        if (may) await navigation.traverseTo(destination.key).finished;
      })
      // A traversal that is overtaken by another is rejected.
      .catch(() => undefined)
      .finally(() => (isAllowed = isAsking = false));
  };
}
