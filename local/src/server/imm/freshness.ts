/** Signed requests are good for 15 minutes, and once. */
import { parseInstant } from 'imm-weboffice/contract';
import { ImmFault } from '../imm-fault.js';

/** How far a request's date may be off, ms. */
const MAX_SKEW = 15 * 60_000;

/** Remembers nonces for as long as their dates would still be taken. */
export class Freshness {
  readonly #nonces = new Map<string, number>();

  /**
   * @param date as the request has it
   * @throws {ImmFault}
   */
  check(accessKeyId: string, nonce: string, date: string): void {
    const now = Date.now();
    if (!(Math.abs(now - parseInstant(date)) <= MAX_SKEW)) {
      throw new ImmFault(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    }
    for (const [seen, until] of this.#nonces) {
      if (until > now) break;
      this.#nonces.delete(seen);
    }
    const key = `${accessKeyId} ${nonce}`;
    if (this.#nonces.has(key)) throw new ImmFault(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
    this.#nonces.set(key, now + 2 * MAX_SKEW);
  }
}
