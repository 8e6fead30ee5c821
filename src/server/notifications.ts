/** IMM's save and rename messages, as MNS pushes them over HTTP: a parser, and a small handler around it. */
import { MnsEnvelope, NotificationMessage, type OfficeEditEvent } from '../contract/notifications.js';
import { describeIssues } from '../contract/credentials.js';

/** Largest message MNS sends, bytes. */
const MAX_BODY = 64 * 1024;

/**
 * The events of a push, whether the subscription's format is JSON (an envelope) or SIMPLIFIED (the message alone).
 * @throws {TypeError} that says what does not fit
 */
export function parseNotification(body: string): OfficeEditEvent[] {
  const outer = readJSON(body);
  const envelope = MnsEnvelope.safeParse(outer);
  const message = NotificationMessage.safeParse(envelope.success ? readJSON(envelope.data.Message) : outer);
  if (!message.success) throw new TypeError(`this is no WebOffice notification: ${describeIssues(message.error)}`);
  return message.data.events;
}

export interface NotificationHandlerOptions {
  /**
   * Whether a push really comes from MNS: check its signature (MNS, "Signature authentication of HTTP endpoints"), or a secret that only the subscription's URL has.
   * Without it, everything is refused.
   */
  authenticate?: (request: Request) => boolean | Promise<boolean>;
  /** Called for each event. MNS tries again when it throws, and may deliver an event twice. */
  onEvent: (event: OfficeEditEvent) => void | Promise<void>;
}

/** A Fetch-API handler for an MNS subscription. Answers 204 when every event was taken. */
export function createNotificationHandler({ authenticate, onEvent }: NotificationHandlerOptions): (request: Request) => Promise<Response> {
  const answer = (status: number) => new Response(null, { status });
  return async (request) => {
    if (request.method !== 'POST') return answer(405);
    if (!(await authenticate?.(request))) return answer(403);
    if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) return answer(413);
    const body = await request.text();
    if (body.length > MAX_BODY) return answer(413);
    let events: OfficeEditEvent[];
    try {
      events = parseNotification(body);
    } catch {
      return answer(400);
    }
    try {
      for (const event of events) await onEvent(event);
      return answer(204);
    } catch {
      // MNS keeps what was not taken, and comes again.
      return answer(500);
    }
  };
}

function readJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
