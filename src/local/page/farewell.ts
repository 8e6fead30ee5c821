/** The page goes, for good or until the reader comes back to it. */
import type { Session } from './session.js';
import type { Together } from './views/view.js';

/** Others need not wait to see that this page is gone, and what it has not sent yet goes along. Holds until the session ends. */
export function sayFarewell(session: Session, together: () => Together | undefined): void {
  const { signal } = session;
  const leave = () => {
    const last = together()?.farewell() ?? null;
    const init = { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body: JSON.stringify(last) };
    void session.request('leave', init).catch(() => {});
  };
  window.addEventListener('pagehide', leave, { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && together()?.comeBack(), { signal });
}
