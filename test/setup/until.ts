/** Waits for what no event tells of. */
import { setTimeout as sleep } from 'node:timers/promises';

/** ms between two looks */
const LOOK = 20;

/**
 * Waits until a condition holds.
 * @param what is waited for, for the message of the error
 * @param limit ms; a busy machine takes its time
 * @throws {Error} when it does not hold within the limit
 */
export async function until(condition: () => unknown, what: string, limit = 30_000): Promise<void> {
  const end = performance.now() + limit;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited ${limit} ms for ${what}`);
    await sleep(LOOK);
  }
}
