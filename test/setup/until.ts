/** Waits for what no event tells of. */
import { setTimeout as sleep } from 'node:timers/promises';

/** ms between two looks */
const LOOK = 20;

/**
 * Waits until a condition holds.
 * @param what is waited for, for the message of the error; a function is called then and can say what there is instead
 * @param limit ms; a busy machine takes its time
 * @returns what the condition came to
 * @throws {Error} when it does not hold within the limit
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string | (() => string | Promise<string>),
  limit = 30_000,
): Promise<Exclude<T, false | undefined | null | 0 | ''>> {
  const end = performance.now() + limit;
  for (;;) {
    const found = await condition();
    if (found) return found as Exclude<T, false | undefined | null | 0 | ''>;
    if (performance.now() > end) throw new Error(`waited ${limit} ms for ${typeof what === 'string' ? what : await what()}`);
    await sleep(LOOK);
  }
}
