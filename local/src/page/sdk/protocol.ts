/**
 * The page's half of the postMessage protocol: JSON strings `{eventName, data?, msgId?, callbackId?}` between this page and the SDK in its
 * parent window (WPS SDK 1.1.14 to 2.0.0, Alibaba's 1.1.2 to 1.1.19). Knows who may speak and how a message looks, not what it means.
 */
import { jsonOrUndefined } from 'imm-weboffice/contract';
import * as z from 'zod/mini';

const Id = z.union([z.string(), z.number()]);
const Envelope = z.object({
  eventName: z.string(),
  data: z.optional(z.unknown()),
  msgId: z.catch(z.optional(Id), undefined),
  /** SDK 2.0.0 numbers its instances and hears only messages that carry its number. */
  sdkInstanceId: z.catch(z.optional(z.number()), undefined),
});
export type SdkMessage = z.infer<typeof Envelope>;

/** Everything the SDKs send. Anything else (browser extensions, developer tools) must not count as their first answer. */
const known =
  /^(setConfig|setToken|setCommandBars|basic\.event|wps\.jssdk\.api|fullscreenchange|api\.(ready|basic|getter|setter|caller|free|event\.register|callback\.reply|getToken\.reply|getClipboardData\.reply)|commonApi\.ready)$/;

/** How often `ready` is said at most, and how long each waits for an answer, ms: an SDK's listener may be attached late. */
const readyTries = 10;
const readyInterval = 1000;

export function parseMessage(raw: unknown): SdkMessage | null {
  const parsed = Envelope.safeParse(typeof raw === 'string' ? jsonOrUndefined(raw) : raw);
  return parsed.success && known.test(parsed.data.eventName) ? parsed.data : null;
}

export class Protocol {
  readonly #sdk: Window | null;
  readonly #receive: (message: SdkMessage) => void;
  #origin: string | null = null;
  #sdkInstanceId: number | undefined;
  #readySaid = 0;

  constructor(receive: (message: SdkMessage) => void) {
    // Opened as a page of its own there is no SDK, and `parent` is this very window.
    this.#sdk = window.parent === window ? null : window.parent;
    this.#receive = receive;
    const sdkId = new URLSearchParams(location.search).get('sdkId');
    if (sdkId && /^\d+$/.test(sdkId)) this.#sdkInstanceId = Number(sdkId);
  }

  get embedded(): boolean {
    return this.#sdk !== null;
  }

  start(): void {
    window.addEventListener('message', this.#onMessage);
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

  #onMessage = (event: MessageEvent): void => {
    if (event.source !== this.#sdk) return;
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
