import './platform/document-proxy.js';
import { LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { displayName, type RawConfiguration } from './element/configuration.js';
import { DEFAULTS } from './element/defaults.js';
import { checkTransport, isNumeric, readValues } from './element/values.js';
import type { WebOfficeError } from './contract/errors.js';
import type { Watermark } from './contract/requests.js';
import { DocumentController } from './element/document-controller.js';
import type { WebOfficeState } from './element/events.js';
import { styles } from './element/styles.js';
import { messagesFor, type Messages } from './locales/index.js';
import { registry } from './locales/registry.js';
import { view } from './element/view.js';
import type { FetchCredentials, GetGrant } from './credentials/index.js';
import type { Application, FileInfo, SaveResult, SdkConfig, SdkInstance, Tab } from './sdk/index.js';

/** `"false"`, which frameworks and page builders write, means false. */
const BOOLEAN = { fromAttribute: (value: string | null) => value !== null && value !== 'false' };
/** What is no number stays as it is written: the error message quotes it. */
const NUMBER = { fromAttribute: (value: string | null) => (isNumeric(value ?? '') ? Number(value) : value) };

/**
 * Shows or edits an office document of Alibaba Cloud IMM WebOffice.
 *
 * Changing any attribute that has to do with the document opens it anew; several changes at once open it once.
 *
 * @summary An IMM WebOffice document in any page.
 * @tag imm-weboffice
 *
 * @event {ImmStateChangeEvent} imm-state-change - The element went from one state to another: `state`, `previous`.
 * @event {ImmReadyEvent} imm-ready - The document is on screen: `fileInfo`.
 * @event {ImmErrorEvent} imm-error - The document cannot be shown, or not any longer: `error`.
 * @event {ImmFileStatusEvent} imm-file-status - How storing the document goes: `status`, 0 unchanged, 1 version saved, 2 empty file, 3 space full, 4 queue busy, 5 failed, 6 saving, 7 content saved.
 * @event {ImmUnsavedChangeEvent} imm-unsaved-change - The first edit that is not stored has been made, or all are stored: `unsaved`.
 * @event {ImmTabSwitchEvent} imm-tab-switch - Another tab of the office page was chosen: `tabKey`.
 * @event {ImmFileNameChangeEvent} imm-file-name-change - The document was renamed: `name`.
 * @event {ImmPreviewLimitEvent} imm-preview-limit - Only the first pages are shown: `total` pages of `realTotal`.
 * @event {ImmStageEvent} imm-stage - How far the office page has come: `stage`, in its own words.
 * @event {ImmFullscreenChangeEvent} imm-fullscreen-change - The office page fills the screen, or no longer: `status`, 1 or 0.
 * @event {ImmHasDocMapEvent} imm-has-doc-map - Whether the document has an outline: `hasDocMap`.
 * @event {ImmWebSocketStatusEvent} imm-web-socket-status - The office page's connection to its server has changed: `data`, as the page sends it.
 * @event {ImmHyperlinkOpenEvent} imm-hyperlink-open - The reader has followed a link: `linkUrl`. With a listener that is there when the document opens, the office page does not open links itself.
 * @event {ImmToastEvent} imm-toast - The office page has a short message: `msg`, `action`. With a listener that is there when the document opens, the office page does not show it itself.
 * @event {ImmGrantRequiredEvent} imm-grant-required - The signed grant is over, and nothing gives a new one: set `grant`, within `timeout`.
 * @event {ImmTokenRefreshEvent} imm-token-refresh - The access token was renewed in place.
 *
 * @attr {string} nonce - Nonce of the page's Content-Security-Policy, for the SDK's script; default: none.
 *
 * @slot - Shown where scripts do not run; hidden once the element is defined.
 * @slot loading - Shown while the document is being opened.
 * @slot error - Shown when it cannot be opened.
 * @slot empty - Shown while there is no `src`.
 *
 * @csspart frame - The frame that holds the document.
 * @csspart loading - The panel shown while loading.
 * @csspart error - The panel shown for an error.
 * @csspart retry - The button in the error panel.
 * @csspart empty - The panel shown without a document.
 * @csspart banner - The line shown while credentials are being restored.
 *
 * @cssproperty --imm-font - Font of the element's own words.
 * @cssproperty --imm-ink - Colour of text.
 * @cssproperty --imm-muted - Colour of secondary text.
 * @cssproperty --imm-surface - Background.
 * @cssproperty --imm-paper - Background of things that lie on the surface.
 * @cssproperty --imm-line - Colour of lines.
 * @cssproperty --imm-accent - Colour of progress and buttons.
 * @cssproperty --imm-danger - Colour of the error sign.
 */
export class ImmWebofficeElement extends LitElement {
  static override styles = styles;

  /** URL of your token endpoint; default: none, it is required. */
  @property({ attribute: 'token-endpoint' }) tokenEndpoint = '';

  /** URL for refreshing; default: that of `token-endpoint`. */
  @property({ attribute: 'refresh-endpoint' }) refreshEndpoint = '';

  /** A grant that your backend has signed, for a token endpoint that takes its decisions from grants. Another one is sent at the next refresh, and opens nothing anew. */
  @property() grant = '';

  /** URL of your backend that answers `{ "grant": "…" }`, for each open and when a grant is over. */
  @property({ attribute: 'grant-endpoint' }) grantEndpoint = '';

  /** Asked for grants instead of `grant-endpoint`: takes what is asked for, gives a signed grant. */
  @property({ attribute: false }) getGrant: GetGrant | undefined;

  /** Whether cookies go to the token endpoint and the grant endpoint: `omit`, `same-origin` or `include`; default: `same-origin`. */
  @property({ attribute: 'request-credentials' }) requestCredentials: 'omit' | 'same-origin' | 'include' | '' = '';

  /** Sent to the token endpoint and the grant endpoint with every request, as they are at that time. */
  @property({ attribute: false }) headers: Readonly<Record<string, string>> | undefined;

  /** Asked instead of a token endpoint: takes the request, gives what an endpoint would answer. */
  @property({ attribute: false }) fetchCredentials: FetchCredentials | undefined;

  /** When to open the document: `eager`, at once, or `lazy`, when it comes near the visible part of the page; default: `eager`. */
  @property() loading: 'eager' | 'lazy' | '' = '';

  /** The document: `oss://bucket/key`, or whatever your token endpoint understands; default: none, nothing is shown. */
  @property() src = '';

  /** File name to show, with its extension in lower case; default: the last part of `src`. */
  @property() filename = '';

  /** `preview` to read, `edit` to change the document; default: `preview`. */
  @property() mode: 'preview' | 'edit' = 'preview';

  /** What the reader may do beside reading, separated by spaces: `copy`, `export`, `print`, `history`, `rename`; your token endpoint decides. `history` applies in edit mode only. */
  @property() allow: string | readonly string[] = '';

  /** A preview that no later edit changes; without search, print and export. Without effect in edit mode. */
  @property({ attribute: 'cache-preview', converter: BOOLEAN }) cachePreview = false;

  /** Shows only the first pages, 1 to 5,000; default: all. Without effect in edit mode. */
  @property({ attribute: 'preview-pages', converter: NUMBER }) previewPages: number | undefined;

  /** Opens a protected document. Prefer the property, an attribute stands in the page's source; default: the office page asks. */
  @property() password = '';

  /** Hides the office page's toolbar. Without effect in edit mode. */
  @property({ attribute: 'hide-toolbar', converter: BOOLEAN }) hideToolbar = false;

  /** Drawn over the pages: text, or an object (as an attribute: JSON) with `value`, `font`, `rotate` (radians), `vertical` and `horizontal` (px), `fillStyle`. */
  @property() watermark: string | Watermark = '';

  /** Who reads, for hosts without accounts; your token endpoint decides. */
  @property({ attribute: 'user-id' }) userId = '';

  /** Name shown to others in the document; your token endpoint decides. */
  @property({ attribute: 'user-name' }) userName = '';

  /** URL of the reader's picture; your token endpoint decides. */
  @property({ attribute: 'user-avatar' }) userAvatar = '';

  /** Comes back in IMM's notifications, at most 2,048 bytes. */
  @property({ attribute: 'user-data' }) userData = '';

  /** An upload over the document is expected, and becomes a version of it. */
  @property({ attribute: 'external-uploaded', converter: BOOLEAN }) externalUploaded = false;

  /** More options of the SDK's `config()`, as JSON; as a property an object, functions too. `commandBars` and `cooperUserAttribute.cooperUsersColor` are changed in place. */
  @property({ attribute: 'sdk-options' }) sdkOptions: SdkConfig | string = {};

  /** Language of the element and the office page, a BCP 47 tag; default: that of the page around it. */
  @property() override lang = '';

  /** URL of the WebOffice JS SDK; default: version 1.1.19 from Alibaba's CDN. */
  @property({ attribute: 'sdk-url' }) sdkUrl: string = DEFAULTS.sdkUrl;

  /** Subresource Integrity of the SDK's script, e.g. `sha384-…`; default: none. */
  @property({ attribute: 'sdk-integrity' }) sdkIntegrity = '';

  /** Origins a WebofficeURL may have, separated by spaces; default: `https://*.imm.aliyuncs.com`, and loopback for pages on loopback. */
  @property({ attribute: 'office-origins' }) officeOrigins: string | readonly string[] = DEFAULTS.officeOrigins;

  /** Longest wait for any one answer, in ms; default: 60000. */
  @property({ converter: NUMBER }) timeout: number = DEFAULTS.timeout;

  readonly #document = new DocumentController(this);
  readonly #onLanguage = () => this.requestUpdate();
  #stage: HTMLElement | undefined;
  #focused: Element | undefined;
  #isCovered = false;
  readonly #listened = new Set<string>();

  /** Where the element stands: `idle`, `loading`, `ready`, `reconnecting` or `error`; in CSS `:state(ready)`. */
  get state(): WebOfficeState {
    return this.#document.state;
  }

  /** Why the element is in the state `error`: a `WebOfficeError` with `code`, `phase` and `retryable`. */
  get error(): WebOfficeError | undefined {
    return this.#document.error;
  }

  /** The open document as the office page describes it. */
  get fileInfo(): FileInfo | undefined {
    return this.#document.fileInfo;
  }

  /** Whether there are edits that the office page has not stored yet: from the first change on, until it reports that all are stored. See `imm-unsaved-change`. */
  get unsaved(): boolean {
    return this.#document.unsaved.any;
  }

  /** The SDK's `Application` once the document is open. @throws {WebOfficeError} why there is none */
  async whenReady(): Promise<Application> {
    return (await this.#document.session()).application();
  }

  /**
   * Stores the changes, and says what the SDK answers: `ok` or `nochange`.
   * @throws {WebOfficeError} `SaveFailed`, `Timeout`, or why the document is not open
   */
  async save(): Promise<SaveResult> {
    return (await this.#document.session()).save();
  }

  /**
   * Presses a button of the office page, as `commandBars` names it: `executeCommandBar('Print')`.
   * @throws {WebOfficeError} `SdkInvalid` when the SDK has no such method, or why the document is not open
   */
  async executeCommandBar(id: string): Promise<void> {
    await (await this.#document.session()).executeCommandBar(id);
  }

  /** The tabs of the office page, each with a `tabKey`. @throws {WebOfficeError} as `executeCommandBar()` */
  async getTabs(): Promise<Tab[]> {
    return (await this.#document.session()).getTabs();
  }

  /** Shows another tab of the office page. @throws {WebOfficeError} as `executeCommandBar()`, or when there is no such tab */
  async switchTab(tabKey: string | number): Promise<void> {
    await (await this.#document.session()).switchTab(tabKey);
  }

  /**
   * What the SDK's `config()` returned, with `ApiEvent`, once the document is open. When the document is closed or opened anew, every call on it
   * rejects with `Aborted`: ask for it again after `imm-ready`.
   * @throws {WebOfficeError} why there is none
   */
  async sdkInstance(): Promise<SdkInstance> {
    return (await this.#document.session()).instance();
  }

  /** Asks the token endpoint for the next access token now, before it is due. Settles when the office page has it. @throws {WebOfficeError} */
  async refresh(): Promise<void> {
    await this.#document.refresh();
  }

  /** Opens the document anew, with new credentials. Settles when it is on screen. @throws {WebOfficeError} why it is not */
  async reload(): Promise<void> {
    await this.#document.reopen();
  }

  /**
   * Stores what was edited and closes the document, before the element is removed or its place is needed; `src` is empty then.
   * @throws {WebOfficeError} why it could not be stored: the document stays open, with its edits
   */
  async close(): Promise<void> {
    const { src } = this;
    this.src = '';
    try {
      await this.#document.replaced();
    } catch (error) {
      this.src = src;
      throw error;
    }
  }

  /**
   * Stores what was edited in edit mode, and lets the element go meanwhile: call it right before you remove the element or anything around it, in the same
   * task. The office page then stays, unseen, until it has answered or `timeout` has passed; a failure is an `imm-error` of the removed element. Only
   * browsers with a `moveBefore()` that keeps frames can do this (Chromium 133 and later): for others, `await close()` first. Without effect where nothing
   * is edited. The React and Vue components call it when they are unmounted.
   */
  saveInBackground(): void {
    this.#document.saveInBackground();
  }

  /** Removes the element, after `saveInBackground()`. */
  override remove(): void {
    this.saveInBackground();
    super.remove();
  }

  /** @internal Who listens to a link or a toast takes it over from the office page. */
  override addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** @internal */
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** @internal */
  override addEventListener(type: string, ...rest: [EventListenerOrEventListenerObject]): void {
    this.#listened.add(type);
    super.addEventListener(type, ...rest);
  }

  /** @internal */
  listens(type: string): boolean {
    return this.#listened.has(type);
  }

  override connectedCallback(): void {
    registry.listeners.add(this.#onLanguage);
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    registry.listeners.delete(this.#onLanguage);
  }

  /** @internal Constructed style sheets belong to one document: in another (a portal, a window of its own) the element needs them anew. */
  adoptedCallback(): void {
    const view = this.ownerDocument.defaultView;
    if (!view || !this.shadowRoot?.adoptedStyleSheets) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(styles.cssText);
    this.shadowRoot.adoptedStyleSheets = [sheet];
  }

  /** @internal Its presence makes `moveBefore` keep the frame, and the document in it, where the engine can; where it cannot, the realm tells. */
  connectedMoveCallback(): void {}

  /** The stage is there before the first render: the SDK's script is on its way by then. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.append(this.stage);
    return root;
  }

  /** @internal Where the SDK's frame goes; never moved by a render, for a frame that moves loses its page. */
  get stage(): HTMLElement {
    this.#stage ??= Object.assign(document.createElement('div'), { id: 'stage' });
    return this.#stage;
  }

  /** @internal What is set, of the right types; the default stands for `null`, an attribute that was removed, and `undefined`, what frameworks set instead. */
  get raw(): RawConfiguration {
    const problems: string[] = [];
    const values = readValues(this, problems);
    checkTransport(this.headers, { fetchCredentials: this.fetchCredentials, getGrant: this.getGrant }, problems);
    // Browsers hide the attribute `nonce` and keep the property.
    return { ...values, nonce: this.nonce ?? '', hasFetchCredentials: Boolean(this.fetchCredentials), problems };
  }

  /** @internal */
  get transport() {
    const { headers, fetchCredentials, getGrant } = this;
    return { headers: headers ?? undefined, fetchCredentials: fetchCredentials ?? undefined, getGrant: getGrant ?? undefined };
  }

  /** @internal The office page speaks Simplified Chinese and English. */
  get locale(): string {
    return this.#messages.locale.startsWith('zh') ? 'zh-CN' : 'en-US';
  }

  /** @internal */
  get frameTitle(): string {
    return this.#messages.document(this.#name);
  }

  protected override willUpdate(): void {
    this.#focused = this.shadowRoot?.activeElement ?? undefined;
  }

  /** Who pressed Retry, or stood on a panel, is led on to what comes after it instead of being thrown out of the element. */
  protected override updated(): void {
    this.#guardStage();
    if (!this.#focused || this.#focused.isConnected) return;
    const next = ['[part=retry]', '.panel', 'iframe'].map((selector) => this.renderRoot.querySelector<HTMLElement>(selector));
    next.find((element) => element)?.focus();
  }

  /** Nobody gets by keyboard into what the loading panel covers. A panel that has given way, see `styles.ts`, covers nothing. */
  #guardStage(): void {
    const { state, needsReader } = this.#document;
    const isCovered = state === 'loading' && !needsReader;
    if (isCovered === this.#isCovered) return;
    this.#isCovered = this.stage.inert = isCovered;
  }

  protected override render(): TemplateResult {
    return view({
      ...{ document: this.#document, messages: this.#messages, name: this.#name, hasSource: Boolean(this.raw.src) },
      retry: () => void this.reload().catch(() => undefined),
      giveWay: () => (this.stage.inert = false),
    });
  }

  get #name(): string {
    const { src, filename } = this.raw;
    return displayName(src, filename);
  }

  get #messages(): Messages {
    const surrounding = this.parentElement?.closest<HTMLElement>('[lang]')?.lang;
    return messagesFor(this.raw.lang || surrounding || navigator.language);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'imm-weboffice': ImmWebofficeElement;
  }
}
