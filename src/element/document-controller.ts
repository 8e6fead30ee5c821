/** Keeps the element's document in step with its attributes, and the element in step with its document. */
import type { ReactiveController } from 'lit';
import { finishInBackground } from './background-save.js';
import { Comeback } from './comeback.js';
import { checkConfiguration, type Configuration } from './configuration.js';
import { WebOfficeError } from '../contract/errors.js';
import { CustomStates } from './custom-states.js';
import { endpointOf, type DocumentHost } from './document-host.js';
import {
  ImmErrorEvent,
  ImmReadyEvent,
  ImmStateChangeEvent,
  ImmTokenRefreshEvent,
  ImmUnsavedChangeEvent,
  type WebOfficeState,
} from './events.js';
import type { Grants } from '../credentials/index.js';
import { FocusGuard } from './focus-guard.js';
import { guarded } from './guarded-events.js';
import { hintAtAttributes, hintAtLanguage } from './hints.js';
import { keepFrame } from './keep-frame.js';
import { liveOptions, withoutLiveOptions } from './live-options.js';
import { Nearness } from './nearness.js';
import { OpenDocument, type DocumentEvents, type LoadingStep } from './open-document.js';
import { elementEvent, withCallbackEvents } from './sdk-events.js';
import type { FileInfo, OfficeSession } from '../sdk/index.js';
import { UnsavedChanges } from './unsaved.js';
import { Waiting } from './waiting.js';

/** A Lit controller: opens, reopens and closes the document of one element, and keeps the state that the element shows. */
export class DocumentController implements ReactiveController {
  state: WebOfficeState = 'idle';
  error: WebOfficeError | undefined;
  fileInfo: FileInfo | undefined;
  /** Parts of the loading that are done. */
  done: ReadonlySet<LoadingStep> = new Set();
  /** The office page asks the reader for something, a password say, and must be seen. */
  needsReader = false;

  readonly #host: DocumentHost;
  readonly #states: CustomStates;
  readonly #waiting = new Waiting<Promise<OfficeSession>>();
  readonly #nearness: Nearness;
  readonly #focus: FocusGuard;
  readonly unsaved = new UnsavedChanges((unsaved) => this.#host.dispatchEvent(new ImmUnsavedChangeEvent(unsaved)));
  readonly #comeback = new Comeback(() => void this.reopen().catch(() => undefined));
  #document: OpenDocument | undefined;
  #grants: Grants | undefined;
  #configuration: Configuration | undefined;
  /** What stands on the element, as JSON; equal values, as frameworks set them on every render, change nothing. */
  #seen: string | undefined;
  /** What the document was opened with, as JSON. */
  #opened: string | undefined;
  #live: string | undefined;
  #saving: Promise<void> | undefined;

  constructor(host: DocumentHost) {
    this.#host = host;
    host.addController(this);
    this.#focus = new FocusGuard(host);
    this.#nearness = new Nearness(host, () => host.requestUpdate());
    this.#states = new CustomStates(host, this.state);
  }

  hostConnected(): void {
    this.#comeback.start();
    if (this.#document) {
      // A frame that was moved has lost its page; the credentials are still good.
      this.done = new Set(['credentials']);
      this.#enter('loading');
      this.#document.remount();
    }
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    // A move is a removal and an addition in one task: only what stays away is torn down.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#close('the element was removed');
      this.#nearness.stop();
      this.#comeback.stop();
      this.#enter('idle');
    });
  }

  /** Before rendering, so that the new state is rendered at once. */
  hostUpdate(): void {
    if (!this.#host.isConnected || this.#saving) return;
    if (this.#host.raw.loading === 'lazy' && !this.#nearness.isNear) return;
    const { raw, locale } = this.#host;
    const seen = JSON.stringify([raw, locale]);
    if (seen === this.#seen) return;
    this.#seen = seen;
    hintAtAttributes(this.#host);
    hintAtLanguage(raw.lang);
    const { configuration, problems } = checkConfiguration(raw, this.#host.baseURI);
    const wanted = JSON.stringify([configuration && withoutLiveOptions(configuration), this.#host.locale]);
    this.#grants?.changed();
    if (this.#document && configuration && wanted === this.#opened) return this.#changeLive(configuration);
    if (this.#hasEdits) return void this.#saveFirst().catch(() => undefined);
    this.#close('another document was asked for');
    this.#seen = seen;
    this.#opened = wanted;
    this.#open(configuration, problems);
  }

  /** Opens the same document anew; settles when it is on screen. @throws {WebOfficeError} */
  async reopen(): Promise<void> {
    if (this.#hasEdits) await this.#saveFirst();
    this.#close('the document is being reloaded');
    this.#host.requestUpdate();
    await this.session();
  }

  /** Once the document that is no longer asked for has given way. @throws {WebOfficeError} when it could not be stored, and stays */
  async replaced(): Promise<void> {
    await this.#host.updateComplete;
    await this.#saving;
    await this.#host.updateComplete;
  }

  /** The session of the document once it is on screen. @throws {WebOfficeError} why there is none; it never waits for ever */
  async session(): Promise<OfficeSession> {
    if (!this.#host.isConnected) throw new WebOfficeError('InvalidConfiguration', 'configuration', 'the element is not in a document');
    if (this.#host.raw.loading === 'lazy') this.#nearness.come();
    await this.#host.updateComplete;
    if (!this.#host.isConnected) throw new WebOfficeError('Aborted', 'document', 'the element was removed');
    if (this.error) throw this.error;
    if (this.#document && this.state === 'ready') return this.#document.session;
    if (this.state === 'idle')
      throw new WebOfficeError('InvalidConfiguration', 'configuration', 'src is missing: there is no document to open');
    return this.#waiting.wait();
  }

  /** @throws {WebOfficeError} */
  async refresh(): Promise<void> {
    await this.session();
    await this.#document?.refresh();
  }

  /** Stores what was edited. When the element is removed in the task that is running, its frame outlives it until that is done, where the engine can. */
  saveInBackground(): void {
    const document = this.#document;
    if (!document || !this.#hasEdits || !this.#host.isConnected) return;
    const putBack = keepFrame(this.#host.stage);
    queueMicrotask(() => {
      const isRemoved = !this.#host.isConnected && document === this.#document;
      if (isRemoved && putBack) {
        this.#document = undefined;
        finishInBackground(document, this.unsaved.any, (error) => this.#report(error));
      } else {
        putBack?.();
        if (!isRemoved) void document.session.then((session) => session.save()).catch(() => undefined);
      }
    });
  }

  get #hasEdits(): boolean {
    // While only the credentials are in trouble, the page can still have edits.
    const isOpen = this.state === 'ready' || this.state === 'reconnecting';
    return this.#document !== undefined && isOpen && this.#configuration?.request.permission?.readonly === false;
  }

  /** Stores what was edited before the document gives way; what cannot be stored stays on the screen. @throws {WebOfficeError} */
  #saveFirst(): Promise<void> {
    const document = this.#document;
    this.#saving ??= this.#save(document);
    return this.#saving;
  }

  async #save(document: OpenDocument | undefined): Promise<void> {
    try {
      await (await document?.session)?.save();
    } catch (error) {
      if (document === this.#document && error instanceof WebOfficeError) this.#host.dispatchEvent(new ImmErrorEvent(error));
      throw error;
    } finally {
      this.#saving = undefined;
    }
    if (document !== this.#document) return;
    this.#close('another document was asked for');
    this.#host.requestUpdate();
  }

  #open(configuration: Configuration | undefined, problems: readonly string[]): void {
    if (!this.#host.raw.src) return this.#enter('idle');
    if (!configuration) return this.#fail(new WebOfficeError('InvalidConfiguration', 'configuration', problems.join('; ')));
    this.#configuration = configuration;
    this.#live = JSON.stringify(liveOptions(configuration));
    this.#enter('loading');
    const { stage, locale, frameTitle } = this.#host;
    const host = this.#host;
    const endpoint = endpointOf(host, configuration);
    this.#grants = endpoint.grants;
    const sdkOptions = withCallbackEvents(
      configuration.sdkOptions,
      (type) => host.listens(type),
      (event) => this.#document === document && host.dispatchEvent(event),
    );
    const document: OpenDocument = new OpenDocument(
      { ...configuration, sdkOptions, endpoint, container: stage, lang: locale, title: frameTitle },
      // A document that was closed meanwhile has nothing to say any more.
      guarded(this.#documentEvents, () => this.#document === document),
    );
    this.#document = document;
  }

  #changeLive(configuration: Configuration): void {
    const live = liveOptions(configuration);
    if (JSON.stringify(live) === this.#live) return;
    this.#live = JSON.stringify(live);
    void this.#document?.session.then((session) => {
      if (live.commandBars) session.setCommandBars(live.commandBars);
      if (live.cooperUsersColor) session.setCooperUserColor(live.cooperUsersColor);
    });
  }

  #close(reason: string): void {
    this.#document?.close();
    this.#document = undefined;
    this.#seen = undefined;
    this.#opened = undefined;
    this.error = undefined;
    this.fileInfo = undefined;
    this.done = new Set();
    this.needsReader = false;
    this.unsaved.set(false);
    this.#comeback.cancel();
    this.#waiting.reject(new WebOfficeError('Aborted', 'document', reason));
  }

  readonly #documentEvents: DocumentEvents = {
    onStep: (step) => {
      this.done = new Set([...this.done, step]);
      this.#host.requestUpdate();
    },
    onReady: (fileInfo) => {
      this.fileInfo = fileInfo;
      // Of a page that was there before: what it had is stored, or gone with it.
      this.unsaved.set(false);
      this.#comeback.opened();
      this.#enter('ready');
      this.#host.dispatchEvent(new ImmReadyEvent(fileInfo));
      if (this.#document) this.#waiting.resolve(this.#document.session);
    },
    onTokenRefresh: () => {
      if (this.state === 'reconnecting') this.#enter('ready');
      this.#host.dispatchEvent(new ImmTokenRefreshEvent());
    },
    onReconnecting: () => {
      if (this.state === 'ready') this.#enter('reconnecting');
    },
    onError: (error) => {
      this.#document = undefined;
      this.#fail(error);
    },
    onSdkEvent: (event, payload) => {
      const told = elementEvent(event, payload);
      if (told) this.#host.dispatchEvent(told);
    },
    onUnsaved: (isUnsaved) => this.unsaved.set(isUnsaved),
    onPassword: () => {
      this.needsReader = true;
      this.#focus.stop();
      this.#host.requestUpdate();
    },
  };

  #fail(error: WebOfficeError): void {
    this.error = error;
    this.unsaved.set(false);
    this.#enter('error');
    this.#report(error);
    this.#waiting.reject(error);
    this.#comeback.failed(error);
  }

  #report(error: WebOfficeError): void {
    console.error(`<imm-weboffice> ${error.code}: ${error.message}`);
    this.#host.dispatchEvent(new ImmErrorEvent(error));
  }

  #enter(state: WebOfficeState): void {
    const previous = this.state;
    if (state === previous) return;
    this.state = state;
    this.#states.change(previous, state);
    if (state === 'loading' || state === 'reconnecting') this.#focus.start();
    else if (state === 'ready') this.#focus.stopSoon();
    else this.#focus.stop();
    this.#host.requestUpdate();
    this.#host.dispatchEvent(new ImmStateChangeEvent(state, previous));
  }
}
