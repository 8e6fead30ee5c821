/** Which single-use grants have been used. In the memory of one process: copies behind a load balancer do not know of each other's. */
import { Refusal } from './http.js';

/** Most grants remembered; about 100 MB. */
const MOST = 500_000;
/** ms between two looks for grants that have expired by themselves */
const SWEEP = 60_000;

/** Remembers each grant until it has expired anyway. */
export class UsedGrants {
  /** When each ends, ms since the epoch, by `jti`. */
  readonly #ends = new Map<string, number>();
  #swept = Date.now();

  /**
   * @param end ms since the epoch
   * @throws {Refusal} `GrantExpired` when it has been used, `ServiceUnavailable` when more are in use than can be remembered
   */
  use(jti: string, end: number): void {
    this.#sweep();
    if (this.#ends.has(jti)) throw new Refusal('GrantExpired', 'the grant has been used already');
    if (this.#ends.size >= MOST) throw new Refusal('ServiceUnavailable', 'too many grants are in use', { retryAfter: SWEEP });
    this.#ends.set(jti, end);
  }

  #sweep(): void {
    const now = Date.now();
    if (now - this.#swept < SWEEP) return;
    this.#swept = now;
    for (const [jti, end] of this.#ends) if (end < now) this.#ends.delete(jti);
  }
}
