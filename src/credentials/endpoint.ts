/** The two requests to the host's token endpoint, each with the page's signed grant where it has one, and what their answers have to be. */
import type * as z from 'zod/mini';
import { Credentials, TokenPair, describeIssues } from '../contract/credentials.js';
import type { TokenRequest } from '../contract/requests.js';
import { ask, failure, type Answer, type AskOptions, type Transport } from './ask.js';
import type { Grants } from './grants.js';

/** The host's own way to credentials. Gives what an endpoint would answer; what it throws becomes the error. */
export type FetchCredentials = (request: TokenRequest, options: { signal: AbortSignal }) => Promise<unknown>;

/** Where and how credentials are requested: the element's attributes and properties, checked. */
export interface Endpoint extends Transport {
  /** Absolute URLs by action. */
  urls: Readonly<Record<TokenRequest['action'], string>>;
  /** Asked instead of the URLs. */
  fetchCredentials?: FetchCredentials | undefined;
  /** The page's signed grants. */
  grants?: Grants | undefined;
}

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

function check<T extends TokenPair>(schema: z.ZodMiniType<T>, answer: Answer): T {
  const result = schema.safeParse(answer.fields);
  if (!result.success) {
    throw failure('InvalidResponse', `the token endpoint's answer does not fit the contract: ${describeIssues(result.error)}`);
  }
  const date = Date.parse(answer.date ?? '');
  return { ...result.data, serverTime: result.data.serverTime ?? (Number.isFinite(date) ? date : undefined) };
}

async function post(endpoint: Endpoint, request: TokenRequest, signal: AbortSignal): Promise<Answer> {
  const { urls, fetchCredentials, grants } = endpoint;
  const send = (grant: string | undefined) => {
    const body = grant === undefined ? request : { ...request, grant };
    const own = fetchCredentials && { name: 'fetchCredentials', call: (options: AskOptions) => fetchCredentials(body, options) };
    return ask({ name: 'the token endpoint', url: urls[request.action], own }, endpoint, body, signal);
  };
  return grants ? grants.with(send, request.action, signal) : send(undefined);
}
