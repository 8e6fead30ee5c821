/**
 * What happens to the page as a whole, for modules without a DOM: `online`, `offline`, `pagehide`, `pageshow`, `beforeunload` and `visibilitychange` as the
 * browser has them, and `hidden` when the page is no longer visible. `browser-events.ts` brings them here.
 */
export const pageEvents = new EventTarget();
