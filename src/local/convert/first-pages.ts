/** Cuts a PDF to its first pages, so that what a preview must not show never leaves the server. */
import { readFile } from 'node:fs/promises';

/** The first pages as a PDF of their own, and how many there are in all; the PDF is undefined when there are no more than that. */
export async function firstPages(path: string, pages: number): Promise<{ pdf: Uint8Array | undefined; total: number }> {
  // The build for engines without the newest of JavaScript, Node 20 among them.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  try {
    const document = await loading.promise;
    const total = document.numPages;
    if (total <= pages) return { pdf: undefined, total };
    const pdf = (await document.extractPages([{ document: null, includePages: [[0, pages - 1]] }])) as Uint8Array | null;
    if (!pdf) throw new Error('pdf.js could not cut the document');
    return { pdf, total };
  } finally {
    await loading.destroy();
  }
}
