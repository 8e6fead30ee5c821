/** One request to a backend of the host's, or to the host's own function instead: the answer is read with suspicion. Every failure has a code. */
import { unwrap } from '../contract/credentials.js';
import { EndpointError, WebOfficeError } from '../contract/errors.js';
import { jsonOrUndefined } from '../contract/json.js';
import { untilAborted } from '../platform/abort.js';
import { watchPolicy } from '../platform/policy.js';

/** How requests are sent: the same for all of one document. */
export interface Transport {
  /** Give up on an answer after this many ms. */
  timeout: number;
  /** Sent with every request, as they are at that time. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Whether cookies go along; the platform's default, `same-origin`, without. */
  credentials?: RequestCredentials | undefined;
}

/** What a host's own function is given beside its question. */
export interface AskOptions {
  signal: AbortSignal;
}

/** Whom to ask. */
export interface Asked {
  /** As messages name it, e.g. `the token endpoint`. */
  name: string;
  /** Absolute URL; nobody's where the host's own function is asked. */
  url: string;
  /** The host's own function, asked instead of the URL: as messages name it, and how it is called. */
  own?: { name: string; call: (options: AskOptions) => Promise<unknown> } | undefined;
}

/** The known fields of an answer. */
export interface Answer {
  fields: Record<string, unknown>;
  /** The `Date` header, where the page may read it: the server's clock for backends that do not send `serverTime`. */
  date: string | null;
}

/** No honest answer comes near this many bytes; a larger one is not read to its end. */
const MAX_ANSWER = 256 * 1024;

/** Sends `body` as JSON with POST. @throws {WebOfficeError} phase `credentials` */
export async function ask(asked: Asked, transport: Transport, body: object, signal: AbortSignal): Promise<Answer> {
  const { name, url, own } = asked;
  const deadline = AbortSignal.timeout(transport.timeout);
  const either = AbortSignal.any([signal, deadline]);
  const policy = own ? undefined : watchPolicy(document, url);
  try {
    if (own) return await askHost(own, either);
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...transport.headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      ...(transport.credentials && { credentials: transport.credentials }),
      // Following a redirect would hand the tokens of a refresh to wherever it points.
      redirect: 'manual',
      signal: either,
    });
    return await read(response, name);
  } catch (error) {
    if (signal.aborted) throw failure('Aborted', 'no longer needed');
    if (deadline.aborted) throw failure('Timeout', `${name} did not answer within ${transport.timeout} ms`);
    if (error instanceof WebOfficeError) throw error;
    const violation = await policy?.violation();
    if (violation) throw failure('BlockedByPolicy', violation);
    // fetch's own words tell no more than this, and name no cause on purpose.
    throw failure('EndpointUnreachable', `no answer from ${name} ${url} (network, CORS or a wrong host)`);
  } finally {
    policy?.stop();
  }
}

async function askHost({ name, call }: NonNullable<Asked['own']>, signal: AbortSignal): Promise<Answer> {
  // A host says more exactly what is wrong by throwing a WebOfficeError; of anything else the text may hold a token.
  const asking = (async () => call({ signal }))().catch((error: unknown) => {
    throw error instanceof WebOfficeError ? error : failure('EndpointFailed', `${name} failed`);
  });
  return { fields: unwrap(await untilAborted(asking, signal, 'credentials')), date: null };
}

async function read(response: Response, name: string): Promise<Answer> {
  if (response.type === 'opaqueredirect') {
    throw failure('InvalidResponse', `${name} redirects (to a login page?); it has to answer itself`);
  }
  const body = jsonOrUndefined(await readText(response, name));
  const told = EndpointError.safeParse(body);
  if (told.success) {
    const { code, message, requestId } = told.data.error;
    throw failure(code, requestId ? `${message} (request ${requestId})` : message, retryAfter(response));
  }
  if (!response.ok) throw unexplained(response, name);
  if (body === undefined) {
    throw failure('InvalidResponse', `${name} answered ${contentType(response)} where JSON was expected`);
  }
  return { fields: unwrap(body), date: response.headers.get('date') };
}

/** An error status from something that does not know the contract: a proxy, a framework's own page, another backend. */
function unexplained(response: Response, name: string): WebOfficeError {
  const what = `${name} answered ${response.status} with ${contentType(response)}`;
  switch (response.status) {
    case 401:
      return failure('Unauthenticated', what);
    case 403:
      return failure('AccessDenied', what);
    case 404:
    case 405:
      return failure('EndpointNotFound', `${what}: is the URL right, and does it take POST?`);
    case 429:
      return failure('Throttling', what, retryAfter(response));
    default:
      return failure('EndpointFailed', what, retryAfter(response));
  }
}

async function readText(response: Response, name: string): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += part.value;
    if (text.length > MAX_ANSWER) {
      await reader?.cancel();
      throw failure('InvalidResponse', `${name} answered more than ${MAX_ANSWER} bytes`);
    }
  }
  return text;
}

function contentType(response: Response): string {
  return response.headers.get('content-type')?.split(';')[0] || 'no content type';
}

/** Retry-After as ms: seconds or an HTTP date (RFC 9110, 10.2.3), which is compared with the server's clock where the page may read it. */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  if (!value) return undefined;
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1_000
    : Date.parse(value) - (Date.parse(response.headers.get('date') ?? '') || Date.now());
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** An error of this phase. @param wait ms, see `retryAfter` */
export function failure(code: WebOfficeError['code'], message: string, wait?: number): WebOfficeError {
  return new WebOfficeError(code, 'credentials', message, { retryAfter: wait });
}
