/**
 * Keeps one document's credentials good for as long as the page is open. Refreshes before they end, whoever asks,
 * one request at a time; opens anew when the refresh token is dead; tells when nothing helps any more.
 */
import type { Credentials, TokenPair } from '../contract/credentials.js';
import { WebOfficeError } from '../contract/errors.js';
import type { OpenRequest } from '../contract/requests.js';
import { type Endpoint, requestOpen, requestRefresh } from './endpoint.js';
import { Stopwatch, lifetimeOf, pageTimeout, refreshDelay } from './lifetime.js';

/** What the SDK's `setToken` and `refreshToken` take. */
export interface PageToken {
  token: string;
  /** ms, see {@link pageTimeout} */
  timeout: number;
}

export interface KeeperEvents {
  /** A new token for the same page. */
  onToken: (token: PageToken) => void;
  /** The document has another page now: the session has to start over with {@link CredentialKeeper.webofficeURL}. */
  onMoved: () => void;
  /** A refresh failed and is being tried again. */
  onTrouble: (error: WebOfficeError) => void;
  /** No token any more, and no hope of one. */
  onLost: (error: WebOfficeError) => void;
}

/** Waits between attempts, ms; the last one repeats. */
const BACKOFF = [1_000, 2_000, 5_000, 10_000, 30_000];

/** A server that hands out tokens already expired is not asked more often than this, ms. */
const SHORTEST_WAIT = 1_000;

export class CredentialKeeper {
  #pair: TokenPair;
  #webofficeURL: string;
  #age = new Stopwatch();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #inFlight: Promise<PageToken> | undefined;
  #failures = 0;

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
    signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
    this.#recheckOnWake();
    this.#schedule();
  }

  get webofficeURL(): string {
    return this.#webofficeURL;
  }

  get token(): PageToken {
    return { token: this.#pair.accessToken, timeout: pageTimeout(this.#remaining) };
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
    clearTimeout(this.#timer);
    try {
      const moved = await this.#ask();
      this.signal.throwIfAborted();
      this.#failures = 0;
      this.#age = new Stopwatch();
      this.#schedule();
      if (moved) this.events.onMoved();
      else this.events.onToken(this.token);
      return this.token;
    } catch (error) {
      if (this.signal.aborted) throw new WebOfficeError('Aborted', 'credentials', 'no longer needed');
      const known = error instanceof WebOfficeError ? error : new WebOfficeError('EndpointFailed', 'credentials', String(error));
      this.#giveUpOrRetry(known);
      throw known;
    }
  }

  /** Whether the answer belongs to another page. */
  async #ask(): Promise<boolean> {
    const { accessToken, refreshToken } = this.#pair;
    try {
      this.#pair = await requestRefresh(this.endpoint, { action: 'refresh', accessToken, refreshToken }, this.signal);
      return false;
    } catch (error) {
      if (!(error instanceof WebOfficeError) || error.code !== 'SessionExpired') throw error;
      const credentials = await requestOpen(this.endpoint, this.request, this.signal);
      const moved = credentials.webofficeURL !== this.#webofficeURL;
      this.#pair = credentials;
      this.#webofficeURL = credentials.webofficeURL;
      return moved;
    }
  }

  #giveUpOrRetry(error: WebOfficeError): void {
    if (!error.retryable) return this.events.onLost(error);
    const wait = Math.max(BACKOFF[Math.min(this.#failures, BACKOFF.length - 1)] ?? 0, error.retryAfter ?? 0);
    this.#failures += 1;
    this.events.onTrouble(error);
    this.#wait(wait * (1 + Math.random() * 0.2));
  }

  #schedule(): void {
    const lifetime = lifetimeOf(this.#pair);
    // Up to a tenth earlier, so that pages opened together do not refresh together.
    this.#wait(Math.max(SHORTEST_WAIT, refreshDelay(lifetime) * (1 - Math.random() * 0.1) - this.#age.elapsed));
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh().catch(() => undefined), Math.max(0, ms));
  }

  /** Timers stand still while a laptop sleeps and are slow in hidden tabs: look again whenever the page comes back. */
  #recheckOnWake(): void {
    const recheck = () => {
      if (document.visibilityState === 'visible' && this.#age.elapsed >= refreshDelay(lifetimeOf(this.#pair))) {
        void this.refresh().catch(() => undefined);
      }
    };
    const { signal } = this;
    document.addEventListener('visibilitychange', recheck, { signal });
    window.addEventListener('pageshow', recheck, { signal });
    window.addEventListener('online', recheck, { signal });
  }
}
