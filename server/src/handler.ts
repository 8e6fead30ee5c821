/** The token endpoint: a Fetch-API handler that reads requests, lets `exchange.ts` answer them, and answers failures in the contract's shape. */
import { describeIssues, ENDPOINT_ERRORS, TokenRequest } from 'imm-weboffice/contract';
import { finishEvent, notify, type TokenEventDraft } from './audit.js';
import { createExchange } from './exchange.js';
import { Refusal, failed, preflight, readJson, refuseForeign, succeeded } from './http.js';
import { logError } from './log.js';
import type { TokenHandlerOptions } from './options.js';
import { createSeal } from './seal.js';

/** Answers requests to the token endpoint. A failure is an answer in the shape of the contract, not a rejection. */
export type TokenHandler = (request: Request) => Promise<Response>;

/**
 * @throws {RangeError} when `secret` is too short
 * @throws {Error} when `secret` is missing in production, or the package `jose` is not installed
 */
export function createTokenHandler(options: TokenHandlerOptions): TokenHandler {
  const { allowedOrigins = [], bodyTimeout = 10_000 } = options;
  const exchange = createExchange(options, createSeal(options.secret));
  // A callback of the host's that fails has nobody left to report to but the log.
  const onError = (error: unknown) => notify(options.onError ?? logError, error, logError);

  async function respond(request: Request, event: TokenEventDraft): Promise<Response> {
    try {
      refuseForeign(request, allowedOrigins);
      const body = TokenRequest.safeParse(await readJson(request, bodyTimeout));
      if (!body.success) throw new Refusal('InvalidRequest', describeIssues(body.error));
      event.action = body.data.action;
      const answer =
        body.data.action === 'open' ? await exchange.open(request, body.data, event) : await exchange.refresh(request, body.data, event);
      return succeeded(answer, request, allowedOrigins);
    } catch (error) {
      // Only refusals are worded for the browser; everything else stays here.
      const refusal =
        error instanceof Refusal
          ? error
          : new Refusal('InternalError', 'the token endpoint failed; its log says why', {
              cause: error ?? new Error('nothing was thrown'),
            });
      if (ENDPOINT_ERRORS[refusal.code] >= 500) onError(refusal.cause ?? refusal);
      event.code = refusal.code;
      event.requestId ??= refusal.requestId;
      return failed(refusal, request, allowedOrigins);
    }
  }

  return async (request) => {
    const allowed = preflight(request, allowedOrigins);
    if (allowed) return allowed;
    const start = performance.now();
    const draft: TokenEventDraft = {};
    const response = await respond(request, draft);
    if (options.onEvent) notify(options.onEvent, finishEvent(draft, response.status, performance.now() - start), onError);
    return response;
  };
}
