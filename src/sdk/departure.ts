/**
 * Notices that the SDK's frame shows another page than the office page: a sign-in after a redirect, a browser's error page. The SDK tells nothing of it.
 * A page that loads anew and says `ready` has only reloaded itself.
 */
import { jsonOrUndefined } from '../contract/json.js';
import type { Realm } from './realm.js';

/** When {@link Departure} ends, how long it waits, and what it reports. */
export interface DepartureOptions {
  signal: AbortSignal;
  /** How long a page that has loaded may take to say `ready`, ms. */
  limit: number;
  /** The office page has left once before: its first load counts as well. */
  hasLeft: boolean;
  /** The office page has loaded anew, without its token. */
  onReturn: () => void;
  onDeparture: () => void;
}

/** Watches the frame of one office page in a realm, until the signal aborts. */
export class Departure {
  readonly #options: DepartureOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;
  /** The office page has been loaded once: a second load is another document. */
  #isLoaded: boolean;
  /** The page has said `ready`, and its load is still to come. */
  #isReady = false;

  constructor(realm: Realm, options: DepartureOptions) {
    this.#options = options;
    this.#isLoaded = options.hasLeft;
    const { signal } = options;
    // Loads of frames do not bubble.
    realm.document.addEventListener('load', ({ target }) => this.#loaded(target), { capture: true, signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  /** The document is on screen: a further load from now on counts. */
  opened(): void {
    this.#isOpen = true;
  }

  /** @param message of the office page, as it came */
  heard(message: unknown): void {
    if (!(this.#isOpen || this.#options.hasLeft) || !saysReady(message)) return;
    // Its load may come before or after.
    if (this.#timer === undefined) this.#isReady = true;
    this.#stop();
    if (this.#isOpen) this.#options.onReturn();
  }

  #loaded(target: EventTarget | null): void {
    const frame = target as HTMLIFrameElement | null;
    // Engines load a first about:blank, some of them with an event.
    if (frame?.localName !== 'iframe' || isBlank(frame)) return;
    const isFirst = !this.#isLoaded;
    this.#isLoaded = true;
    if (isFirst || !(this.#isOpen || this.#options.hasLeft)) return;
    const isKnown = this.#isReady;
    this.#isReady = false;
    this.#stop();
    if (!isKnown) this.#timer = setTimeout(this.#options.onDeparture, this.#options.limit);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Documents of other origins cannot be looked at, and are no about:blank. */
export function isBlank(frame: HTMLIFrameElement): boolean {
  return frame.contentDocument?.URL === 'about:blank';
}

function saysReady(message: unknown): boolean {
  const value = (typeof message === 'string' ? jsonOrUndefined(message) : message) as { eventName?: unknown } | null | undefined;
  return value?.eventName === 'ready';
}
