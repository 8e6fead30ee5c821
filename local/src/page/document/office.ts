/**
 * One document's life in this page: credentials come in, a session opens, the document is shown, the session ends.
 * The only place that knows the session, the screens and the SDK together.
 */
import { sleep } from '../base/clock.js';
import { painted } from '../base/painting.js';
import { Trouble, asTrouble } from '../connection/http.js';
import type { TroubleCode } from '../words/codes.js';
import { downloadPdf } from './download.js';
import { keepLive, type Changed, type LiveSteps } from './live.js';
import { History } from './history.js';
import { openDocument } from './opening.js';
import type { Events } from '../sdk/events.js';
import type { Requests } from '../sdk/requests.js';
import { sayFarewell } from './farewell.js';
import { formatNumber, words } from '../words/messages.js';
import { noticeOf, withheldBars } from './offers.js';
import { Saving } from './saving.js';
import { Session } from '../connection/session.js';
import { noResult, type LoadingStep, type Store } from './state.js';
import type { TokenSchedule } from '../sdk/tokens.js';
import { TypedName } from './typed-name.js';
import { withStreamSlot } from './stream-slots.js';
import { restoreText, restoreUnsaved } from './unsaved-restore.js';
import { UnsavedStore, unsavedOf } from './unsaved-store.js';
import type { TokenData } from '../sdk/sdk-config.js';
import type { Encoding, SaveResult, SessionInfo } from '../../shared/page-api.js';
import type { PasswordProblem } from '../words/codes.js';
import type { DocumentView, ViewHost } from '../views/view.js';

/** Nobody waits longer for what is unsaved to be kept, ms. */
const keptWithin = 5_000;

export interface OfficeParts {
  fileId: string;
  store: Store;
  events: Events;
  requests: Requests;
  tokens: TokenSchedule;
  /** SDK 1.1.2 gets its `api.ready` unasked. */
  sendsTablesUnasked: () => boolean;
  followLink: (url: string) => void;
  toast: (message: string) => void;
}

export class Office {
  readonly #parts: OfficeParts;
  #session: Session | null = null;
  #history: History | null = null;
  /** Where the document can be edited. */
  #saving: Saving | null = null;
  #unsaved: UnsavedStore | null = null;
  /** Tokens the server has refused or that have died: hearing them again must not start anything. */
  readonly #spent = new Set<string>();
  #lastToken = '';
  #timeoutKnown = false;
  /** Of the document, while it is typed. */
  readonly #name: TypedName;
  /** Takes the password a reader types, while one is asked for. */
  #passwordTyped: ((password: string) => void) | null = null;

  constructor(parts: OfficeParts) {
    this.#parts = parts;
    this.#name = new TypedName({
      fileStatus: (status) => parts.events.emit('fileStatus', { status }),
      isDirty: () => parts.store.state.view?.edits?.isDirty === true,
      rename: (name) => this.rename(name),
    });
  }

  /**
   * `setToken`, or the answer to `api.getToken`. The SDKs up to 1.1.14 send the first one twice, around `setConfig`.
   * @returns false when this token is no news
   */
  acceptToken({ token, timeout }: TokenData): boolean {
    if (this.#spent.has(token) || token === this.#lastToken) return false;
    this.#lastToken = token;
    this.#timeoutKnown = timeout !== undefined;
    if (timeout !== undefined) this.#parts.tokens.received(timeout);
    if (this.#session) void this.#session.renew(token);
    else void this.#open(token);
    return true;
  }

  /** After a failure that another try may cure. */
  reopen(): void {
    if (this.#lastToken && !this.#session) void this.#open(this.#lastToken);
  }

  answerPassword(password: string): void {
    const answer = this.#passwordTyped;
    this.#passwordTyped = null;
    if (!answer) return;
    this.#parts.store.update({ screen: { name: 'password', problem: null, checking: true } });
    answer(password);
  }

  async download(): Promise<void> {
    const { info } = this.#parts.store.state;
    if (this.#session && info) await downloadPdf(this.#session, info.fileInfo.name);
  }

  async rename(name: string): Promise<void> {
    const { store, events, requests } = this.#parts;
    const session = this.#session;
    // A page that goes can still send that.
    await session?.post('rename', { name }, { keepalive: true });
    const { info } = store.state;
    if (!info || session !== this.#session) return;
    store.update({ info: { ...info, fileInfo: { ...info.fileInfo, name } } });
    document.title = name;
    requests.renamed(name);
    events.emit('fileNameChange', { name });
  }

  /** @param name with its extension; null when nothing is typed any more, or what the document is called already */
  nameTyped(name: string | null): void {
    this.#name.typed(name);
  }

  /** What the SDK's `save()` gets too: where nothing can be changed there is never anything to save. */
  async save(): Promise<SaveResult> {
    const { info } = this.#parts.store.state;
    if (this.#name.isTyped) {
      await this.#name.commit().catch(() => this.#parts.toast(words.renameFailed));
      this.#parts.store.update({ renaming: false });
    }
    if (this.#saving) return this.#saving.save();
    this.#parts.events.emit('fileStatus', { status: 0 });
    return { result: 'nochange', size: info?.fileInfo.size ?? 0, version: info?.version ?? 1 };
  }

  /** Reads a text as another encoding, or saves it in one: then with what only this page has. @throws when it cannot be */
  async chooseEncoding(encoding: Encoding, convert: boolean): Promise<void> {
    const { store } = this.#parts;
    const { view } = store.state;
    const session = this.#session;
    if (!view || !session) return;
    if (!convert && view.edits?.isDirty && (await this.save()).result === 'fail') throw new Trouble('Network');
    await session.post('encoding', { encoding, convert });
    const renew = () => view.renew();
    await (this.#saving ? this.#saving.exclusively(renew) : renew());
    const { info } = store.state;
    if (!info || session !== this.#session) return;
    store.update({ info: { ...info, encoding }, notice: '' });
    if (convert && view.edits?.isDirty) await this.save();
  }

  async resolve(mine: boolean): Promise<void> {
    await this.#saving?.resolve(mine);
  }

  /** Of the document that is open. */
  get history(): History | null {
    return this.#history;
  }

  async #open(token: string): Promise<void> {
    const { store, events, requests, fileId } = this.#parts;
    const started = performance.now();
    const session = new Session(fileId, token, () => this.#expired(session));
    this.#session = session;
    this.#showLoading('session');
    events.stage('session');
    let limit: number | undefined;
    try {
      const info = await session.open();
      // An integrator that passes no timeout leaves it to the server to know.
      if (!this.#timeoutKnown) this.#parts.tokens.received(info.expiresIn);
      sayFarewell(session, () => store.state.view?.together);
      this.#name.follow(session.signal);
      // Hiding the toolbar is for previews (API page, Hidecmb).
      const chromeHidden = store.state.chromeHidden || (info.hidecmb && info.permission.readonly);
      store.update({ info, kind: info.kind, officeType: info.fileInfo.officeType, chromeHidden });
      document.title = info.fileInfo.name;
      store.state.bars.withhold(withheldBars(info));
      this.#showLoading('loading');
      this.#unsaved = new UnsavedStore(fileId, info.user.id, info.serverRun);
      const restored = await restoreUnsaved(session, info, this.#unsaved);
      const host = this.#host(session, info);
      this.#history = new History(host, store, () => this.#saving);
      await openDocument(host, {
        progress: ({ state, ...rest }) => {
          if (state === 'converting') events.stage('convert');
          this.#showLoading(state, 'ahead' in rest ? rest.ahead : 0);
          if (state === 'converting') void this.#tick(session);
        },
        mount: (view) => {
          events.stage('render');
          store.update({ view });
          this.#showLoading('loading');
        },
        preparing: (preparing) => store.update({ preparing }),
        limited: (total) => {
          limit = total;
          if (store.state.screen.name === 'document') this.#limited(info, total);
        },
      });
      if (session !== this.#session) return;
      const view = store.state.view!;
      if (view.edits) this.#saving = this.#keepSaved(session, view);
      if (restored.text) Object.assign(restored, await restoreText(view, restored.text, info, this.#unsaved));
      if (session !== this.#session) return;
      const notice = [restored.notice, noticeOf(info)].filter(Boolean).join(' ');
      if (notice) store.update({ notice, leftover: restored.leftover ?? null });
      store.update({ screen: { name: 'document' } });
      await painted();
      if (session !== this.#session) return;
      events.opened(info.fileInfo, performance.now() - started);
      requests.opened(info, view, () => this.save(), this.#parts.sendsTablesUnasked());
      if (limit !== undefined) this.#limited(info, limit);
      if (events.isSubscribed('hasDocMap')) events.emit('hasDocMap', { hasDocMap: view.outline.length > 0 });
      void keepLive(host, view, this.#live(session, info)).catch(() => {});
    } catch (error) {
      if (session === this.#session) this.#failed(asTrouble(error));
    }
  }

  #host(session: Session, info: SessionInfo): ViewHost {
    const { store, events } = this.#parts;
    return {
      session,
      info,
      changed: () => store.changed(),
      edited: () => this.#saving?.changed(),
      settled: () => this.#saving?.onSavedElsewhere(),
      save: () => this.save(),
      say: (text) => this.#parts.toast(text),
      found: (result) => store.update({ find: { ...store.state.find, result } }),
      askPassword: (problem) => this.#askPassword(problem),
      passwordAccepted: () => {
        this.#showLoading('loading');
        events.emit('filePasswordStatus', { status: 'accepted' });
      },
      link: this.#parts.followLink,
      fail: (error) => {
        if (session === this.#session) this.#failed(asTrouble(error));
      },
      truncated: (limit) =>
        store.update({ notice: 'rows' in limit ? words.truncatedRows(formatNumber(limit.rows)) : words.truncatedText(limit.megabytes) }),
    };
  }

  #keepSaved(session: Session, view: DocumentView): Saving {
    const { store, events } = this.#parts;
    return new Saving(session, view.edits!, {
      state: (saving) => store.update({ saving }),
      fileStatus: (code) => this.#name.statuses(code).forEach((status) => events.emit('fileStatus', { status })),
      merge: () => view.renew(),
      keep: () => this.#keepUnsaved(),
      stored: () => void this.#unsaved?.forget(),
      unwritable: (character) => {
        const { encoding } = store.state.info ?? {};
        if (encoding) store.update({ notice: words.encoding.unwritable(character, words.encoding.names[encoding]) });
      },
    });
  }

  /** Asks the reader. The integrator hears of it, to uncover the page: a missing password is no failure. */
  #askPassword(problem: PasswordProblem | null): Promise<string> {
    const { store, events } = this.#parts;
    store.update({ screen: { name: 'password', problem, checking: false } });
    if (!problem || problem === 'WrongPassword') events.emit('filePasswordStatus', { status: problem ? 'wrong' : 'required' });
    return new Promise((resolve) => (this.#passwordTyped = resolve));
  }

  /** Only the first pages are shown: the reader sees it where they end, the integrator hears it at once. */
  #limited({ previewPages }: SessionInfo, total: number): void {
    const { store, events } = this.#parts;
    const { view } = store.state;
    if (!view) return;
    view.showEnd(words.previewEnd(formatNumber(previewPages ?? view.total), formatNumber(total)));
    // As WPS 1.1.14 documents it: the limit, and the pages of the whole document.
    events.emit('previewLimit', { total: previewPages ?? view.total, realTotal: total });
  }

  #live(session: Session, info: SessionInfo): LiveSteps {
    return {
      replaced: () => this.#expired(session, 'Replaced'),
      // Alibaba documents the event and no fields of it.
      connected: (isConnected) => this.#parts.events.emit('webSocketStatus', { status: isConnected ? 'open' : 'closed' }),
      people: (people) => {
        if (session === this.#session) this.#parts.store.update({ people });
      },
      renew: (changed, show) => this.#renew(changed, show),
      withStreamSlot,
      updated: (total, { by }) => {
        if (session !== this.#session) return;
        if (total !== undefined) this.#limited(info, total);
        this.#parts.toast(by && by.id !== info.user.id ? words.updatedBy(by.name) : words.updated);
      },
    };
  }

  /** Another version is there. One's own is on screen already, and what is not saved here must not be lost for it. */
  async #renew({ version, by }: Changed, show: () => Promise<boolean>): Promise<boolean> {
    const { edits } = this.#parts.store.state.view ?? {};
    if (!this.#saving || !edits) return show();
    return this.#saving.exclusively(async () => {
      if (edits.version >= version) return false;
      if (!edits.isDirty || edits.isTyping || edits.merges) return show();
      this.#parts.store.update({ conflictWith: by?.name ?? null });
      this.#saving?.conflict(version);
      return false;
    });
  }

  #showLoading(step: LoadingStep, ahead = 0): void {
    const { store } = this.#parts;
    const { screen } = store.state;
    const since = screen.name === 'loading' && screen.step === step ? screen.since : performance.now();
    store.update({ screen: { name: 'loading', step, ahead, since } });
  }

  /** Keeps the time spent on screen up to date while the document is being converted. */
  async #tick(session: Session): Promise<void> {
    const { store } = this.#parts;
    const { screen } = store.state;
    while (!session.signal.aborted && store.state.screen === screen) {
      store.changed();
      await sleep(1000, session.signal).catch(() => {});
    }
  }

  /** The session is over while the document was, or was about to be, shown. */
  #expired(session: Session, why: TroubleCode = 'SessionExpired'): void {
    if (session !== this.#session) return;
    this.#spent.add(this.#lastToken);
    this.#failed(new Trouble(why));
  }

  /** What is not saved when the session ends is kept before anybody hears of the end, and may remove the page. */
  #failed(trouble: Trouble): void {
    const session = this.#session;
    if (!this.#saving || !this.#parts.store.state.view?.edits?.isDirty) return this.#end(trouble);
    // Nothing more can be typed.
    this.#parts.store.update({ screen: { name: 'loading', step: 'session', ahead: 0, since: performance.now() } });
    void this.#keepUnsaved().then((isKept) => {
      if (session === this.#session) this.#end(new Trouble(trouble.code, isKept ? words.unsaved.kept : words.unsaved.lost), true);
    });
  }

  /** @returns whether what is not saved is safe */
  #keepUnsaved(): Promise<boolean> {
    const { view } = this.#parts.store.state;
    const keeping = async (): Promise<boolean> => {
      const unsaved = view && (await unsavedOf(view));
      return !unsaved || ((await this.#unsaved?.keep(unsaved)) ?? false);
    };
    return Promise.race([keeping().catch(() => false), sleep(keptWithin, new AbortController().signal).then(() => false)]);
  }

  /** @param wasOpen the document was on screen before */
  #end(trouble: Trouble, wasOpen = this.#parts.store.state.screen.name === 'document'): void {
    const { events, fileId, store } = this.#parts;
    const { info, officeType } = store.state;
    if (trouble.code === 'GetTokenFailed' || trouble.code === 'PermissionDenied') this.#spent.add(this.#lastToken);
    if (wasOpen) events.error(trouble.code);
    else events.failed(trouble.code, { id: info?.fileInfo.id ?? fileId, officeType: info?.fileInfo.officeType ?? officeType });
    this.#leave(trouble);
  }

  /** Takes the document out of the page and says why. */
  #leave({ code, detail }: Trouble): void {
    const { store, requests, tokens } = this.#parts;
    const { view, find } = store.state;
    this.#session?.close();
    this.#session = null;
    this.#saving = null;
    this.#passwordTyped = null;
    requests.closed();
    tokens.stop();
    view?.destroy();
    this.#history?.close();
    this.#history = null;
    store.update({
      screen: { name: 'trouble', code, detail },
      view: null,
      preparing: false,
      notice: '',
      leftover: null,
      saving: null,
      people: [],
      toast: '',
      zoomMenuOpen: false,
      renaming: false,
      find: { ...find, open: false, result: noResult },
    });
  }
}
