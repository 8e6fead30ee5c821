/** Keeps the element's document in step with its attributes, and the element in step with its document. */
import type { ReactiveController } from 'lit';
import { checkConfiguration, type RawConfiguration } from './configuration.js';
import { WebOfficeError } from './contract/errors.js';
import * as events from './events.js';
import { OpenDocument, type DocumentEvents, type LoadingStep } from './open-document.js';
import type { FileInfo, OfficeSession, SdkEvent } from './sdk/index.js';

/** What the controller needs of the element. */
export interface DocumentHost extends HTMLElement {
  readonly stage: Element;
  readonly raw: RawConfiguration;
  /** Locale of the office page. */
  readonly locale: string;
  /** Title of the frame. */
  readonly frameTitle: string;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  addController(controller: ReactiveController): void;
}

export class DocumentController implements ReactiveController {
  state: events.WebOfficeState = 'idle';
  error: WebOfficeError | undefined;
  fileInfo: FileInfo | undefined;
  /** Parts of the loading that are done. */
  done: ReadonlySet<LoadingStep> = new Set();

  readonly #host: DocumentHost;
  readonly #internals: ElementInternals | undefined;
  #document: OpenDocument | undefined;
  /** What stands on the element as JSON; equal values, as frameworks set them on every render, open nothing. */
  #opened: string | undefined;
  #waiting = new Set<{ resolve: (session: Promise<OfficeSession>) => void; reject: (error: WebOfficeError) => void }>();

  constructor(host: DocumentHost) {
    this.#host = host;
    host.addController(this);
    // Not there when a server renders the element.
    this.#internals = typeof host.attachInternals === 'function' ? host.attachInternals() : undefined;
  }

  hostConnected(): void {
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
      this.#close(new WebOfficeError('Aborted', 'document', 'the element was removed'));
      this.#enter('idle');
    });
  }

  /** Before rendering, so that the new state is rendered at once. */
  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const wanted = JSON.stringify([this.#host.raw, this.#host.locale]);
    if (wanted === this.#opened) return;
    this.#close(new WebOfficeError('Aborted', 'document', 'another document was asked for'));
    this.#opened = wanted;
    this.#open();
  }

  /** Opens the same document anew. */
  reopen(): void {
    this.#opened = undefined;
    this.#host.requestUpdate();
  }

  /** The session of the document once it is on screen. @throws {WebOfficeError} why there is none; it never waits for ever */
  async session(): Promise<OfficeSession> {
    if (!this.#host.isConnected) throw new WebOfficeError('InvalidConfiguration', 'configuration', 'the element is not in a document');
    await this.#host.updateComplete;
    if (this.error) throw this.error;
    if (this.#document && this.state === 'ready') return this.#document.session;
    if (this.state === 'idle')
      throw new WebOfficeError('InvalidConfiguration', 'configuration', 'src is missing: there is no document to open');
    return new Promise((resolve, reject) => this.#waiting.add({ resolve, reject }));
  }

  #open(): void {
    const { raw, baseURI, stage, locale, frameTitle } = this.#host;
    if (!raw.src) return this.#enter('idle');
    const { configuration, problems } = checkConfiguration(raw, baseURI);
    if (!configuration) return this.#fail(new WebOfficeError('InvalidConfiguration', 'configuration', problems.join('; ')));
    this.#enter('loading');
    const document: OpenDocument = new OpenDocument(
      { ...configuration, container: stage, lang: locale, title: frameTitle },
      // A document that was closed meanwhile has nothing to say any more.
      guarded(this.#documentEvents, () => this.#document === document),
    );
    this.#document = document;
  }

  #close(reason: WebOfficeError): void {
    this.#document?.close();
    this.#document = undefined;
    this.#opened = undefined;
    this.error = undefined;
    this.fileInfo = undefined;
    this.done = new Set();
    this.#settle(({ reject }) => reject(reason));
  }

  readonly #documentEvents: DocumentEvents = {
    onStep: (step) => {
      this.done = new Set([...this.done, step]);
      this.#host.requestUpdate();
    },
    onReady: (fileInfo) => {
      this.fileInfo = fileInfo;
      this.#enter('ready');
      this.#host.dispatchEvent(new events.ImmReadyEvent(fileInfo));
      const session = this.#document?.session;
      if (session) this.#settle(({ resolve }) => resolve(session));
    },
    onTokenRefresh: () => {
      if (this.state === 'reconnecting') this.#enter('ready');
      this.#host.dispatchEvent(new events.ImmTokenRefreshEvent());
    },
    onReconnecting: () => {
      if (this.state === 'ready') this.#enter('reconnecting');
    },
    onError: (error) => {
      this.#document = undefined;
      this.#fail(error);
    },
    onSdkEvent: (event, payload) => this.#forward(event, payload),
  };

  #forward(event: SdkEvent, payload: unknown): void {
    const fields = payload as Record<string, unknown>;
    switch (event) {
      case 'fileStatus':
        return void (typeof fields.status === 'number' && this.#host.dispatchEvent(new events.ImmFileStatusEvent(fields.status)));
      case 'tabSwitch':
        return void (typeof fields.tabKey === 'string' && this.#host.dispatchEvent(new events.ImmTabSwitchEvent(fields.tabKey)));
      case 'stage':
        return void (typeof fields.stage === 'string' && this.#host.dispatchEvent(new events.ImmStageEvent(fields.stage)));
      case 'previewLimit':
        return void (typeof fields.total === 'number' && this.#host.dispatchEvent(new events.ImmPreviewLimitEvent(fields.total)));
    }
  }

  #fail(error: WebOfficeError): void {
    this.error = error;
    console.error(`<imm-weboffice> ${error.code}: ${error.message}`);
    this.#enter('error');
    this.#host.dispatchEvent(new events.ImmErrorEvent(error));
    this.#settle(({ reject }) => reject(error));
  }

  #settle(how: (waiting: { resolve: (session: Promise<OfficeSession>) => void; reject: (error: WebOfficeError) => void }) => void): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    waiting.forEach(how);
  }

  #enter(state: events.WebOfficeState): void {
    const previous = this.state;
    if (state === previous) return;
    this.state = state;
    // Engines before 2024 have no custom states; everything else works there.
    this.#internals?.states?.delete(previous);
    this.#internals?.states?.add(state);
    this.#host.requestUpdate();
    this.#host.dispatchEvent(new events.ImmStateChangeEvent(state, previous));
  }
}

/** The same callbacks, deaf once `current` says no. */
function guarded(callbacks: DocumentEvents, current: () => boolean): DocumentEvents {
  const wrap =
    <A extends unknown[]>(callback: (...args: A) => void) =>
    (...args: A) =>
      void (current() && callback(...args));
  return {
    onStep: wrap(callbacks.onStep),
    onReady: wrap(callbacks.onReady),
    onTokenRefresh: wrap(callbacks.onTokenRefresh),
    onReconnecting: wrap(callbacks.onReconnecting),
    onError: wrap(callbacks.onError),
    onSdkEvent: wrap(callbacks.onSdkEvent),
  };
}
