/** When to ask the SDK for a new token (`api.getToken`). Holds no token itself. */
import { deadline } from '../base/clock.js';

/** The page asks this long before `timeout` elapses, ms (facts of the SDK; it is why a timeout of five minutes or less makes it ask in a storm). */
const askBeforeEnd = 5 * 60_000;
/** At least this long between two questions, ms. Ours, not IMM's: it turns the storm into a drizzle. */
const shortestInterval = 1000;
/** After a refusal, or a question nobody answered, ask again after this long, ms. */
const askAgainAfter = 30_000;

export class TokenSchedule {
  readonly #ask: () => void;
  #cancel: () => void = () => {};
  #enabled = false;
  #asking = false;
  /** ms left to wait and when that was said; kept because `setConfig`, which enables asking, may come after `setToken`. */
  #planned: { delay: number; at: number } | null = null;
  #lastAsked = -Infinity;
  #warned = false;

  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** The SDK has a refreshToken callback. */
  enable(): void {
    if (this.#enabled) return;
    this.#enabled = true;
    this.#arm();
  }

  /** A new token has come that lives for `timeout` ms. */
  received(timeout: number): void {
    this.#asking = false;
    if (timeout <= askBeforeEnd) this.#warnShort(timeout);
    this.#plan(timeout - askBeforeEnd);
  }

  /** The SDK has answered without a new token. */
  refused(): void {
    this.#asking = false;
    this.#plan(askAgainAfter);
  }

  /** The session is over: only a token that somebody sets by hand can help now. */
  stop(): void {
    this.#cancel();
    this.#asking = false;
    this.#planned = null;
  }

  #plan(delay: number): void {
    this.#planned = { delay, at: performance.now() };
    this.#arm();
  }

  #arm(): void {
    this.#cancel();
    if (!this.#enabled || !this.#planned) return;
    const now = performance.now();
    const wait = Math.max(this.#planned.at + this.#planned.delay - now, this.#lastAsked + shortestInterval - now, 0);
    this.#cancel = deadline(wait, this.#due);
  }

  #due = (): void => {
    if (!this.#asking) {
      this.#asking = true;
      this.#lastAsked = performance.now();
      this.#ask();
    }
    // No answer by then: the question is open to be asked again.
    this.#cancel = deadline(askAgainAfter, () => {
      this.#asking = false;
      this.#due();
    });
  };

  #warnShort(timeout: number): void {
    if (this.#warned) return;
    this.#warned = true;
    console.warn(
      `[imm-weboffice] The token's timeout is ${timeout} ms. The office page asks for a new token five minutes before the timeout, so a timeout of ` +
        `five minutes or less makes it ask at once and again and again. Pass the remaining life of the token in ms (30 minutes when fresh).`,
    );
  }
}
