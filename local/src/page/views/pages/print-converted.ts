/** Prints what is not shown as pages: the document as PDF, as it was last saved. */
import { loadPdfJs } from './pdfjs.js';
import { parameters } from './pdf-source.js';
import { printPages } from './print.js';
import type { DocumentView, ViewHost } from '../view.js';

/** Undefined where this user must not. */
export function printConverted({ session, info }: ViewHost): DocumentView['print'] {
  if (!info.permission.print) return undefined;
  return async (progress) => {
    const [{ core }, response] = await Promise.all([loadPdfJs(), session.request('print')]);
    const task = core.getDocument({ ...parameters, data: new Uint8Array(await response.arrayBuffer()) });
    try {
      await printPages(await task.promise, info.watermark, session.signal, progress);
    } finally {
      await task.destroy();
    }
  };
}
