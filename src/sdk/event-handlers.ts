/** Events of an SDK's instance: any number of handlers each, called once for each event. */
import type { SdkInstance } from './types.js';

type Handler = (payload: unknown) => void;

/**
 * One handler of ours per event, which passes on to all. SDK 1.1.14 calls a handler twice that was added before the page was ready,
 * with the same payload object in the same task; SDK 1.1.20 rejects a second registration.
 */
export class EventHandlers {
  readonly #handlers = new Map<string, Set<Handler>>();

  /** @param signal after it nothing is passed on */
  constructor(
    private readonly instance: SdkInstance,
    private readonly signal: AbortSignal,
  ) {}

  add<T>(name: string, handler: (payload: T) => void): void {
    const event = this.#nameOf(name);
    const known = this.#handlers.get(event);
    const handlers = known ?? new Set();
    handlers.add(handler as Handler);
    if (known) return;
    this.#handlers.set(event, handlers);
    let last: unknown;
    this.instance.on(event, (payload) => {
      if (this.signal.aborted || typeof payload !== 'object' || payload === null || payload === last) return;
      last = payload;
      for (const each of [...handlers]) each(payload);
    });
  }

  remove(name: string, handler: Handler): void {
    this.#handlers.get(this.#nameOf(name))?.delete(handler);
  }

  /** SDK 1.1.2 has the file's status under another name; later SDKs know both, and warn of this one. */
  #nameOf(event: string): string {
    return this.instance.version === '1.1.2' && event === 'fileStatus' ? 'fileSaved' : event;
  }
}
