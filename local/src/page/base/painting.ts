/** Whether the browser paints this page, and work that waits for it. */
import { sleep } from './clock.js';

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
