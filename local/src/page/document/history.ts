/** The history of a document as the reader sees it: a list, a version in place of the document, and the way back to it. */
import { HistoryList, SaveResult } from '../../shared/page-api.js';
import { Trouble } from '../connection/http.js';
import type { Saving } from './saving.js';
import type { Connection } from '../connection/session.js';
import { noHistory, type State, type Store } from './state.js';
import { PagesView } from '../views/pages/pages.js';
import type { DocumentView, ViewHost } from '../views/view.js';

export class History {
  readonly #host: ViewHost;
  readonly #store: Store;
  readonly #saving: () => Saving | null;

  /** @param saving of what is edited, once there is something to edit */
  constructor(host: ViewHost, store: Store, saving: () => Saving | null) {
    [this.#host, this.#store, this.#saving] = [host, store, saving];
  }

  /** Opens the panel with its list, newest first, or closes it. */
  async toggle(open: boolean): Promise<void> {
    this.close();
    if (!open) return;
    this.#update({ open });
    const response = await this.#host.session.request('versions');
    this.#update({ versions: HistoryList.parse(await response.json()).versions });
  }

  close(): void {
    this.#store.state.history.past?.destroy();
    this.#store.update({ history: noHistory });
  }

  /** Shows a version, read-only, in place of the document. */
  async look(id: string): Promise<void> {
    this.#store.state.history.past?.destroy();
    this.#update({ looking: id, past: null });
    const past = await this.#view(id).catch((error: unknown) => {
      if (this.#store.state.history.looking === id) this.#update({ looking: null });
      throw error;
    });
    if (this.#store.state.history.looking !== id) return past.destroy();
    this.#update({ past });
    // It is drawn once it is in the page.
    await past.shown;
  }

  /** The document gets the content it had then. What is not saved yet is saved first, so that it is in the history as well. */
  async restore(id: string): Promise<void> {
    const saving = this.#saving();
    if (!saving) throw new Trouble('PermissionDenied');
    requireSaved(await saving.save());
    await saving.exclusively(async () => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id }) };
      requireSaved(SaveResult.parse(await (await this.#host.session.request('restore', init)).json()));
      await this.#store.state.view?.renew();
    });
    await this.toggle(true);
  }

  async #view(id: string): Promise<DocumentView> {
    const { session, info } = this.#host;
    const response = await session.request(`version?id=${encodeURIComponent(id)}`);
    const isText = response.headers.get('content-type')?.startsWith('text/') === true;
    const content = await response.blob();
    // Everything a view asks for is at hand.
    const connection: Connection = {
      signal: session.signal,
      request: () => Promise.resolve(new Response(content)),
      post: () => Promise.reject(new Trouble('PermissionDenied')),
    };
    const past: ViewHost = {
      ...this.#host,
      session: connection,
      info: { ...info, kind: isText ? 'text' : 'pages', editable: false },
      changed: () => this.#store.changed(),
      edited: () => {},
      settled: () => {},
      found: () => {},
    };
    return isText ? new (await import('../views/text/text.js')).TextView(past) : new PagesView(past, 'whole');
  }

  #update(change: Partial<State['history']>): void {
    this.#store.update({ history: { ...this.#store.state.history, ...change } });
  }
}

/** @throws {Trouble} a reader must not be told that something was stored when it was not */
function requireSaved({ result }: SaveResult): void {
  if (!['ok', 'nochange', 'SavedEmptyFile'].includes(result)) throw new Trouble('Network');
}
