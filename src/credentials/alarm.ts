/** Time that is kept on machines that sleep, in tabs whose timers are throttled or frozen, and while somebody sets the clock. */

/**
 * Time that passes during sleep as well. `performance.now()` stands still while some systems sleep, `Date.now()` jumps when somebody sets the clock;
 * the larger of both can only make us early, never late.
 */
export class Stopwatch {
  #monotonic = performance.now();
  #wall = Date.now();

  /** ms since this stopwatch was made */
  get elapsed(): number {
    return Math.max(performance.now() - this.#monotonic, Date.now() - this.#wall);
  }
}

/** Longest stretch between two looks at the clock, ms. Timers that were set before a sleep ring that much late, and no more. */
const LOOK = 60_000;

/** Rings once, when its time has come. Looks again whenever the page comes back: shown, thawed, out of the back-forward cache, online. */
export class Alarm {
  #stopwatch = new Stopwatch();
  #delay = 0;
  #ring: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param signal ends it */
  constructor(signal: AbortSignal) {
    const look = () => this.#look();
    for (const [target, events] of [
      [document, ['visibilitychange', 'resume']],
      [window, ['pageshow', 'online', 'focus']],
    ] as const) {
      for (const event of events) target.addEventListener(event, look, { signal });
    }
    signal.addEventListener('abort', () => this.clear(), { once: true });
  }

  /** @param delay ms; replaces what was set before */
  set(delay: number, ring: () => void): void {
    this.#stopwatch = new Stopwatch();
    this.#delay = delay;
    this.#ring = ring;
    this.#look();
  }

  /** ms until it rings; 0 when it is not set. */
  get left(): number {
    return this.#ring ? Math.max(0, this.#delay - this.#stopwatch.elapsed) : 0;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#ring = undefined;
  }

  #look(): void {
    clearTimeout(this.#timer);
    const ring = this.#ring;
    if (!ring) return;
    const left = this.#delay - this.#stopwatch.elapsed;
    if (left > 0) {
      this.#timer = setTimeout(() => this.#look(), Math.min(left, LOOK));
      return;
    }
    this.#ring = undefined;
    ring();
  }
}
