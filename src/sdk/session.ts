/** One open document: the SDK configured in its realm, its events once each, and promises that always settle. */
import { WebOfficeError } from '../contract/errors.js';
import { within } from '../platform/abort.js';
import { watchPolicy } from '../platform/policy.js';
import { neverAfter, plainCallbacks } from './callbacks.js';
import { Departure } from './departure.js';
import { EventHandlers } from './event-handlers.js';
import { aborted, openFailure, pageFailure } from './failures.js';
import { tellsUnsaved } from './file-status.js';
import { guardMessages } from './guard.js';
import { watchIsolation } from './isolation.js';
import { whileOpen } from './lifetime.js';
import type { Application } from './object-model.js';
import type { Realm } from './realm.js';
import type { CommandBar, CooperUserColor, FileInfo, FileOpenEvent, SaveResult, SdkConfig, SdkInstance, Tab } from './types.js';

/** Events of the SDK passed on as they are. */
export const SDK_EVENTS = [
  ...(['fileStatus', 'tabSwitch', 'stage', 'previewLimit', 'fileNameChange', 'filePasswordStatus'] as const),
  ...(['fullscreenChange', 'hasDocMap', 'webSocketStatus'] as const),
];
/** Name of an event in {@link SDK_EVENTS}. */
export type SdkEvent = (typeof SDK_EVENTS)[number];

/** What {@link OfficeSession} needs. `timeout` of a token is in ms, as the SDK takes it. */
export interface SessionOptions {
  url: URL;
  /** More options of `config()`. */
  sdkOptions: SdkConfig;
  token: { token: string; timeout: number };
  /** Answers the page when it asks for a token. */
  refreshToken: () => Promise<{ token: string; timeout: number }>;
  /** The token in force, for a page that has loaded itself anew. */
  currentToken: () => { token: string; timeout: number };
  /** The page before this one went elsewhere. */
  hasLeft: boolean;
  /** How long the page may be silent before the document is open, ms. */
  timeout: number;
  signal: AbortSignal;
  onEvent: (event: SdkEvent, payload: unknown) => void;
  /** The page has reported whether there are edits that are not stored. */
  onUnsaved: (isUnsaved: boolean) => void;
  /** The page asks the reader for the document's password, and must be seen. */
  onPassword: () => void;
  /** The page ended the session, or says that it cannot go on. */
  onError: (error: WebOfficeError) => void;
}

/** A page that has loaded in the place of the office page, and is it, says so within this time, ms: its scripts run before it counts as loaded. */
const READY_LIMIT = 15_000;

/** An office page with a document. Ends when the signal aborts: what is pending then is rejected with `Aborted`. */
export class OfficeSession {
  readonly #instance: SdkInstance;
  readonly #signal: AbortSignal;
  readonly #timeout: number;
  readonly #events: EventHandlers;
  #silence: ReturnType<typeof setTimeout> | undefined;
  /** Settles when the page has the last token it was given. */
  #handover: Promise<void> = Promise.resolve();

  /** Settles when the document is on screen, or with why it is not. */
  readonly opened: Promise<FileInfo | undefined>;

  /** Configures the SDK in `realm`, which must hold no other session. @throws {WebOfficeError} phase `sdk` */
  constructor(realm: Realm, options: SessionOptions) {
    const { signal } = options;
    this.#signal = signal;
    this.#timeout = options.timeout;
    let open!: (info: FileInfo | undefined) => void;
    let fail!: (error: WebOfficeError) => void;
    this.opened = new Promise((resolve, reject) => ((open = resolve), (fail = reject)));
    this.opened.catch(() => undefined);
    signal.addEventListener('abort', () => (clearTimeout(this.#silence), fail(aborted())), { once: true });

    const listen = () => {
      clearTimeout(this.#silence);
      this.#silence = setTimeout(
        () => fail(new WebOfficeError('Timeout', 'document', `the office page was silent for ${options.timeout} ms`)),
        options.timeout,
      );
    };
    let settled = false;
    const settle = () => ((settled = true), clearTimeout(this.#silence));
    const departure = new Departure(realm, {
      signal,
      // Before the silence of a page that is being opened counts as a timeout.
      limit: Math.min(READY_LIMIT, options.timeout / 2),
      hasLeft: options.hasLeft,
      onReturn: () => this.setToken(options.currentToken()),
      onDeparture: () =>
        options.onError(new WebOfficeError('OfficePageLeft', 'document', 'the frame of the office page shows another page')),
    });
    const forbidden = (violation: string) => {
      settle();
      fail(new WebOfficeError('BlockedByPolicy', 'document', violation));
    };
    const heard = watchIsolation(realm, options.url, signal, forbidden);
    guardMessages(realm, options.url.origin, (message) => {
      heard();
      departure.heard(message);
      if (!settled) listen();
    });

    const instance = realm.sdk.config({
      ...plainCallbacks(options.sdkOptions),
      url: options.url.href,
      mount: realm.mount,
      refreshToken: () => neverAfter(signal, options.refreshToken()),
    });
    // config() swallows its own exceptions and returns undefined.
    if (!instance) throw new WebOfficeError('SdkInvalid', 'sdk', 'the SDK could not be configured; its own message is in the console');
    this.#instance = instance;
    this.#events = new EventHandlers(instance, signal);
    listen();
    const policy = watchPolicy(realm.document, options.url.href, forbidden);
    signal.addEventListener('abort', () => policy.stop(), { once: true });

    this.#events.add('fileOpen', (payload: FileOpenEvent) => {
      const isAgain = settled;
      settle();
      // "success: true" with a reason is a failure (WPS documentation, fileOpen).
      if (!payload.reason && (payload.success ?? payload.fileInfo)) {
        departure.opened();
        return open(payload.fileInfo);
      }
      const failure = openFailure(payload);
      fail(failure);
      // The page has loaded itself anew, and the document was on screen before.
      if (isAgain) options.onError(failure);
    });
    this.#events.add('error', (payload: { reason?: string }) => {
      settle();
      const error = pageFailure(payload.reason);
      fail(error);
      options.onError(error);
    });
    for (const event of SDK_EVENTS) {
      this.#events.add(event, (payload) => {
        if (event === 'filePasswordStatus') {
          // A reader who looks for a password takes as long as they need.
          clearTimeout(this.#silence);
          options.onPassword();
        }
        if (event === 'fileStatus') options.onUnsaved(tellsUnsaved(payload));
        options.onEvent(event, payload);
      });
    }
    this.setToken(options.token);
  }

  /** Hands the page a token. Waits in the SDK until the page is there; {@link handover} says when. */
  setToken(token: { token: string; timeout: number }): void {
    // SDK 1.1.2 returns nothing.
    const given = Promise.resolve(this.#instance.setToken(token));
    this.#handover = within(given, this.#timeout, this.#signal, 'document', 'setToken() had no answer').then(() => undefined);
    this.#handover.catch(() => undefined);
  }

  /** Settles when the page has the last token it was given, and the document is open. @throws {WebOfficeError} */
  async handover(): Promise<void> {
    await this.opened;
    await this.#handover;
  }

  setCommandBars(bars: CommandBar[]): void {
    this.#ask('setCommandBars', bars).catch(() => undefined);
  }

  setCooperUserColor(colors: CooperUserColor[]): void {
    this.#ask('setCooperUserColor', colors).catch(() => undefined);
  }

  /** Presses a button of the office page. @throws {WebOfficeError} */
  async executeCommandBar(id: string): Promise<void> {
    await this.#ask('executeCommandBar', id);
  }

  /** @throws {WebOfficeError} */
  async getTabs(): Promise<Tab[]> {
    return (await this.#ask('tabs.getTabs')) as Tab[];
  }

  /** @throws {WebOfficeError} */
  async switchTab(key: string | number): Promise<void> {
    const answer = await this.#ask('tabs.switchTab', key);
    if (answer === false) throw new WebOfficeError('OpenFailed', 'document', `there is no tab ${key}`);
  }

  /** The SDK's instance, for as long as the document is open. What the element does itself is not to be done beside it. @throws {WebOfficeError} */
  async instance(): Promise<SdkInstance> {
    await this.opened;
    const refuse = (what: string, instead: string) => () =>
      Promise.reject(new WebOfficeError('InvalidConfiguration', 'document', `${what}() is the element's own: ${instead}`));
    return whileOpen(this.#instance, this.#signal, {
      destroy: refuse('destroy', 'remove the element, or call close()'),
      setToken: refuse('setToken', 'the token endpoint gives the tokens'),
      // One handler for each event survives in the SDK: ours passes on to all.
      on: (event: string, handler: (payload: unknown) => void) => this.#events.add(event, handler),
      off: (event: string, handler: (payload: unknown) => void) => this.#events.remove(event, handler),
    });
  }

  /** Calls a method of the instance, by its path. @throws {WebOfficeError} also for what this SDK has not or what it throws */
  async #ask(path: string, ...args: unknown[]): Promise<unknown> {
    await this.opened;
    const { version } = this.#instance;
    const names = path.split('.');
    const method = names.pop()!;
    const owner = names.reduce<unknown>((object, name) => (object as Record<string, unknown>)?.[name], this.#instance) as
      Record<string, unknown> | undefined;
    const call = owner?.[method];
    if (typeof call !== 'function') throw new WebOfficeError('SdkInvalid', 'document', `the SDK ${version} has no ${path}()`);
    try {
      const answer = Promise.resolve(Reflect.apply(call, owner, args));
      return await within(answer, this.#timeout, this.#signal, 'document', `${path}() had no answer`);
    } catch (error) {
      if (error instanceof WebOfficeError) throw error;
      throw new WebOfficeError('OpenFailed', 'document', `${path}() failed in the SDK ${version}`, { cause: error });
    }
  }

  // The SDK's own promises can wait for ever: for a page that never answers, or on an instance that is gone. Ours have a limit.

  /** The SDK's `Application`. @throws {WebOfficeError} */
  async application(): Promise<Application> {
    await this.opened;
    // 1.1.2 resolves with nothing and puts it on the instance.
    const application = (await this.#ask('ready')) ?? this.#instance.Application;
    if (!application) throw new WebOfficeError('OpenFailed', 'document', 'the SDK gave no Application');
    return whileOpen(application as Application, this.#signal);
  }

  /** Stores what was changed. @throws {WebOfficeError} `SaveFailed` with the SDK's result in the message, `Timeout` */
  async save(): Promise<SaveResult & { result: 'ok' | 'nochange' }> {
    await this.opened;
    if (typeof this.#instance.save !== 'function') throw new WebOfficeError('SdkInvalid', 'save', 'the SDK has no save()');
    const answer = await within(this.#instance.save(), this.#timeout, this.#signal, 'save', 'save() had no answer');
    if (answer?.result === 'ok' || answer?.result === 'nochange') return { ...answer, result: answer.result };
    throw new WebOfficeError('SaveFailed', 'save', `the document was not saved: ${String(answer?.result ?? 'no result')}`);
  }
}
