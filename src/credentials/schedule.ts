/**
 * When to ask the endpoint, as functions of what is known: no clock and no chance of their own, so that a million pages can be reckoned through
 * (`bench/scaling/`, docs/scaling.md).
 */
import { isDeadOnArrival, refreshDelay } from './lifetime.js';

/** Between a pair and its refresh are at least so many ms. */
const SHORTEST_WAIT = 1_000;
/** A server that hands out nothing but pairs that are dead on arrival is asked this often in the end, ms. */
const LONGEST_WAIT = 5 * 60_000;

/** By what share of the delay the hastiest page is earlier than the calmest. */
const SPREAD = 0.2;

/**
 * ms from the arrival of a pair to its refresh.
 * @param pace 0 to 1, drawn once for a page: with a pace of its own each page drifts away from those it was opened with at every refresh,
 *   while new draws would undo one another
 * @param dead pairs that were dead on arrival, one after the other, this one included: 1 s after the first, three times that after each further one,
 *   at most five minutes
 */
export function refreshWait(lifetime: number, pace: number, dead = 0): number {
  const pause = isDeadOnArrival(lifetime) ? Math.min(SHORTEST_WAIT * 3 ** Math.max(0, dead - 1), LONGEST_WAIT) : SHORTEST_WAIT;
  return Math.max(pause, refreshDelay(lifetime)) * (1 - pace * SPREAD);
}

/**
 * ms from a failed attempt to the next: 1 s, three times that at each further failure, at most a quarter of what the token has left.
 * So an outage is no storm, and after it those get through first whose tokens end first.
 * @param failures attempts that failed before this one; `Infinity` for the longest wait
 * @param remaining ms the token still has
 * @param quiet ms the server asked to be left alone
 * @param chance 0 to 1, drawn for each wait: up to half as much again
 */
export function retryWait(failures: number, remaining: number, quiet: number, chance: number): number {
  // A token that has ended cannot end sooner: nothing is gained by crowding the others out.
  const longest = remaining > 0 ? Math.min(90_000, Math.max(10_000, remaining / 4)) : 60_000;
  return Math.max(Math.min(1_000 * 3 ** failures, longest), quiet) * (1 + chance / 2);
}
