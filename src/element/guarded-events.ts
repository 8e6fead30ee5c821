/** Events of a document that has been closed are not heard any more. */
import type { DocumentEvents } from './open-document.js';

/** The same callbacks, deaf once `current` says no. */
export function guarded(callbacks: DocumentEvents, current: () => boolean): DocumentEvents {
  const wrap =
    <A extends unknown[]>(callback: (...args: A) => void) =>
    (...args: A) =>
      void (current() && callback(...args));
  return {
    onStep: wrap(callbacks.onStep),
    onReady: wrap(callbacks.onReady),
    onTokenRefresh: wrap(callbacks.onTokenRefresh),
    onReconnecting: wrap(callbacks.onReconnecting),
    onError: wrap(callbacks.onError),
    onSdkEvent: wrap(callbacks.onSdkEvent),
    onUnsaved: wrap(callbacks.onUnsaved),
    onPassword: wrap(callbacks.onPassword),
  };
}
