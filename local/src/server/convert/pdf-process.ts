/**
 * The process that works on PDFs with pdf.js: counts pages, cuts, rewrites, opens protected ones. A process of its own, because pdf.js
 * computes for seconds without a pause on large documents, and a hostile one could keep it for ever.
 */
import { readFile, writeFile } from 'node:fs/promises';
// The build for engines without the newest of JavaScript, Node 20 among them.
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { LIMITS } from 'imm-weboffice/contract';
import { serveJobs } from '../jobs/serve-jobs.js';
import type { PdfAnswer, PdfJob, PdfOutcome } from './pdf-job.js';
import type { DocumentFailure } from './preparation.js';

/** From this size on the first pages are handed over before the rest, bytes: rewriting 16 MB takes most of a second. */
const LARGE = 16 * 1024 * 1024;

/** `PasswordException.code` of pdf.js for a password that is missing; the other one is for a wrong one. */
const NEED_PASSWORD = 1;

/** From this size on a process is not kept for the next job, bytes. */
const SPENT = 384 * 1024 * 1024;

serveJobs<PdfJob, PdfAnswer>(
  async (job, hear) => ({ outcome: await run(job, hear).catch((error: unknown) => ({ failure: failureOf(error) })) }),
  SPENT,
);

async function run({ input, password, pages, rewrite, output, head }: PdfJob, hear: (answer: PdfAnswer) => void): Promise<PdfOutcome> {
  const data = new Uint8Array(typeof input === 'string' ? await readFile(input) : input);
  const isLarge = data.length >= LARGE;
  const loading = getDocument({ data, verbosity: 0, isEvalSupported: false });
  let wasProtected = false;
  loading.onPassword = (answer: (password: string | Error) => void) => {
    // Asked again, the first answer was wrong.
    answer(wasProtected || password === undefined ? new Error('no other password') : password);
    wasProtected = true;
  };
  try {
    const pdf = await loading.promise;
    const total = pdf.numPages;
    if (total > LIMITS.pages) return { failure: 'TooManyPages' };
    const shown = Math.min(pages ?? total, total);
    if (shown === total && !rewrite) return { total, result: undefined, wasProtected };
    if (isLarge && head > 0 && shown > head) hear({ head: await firstPages(pdf, head, wasProtected) });
    const result = await firstPages(pdf, shown, wasProtected);
    if (output === undefined || wasProtected) return { total, result, wasProtected };
    await writeFile(output, result, { mode: 0o600 });
    return { total, result: output, wasProtected };
  } finally {
    await loading.destroy();
  }
}

async function firstPages(pdf: PDFDocumentProxy, count: number, wasProtected: boolean): Promise<Uint8Array> {
  const wanted = { document: null, includePages: [[0, count - 1]] };
  // pdf.js keeps the encryption of a document that comes alone, but not of two that are put together: the second has no pages.
  const nothing = { document: null, excludePages: [[0, pdf.numPages - 1]] };
  const pages = (await pdf.extractPages(wasProtected ? [wanted, nothing] : [wanted])) as Uint8Array | null;
  if (!pages) throw new Error('pdf.js could not write the document');
  return pages;
}

function failureOf(error: unknown): DocumentFailure {
  if (!(error instanceof Error) || error.name !== 'PasswordException') return 'DocumentBroken';
  return 'code' in error && error.code === NEED_PASSWORD ? 'PasswordRequired' : 'WrongPassword';
}
