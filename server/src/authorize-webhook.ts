/** Decisions that are asked for: each open and each refresh is a signed request to a URL of the host's, which answers with a grant or a refusal. */
import { createHash } from 'node:crypto';
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen, retry, wrap } from 'cockatiel';
import QuickLRU from 'quick-lru';
import { jsonOrUndefined, type EndpointErrorCode } from 'imm-weboffice/contract';
import { readGrant, type Grant } from './grant.js';
import { fetchLimited } from './fetch-limited.js';
import { Refusal } from './http.js';
import type { Authorize, AuthorizeContext } from './options.js';
import { checkServiceURL } from './service-url.js';
import { signWebhook, webhookKey } from './webhook-signature.js';

/** Options of {@link authorizeByWebhook}. */
export interface AuthorizeWebhookOptions {
  /** Where the host answers: `https`, or `http` on loopback. */
  url: string;
  /** Signs the requests: `whsec_` and Base64, or any text of at least 24 bytes. */
  secret: string;
  /** Takes `http` beyond loopback as well; for private networks, as cookies pass there. Default: false. */
  allowHTTP?: boolean | undefined;
  /** Headers of the browser's request that are passed on, in lower case; default: `cookie` and `authorization`. */
  forwardHeaders?: readonly string[] | undefined;
  /** ms to wait for the answer; default 5,000. */
  timeout?: number | undefined;
  /** ms an answer may be used again for the same question with the same headers; default 0, never. A narrowed right is applied that much later. */
  cache?: number | undefined;
}

/** Largest answer read, bytes. */
const MOST = 64 * 1024;
/** Answers kept at most. */
const KEPT = 5_000;
/** Failures in a row after which the host is left alone, and for how long, ms. */
const BREAKER = { failures: 5, pause: 10_000 };

/** What a status that refuses means to the browser. */
const REFUSALS: Readonly<Record<number, [EndpointErrorCode, string]>> = {
  401: ['Unauthenticated', 'nobody is signed in'],
  403: ['AccessDenied', 'the host does not allow this'],
  404: ['ResourceNotFound', 'the host knows no such document'],
};

/**
 * An `authorize` that asks the host: `POST` with `{ action, sourceURI, asked, headers, grant? }` as JSON, signed (see {@link signWebhook}). The answer is 200 with
 * a grant as `authorize` gives it, or 401, 403, 404. Anything else, redirects too, is a failure: the browser gets 503 and tries again, the log says why.
 *
 * A connection that breaks is tried once more. After five failures in a row the host is left alone for 10 s.
 * @throws {TypeError} for a URL or a secret that cannot be used
 */
export function authorizeByWebhook(options: AuthorizeWebhookOptions): Authorize {
  const { forwardHeaders = ['cookie', 'authorization'], timeout = 5_000, cache = 0 } = options;
  const url = checkServiceURL('url', options.url, options.allowHTTP);
  const key = webhookKey(options.secret);
  const kept = cache > 0 ? new QuickLRU<string, Grant>({ maxSize: KEPT, maxAge: cache }) : undefined;
  const policy = wrap(
    circuitBreaker(
      handleWhen((error) => !(error instanceof Refusal)),
      { halfOpenAfter: BREAKER.pause, breaker: new ConsecutiveBreaker(BREAKER.failures) },
    ),
    retry(handleWhen(isConnectionLoss), { maxAttempts: 1 }),
  );

  async function ask(body: string): Promise<Grant> {
    const response = await fetchLimited(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json', ...signWebhook(key, body) }, body },
      { size: MOST, time: timeout },
    );
    const refusal = REFUSALS[response.status];
    if (refusal) throw new Refusal(...refusal);
    if (response.status !== 200) throw new Error(`it answered ${response.status}, where 200, 401, 403 or 404 are expected`);
    const answer = jsonOrUndefined(await response.text());
    if (answer === undefined) throw new Error('it answered 200 with what is not JSON');
    return readGrant(answer);
  }

  return async (context) => {
    const body = JSON.stringify(questionOf(context, forwardHeaders));
    const name = kept && createHash('sha256').update(body).digest('base64url');
    const known = name && kept?.get(name);
    if (known) return known;
    try {
      const grant = await policy.execute(() => ask(body));
      if (name) kept?.set(name, grant);
      return grant;
    } catch (error) {
      throw error instanceof Refusal ? error : unavailable(error);
    }
  };
}

/** Without the document's password: who may open it does not depend on it. */
function questionOf({ action, sourceURI, asked, grant, keptGrant, request }: AuthorizeContext, forwardHeaders: readonly string[]) {
  const { password, ...rest } = asked;
  const sent = forwardHeaders.flatMap((name) => {
    const value = request.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { action, sourceURI, asked: rest, headers: Object.fromEntries(sent) as Record<string, string>, grant: grant ?? keptGrant };
}

/** A connection that was there and broke: kept, and closed by the host in that very moment, or cut off. Not one that was refused. */
function isConnectionLoss(error: Error): boolean {
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET';
}

function unavailable(error: unknown): Refusal {
  const isOpen = error instanceof BrokenCircuitError;
  const cause = new Error(`the authorize webhook failed: ${isOpen ? 'it is left alone after failures in a row' : reasonOf(error)}`);
  return new Refusal('ServiceUnavailable', 'the host does not answer', { retryAfter: isOpen ? BREAKER.pause : 1_000, cause });
}

/** Node's words for a request that failed are in its cause, and name no header. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if (error.name === 'TimeoutError') return 'no answer in time';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
