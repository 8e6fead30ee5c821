/** PreviewPages: a preparation of which only the first pages are shown (API page, PreviewPages). */
import type { PdfCache } from './convert/cache.js';
import { firstPages } from './convert/first-pages.js';
import { Preparation } from './convert/preparation.js';

/** Lines of text, and rows of a table, that count as a page. */
export const LINES_PER_PAGE = 50;

/** Follows `whole`, and is ready with at most `pages` of it. Its first part is not shown: it could have more pages than that. */
export function limited(whole: Preparation, pages: number, cache: PdfCache): Preparation {
  const limit = new Preparation();
  whole.watch((progress) => {
    if (progress.state === 'ready' && whole.whole) {
      void cut(whole.whole, pages, cache).then(
        ({ path, total }) => limit.finish(path, total),
        // What pdf.js cannot read it cannot show either.
        () => limit.tell({ state: 'failed', code: 'DocumentBroken' }),
      );
    } else if (progress.state !== 'head') {
      limit.tell(progress);
    }
  }, new AbortController().signal);
  return limit;
}

async function cut(path: string, pages: number, cache: PdfCache): Promise<{ path: string; total?: number }> {
  const { pdf, total } = await firstPages(path, pages);
  if (!pdf) return { path };
  const key = `${await cache.keyOf(path, 'pdf')}-${pages}`;
  return { path: await cache.store(key, pdf), total };
}

export function firstLines(text: string, pages: number): string {
  return text
    .split('\n')
    .slice(0, pages * LINES_PER_PAGE)
    .join('\n');
}
