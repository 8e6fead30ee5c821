/** Opens a document again that failed, as soon as the network is back and before the reader asks. */
import type { WebOfficeError } from '../contract/errors.js';

/** Attempts after the network's return, each so many ms after the failure before: names and routes are often found only some seconds later. */
const WAITS = [0, 2_000, 8_000];

/** Later failures have other causes, ms: an attempt that began when the network came back has failed by then. */
const RECENT = 60_000;

/** Calls `again` for a document that failed with a retryable error: up to three times after the network's return. */
export class Comeback {
  #isWanted = false;
  /** Attempts since the network's return. */
  #attempts = 0;
  /** Times of `performance.now()`, ms: of the network's return, which a browser may report before the failure; and before which the server wants no request. */
  #backAt = -Infinity;
  #quietUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listening: AbortController | undefined;

  constructor(private readonly again: () => void) {}

  /** Listens until `stop()`; a failure from before is still wanted when an element is moved. */
  start(): void {
    if (this.#listening) return;
    this.#listening = new AbortController();
    window.addEventListener('online', () => this.#networkIsBack(), { signal: this.#listening.signal });
  }

  stop(): void {
    this.cancel();
    this.#listening?.abort();
    this.#listening = undefined;
  }

  /** Another attempt begins, or nobody wants the document any more. */
  cancel(): void {
    this.#isWanted = false;
    clearTimeout(this.#timer);
  }

  opened(): void {
    this.cancel();
    this.#backAt = -Infinity;
  }

  failed(error: WebOfficeError): void {
    this.cancel();
    this.#isWanted = error.retryable;
    this.#quietUntil = performance.now() + (error.retryAfter ?? 0);
    this.#plan();
  }

  #networkIsBack(): void {
    this.#attempts = 0;
    this.#backAt = performance.now();
    this.#plan();
  }

  #plan(): void {
    const now = performance.now();
    const wait = WAITS[this.#attempts];
    if (!this.#isWanted || wait === undefined || now - this.#backAt > RECENT) return;
    this.#attempts += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.again, Math.max(wait, this.#quietUntil - now));
  }
}
