/** The page goes, for good or until the reader comes back to it. */
import { pageEvents } from '../base/page-events.js';
import type { Session } from '../connection/session.js';
import type { Together } from '../views/view.js';

/** Browsers let a page that goes away send this much, bytes (Fetch standard, keepalive: 64 KiB), other requests and headers included. */
const mostAtTheEnd = 60 * 1024;

/** Whether a page that goes away can still send this body. */
export function fitsFarewell(body: string | Blob): body is string {
  return typeof body === 'string' && body.length <= mostAtTheEnd && new TextEncoder().encode(body).length <= mostAtTheEnd;
}

/** Others need not wait to see that this page is gone, and what it has not sent yet goes along. Holds until the session ends. */
export function sayFarewell(session: Session, together: () => Together | undefined): void {
  const { signal } = session;
  const leave = () => {
    const last = together()?.farewell() ?? null;
    const init = { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body: JSON.stringify(last) };
    void session.request('leave', init).catch(() => {});
  };
  pageEvents.addEventListener('pagehide', leave, { signal });
  pageEvents.addEventListener('pageshow', (event) => (event as PageTransitionEvent).persisted && together()?.comeBack(), { signal });
}
