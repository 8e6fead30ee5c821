/** The page's signed grants: which one goes with a request, and where the next comes from when one is over. */
import * as z from 'zod/mini';
import { WebOfficeError } from '../contract/errors.js';
import type { OpenRequest, TokenRequest } from '../contract/requests.js';
import { within } from '../platform/abort.js';
import { ask, failure, type AskOptions, type Transport } from './ask.js';

/** What a grant is asked for: sent to a `grant-endpoint` as JSON. */
export type GrantWish = Pick<OpenRequest, 'sourceURI' | 'filename' | 'permission'>;

/** The page's own way to a signed grant; what it throws becomes the error. */
export type GetGrant = (wish: GrantWish, options: { signal: AbortSignal }) => Promise<string>;

/** Where grants come from, as it is at that time. */
export interface GrantSource {
  /** The one that the page has set; empty if there is none. */
  readonly grant: string;
  /** Asked for each grant. */
  readonly getGrant?: GetGrant | undefined;
  /** Absolute URL that is asked for each grant, unless there is a `getGrant`. */
  readonly url?: string | undefined;
  /** Says to the page that it has to set another `grant`. False when nobody listens. */
  onRequired(): boolean;
}

/** An endpoint's answer; the token endpoint says whether the grant is one. */
const GrantAnswer = z.object({ grant: z.string().check(z.minLength(1)) });

/** The grants of one document. */
export class Grants {
  /** The last one that went with a request. */
  #sent = '';
  /** Resolve when the page sets another grant. */
  #waiting: (() => void)[] = [];

  /** @param transport of the requests to `source.url` */
  constructor(
    private readonly source: GrantSource,
    private readonly wish: GrantWish,
    private readonly transport: Transport,
  ) {}

  /** The page may have set another grant. */
  changed(): void {
    if (this.#unsent) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /**
   * Sends a request: an `open` with a grant where there is one, a `refresh` with one only if the page has set it meanwhile. When the endpoint answers that the
   * grant is over, or that it lets nobody in without one, once more with the next.
   * @throws {unknown} what `send` rejects with
   * @throws {WebOfficeError} when the next grant cannot be had
   */
  async with<T>(send: (grant: string | undefined) => Promise<T>, action: TokenRequest['action'], signal: AbortSignal): Promise<T> {
    // Where a document is opened again, the grant that the page has set may still do.
    const first = this.#unsent ?? (action === 'open' ? ((await this.#next(signal)) ?? this.source.grant) || undefined : undefined);
    try {
      return await this.#send(send, first);
    } catch (error) {
      const code = error instanceof WebOfficeError ? error.code : undefined;
      const isRequired = code === 'GrantExpired' || (code === 'Unauthenticated' && action === 'open' && first === undefined);
      if (!isRequired) throw error;
      const next = this.#unsent ?? (await this.#next(signal)) ?? (await this.#fromPage(signal));
      if (next === undefined) throw error;
      return this.#send(send, next);
    }
  }

  #send<T>(send: (grant: string | undefined) => Promise<T>, grant: string | undefined): Promise<T> {
    this.#sent = grant ?? this.#sent;
    return send(grant);
  }

  /** What the page has set and no request has had yet. */
  get #unsent(): string | undefined {
    const { grant } = this.source;
    return grant && grant !== this.#sent ? grant : undefined;
  }

  /** Undefined where nobody can be asked. */
  async #next(signal: AbortSignal): Promise<string | undefined> {
    const { getGrant, url = '' } = this.source;
    if (!getGrant && !url) return undefined;
    const call = getGrant && (async (options: AskOptions) => ({ grant: await getGrant(this.wish, options) }));
    const own = call && { name: 'getGrant', call };
    const { fields } = await ask({ name: 'the grant endpoint', url, own }, this.transport, this.wish, signal);
    const answer = GrantAnswer.safeParse(fields);
    if (!answer.success) throw failure('InvalidResponse', `${own ? 'getGrant' : 'the grant endpoint'} gave no grant, which is a text`);
    return answer.data.grant;
  }

  async #fromPage(signal: AbortSignal): Promise<string | undefined> {
    if (!this.source.onRequired()) return undefined;
    const changed = new Promise<void>((resolve) => this.#waiting.push(resolve));
    await within(changed, this.transport.timeout, signal, 'credentials', 'the page set no new grant');
    return this.#unsent;
  }
}
