/** IMM's save and rename messages, as MNS pushes them over HTTP: a parser, and a small handler around it. */
import { MnsEnvelope, NotificationMessage, type OfficeEditEvent, describeIssues, jsonOrUndefined } from 'imm-weboffice/contract';
import { BodyError, readBody } from './body.js';
import { logError } from './log.js';

/** Largest message MNS sends, bytes. */
const MAX_BODY = 64 * 1024;

/**
 * The events of a push, whether the subscription's format is JSON (an envelope) or SIMPLIFIED (the message alone).
 * @throws {TypeError} that says what does not fit
 */
export function parseNotification(body: string): OfficeEditEvent[] {
  const outer = jsonOrUndefined(body);
  const envelope = MnsEnvelope.safeParse(outer);
  const message = NotificationMessage.safeParse(envelope.success ? jsonOrUndefined(envelope.data.Message) : outer);
  if (!message.success) throw new TypeError(`this is no WebOffice notification: ${describeIssues(message.error)}`);
  return message.data.events;
}

/** Options of {@link createNotificationHandler}. */
export interface NotificationHandlerOptions {
  /**
   * Whether a push really comes from MNS: check its signature (MNS, "Signature authentication of HTTP endpoints"), or a secret that only the subscription's URL has.
   * The request's body may be read. Without it, everything is refused.
   */
  authenticate?: ((request: Request) => boolean | Promise<boolean>) | undefined;
  /** Called for each event. MNS tries again when it throws, and may deliver an event twice. */
  onEvent: (event: OfficeEditEvent) => void | Promise<void>;
  /** ms a push may take to arrive; default 10,000. A later one is answered with 408. */
  bodyTimeout?: number | undefined;
  /** Called when `authenticate` or `onEvent` throws; the default writes one line to stderr. */
  onError?: ((error: unknown) => void) | undefined;
}

const STATUS = { TooLarge: 413, Late: 408, BrokenOff: 400 } as const;

/** A Fetch-API handler for an MNS subscription. Answers 204 when every event was taken, and 500 when the host could not take one: MNS keeps it and tries again. */
export function createNotificationHandler(options: NotificationHandlerOptions): (request: Request) => Promise<Response> {
  const { authenticate, onEvent, bodyTimeout = 10_000, onError = logError } = options;
  const handle = async (request: Request): Promise<number> => {
    if (request.method !== 'POST') return 405;
    const body = await readBody(request, { size: MAX_BODY, time: bodyTimeout });
    // A copy with the body: a signature covers it, and whoever checks one reads it.
    const { url, headers, signal } = request;
    if (!(await authenticate?.(new Request(url, { method: 'POST', headers, signal, body })))) return 403;
    let events: OfficeEditEvent[];
    try {
      events = parseNotification(body);
    } catch {
      return 400;
    }
    for (const event of events) await onEvent(event);
    return 204;
  };
  return async (request) => {
    try {
      return new Response(null, { status: await handle(request) });
    } catch (error) {
      if (error instanceof BodyError) return new Response(null, { status: STATUS[error.reason] });
      onError(error);
      return new Response(null, { status: 500 });
    }
  };
}
