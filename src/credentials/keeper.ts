/**
 * Keeps one document's credentials good for as long as the page is open. Refreshes before they end, whoever asks,
 * one request at a time; opens anew when the refresh token is dead; tells when nothing helps any more.
 */
import type { Credentials, TokenPair } from '../contract/credentials.js';
import { WebOfficeError, type ErrorCode } from '../contract/errors.js';
import type { OpenRequest } from '../contract/requests.js';
import { REPEATED_WITHIN, pageTimeout } from '../sdk/index.js';
import { Alarm, Stopwatch } from './alarm.js';
import { type Endpoint, requestOpen, requestRefresh } from './endpoint.js';
import { SHORTEST_WITH_LEAD, isDeadOnArrival, lifetimeOf } from './lifetime.js';
import { refreshWait, retryWait } from './schedule.js';

/** What the SDK's `setToken` and `refreshToken` take. */
export interface PageToken {
  token: string;
  /** ms, see {@link pageTimeout} */
  timeout: number;
}

/** What {@link CredentialKeeper} reports while it keeps credentials. */
export interface KeeperEvents {
  /** A new token for the same page. */
  onToken: (token: PageToken) => void;
  /** The document has another page now, or other rights: the session has to start over with {@link CredentialKeeper.webofficeURL}. */
  onMoved: () => void;
  /** A refresh failed and is being tried again. */
  onTrouble: (error: WebOfficeError) => void;
  /** No token any more, and no hope of one. */
  onLost: (error: WebOfficeError) => void;
}

/** What a proxy or a server that is just being renewed may answer beside what is retryable anyway: the token has minutes left to wait for better. */
const PASSING: readonly ErrorCode[] = ['InvalidResponse', 'EndpointNotFound'];

function isTransient(error: unknown): boolean {
  return error instanceof WebOfficeError && (error.retryable || PASSING.includes(error.code));
}

/** The credentials of one document, until the signal given to `open` aborts. */
export class CredentialKeeper {
  #pair: TokenPair;
  #webofficeURL: string;
  #rights: string | undefined;
  #age = new Stopwatch();
  readonly #alarm: Alarm;
  #inFlight: Promise<PageToken> | undefined;
  #failures = 0;
  /** Pairs that were dead on arrival, one after the other. */
  #dead = 0;
  /** Since the last request for a page that asked. */
  #asked: Stopwatch | undefined;
  readonly #pace = Math.random();
  /** Pages that asked while there was trouble. */
  #waiting: { resolve: (token: PageToken) => void; reject: (error: WebOfficeError) => void }[] = [];
  /** How long the server wants to be left alone, ms, and since when. */
  #quiet = { ms: 0, since: new Stopwatch() };

  /** Asks for credentials and starts keeping them. @throws {WebOfficeError} */
  static async open(endpoint: Endpoint, request: OpenRequest, events: KeeperEvents, signal: AbortSignal): Promise<CredentialKeeper> {
    return new CredentialKeeper(await requestOpen(endpoint, request, signal), endpoint, request, events, signal);
  }

  private constructor(
    credentials: Credentials,
    private readonly endpoint: Endpoint,
    private readonly request: OpenRequest,
    private readonly events: KeeperEvents,
    private readonly signal: AbortSignal,
  ) {
    this.#pair = credentials;
    this.#webofficeURL = credentials.webofficeURL;
    this.#rights = credentials.rights;
    this.#alarm = new Alarm(signal);
    window.addEventListener('online', () => this.#failures > 0 && this.#retry(), { signal });
    this.#schedule();
  }

  get webofficeURL(): string {
    return this.#webofficeURL;
  }

  get token(): PageToken {
    // With a dead pair the page need not ask before there is another.
    const remaining = Math.max(this.#remaining, this.#dead > 0 ? this.#alarm.left : 0);
    return { token: this.#pair.accessToken, timeout: pageTimeout(remaining, SHORTEST_WITH_LEAD) };
  }

  /**
   * The token for a page that asks. While a refresh fails and is tried again the page waits: told of a failure, it would end the session
   * with minutes of its token left. @throws {WebOfficeError} when there will be none
   */
  async tokenForPage(): Promise<PageToken> {
    // The schedule knows how often a server is asked that hands out dead pairs.
    if (this.#dead > 0 || this.#age.elapsed < Math.min(REPEATED_WITHIN, lifetimeOf(this.#pair) / 10)) return this.token;
    if (this.#failures > 0 && this.#asked && this.#asked.elapsed < REPEATED_WITHIN) return this.#nextToken();
    this.#asked = new Stopwatch();
    try {
      return await this.refresh();
    } catch (error) {
      if (!isTransient(error)) throw error;
      return this.#nextToken();
    }
  }

  #nextToken(): Promise<PageToken> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** The next token. Everybody who asks while a request is under way gets that request's answer. @throws {WebOfficeError} */
  refresh(): Promise<PageToken> {
    this.#inFlight ??= this.#renew().finally(() => (this.#inFlight = undefined));
    return this.#inFlight;
  }

  get #remaining(): number {
    return lifetimeOf(this.#pair) - this.#age.elapsed;
  }

  async #renew(): Promise<PageToken> {
    try {
      await this.#waitForRetryAfter();
      this.#alarm.clear();
      const moved = await this.#ask();
      this.signal.throwIfAborted();
      this.#failures = 0;
      this.#age = new Stopwatch();
      this.#schedule();
      if (moved) this.events.onMoved();
      else this.events.onToken(this.token);
      for (const { resolve } of this.#waiting.splice(0)) resolve(this.token);
      return this.token;
    } catch (error) {
      if (this.signal.aborted) throw aborted();
      const known = error instanceof WebOfficeError ? error : new WebOfficeError('EndpointFailed', 'credentials', String(error));
      this.#giveUpOrRetry(known);
      throw known;
    }
  }

  /** Whether the answer belongs to another page. */
  async #ask(): Promise<boolean> {
    const { accessToken, refreshToken } = this.#pair;
    try {
      const pair = await requestRefresh(this.endpoint, { action: 'refresh', accessToken, refreshToken }, this.signal);
      this.signal.throwIfAborted();
      this.#pair = pair;
      return false;
    } catch (error) {
      if (!(error instanceof WebOfficeError) || error.code !== 'SessionExpired') throw error;
      const credentials = await requestOpen(this.endpoint, this.request, this.signal);
      this.signal.throwIfAborted();
      const moved = credentials.webofficeURL !== this.#webofficeURL || credentials.rights !== this.#rights;
      this.#pair = credentials;
      this.#webofficeURL = credentials.webofficeURL;
      this.#rights = credentials.rights;
      return moved;
    }
  }

  #giveUpOrRetry(error: WebOfficeError): void {
    if (!isTransient(error)) {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      return this.events.onLost(error);
    }
    this.#quiet = { ms: error.retryAfter ?? 0, since: new Stopwatch() };
    // Without a network the slowest pace will do. It is a hint only: a server on this very machine answers without one.
    const failures = navigator.onLine ? this.#failures : Infinity;
    this.#failures += 1;
    this.events.onTrouble(error);
    this.#wait(retryWait(failures, this.#remaining, this.#quiet.ms, Math.random()));
  }

  /** Waits for as long as the server has asked for, whoever wants a token meanwhile. */
  async #waitForRetryAfter(): Promise<void> {
    const { ms, since } = this.#quiet;
    if (since.elapsed >= ms) return;
    await new Promise<void>((resolve, reject) => {
      this.signal.addEventListener('abort', () => reject(aborted()), { once: true });
      this.#alarm.set(ms - since.elapsed, resolve);
    });
  }

  #schedule(): void {
    const lifetime = lifetimeOf(this.#pair);
    this.#dead = isDeadOnArrival(lifetime) ? this.#dead + 1 : 0;
    this.#wait(refreshWait(lifetime, this.#pace, this.#dead));
  }

  #wait(ms: number): void {
    this.#alarm.set(ms, () => this.#retry());
  }

  #retry(): void {
    void this.refresh().catch(() => undefined);
  }
}

function aborted(): WebOfficeError {
  return new WebOfficeError('Aborted', 'credentials', 'no longer needed');
}
