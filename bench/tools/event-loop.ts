/** How long a process keeps its event loop busy at a time. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LoopReading {
  /** Longest delay of a timer, ms: on a busy machine also the time in which other processes had the processor. */
  delay: number;
  /** Longest time without a turn of the event loop in which this process used a processor, ms: what it did itself. */
  work: number;
}

/** How often a timer looks, ms. */
const STEP = 5;

export function watchLoop(): { read: () => LoopReading } {
  const histogram = monitorEventLoopDelay({ resolution: STEP });
  histogram.enable();
  let work = 0;
  let last = performance.now();
  let used = process.cpuUsage();
  setInterval(() => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(used);
    // All threads count: it is a limit from above, and never more than the delay.
    work = Math.max(work, Math.min(now - last, (user + system) / 1_000));
    last = now;
    used = process.cpuUsage();
  }, STEP).unref();
  return {
    read() {
      const reading = { delay: histogram.max / 1e6, work };
      histogram.reset();
      work = 0;
      return reading;
    },
  };
}
