/** A Fetch-API handler on Node's `http`, `https` and `http2` servers, Express, or anything that hands out Node's request and response. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { logError } from './log.js';
import { toRequest, type Incoming } from './node-request.js';

type FetchHandler = (request: Request) => Promise<Response>;

/** Options of {@link toNodeHandler}. */
export interface NodeHandlerOptions {
  /** Called when the handler throws or its answer can't be sent; the default writes one line to stderr. */
  onError?: (error: unknown) => void;
}

/**
 * Use as `http.createServer(toNodeHandler(handler))` or `app.post('/api/weboffice', toNodeHandler(handler))`.
 * Works before or after middleware that parses bodies, such as `express.json()`.
 *
 * Every request ends in a response (400 for one that can't be a Fetch request, 405 for a method that Fetch forbids, 500 for a handler
 * that throws) or in a closed connection. The returned promise never rejects: a host's process would end by it.
 */
export function toNodeHandler(handler: FetchHandler, { onError = logError }: NodeHandlerOptions = {}) {
  return async (
    incoming: (IncomingMessage | Http2ServerRequest) & { body?: unknown; originalUrl?: string | undefined },
    outgoing: ServerResponse | Http2ServerResponse,
  ): Promise<void> => {
    // An `error` event that nobody listens to ends the process; what it says is known from the request that fails.
    incoming.on('error', () => undefined);
    outgoing.on('error', () => undefined);
    try {
      await answer(handler, incoming, outgoing as ServerResponse);
    } catch (error) {
      report(error, onError);
      fail(outgoing as ServerResponse);
    }
  };
}

async function answer(handler: FetchHandler, incoming: Incoming, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const request = toRequest(incoming, gone.signal);
  const response = request instanceof Request ? await handler(request) : new Response(null, request);
  const body = Buffer.from(await response.arrayBuffer());
  if (gone.signal.aborted || outgoing.headersSent) return;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length) outgoing.setHeader('set-cookie', cookies);
  closeUnlessRead(incoming, outgoing);
  outgoing.end(body);
}

/** A client that is still sending would keep the connection, and what comes then would be read as the next request. */
function closeUnlessRead(incoming: Incoming, outgoing: ServerResponse): void {
  if (!incoming.complete) outgoing.shouldKeepAlive = false;
}

function fail(outgoing: ServerResponse): void {
  try {
    if (outgoing.headersSent) return void outgoing.destroy();
    for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name);
    outgoing.statusCode = 500;
    outgoing.shouldKeepAlive = false;
    outgoing.end();
  } catch {
    outgoing.destroy();
  }
}

/** A host's `onError` that fails is the host's loss alone. */
function report(error: unknown, onError: (error: unknown) => void): void {
  try {
    onError(error);
  } catch {
    logError(error);
  }
}
