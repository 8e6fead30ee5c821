/** Opens a document: follows the server's progress until there is something to show, then shows it by its kind. */
import { extensionOf } from 'imm-weboffice/contract';
import type { Progress, SessionInfo } from '../../shared/page-api.js';
import { Trouble } from '../connection/http.js';
import { failureOf, followProgress } from '../connection/progress.js';
import { unlock } from './unlock.js';
import { PagesView } from '../views/pages/pages.js';
import type { DocumentView, ViewHost } from '../views/view.js';

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
  let states = followProgress(host.session);
  for (let next = await states.next(); !next.done; next = await states.next()) {
    const progress = next.value;
    switch (progress.state) {
      case 'waiting':
      case 'converting':
        steps.progress(progress);
        break;
      case 'head':
      case 'ready': {
        // Only pages come bit by bit.
        const kind = progress.state === 'head' ? 'pages' : (progress.kind ?? host.info.kind);
        const view = await viewOf(host, kind, progress.state === 'head' ? 'head' : 'whole');
        steps.mount(view);
        if (progress.state === 'ready') limit(progress, steps);
        else if (view instanceof PagesView) void followRest(view, host, states, steps);
        return view.shown;
      }
      case 'failed':
        if (progress.code !== 'PasswordRequired') throw failureOf(progress);
        await unlock(host, progress.reason === 'WrongPassword' ? 'WrongPassword' : null);
        states = followProgress(host.session);
    }
  }
  throw new Trouble('Network');
}

/** Each kind's view is large, and fetched only for that kind. */
async function viewOf(host: ViewHost, kind: SessionInfo['kind'], part: 'head' | 'whole'): Promise<DocumentView> {
  switch (kind) {
    case 'pages':
      return new PagesView(host, part);
    case 'text': {
      const { TextView } = await import('../views/text/text.js');
      return new TextView(host);
    }
    case 'table': {
      const { TableView } = await import('../views/table/table.js');
      return new TableView(host);
    }
    case 'sheet': {
      // A table of separated values has no pages of its own.
      if (extensionOf(host.info.fileInfo.name) === 'csv') return new (await import('../views/sheet/sheet.js')).SheetView(host);
      const { WorkbookView } = await import('../views/sheet/workbook.js');
      return new WorkbookView(host);
    }
    case 'word': {
      const { WordView } = await import('../views/word/word.js');
      return new WordView(host);
    }
  }
}

function limit({ total }: Extract<Progress, { state: 'ready' }>, steps: OpeningSteps): void {
  if (total !== undefined) steps.limited(total);
}

/** With the first pages on screen: waits for the rest and shows it. */
async function followRest(view: PagesView, host: ViewHost, states: AsyncGenerator<Progress>, steps: OpeningSteps): Promise<void> {
  steps.preparing(true);
  try {
    for await (const progress of states) {
      if (progress.state === 'failed') throw failureOf(progress);
      if (progress.state !== 'ready') continue;
      await view.renew();
      limit(progress, steps);
    }
  } catch (error) {
    if (!host.session.signal.aborted) host.fail(error);
  } finally {
    steps.preparing(false);
  }
}
