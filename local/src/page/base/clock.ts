/** Deadlines that hold on machines that sleep and in tabs whose timers are throttled or frozen. */

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
  document.addEventListener('visibilitychange', check, options);
  window.addEventListener('pageshow', check, options);
  window.addEventListener('online', check, options);
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

/** A frame that has not been painted for this long, ms, is taken for one that is not painted at all. */
const unpaintedAfter = 500;

/**
 * Resolves with true once the browser has painted, with false when it does not paint this page now: in hidden tabs and in frames scrolled
 * out of view there are no animation frames, and an SDK that waits for `open.result` must not wait for somebody to scroll.
 */
export function painted(): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), unpaintedAfter);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** Resolves when `drawing` does, or as soon as this page is no longer painted and drawing would have to wait for that. */
export async function drawnUnlessHidden(drawing: Promise<void>): Promise<void> {
  const settled = new AbortController();
  const hidden = (async () => {
    while (!settled.signal.aborted && (await painted()) && document.documentElement.clientHeight > 0) {
      await sleep(unpaintedAfter, settled.signal).catch(() => {});
    }
  })();
  await Promise.race([drawing, hidden]).finally(() => settled.abort());
}
