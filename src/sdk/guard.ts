/**
 * Stands before the SDK's message listeners. The SDK compares origins as strings and never looks at the source, so any frame of the office's origin,
 * and in 1.1.2 any frame at all, could speak for the page. Only messages from the document's own frame and origin get through.
 */
import type { Realm } from './realm.js';

/** Call before the SDK's `config()`, which adds its listeners: the first listener added is the first called. */
export function guardMessages(realm: Realm, origin: string, onMessage: (data: unknown) => void): void {
  realm.window.addEventListener(
    'message',
    (event) => {
      const office = realm.document.querySelector('iframe');
      if (event.origin === origin && event.source !== null && event.source === office?.contentWindow) onMessage(event.data);
      else event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
