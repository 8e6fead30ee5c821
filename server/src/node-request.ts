/** Node's request as a Fetch request. Clients can send what Fetch can't express: those are answered without the handler. */
import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { ReadableStream } from 'node:stream/web';

/** Node's request of HTTP/1 or HTTP/2. Express and body parsers add `body` (the parsed body) and `originalUrl` (the path before a router cut it). */
export type Incoming = (IncomingMessage | Http2ServerRequest) & { body?: unknown; originalUrl?: string | undefined };

/** Methods that the Fetch standard forbids. */
const FORBIDDEN_METHODS = ['CONNECT', 'TRACE', 'TRACK'];

/**
 * @returns the request, or the status and headers of the answer to one that can't be expressed
 * @throws {Error} when the body has been read already and nobody kept it
 */
export function toRequest(incoming: Incoming, signal: AbortSignal): Request | ResponseInit {
  const method = incoming.method ?? 'GET';
  if (FORBIDDEN_METHODS.includes(method.toUpperCase())) return { status: 405, headers: { allow: 'POST, OPTIONS' } };
  const url = urlOf(incoming);
  const headers = headersOf(incoming);
  if (!url || !headers) return { status: 400 };
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  const body = bodyOf(incoming) as NonNullable<RequestInit['body']>;
  const init: RequestInit & { duplex: 'half' } = { method, headers, signal, body, duplex: 'half' };
  return new Request(url, init);
}

/**
 * The target in origin form (`/path`) is a path whatever it holds: resolved as a reference, `//host/` would name another host.
 * In absolute form it names scheme and host itself (RFC 9112, 3.2.2). Credentials in it are refused, as Fetch refuses them.
 */
function urlOf(incoming: Incoming): URL | undefined {
  const target = incoming.originalUrl ?? incoming.url ?? '/';
  const { headers, socket } = incoming;
  const host = (headers[':authority'] as string | undefined) ?? headers.host ?? 'localhost';
  // What is no host name could otherwise become a path, or credentials.
  if (/[/\\?#@]/.test(host)) return undefined;
  const scheme = headers[':scheme'] === 'https' || 'encrypted' in socket ? 'https' : 'http';
  const text = target.startsWith('/') ? `${scheme}://${host}${target}` : target;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username || url.password ? undefined : url;
}

/** `headersDistinct` is missing in HTTP/2; pseudo-headers are no headers. */
function headersOf({ rawHeaders }: Incoming): Headers | undefined {
  const headers = new Headers();
  try {
    for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
      if (!rawHeaders[index]!.startsWith(':')) headers.append(rawHeaders[index]!, rawHeaders[index + 1]!);
    }
    return headers;
  } catch {
    return undefined;
  }
}

/** What middleware has parsed, or the stream. Express 4 gives an empty object to a body of a type that no parser took. */
function bodyOf(incoming: Incoming): string | Uint8Array | ReadableStream {
  const { body } = incoming;
  const isUnread = !incoming.readableDidRead;
  if (isUnread && (body === undefined || isEmptyObject(body))) return streamOf(incoming);
  if (body === undefined) {
    throw new Error(
      'the request body was read before it reached toNodeHandler: put it before the middleware that reads bodies, or use a parser that sets request.body',
    );
  }
  return typeof body === 'string' || body instanceof Uint8Array ? body : (JSON.stringify(body) ?? '');
}

const isEmptyObject = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/**
 * Not `Readable.toWeb`: cancelling its stream destroys the connection before the answer is written, and a body that breaks off
 * while nobody reads is an unhandled error there.
 */
function streamOf(incoming: Incoming): ReadableStream {
  const chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = (await chunks.next()) as IteratorResult<Buffer | string, undefined>;
        if (done) controller.close();
        else controller.enqueue(Buffer.from(value));
      },
      cancel() {
        incoming.pause();
      },
    },
    // Nothing is read that the handler doesn't ask for.
    { highWaterMark: 0 },
  );
}
