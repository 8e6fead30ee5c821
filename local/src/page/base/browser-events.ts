/** Brings what happens to the page to {@link pageEvents}. */
import { pageEvents } from './page-events.js';

/** Call once, before anything listens: no listener must miss the first event. */
export function forwardPageEvents(): void {
  const forward = (event: Event): void => {
    // The constructor takes the event for its own options: `persisted` and `cancelable` stay.
    const copy = new (event.constructor as typeof Event)(event.type, event);
    if (!pageEvents.dispatchEvent(copy)) event.preventDefault();
  };
  for (const type of ['online', 'offline', 'pagehide', 'pageshow', 'beforeunload'] as const) window.addEventListener(type, forward);
  document.addEventListener('visibilitychange', (event) => {
    forward(event);
    if (document.hidden) pageEvents.dispatchEvent(new Event('hidden'));
  });
}
