/** Deadlines that hold on machines that sleep and in tabs whose timers are throttled or frozen. */
import { pageEvents } from './page-events.js';

/** Longest delay `setTimeout` understands, ms; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * Calls `due` once when `delay` ms have passed. The monotonic clock may stand still while the machine sleeps, the wall clock may be set back:
 * whichever has moved further counts, and both are read again whenever the page wakes up.
 * @returns cancels the deadline
 */
export function deadline(delay: number, due: () => void): () => void {
  const wall = Date.now();
  const monotonic = performance.now();
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const check = (): void => {
    clearTimeout(timer);
    const left = delay - Math.max(Date.now() - wall, performance.now() - monotonic);
    if (left > 0) {
      timer = setTimeout(check, Math.min(left, longestTimer));
    } else {
      over.abort();
      due();
    }
  };
  const options = { signal: over.signal };
  for (const wake of ['visibilitychange', 'pageshow', 'online']) pageEvents.addEventListener(wake, check, options);
  timer = setTimeout(check, Math.max(0, Math.min(delay, longestTimer)));

  return () => {
    clearTimeout(timer);
    over.abort();
  };
}

/** Resolves after `ms`, rejects as soon as `signal` aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
  });
}
