/** The token endpoint's HTTP: who may call, what a body may be, how answers and errors look. */
import { ENDPOINT_ERRORS, type EndpointError, type EndpointErrorCode } from 'imm-weboffice/contract';
import { BodyError, readBody } from './body.js';

/** A request that is refused, with what the caller is told. */
export class Refusal extends Error {
  /** IMM's request id. */
  readonly requestId: string | undefined;
  /** ms after which to try again */
  readonly retryAfter: number | undefined;

  /** @param options `cause` is for the host's log only */
  constructor(
    readonly code: EndpointErrorCode,
    message: string,
    options: { requestId?: string | undefined; retryAfter?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.requestId = options.requestId;
    this.retryAfter = options.retryAfter;
  }
}

/** Largest request body, bytes: two tokens and a file name need far less. */
const MAX_BODY = 64 * 1024;

/**
 * Refuses what another site makes a visitor's browser send. A form cannot send JSON, and a script of another origin needs CORS,
 * which only `allowedOrigins` get; `Origin` is compared all the same, so that nothing depends on a preflight.
 * @throws {Refusal} `InvalidRequest` when the method is not POST, `AccessDenied` when the origin may not call
 */
export function refuseForeign(request: Request, allowedOrigins: readonly string[]): void {
  if (request.method !== 'POST') throw new Refusal('InvalidRequest', 'use POST');
  const origin = request.headers.get('origin');
  if (!origin || allowedOrigins.includes(origin)) return;
  const site = request.headers.get('sec-fetch-site');
  const own = site ? site === 'same-origin' : URL.canParse(origin) && new URL(origin).host === hostOf(request);
  if (!own) throw new Refusal('AccessDenied', 'this origin may not call the token endpoint: see allowedOrigins');
}

function hostOf(request: Request): string {
  return request.headers.get('host') ?? new URL(request.url).host;
}

/** @throws {Refusal} when the body is not JSON of at most {@link MAX_BODY} bytes, breaks off, or takes longer than `timeout` ms to come */
export async function readJson(request: Request, timeout: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal('InvalidRequest', 'the body has to be JSON, with content-type: application/json');
  }
  const text = await readBody(request, { size: MAX_BODY, time: timeout }).catch((error: unknown) => {
    throw error instanceof BodyError ? new Refusal(error.reason === 'Late' ? 'Timeout' : 'InvalidRequest', error.message) : error;
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('InvalidRequest', 'the body is not JSON');
  }
}

/** The answer to a CORS preflight, if the request is one. */
export function preflight(request: Request, allowedOrigins: readonly string[]): Response | undefined {
  if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method')) return undefined;
  const headers = crossOriginHeaders(request, allowedOrigins);
  headers.set('access-control-allow-methods', 'POST');
  // An origin that may call at all may send what its page sets as the element's `headers`.
  const wanted = headers.has('access-control-allow-origin') ? request.headers.get('access-control-request-headers') : undefined;
  headers.set('access-control-allow-headers', wanted ?? 'content-type');
  headers.set('access-control-max-age', '600');
  return new Response(null, { status: 204, headers });
}

/** Answers 200 with JSON that no cache may store. CORS headers are set for an origin in `allowedOrigins` only. */
export function succeeded(body: unknown, request: Request, allowedOrigins: readonly string[]): Response {
  return answer(200, body, request, allowedOrigins);
}

/** Answers a refusal in the contract's shape. */
export function failed(refusal: Refusal, request: Request, allowedOrigins: readonly string[]): Response {
  const { code, message, requestId, retryAfter } = refusal;
  const body: EndpointError = { error: { code, message, ...(requestId && { requestId }) } };
  const response = answer(ENDPOINT_ERRORS[code], body, request, allowedOrigins);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(Math.ceil(retryAfter / 1_000)));
  return response;
}

function answer(status: number, body: unknown, request: Request, allowedOrigins: readonly string[]): Response {
  const headers = crossOriginHeaders(request, allowedOrigins);
  headers.set('content-type', 'application/json');
  headers.set('cache-control', 'no-store');
  return new Response(JSON.stringify(body), { status, headers });
}

function crossOriginHeaders(request: Request, allowedOrigins: readonly string[]): Headers {
  const headers = new Headers({ vary: 'origin' });
  const origin = request.headers.get('origin');
  if (origin && allowedOrigins.includes(origin)) {
    headers.set('access-control-allow-origin', origin);
    headers.set('access-control-allow-credentials', 'true');
    headers.set('access-control-expose-headers', 'date, retry-after');
  }
  return headers;
}
