/** Brings what happens to the page to {@link pageEvents}. */
import { pageEvents } from './page-events.js';

/** Call once, before anything listens: no listener must miss the first event. */
export function forwardPageEvents(): void {
  const forward = (event: Event): void => {
    // The event is taken for the options: `persisted` and `cancelable` stay. Nobody may construct a BeforeUnloadEvent.
    const copy = event instanceof PageTransitionEvent ? new PageTransitionEvent(event.type, event) : new Event(event.type, event);
    if (!pageEvents.dispatchEvent(copy)) event.preventDefault();
  };
  for (const type of ['online', 'offline', 'pagehide', 'pageshow', 'beforeunload'] as const) window.addEventListener(type, forward);
  document.addEventListener('visibilitychange', (event) => {
    forward(event);
    if (document.hidden) pageEvents.dispatchEvent(new Event('hidden'));
  });
}
