/** What failed for want of a network is tried again when there is one, before the reader asks. */
import type { WebOfficeError } from '../contract/errors.js';

/** A network that has just come back takes some seconds until names are found and ways are open: the tries it is given, each after so many ms. */
const WAITS = [0, 2000, 8000];

export class Comeback {
  #isWanted = false;
  /** Tries that the last return of the network has left. A failure may be told only after it: what is not tried then never would be. */
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listening = new AbortController();

  constructor(private readonly again: () => void) {}

  start(): void {
    this.stop();
    this.#listening = new AbortController();
    window.addEventListener('online', () => this.#networkIsBack(), { signal: this.#listening.signal });
  }

  stop(): void {
    this.cancel();
    this.#tries = 0;
    this.#listening.abort();
  }

  /** Somebody else tries now, or nobody wants it any more. */
  cancel(): void {
    this.#isWanted = false;
    clearTimeout(this.#timer);
  }

  opened(): void {
    this.cancel();
    this.#tries = 0;
  }

  failed(error: WebOfficeError): void {
    this.cancel();
    this.#isWanted = error.retryable;
    this.#plan(error.retryAfter);
  }

  #networkIsBack(): void {
    this.#tries = WAITS.length;
    this.#plan();
  }

  #plan(retryAfter = 0): void {
    if (!this.#isWanted || this.#tries === 0) return;
    const wait = WAITS[WAITS.length - this.#tries]!;
    this.#tries -= 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.again, Math.max(wait, retryAfter));
  }
}
