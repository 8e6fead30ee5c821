/** What a token endpoint does when IMM has too much to do, or no longer answers. docs/scaling.md has the figures. */
import { setTimeout } from 'node:timers/promises';
import { traceReuse } from './connection-reuse.js';
import { ImmError } from './imm-error.js';

/** Calls of one process that may wait for IMM. In health a call takes a fraction of a second: so many wait only when IMM hangs. */
const MOST_WAITING = 1_000;

/** Lets so many calls wait and refuses the rest at once, so that an IMM that hangs does not take the host's memory and sockets. */
export class Gate {
  #waiting = 0;

  /** @throws {ImmError} `ServiceUnavailable` when too many wait */
  async pass<T>(call: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MOST_WAITING)
      throw new ImmError('ServiceUnavailable', undefined, `${MOST_WAITING} calls wait for IMM already`, undefined);
    this.#waiting++;
    try {
      return await call();
    } finally {
      this.#waiting--;
    }
  }
}

/** Allows one retry for ten calls, and a few in a row: a burst is smoothed, an overload is not doubled. */
export class RetryBudget {
  #saved = 10;

  earn(): void {
    this.#saved = Math.min(10, this.#saved + 0.1);
  }

  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved--;
    return true;
  }
}

/** Kept connections that may turn out to be closed before a call is given up. More than one only when other calls return theirs meanwhile. */
const MOST_CLOSED = 3;

/**
 * A kept connection may be closed by IMM at the very moment it is used again. The call has done nothing, IMM is well, and another connection
 * will do: such a retry costs no budget. The other idle connections are closed first: a proxy that has dropped one after an idle time has
 * dropped the rest as well, up to 256 of them. A connection that was new and is cut off is a sign of trouble, and its one retry costs.
 * @throws {unknown} what the last call was rejected with
 */
export async function retryOnConnectionLoss<T>(call: () => Promise<T>, budget: RetryBudget): Promise<T> {
  for (let closed = 0; ;) {
    const { result, isReused, closeIdle } = await traceReuse(call);
    if (result.status === 'fulfilled') return result.value;
    const error: unknown = result.reason;
    if (!(error instanceof ImmError) || error.code !== 'ConnectionLost') throw error;
    if (isReused && closed++ < MOST_CLOSED) {
      closeIdle();
      continue;
    }
    if (!budget.spend()) throw error;
    return call();
  }
}

/**
 * For opens: somebody waits for the document, and a browser does not ask again by itself. IMM's limit is per second, so the next one may do.
 * Refreshes are left to the browser, whose token has minutes left; calls that had no answer in time as well, for IMM may have billed them.
 * @throws {unknown} what the last call was rejected with
 */
export async function retryOnThrottling<T>(call: () => Promise<T>, budget: RetryBudget): Promise<T> {
  budget.earn();
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ImmError) || !error.code.startsWith('Throttling') || !budget.spend()) throw error;
    await setTimeout(1_000 * (0.5 + Math.random()));
    return call();
  }
}
