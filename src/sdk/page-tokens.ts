/** When the office page asks for tokens, as seen in IMM's page; the SDK's documentation says nothing of it. */
import { LIMITS } from '../contract/formats.js';

/** After one request the page may repeat it many times in a row. What it asks for again within this time, ms, is answered with the token there is. */
export const REPEATED_WITHIN = 10_000;

/**
 * The `timeout` to give the office page with a token, ms. The page asks five minutes before that has passed, and again and again when it is five minutes or
 * less: a token of a short lifetime is given with a timeout after which the page asks when three quarters of its life are over.
 * @param remaining lifetime of the token, ms
 * @param shortest lifetime that leaves the page those five minutes, ms
 */
export function pageTimeout(remaining: number, shortest: number): number {
  return Math.round(remaining >= shortest ? remaining : LIMITS.pageRefreshLead + Math.max(1_000, remaining * 0.75));
}
