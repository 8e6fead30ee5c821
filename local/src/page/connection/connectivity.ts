import { pageEvents } from '../base/page-events.js';

/** Whether the page hears from its server: by its event stream or by asking, and by what the browser knows of the network. Reports changes only. */
export class Connectivity {
  #hears = true;
  #isOnline = true;
  #wasConnected = true;

  /** @param signal ends it */
  constructor(
    private readonly onChange: (isConnected: boolean) => void,
    private readonly signal: AbortSignal,
  ) {
    pageEvents.addEventListener('offline', () => this.#set(this.#hears, false), { signal });
    pageEvents.addEventListener('online', () => this.#set(this.#hears, true), { signal });
  }

  /** The stream is there, or an answer has come; or it broke off. */
  heard(hears: boolean): void {
    this.#set(hears, this.#isOnline);
  }

  #set(hears: boolean, isOnline: boolean): void {
    [this.#hears, this.#isOnline] = [hears, isOnline];
    const isConnected = hears && isOnline;
    if (this.signal.aborted || isConnected === this.#wasConnected) return;
    this.#wasConnected = isConnected;
    this.onChange(isConnected);
  }
}
