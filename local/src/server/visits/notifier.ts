/** Tells hosts what happens to their documents, as IMM does through MNS. Source: Alibaba Cloud, "WebOffice notification message format". */
import { createHash, randomUUID } from 'node:crypto';
import type { NotificationMessage, OfficeEditEvent } from 'imm-weboffice/contract';

/** Tries of one message, and the pause before the second, ms; each further pause is twice as long. */
const TRIES = 4;
const FIRST_PAUSE = 250;

/** How long a subscriber may take to answer, ms (MNS allows 5 s). */
const ANSWER_WITHIN = 5_000;

export interface NotifierOptions {
  notify: ((topic: string, message: NotificationMessage) => void) | undefined;
  /** http or https URL by topic. @see Notifier */
  subscribers: Readonly<Record<string, string>>;
  onError: (error: unknown) => void;
}

export class Notifier {
  readonly #closed = new AbortController();

  /** @throws {TypeError} when a subscriber has no http or https URL */
  constructor(private readonly options: NotifierOptions) {
    for (const [topic, url] of Object.entries(options.subscribers)) {
      // The URL itself may hold a secret.
      if (!/^https?:/.test(URL.canParse(url) ? new URL(url).protocol : ''))
        throw new TypeError(`subscribers.${topic} is no http or https URL`);
    }
  }

  send(topic: string, events: OfficeEditEvent[]): void {
    const message: NotificationMessage = { events };
    try {
      this.options.notify?.(topic, message);
    } catch (error) {
      this.options.onError(error);
    }
    const url = Object.hasOwn(this.options.subscribers, topic) ? this.options.subscribers[topic] : undefined;
    if (url !== undefined) void this.#push(topic, url, JSON.stringify(envelope(topic, JSON.stringify(message))));
  }

  /** No more tries. */
  close(): void {
    this.#closed.abort();
  }

  async #push(topic: string, url: string, body: string): Promise<void> {
    for (let tried = 0; tried < TRIES && !this.#closed.signal.aborted; tried++) {
      if (tried > 0) await pause(FIRST_PAUSE * 2 ** (tried - 1), this.#closed.signal);
      if (await this.#deliver(url, body)) return;
    }
    if (!this.#closed.signal.aborted) this.options.onError(new Error(`nobody took a notification of the topic ${topic}`));
  }

  async #deliver(url: string, body: string): Promise<boolean> {
    try {
      const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(ANSWER_WITHIN)]);
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}

/** What MNS pushes over HTTP when the subscription's format is JSON. */
function envelope(topic: string, message: string) {
  return {
    TopicOwner: 'local',
    TopicName: topic,
    Subscriber: 'local',
    SubscriptionName: topic,
    MessageId: randomUUID().replaceAll('-', '').toUpperCase(),
    Message: message,
    MessageMD5: createHash('md5').update(message).digest('hex').toUpperCase(),
    MessageTag: '',
    PublishTime: String(Date.now()),
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms).unref();
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
