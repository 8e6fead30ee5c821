/**
 * Feeds pdf.js with a PDF in byte ranges. pdf.js copies its `httpHeaders` once at the start, so its own loader would go on with a token
 * that has been renewed since; here every range is asked for by the session, with the token in force.
 */
import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
import { Trouble, retrying } from '../../connection/http.js';
import type { Connection } from '../../connection/session.js';
import { pdfjsBase, type PdfLibrary } from './pdfjs.js';

/** bytes; fewer, larger requests than pdf.js's 64 KiB, since every one passes the token check */
const chunkSize = 2 ** 18;
/** Larger files are fetched only as far as they are looked at, bytes. */
const wholeFetchLimit = 32 * 2 ** 20;

export const parameters = {
  cMapUrl: `${pdfjsBase}cmaps/`,
  standardFontDataUrl: `${pdfjsBase}standard_fonts/`,
  wasmUrl: `${pdfjsBase}wasm/`,
  iccUrl: `${pdfjsBase}iccs/`,
  /** The page's Content-Security-Policy has no unsafe-eval. */
  isEvalSupported: false,
  enableXfa: false,
  rangeChunkSize: chunkSize,
  disableStream: true,
  /** Errors only: warnings about odd fonts are nobody's business in the host's console. */
  verbosity: 0,
};

/**
 * @param signal ends all loading
 * @param fail a later range could not be had
 */
export async function openPdf(
  { core }: PdfLibrary,
  session: Connection,
  part: 'head' | 'whole',
  signal: AbortSignal,
  fail: (error: unknown) => void,
): Promise<PDFDocumentLoadingTask> {
  const get = (begin: number, end: number): Promise<{ bytes: Uint8Array; length: number }> =>
    retrying(
      async () => {
        const response = await session.request(`content?part=${part}`, { headers: { range: `bytes=${begin}-${end - 1}` }, signal });
        const length = response.status === 206 ? Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]) : Number.NaN;
        return { length, bytes: new Uint8Array(await response.arrayBuffer()) };
      },
      3,
      signal,
    );

  const first = await get(0, chunkSize);
  if (!(first.length > first.bytes.length)) return core.getDocument({ ...parameters, data: first.bytes });

  const transport = new core.PDFDataRangeTransport(first.length, first.bytes);
  transport.requestDataRange = (begin, end) => {
    get(begin, end).then(
      ({ length, bytes }) => {
        // Another length is another version, whose bytes make no sense here.
        if (length === first.length) transport.onDataRange(begin, bytes);
        else fail(new Trouble('DocumentBroken'));
      },
      (error: unknown) => {
        if (!signal.aborted) fail(error);
      },
    );
  };
  return core.getDocument({ ...parameters, range: transport, disableAutoFetch: first.length > wholeFetchLimit });
}

/** What pdf.js says when it cannot open a document, as trouble. */
export function pdfTrouble(error: unknown): unknown {
  return error instanceof Trouble || error instanceof TypeError ? error : new Trouble('DocumentBroken');
}
