/** Messages between the SDK and the office page: JSON strings `{eventName, data?, msgId?}`, from the page's own frame and origin only. */

export interface Message {
  eventName: string;
  data?: unknown;
  msgId?: number;
  callbackId?: number;
  result?: unknown;
  error?: unknown;
}

type Listener = (message: Message) => void;

export class Channel {
  readonly #listeners = new Set<Listener>();
  #lastId = 0;

  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly origin: string,
  ) {
    window.addEventListener('message', this.#receive);
  }

  close(): void {
    window.removeEventListener('message', this.#receive);
    this.#listeners.clear();
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(message: Message): void {
    this.frame.contentWindow?.postMessage(JSON.stringify(message), this.origin);
  }

  /** Sends with a new msgId; resolves with the reply that carries it. */
  request(eventName: string, data: unknown, replyName: string): Promise<Message> {
    const msgId = ++this.#lastId;
    return new Promise((resolve) => {
      const stop = this.listen((message) => {
        if (message.eventName !== replyName || message.msgId !== msgId) return;
        stop();
        resolve(message);
      });
      this.send({ eventName, data, msgId });
    });
  }

  /** Resolves with the first message of that name. */
  first(eventName: string): Promise<Message> {
    return new Promise((resolve) => {
      const stop = this.listen((message) => {
        if (message.eventName !== eventName) return;
        stop();
        resolve(message);
      });
    });
  }

  readonly #receive = (event: MessageEvent<unknown>): void => {
    if (event.source !== this.frame.contentWindow || event.origin !== this.origin) return;
    const message = parse(event.data);
    if (message) for (const listener of [...this.#listeners]) listener(message);
  };
}

function parse(data: unknown): Message | undefined {
  try {
    const value: unknown = typeof data === 'string' ? JSON.parse(data) : data;
    return typeof value === 'object' && value !== null && 'eventName' in value && typeof value.eventName === 'string'
      ? (value as Message)
      : undefined;
  } catch {
    return undefined;
  }
}
