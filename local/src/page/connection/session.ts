/**
 * One session with the server: the token, in memory only, every request made with it, and its end.
 * A renewed token counts for all later requests, those of pdf.js included.
 */
import { SessionInfo } from '../../shared/page-api.js';
import { deadline } from '../base/clock.js';
import { Trouble, retrying, troubleOf } from './http.js';
import { uuid } from '../base/uuid.js';

/** Names this page to the server on every call: a token that two pages use counts for the last one only (API page, one user per call). */
const pageId = uuid();

/** What views need of a session. */
export type Connection = Pick<Session, 'request' | 'signal' | 'post'>;

export class Session {
  readonly #base: string;
  readonly #over = new AbortController();
  readonly #onEnd: () => void;
  #token: string;
  #renewal: Promise<void> | null = null;
  #cancelEnd: () => void = () => {};

  /** @param onEnd the token's life is over, or the server refuses it: nothing more may be shown */
  constructor(fileId: string, token: string, onEnd: () => void) {
    this.#base = `/office/api/${fileId}/`;
    this.#token = token;
    this.#onEnd = onEnd;
  }

  /** Aborts when the session is over, whatever ended it. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  holds(token: string): boolean {
    return this.#token === token;
  }

  async open(): Promise<SessionInfo> {
    const info = await retrying(() => this.#confirm(this.#token), 3, this.signal);
    this.#watch(info.expiresIn);
    return info;
  }

  /** Confirms a new token and goes on with it. While the network is away it keeps trying for as long as the old token lives. */
  renew(token: string): Promise<void> {
    this.#renewal = retrying(() => this.#confirm(token), Infinity, this.signal).then(
      (info) => {
        this.#token = token;
        this.#watch(info.expiresIn);
      },
      (error: unknown) => {
        if (error instanceof Trouble && error.code === 'GetTokenFailed') this.#expire();
      },
    );
    return this.#renewal;
  }

  /** A request with the token in force. A refusal ends the session, unless a newer token has come meanwhile: then it is asked again. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    for (;;) {
      const token = this.#token;
      const response = await this.#fetch(path, token, init);
      if (response.ok) return response;
      if (response.status === 401) {
        // Getting a new token may have ended the old one before the new one is confirmed here.
        await this.#renewal;
        this.signal.throwIfAborted();
        if (token !== this.#token) continue;
        this.#expire();
        throw new Trouble('SessionExpired');
      }
      throw await troubleOf(response);
    }
  }

  /** Tells the server something; resolves when it has taken it. */
  async post(path: string, body: unknown, init: Pick<RequestInit, 'keepalive'> = {}): Promise<void> {
    await this.request(path, { ...init, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }

  /** Ends without a word: the page is closing or somebody else has reported why. */
  close(): void {
    this.#cancelEnd();
    this.#over.abort(new Trouble('SessionExpired'));
    this.#token = '';
  }

  #expire(): void {
    if (this.signal.aborted) return;
    this.close();
    this.#onEnd();
  }

  #watch(expiresIn: number): void {
    this.#cancelEnd();
    this.#cancelEnd = deadline(expiresIn, () => this.#expire());
  }

  async #confirm(token: string): Promise<SessionInfo> {
    const response = await this.#fetch('session', token, { method: 'POST' });
    if (!response.ok) throw await troubleOf(response);
    return SessionInfo.parse(await response.json());
  }

  #fetch(path: string, token: string, init: RequestInit): Promise<Response> {
    return fetch(this.#base + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}`, 'x-page': pageId },
      signal: init.signal ? AbortSignal.any([this.signal, init.signal]) : this.signal,
      cache: 'no-store',
      credentials: 'omit',
    });
  }
}
