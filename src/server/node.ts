/** A Fetch-API handler on Node's http server, Express, or anything that hands out Node's request and response. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

type FetchHandler = (request: Request) => Promise<Response>;

/**
 * Use as `http.createServer(toNodeHandler(handler))` or `app.post('/api/weboffice', toNodeHandler(handler))`.
 * Must come before middleware that reads bodies (`express.json()`), or after it with the parsed body in `request.body`.
 */
export function toNodeHandler(handler: FetchHandler) {
  return async (incoming: IncomingMessage & { body?: unknown; originalUrl?: string }, outgoing: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    const request = toRequest(incoming, gone.signal);
    const response = request ? await handler(request) : new Response(null, { status: 400 });
    if (outgoing.destroyed) return;
    // Whoever is still sending would keep the connection, and what comes then would be read as the next request.
    if (response.status === 408) outgoing.shouldKeepAlive = false;
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  };
}

function toRequest(incoming: IncomingMessage & { body?: unknown; originalUrl?: string }, signal: AbortSignal): Request | undefined {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headersDistinct)) value?.forEach((one) => headers.append(name, one));
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  const base = `${scheme}://${incoming.headers.host ?? 'localhost'}`;
  const path = incoming.originalUrl ?? incoming.url ?? '/';
  // Nothing stops a client from sending a Host that is none.
  if (!URL.canParse(path, base)) return undefined;
  const url = new URL(path, base);
  const method = incoming.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  const body = incoming.body === undefined ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : JSON.stringify(incoming.body);
  return new Request(url, { method, headers, signal, body: body as BodyInit, duplex: 'half' } as RequestInit);
}
