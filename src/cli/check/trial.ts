/** One trial of an endpoint: asks each thing once however many checks look at the answer, and remembers what must not be repeated. */
import { Credentials, TokenPair, describeIssues, unwrap } from '../../contract/credentials.js';
import { ENDPOINT_ERRORS, EndpointError, type EndpointErrorCode } from '../../contract/errors.js';
import type { RefreshRequest } from '../../contract/requests.js';
import type { Target } from '../command-line.js';
import type { Say, Words } from '../words/index.js';
import { ask, type Answer, type Asked } from './client.js';

/** What a check builds upon is not there; the check that looks at that says so. */
export class NotReached extends Error {}

/** Sends the requests of all checks to one endpoint. `open` and `refresh` are sent once, and their answers shared. */
export class Trial {
  /** Answers that were no success, for the check that looks for tokens in them. */
  readonly errors: Answer[] = [];
  readonly #secrets = new Set<string>();
  #opened?: Promise<Answer>;
  #refreshed?: Promise<Answer>;

  constructor(readonly target: Target) {
    for (const value of [target.headers, target.otherHeaders ?? {}].flatMap(Object.values<string>)) this.#secrets.add(value);
  }

  /** Whether the page is of another origin than the endpoint. */
  get isCrossOrigin(): boolean {
    return this.target.origin !== this.target.endpoint.origin;
  }

  /** Sends a body as the page would. @param who credentials; default: the user's @throws {Unreachable} */
  async post(body: unknown, headers: Asked['headers'] = {}, who: Asked['headers'] = this.target.headers): Promise<Answer> {
    const { endpoint, origin } = this.target;
    const site = this.isCrossOrigin ? 'cross-site' : 'same-origin';
    const usual = { 'content-type': 'application/json', accept: 'application/json', origin, 'sec-fetch-site': site };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.#keep(await ask(endpoint, { method: 'POST', headers: { ...usual, ...who, ...headers }, body: text }));
  }

  /** @throws {Unreachable} */
  async get(): Promise<Answer> {
    return this.#keep(await ask(this.target.endpoint, { method: 'GET', headers: { accept: 'application/json', ...this.target.headers } }));
  }

  /** Asks, as a browser does before a page of `origin` may call. Without cookies: browsers send none here. @throws {Unreachable} */
  preflight(origin: string): Promise<Answer> {
    const headers = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
    return ask(this.target.endpoint, { method: 'OPTIONS', headers });
  }

  /** What the element asks first. */
  get openRequest() {
    return { action: 'open', sourceURI: this.target.src, permission: { readonly: true } } as const;
  }

  /** The answer to `open`. @throws {Unreachable} */
  open(): Promise<Answer> {
    this.#opened ??= this.post(this.openRequest);
    return this.#opened;
  }

  /** What `open` gave. @throws {NotReached} when that are no credentials */
  async credentials(): Promise<Credentials> {
    const answer = await this.open();
    const result = Credentials.safeParse(unwrap(answer.json));
    if (answer.status !== 200 || !result.success) throw new NotReached();
    return this.hide(result.data);
  }

  /** The answer to the first `refresh`. @throws {NotReached} */
  async refresh(): Promise<Answer> {
    const request = await this.refreshRequest();
    this.#refreshed ??= this.post(request);
    return this.#refreshed;
  }

  /** What `refresh` gave. @throws {NotReached} when that is no pair of tokens */
  async pair(): Promise<TokenPair> {
    const answer = await this.refresh();
    const result = TokenPair.safeParse(unwrap(answer.json));
    if (answer.status !== 200 || !result.success) throw new NotReached();
    return this.hide(result.data);
  }

  /** The `refresh` of the first pair. @throws {NotReached} */
  async refreshRequest(): Promise<RefreshRequest> {
    const { accessToken, refreshToken } = await this.credentials();
    return { action: 'refresh', accessToken, refreshToken };
  }

  /** A `refresh` of the user's that nobody has sent yet, of a document opened for it. @throws {NotReached} */
  async freshRefresh(): Promise<RefreshRequest> {
    const answer = await this.post(this.openRequest);
    const result = Credentials.safeParse(unwrap(answer.json));
    if (answer.status !== 200 || !result.success) throw new NotReached();
    const { accessToken, refreshToken } = this.hide(result.data);
    return { action: 'refresh', accessToken, refreshToken };
  }

  /** Remembers tokens as something that no error may repeat. */
  hide<Pair extends { accessToken: string; refreshToken: string }>(pair: Pair): Pair {
    this.#secrets.add(pair.accessToken).add(pair.refreshToken);
    return pair;
  }

  /** Whether a text has a token or a header's value of this trial in it. */
  betrays(text: string): boolean {
    return [...this.#secrets].some((secret) => secret.length >= 8 && text.includes(secret));
  }

  /** What an endpoint said, fit for a terminal: one line, no control characters, no token. */
  quote(text: string, words: Words): string {
    if (this.betrays(text)) return words.hidden;
    const line = text.replace(/\p{C}+/gu, ' ').trim();
    return words.quoted(line.length > 160 ? `${line.slice(0, 160)}…` : line);
  }

  #keep(answer: Answer): Answer {
    if (answer.status >= 300) this.errors.push(answer);
    return answer;
  }
}

/** Whether there is a token in an answer that should hold none. */
export function holdsTokens({ json }: Answer): boolean {
  return 'accessToken' in unwrap(json);
}

/** The contract's error in an answer, if there is one. */
export function toldError({ json }: Answer): { code: EndpointErrorCode; message: string; status: number } | undefined {
  const result = EndpointError.safeParse(json);
  if (!result.success) return undefined;
  const { code, message } = result.data.error;
  return { code, message, status: ENDPOINT_ERRORS[code] };
}

/** Why an answer is not what a schema says, or undefined when it is. */
export function misfit(schema: typeof Credentials | typeof TokenPair, answer: Answer): Say | undefined {
  const result = schema.safeParse(unwrap(answer.json));
  if (result.success) return undefined;
  const fields = [...new Set(result.error.issues.map(({ path }) => path.map(String).join('.') || 'body'))];
  const details = describeIssues(result.error);
  return (words) => words.fields(fields, details);
}
