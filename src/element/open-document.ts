/**
 * One document from request to teardown: the SDK's realm and the credentials start together, meet in a session, and go together.
 * The only place that knows both rooms.
 */
import { WebOfficeError, type ErrorCode } from '../contract/errors.js';
import { trustedOfficeURL } from '../contract/office-url.js';
import type { OpenRequest } from '../contract/requests.js';
import { CredentialKeeper, type Endpoint, type KeeperEvents, type PageToken } from '../credentials/index.js';
import { OfficeSession, Realm, type FileInfo, type ScriptOptions, type SdkConfig, type SdkEvent } from '../sdk/index.js';

/** What {@link OpenDocument} needs. URLs are absolute. */
export interface DocumentOptions {
  container: Element;
  endpoint: Endpoint;
  request: OpenRequest;
  /** The SDK's script: absolute URL, integrity, nonce. */
  script: Pick<ScriptOptions, 'sdkURL' | 'integrity' | 'nonce'>;
  sdkOptions: SdkConfig;
  officeOrigins: readonly string[];
  /** Language of the office page, a BCP 47 tag. */
  lang: string;
  /** Title of the frames. */
  title: string;
  /** Longest wait for any one answer, ms. */
  timeout: number;
}

/** Parts of the loading that run side by side before the office page loads. */
export type LoadingStep = 'credentials' | 'sdk';

/** What {@link OpenDocument} reports. */
export interface DocumentEvents {
  /** A part of the loading is done. */
  onStep: (step: LoadingStep) => void;
  onReady: (fileInfo: FileInfo | undefined) => void;
  onTokenRefresh: () => void;
  /** The document is on screen, but its credentials need restoring; `onReady` or `onError` follows, or `onTokenRefresh`. */
  onReconnecting: () => void;
  onError: (error: WebOfficeError) => void;
  onSdkEvent: (event: SdkEvent, payload: unknown) => void;
  /** Whether the office page has edits that are not stored. */
  onUnsaved: (isUnsaved: boolean) => void;
  /** The office page asks the reader for the document's password, and must be seen. */
  onPassword: () => void;
}

const RECOVERABLE: readonly ErrorCode[] = ['SessionExpired', 'OfficePageLeft'];

/** A session that ends again this soon after it was restored is not restored once more, ms. */
const RECOVERY_PAUSE = 60_000;

/** One open document. When its session ends or its office page leaves, it restores the session once a minute at most. */
export class OpenDocument {
  #closed = false;
  /** Of the office page now open: aborted when it has to be left for another. */
  #page = new AbortController();
  #credentials = new AbortController();
  #keeper: CredentialKeeper | undefined;
  #recoveredAt = -Infinity;
  #hasLeft = false;
  /** Settles when the page that had to go has stored its edits and is gone. */
  #leaving: Promise<void> | undefined;
  #abandon = () => {};
  #session!: Promise<OfficeSession>;

  constructor(
    private readonly options: DocumentOptions,
    private readonly events: DocumentEvents,
  ) {
    this.#start();
  }

  /** The session that is open or being opened; rejects when it cannot be had. */
  get session(): Promise<OfficeSession> {
    return this.#session;
  }

  close(): void {
    this.#closed = true;
    this.#page.abort();
    this.#credentials.abort();
  }

  /**
   * Stores what was edited, then closes; the office page is given the time limit of the document for it.
   * @throws {WebOfficeError} when it could not be stored
   */
  async saveAndClose(): Promise<void> {
    this.#leaving ??= new Promise((resolve, reject) => {
      this.#abandon = () => reject(new WebOfficeError('SaveFailed', 'save', 'the session of the office page ended before it had saved'));
      this.#session.then((session) => session.save()).then(() => resolve(), reject);
    });
    await this.#leaving.finally(() => this.close());
  }

  /** Opens the office page again with the credentials at hand, after its frame was lost to a move in the DOM. */
  remount(): void {
    if (this.#keeper) this.#open(this.#loadRealm(), Promise.resolve(this.#keeper));
    else this.#start();
  }

  /** Asks the endpoint for the next token now. Settles when the office page has it. @throws {WebOfficeError} */
  async refresh(): Promise<void> {
    await this.#session;
    await this.#keeper?.refresh();
    await this.#leaving;
    // It is another session when the document has another page now.
    await (await this.#session).handover();
  }

  #start(): void {
    // A window of its own takes the engine some ms: the question is on its way by then.
    const asking = this.#askForCredentials();
    this.#open(this.#loadRealm(), asking);
  }

  #loadRealm(): Promise<Realm> {
    this.#page.abort();
    this.#page = new AbortController();
    const { container, script, title, timeout } = this.options;
    return Realm.create(container, { ...script, title, timeout, signal: this.#page.signal, onLost: () => this.#reopenPage() });
  }

  async #askForCredentials(): Promise<CredentialKeeper> {
    this.#credentials.abort();
    this.#credentials = new AbortController();
    this.#keeper = undefined;
    const keeper = await CredentialKeeper.open(this.options.endpoint, this.options.request, this.#keeperEvents, this.#credentials.signal);
    this.#keeper = keeper;
    return keeper;
  }

  readonly #keeperEvents: KeeperEvents = {
    onToken: (token) => {
      void this.#session.then((session) => session.setToken(token)).catch(() => undefined);
      this.events.onTokenRefresh();
    },
    onMoved: () => this.#leave((isGone) => void (isGone || this.#reopenPage())),
    onTrouble: () => this.events.onReconnecting(),
    onLost: (error) => this.#leave(() => this.#fail(error)),
  };

  /** The page on screen is of no use any more; the credentials are. */
  #reopenPage(): void {
    this.events.onReconnecting();
    this.remount();
  }

  /**
   * The credentials at hand are for other rights, or there will be none any more; those that the page has are good for some minutes. What was edited is
   * stored with them before the page goes.
   * @param next is called with whether the page went by itself meanwhile
   */
  #leave(next: (isGone: boolean) => void): void {
    if (this.#leaving) return;
    if (this.options.request.permission?.readonly !== false) return next(false);
    const { signal } = this.#page;
    this.events.onReconnecting();
    // What is typed from here on would be lost.
    for (const frame of this.options.container.children) (frame as HTMLElement).inert = true;
    const abandoned = new Promise<void>((resolve) => (this.#abandon = resolve));
    // What cannot be stored with these rights never will be.
    const stored = this.#session.then((session) => session.save()).catch(() => undefined);
    this.#leaving = Promise.race([stored, abandoned]).then(() => {
      this.#leaving = undefined;
      if (!this.#closed) next(signal.aborted);
    });
  }

  /** The token for a page that asks; never for one that is being left, which has to store its edits with the token it has. */
  async #tokenFor(keeper: CredentialKeeper): Promise<PageToken> {
    const asking = keeper.tokenForPage();
    await asking.catch(() => undefined);
    return this.#leaving ? new Promise(() => undefined) : asking;
  }

  #open(loading: Promise<Realm>, asking: Promise<CredentialKeeper>): void {
    this.#session = this.#meet(loading, asking);
    // Whoever needs the session hears of its failure there; everybody else through the events.
    this.#session.catch(() => undefined);
  }

  async #meet(loading: Promise<Realm>, asking: Promise<CredentialKeeper>): Promise<OfficeSession> {
    const { signal } = this.#page;
    // Asked for before the steps are told: the session is on its way when they are drawn.
    const both = Promise.all([loading, asking]);
    loading.then(() => this.events.onStep('sdk')).catch(() => undefined);
    asking.then(() => this.events.onStep('credentials')).catch(() => undefined);
    try {
      const [realm, keeper] = await both;
      const session = new OfficeSession(realm, {
        url: this.#pageURL(keeper.webofficeURL),
        sdkOptions: this.options.sdkOptions,
        token: keeper.token,
        refreshToken: () => this.#tokenFor(keeper),
        currentToken: () => keeper.token,
        hasLeft: this.#hasLeft,
        timeout: this.options.timeout,
        signal,
        onEvent: (event, payload) => this.events.onSdkEvent(event, payload),
        onUnsaved: (isUnsaved) => this.events.onUnsaved(isUnsaved),
        onPassword: () => this.events.onPassword(),
        onError: (error) => this.#recover(error),
      });
      // Errors before the document is open are told through `opened`, so that each is told once.
      void session.opened.then((info) => this.events.onReady(info)).catch((error: unknown) => signal.aborted || this.#fail(error));
      return session;
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
      throw error;
    }
  }

  /** @throws {WebOfficeError} `UntrustedURL` */
  #pageURL(webofficeURL: string): URL {
    const url = trustedOfficeURL(webofficeURL, this.options.officeOrigins, location.hostname);
    if (!url) {
      const shown = URL.canParse(webofficeURL) ? new URL(webofficeURL).origin : 'something that is no URL';
      const allowed = this.options.officeOrigins.join(' ');
      throw new WebOfficeError('UntrustedURL', 'credentials', `the WebofficeURL points to ${shown}; office-origins allows ${allowed}`);
    }
    if (this.options.lang) url.searchParams.set('lang', this.options.lang);
    return url;
  }

  /** A session that ended because its token did, or whose page has left, is opened anew, unless that was just tried. */
  #recover(error: WebOfficeError): void {
    if (this.#leaving) return this.#abandon();
    if (!RECOVERABLE.includes(error.code) || performance.now() - this.#recoveredAt < RECOVERY_PAUSE) return this.#fail(error);
    this.#recoveredAt = performance.now();
    this.#hasLeft = error.code === 'OfficePageLeft';
    this.events.onReconnecting();
    this.#start();
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    this.close();
    this.events.onError(error instanceof WebOfficeError ? error : new WebOfficeError('OpenFailed', 'document', String(error)));
  }
}
