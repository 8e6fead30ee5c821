/** What a million pages go through, and when they ask: as the product does, and as is usual. */
import { refreshDelay } from '../../src/credentials/lifetime.js';
import { refreshWait, retryWait } from '../../src/credentials/schedule.js';
import type { Scene, Schedule } from './pages.js';

export const MINUTE = 60_000;
const PAGES = 1_000_000;

export const product: Schedule = { refresh: (lifetime, pace) => refreshWait(lifetime, pace), retry: retryWait };

/** Ten per cent of chance at every refresh, and fixed steps between attempts: what the product did at first. */
const STEPS = [1_000, 2_000, 5_000, 10_000, 30_000];
export const usual: Schedule = {
  refresh: (lifetime, _pace, chance) => refreshDelay(lifetime) * (1 - chance * 0.1),
  retry: (failures, _remaining, quiet, chance) => Math.max(STEPS[Math.min(failures, STEPS.length - 1)]!, quiet) * (1 + chance * 0.2),
};

export const SCHEDULES = { usual, product };

/** Everybody opens a document within `minutes`, most of them in the middle of that time. */
export const rush = (minutes: number): Scene => ({
  pages: PAGES,
  duration: 240 * MINUTE,
  opens: (chance) => ((chance() + chance()) / 2) * minutes * MINUTE,
});

/** When IMM goes, ms; by then pages refresh evenly. */
export const OUTAGE = 210 * MINUTE;
export const outage = (minutes: number, quota?: number): Scene => ({
  pages: PAGES,
  duration: 270 * MINUTE,
  opens: (chance) => chance() * 120 * MINUTE,
  outage: [OUTAGE, OUTAGE + minutes * MINUTE],
  ...(quota && { quota }),
});

/** Every lid is opened within a minute, all tokens are dead. */
export const wakeUp = (quota?: number): Scene => ({
  pages: PAGES,
  duration: 60 * MINUTE,
  wakes: true,
  opens: (chance) => chance() * MINUTE,
  ...(quota && { quota }),
});
