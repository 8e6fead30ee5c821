/**
 * How long a token pair still lives. The server says when it ends and what time it has; only the difference is used,
 * so a user's clock that is hours off changes nothing.
 */
import { LIMITS } from '../contract/formats.js';
import type { TokenPair } from '../contract/credentials.js';

/** Longest lifetime taken at its word, ms. A longer one comes from a clock nobody set. */
const LONGEST = 7 * 24 * 60 * 60_000;

/** Refresh at the latest this long before the end, ms: a minute before the office page itself would ask. */
const LEAD = LIMITS.pageRefreshLead + 60_000;

/** What share of a short lifetime to keep in reserve. */
const RESERVE = 0.4;

/** A pair that lives shorter than this, ms, is refreshed by its share of reserve. */
export const SHORTEST_WITH_LEAD = LEAD / RESERVE;

/** A pair that lives no longer than this, ms, when it comes is as good as dead: until the office page has it, it has ended. */
const DEAD = 3_000;

/** Whether a pair is of no use when it comes: from a server with a wrong clock, or that hands out what it has kept. */
export function isDeadOnArrival(lifetime: number): boolean {
  return lifetime <= DEAD;
}

/** How long a pair was good for when it came, ms, by the server's clock. Without that clock, by the user's if that makes sense, else IMM's 30 minutes. */
export function lifetimeOf(pair: TokenPair): number {
  const measured = pair.accessTokenExpiredTime - (pair.serverTime ?? Date.now());
  const sane = measured > 0 && measured < LONGEST;
  // A server that hands out an expired token and says so is believed; a user's clock is not.
  if (pair.serverTime !== undefined) return Math.min(Math.max(measured, 0), LONGEST);
  return sane ? measured : LIMITS.accessTokenLifetime;
}

/** When to refresh, ms after the pair came. */
export function refreshDelay(lifetime: number): number {
  return lifetime - Math.min(LEAD, lifetime * RESERVE);
}
