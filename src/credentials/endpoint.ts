/** One request to the host's token endpoint, or to the host's own function instead: the answer is read with suspicion and becomes credentials or a coded error. */
import * as z from 'zod/mini';
import { Credentials, TokenPair, describeIssues, unwrap } from '../contract/credentials.js';
import { EndpointError, WebOfficeError } from '../contract/errors.js';
import { jsonOrUndefined } from '../contract/json.js';
import type { TokenRequest } from '../contract/requests.js';
import { untilAborted } from '../platform/abort.js';
import { watchPolicy } from '../platform/policy.js';

/** The host's own way to credentials. Gives what an endpoint would answer; what it throws becomes the error. */
export type FetchCredentials = (request: TokenRequest, options: { signal: AbortSignal }) => Promise<unknown>;

/** Where and how credentials are requested: the element's attributes and properties, checked. */
export interface Endpoint {
  /** Absolute URLs by action. */
  urls: Readonly<Record<TokenRequest['action'], string>>;
  /** Give up on an answer after this many ms. */
  timeout: number;
  /** Sent with every request, as they are at that time. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Whether cookies go along; the platform's default, `same-origin`, without. */
  credentials?: RequestCredentials | undefined;
  /** Asked instead of the URLs. */
  fetchCredentials?: FetchCredentials | undefined;
}

/** No honest answer comes near this many bytes; a larger one is not read to its end. */
const MAX_ANSWER = 256 * 1024;

/** Sends `open`. @throws {WebOfficeError} phase `credentials` */
export async function requestOpen(
  endpoint: Endpoint,
  request: TokenRequest & { action: 'open' },
  signal: AbortSignal,
): Promise<Credentials> {
  return check(Credentials, await post(endpoint, request, signal));
}

/** Sends `refresh`. @throws {WebOfficeError} phase `credentials` */
export async function requestRefresh(
  endpoint: Endpoint,
  request: TokenRequest & { action: 'refresh' },
  signal: AbortSignal,
): Promise<TokenPair> {
  return check(TokenPair, await post(endpoint, request, signal));
}

interface Answer {
  fields: Record<string, unknown>;
  /** The `Date` header, where the page may read it: the server's clock for backends that do not send `serverTime`. */
  date: string | null;
}

function check<T extends TokenPair>(schema: z.ZodMiniType<T>, answer: Answer): T {
  const result = schema.safeParse(answer.fields);
  if (!result.success) {
    throw failure('InvalidResponse', `the token endpoint's answer does not fit the contract: ${describeIssues(result.error)}`);
  }
  const date = Date.parse(answer.date ?? '');
  return { ...result.data, serverTime: result.data.serverTime ?? (Number.isFinite(date) ? date : undefined) };
}

async function post(endpoint: Endpoint, request: TokenRequest, signal: AbortSignal): Promise<Answer> {
  const url = endpoint.urls[request.action];
  const deadline = AbortSignal.timeout(endpoint.timeout);
  const either = AbortSignal.any([signal, deadline]);
  const policy = watchPolicy(document, url);
  try {
    if (endpoint.fetchCredentials) return await askHost(endpoint.fetchCredentials, request, either);
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...endpoint.headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(request),
      cache: 'no-store',
      ...(endpoint.credentials && { credentials: endpoint.credentials }),
      // Following a redirect would hand the tokens of a refresh to wherever it points.
      redirect: 'manual',
      signal: either,
    });
    return await read(response);
  } catch (error) {
    if (signal.aborted) throw failure('Aborted', 'no longer needed');
    if (deadline.aborted) throw failure('Timeout', `the token endpoint did not answer within ${endpoint.timeout} ms`);
    if (error instanceof WebOfficeError) throw error;
    const violation = await policy.violation();
    if (violation) throw failure('BlockedByPolicy', violation);
    // fetch's own words tell no more than this, and name no cause on purpose.
    throw failure('EndpointUnreachable', `no answer from the token endpoint ${url} (network, CORS or a wrong host)`);
  } finally {
    policy.stop();
  }
}

async function askHost(fetchCredentials: FetchCredentials, request: TokenRequest, signal: AbortSignal): Promise<Answer> {
  // A host says more exactly what is wrong by throwing a WebOfficeError; of anything else the text may hold a token.
  const asking = (async () => fetchCredentials(request, { signal }))().catch((error: unknown) => {
    throw error instanceof WebOfficeError ? error : failure('EndpointFailed', 'fetchCredentials failed');
  });
  return { fields: unwrap(await untilAborted(asking, signal, 'credentials')), date: null };
}

async function read(response: Response): Promise<Answer> {
  if (response.type === 'opaqueredirect') {
    throw failure('InvalidResponse', 'the token endpoint redirects (to a login page?); it has to answer itself');
  }
  const body = jsonOrUndefined(await readText(response));
  const told = EndpointError.safeParse(body);
  if (told.success) {
    const { code, message, requestId } = told.data.error;
    throw failure(code, requestId ? `${message} (request ${requestId})` : message, retryAfter(response));
  }
  if (!response.ok) throw unexplained(response);
  if (body === undefined) {
    throw failure('InvalidResponse', `the token endpoint answered ${contentType(response)} where JSON was expected`);
  }
  return { fields: unwrap(body), date: response.headers.get('date') };
}

/** An error status from something that does not know the contract: a proxy, a framework's own page, another backend. */
function unexplained(response: Response): WebOfficeError {
  const what = `the token endpoint answered ${response.status} with ${contentType(response)}`;
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

async function readText(response: Response): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += part.value;
    if (text.length > MAX_ANSWER) {
      await reader?.cancel();
      throw failure('InvalidResponse', `the token endpoint answered more than ${MAX_ANSWER} bytes`);
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

function failure(code: WebOfficeError['code'], message: string, wait?: number): WebOfficeError {
  return new WebOfficeError(code, 'credentials', message, { retryAfter: wait });
}
