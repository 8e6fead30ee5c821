/** The page's half of the postMessage protocol with the SDK in its parent window. Knows who may speak and how often `ready` is said, not what a message means. */
import { parseMessage, type SdkMessage } from './message.js';

/** How often `ready` is said at most, and how long each waits for an answer, ms: an SDK's listener may be attached late. */
const readyTries = 10;
const readyInterval = 1000;

/** The window the SDK runs in. */
export interface SdkWindow {
  postMessage(message: string, targetOrigin: string): void;
}

/** A message event as far as it counts here. */
export type Incoming = Pick<MessageEvent<unknown>, 'source' | 'origin' | 'data'>;

export class Protocol {
  readonly #sdk: SdkWindow | null;
  readonly #receive: (message: SdkMessage) => void;
  #origin: string | null = null;
  #sdkInstanceId: number | undefined;
  #readySaid = 0;

  /**
   * @param sdk null where the page is opened by itself
   * @param sdkId `sdkId` in the page's URL
   */
  constructor(receive: (message: SdkMessage) => void, sdk: SdkWindow | null, sdkId: string | null) {
    this.#sdk = sdk;
    this.#receive = receive;
    if (sdkId && /^\d+$/.test(sdkId)) this.#sdkInstanceId = Number(sdkId);
  }

  get embedded(): boolean {
    return this.#sdk !== null;
  }

  /** Says `ready` until the SDK answers; {@link hear} must be called with every message from now on. */
  start(): void {
    this.#sayReady();
  }

  /** Sends one message. `extra` are members beside `data`, as the `api.*.reply` messages have. */
  send(eventName: string, data?: unknown, extra: Record<string, unknown> = {}): void {
    const message = { eventName, data, ...extra, sdkInstanceId: this.#sdkInstanceId };
    this.#sdk?.postMessage(JSON.stringify(message), this.#origin ?? '*');
  }

  #sayReady = (): void => {
    if (!this.#sdk || this.#origin !== null || this.#readySaid >= readyTries) return;
    this.#readySaid++;
    this.send('ready');
    setTimeout(this.#sayReady, readyInterval);
  };

  readonly hear = (event: Incoming): void => {
    if (!this.#sdk || event.source !== this.#sdk) return;
    // A sandboxed or file: parent has the opaque origin "null", which cannot be named as a target; its window is still the one we checked.
    const origin = event.origin === 'null' ? '*' : event.origin;
    if (this.#origin !== null && origin !== this.#origin) return;
    const message = parseMessage(event.data);
    if (!message) return;
    this.#origin = origin;
    this.#sdkInstanceId = message.sdkInstanceId ?? this.#sdkInstanceId;
    this.#receive(message);
  };
}
