/** Opens a document by its kind: follows the server's progress for pages, and streams text and tables. */
import { Progress, type SessionInfo } from '../page-api.js';
import { Trouble, lines, retrying } from './http.js';
import type { Session } from './session.js';
import { PagesView } from './views/pages.js';
import type { DocumentView, ViewHost } from './views/view.js';

export interface OpeningSteps {
  /** Conversion is under way. */
  progress(progress: Extract<Progress, { state: 'waiting' | 'converting' }>): void;
  /** The view exists and must now be put into the page. */
  mount(view: DocumentView): void;
  /** Only the first pages are shown, of `total`. */
  limited(total: number): void;
  /** More pages than those shown are being prepared, or no longer. */
  preparing(more: boolean): void;
}

/** Resolves when the first page or lines are drawn. */
export async function openDocument(host: ViewHost, steps: OpeningSteps): Promise<void> {
  const view = host.info.kind === 'pages' ? await openPages(host, steps) : await openStream(host, host.info.kind);
  if (host.info.kind !== 'pages') steps.mount(view);
  await view.shown;
}

async function openStream(host: ViewHost, kind: Exclude<SessionInfo['kind'], 'pages'>): Promise<DocumentView> {
  if (kind === 'text') {
    const { TextView } = await import('./views/text.js');
    return new TextView(host);
  }
  const { TableView } = await import('./views/table.js');
  return new TableView(host);
}

async function openPages(host: ViewHost, steps: OpeningSteps): Promise<DocumentView> {
  const { session } = host;
  const states = followProgress(session);
  for (let next = await states.next(); !next.done; next = await states.next()) {
    const progress = next.value;
    switch (progress.state) {
      case 'waiting':
      case 'converting':
        steps.progress(progress);
        break;
      case 'head':
      case 'ready': {
        const view = new PagesView(host, progress.state === 'head' ? 'head' : 'whole');
        steps.mount(view);
        if (progress.state === 'ready' && progress.total !== undefined) steps.limited(progress.total);
        if (progress.state === 'head') void followRest(view, host, states, steps);
        return view;
      }
      case 'failed':
        throw new Trouble(progress.code, progress.detail);
    }
  }
  throw new Trouble('Network');
}

/** With the first pages on screen: waits for the rest and shows it. */
async function followRest(view: PagesView, host: ViewHost, states: AsyncGenerator<Progress>, steps: OpeningSteps): Promise<void> {
  steps.preparing(true);
  try {
    for await (const progress of states) {
      if (progress.state === 'failed') throw new Trouble(progress.code, progress.detail);
      if (progress.state === 'ready') await view.showWhole();
    }
  } catch (error) {
    if (!host.session.signal.aborted) host.fail(error);
  } finally {
    steps.preparing(false);
  }
}

/** The server's states until the last one, asking again when the connection breaks. */
async function* followProgress(session: Session): AsyncGenerator<Progress> {
  for (let broken = 0; broken < 3; broken++) {
    const response = await retrying(() => session.request('progress'), 3, session.signal);
    try {
      for await (const line of lines(response.body!)) {
        const progress = Progress.parse(JSON.parse(line));
        yield progress;
        if (progress.state === 'ready' || progress.state === 'failed') return;
        broken = 0;
      }
    } catch (error) {
      session.signal.throwIfAborted();
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new Trouble('Network');
}
