/** Requests that may change something and are being answered: a server that stops lets them end, and takes no further ones. */
import { ImmFault } from '../imm-fault.js';

/** ms a request that has begun may still take when the server stops */
const PATIENCE = 10_000;

export class RunningRequests {
  readonly #running = new Set<Promise<void>>();
  #isStopping = false;

  /**
   * Answers a request.
   * @throws {ImmFault} 503 when the server stops: what would be taken now could not be stored any more
   */
  async run(method: string | undefined, answer: () => Promise<void>): Promise<void> {
    if (method === 'GET' || method === 'HEAD') return answer();
    if (this.#isStopping) throw new ImmFault(503, 'ServiceUnavailable', 'The server is stopping.');
    const running = answer();
    const settled = running.catch(() => undefined);
    this.#running.add(settled);
    await running.finally(() => this.#running.delete(settled));
  }

  /** From now on nothing new is taken. Resolves when all that had begun has ended, or after 10 s. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE)));
    await Promise.race([Promise.all(this.#running), limit]);
    clearTimeout(timer);
  }
}
