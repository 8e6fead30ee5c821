/** The history of a document as the reader sees it: a list, a version in place of the document, and the way back to it. */
import { HistoryList, SaveResult, type HistoryEntry } from '../page-api.js';
import { Trouble } from './http.js';
import type { Connection } from './session.js';
import { PagesView } from './views/pages.js';
import type { DocumentView, ViewHost } from './views/view.js';

export class History {
  constructor(private readonly host: ViewHost) {}

  /** Newest first. */
  async list(): Promise<HistoryEntry[]> {
    const response = await this.host.session.request('versions');
    return HistoryList.parse(await response.json()).versions;
  }

  /** A version, read-only; drawn as soon as `mount` has put it into the page. */
  async look(id: string, mount: (view: DocumentView) => void, changed: () => void): Promise<void> {
    const { session, info } = this.host;
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
      ...this.host,
      session: connection,
      info: { ...info, kind: isText ? 'text' : 'pages', editable: false },
      changed,
      edited: () => {},
      settled: () => {},
      found: () => {},
    };
    const view = isText ? new (await import('./views/text.js')).TextView(past) : new PagesView(past, 'whole');
    mount(view);
    await view.shown;
  }

  /** The document gets the content it had then. */
  async restore(id: string): Promise<SaveResult> {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id }) };
    return SaveResult.parse(await (await this.host.session.request('restore', init)).json());
  }
}
