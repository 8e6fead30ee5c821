/** Loads pdf.js, which the server serves from the installed package, only when a document needs it. */
import type * as PdfJs from 'pdfjs-dist';
import type * as PdfJsViewer from 'pdfjs-dist/web/pdf_viewer.mjs';

export interface PdfLibrary {
  core: typeof PdfJs;
  viewer: typeof PdfJsViewer;
}

/** Where the server serves the package's folders build, web, cmaps, standard_fonts, wasm and iccs. */
export const pdfjsBase = '/office/pdfjs/';

let loading: Promise<PdfLibrary> | undefined;

export function loadPdfJs(): Promise<PdfLibrary> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<PdfLibrary> {
  const styles = stylesheet(`${pdfjsBase}web/pdf_viewer.css`);
  const core = await import('pdfjs-dist');
  core.GlobalWorkerOptions.workerSrc = `${pdfjsBase}build/pdf.worker.min.mjs`;
  // The viewer takes its parts from `globalThis.pdfjsLib`, which the core sets: one after the other.
  const viewer = await import('pdfjs-dist/web/pdf_viewer.mjs');
  await styles;
  return { core, viewer };
}

function stylesheet(href: string): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new TypeError('stylesheet'));
    };
    // Before ours, which changes some of its rules.
    document.head.prepend(link);
  });
}
