/** What browsers load from the local WebOffice: the office page, its SDK, and pdf.js from the installed package. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ImmFault } from '../imm-fault.js';
import type { Session } from '../visits/sessions.js';
import { preloadsFor } from './preloads.js';
import { sendFile } from './send-file.js';

/** Built by Vite. The same from the sources and from the package: both lie three folders below its root. */
const BUILT = fileURLToPath(new URL('../../../dist/', import.meta.url));
const PAGE = join(BUILT, 'page');

/** Host pages with a Cross-Origin-Embedder-Policy show frames and run workers only with these headers. WebKitGTK 2.50 knows no `credentialless`. */
export const ISOLATION_HEADERS = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

export const FRAME_ANCESTORS = 'frame-ancestors http://127.0.0.1:* http://localhost:* https://127.0.0.1:* https://localhost:*';

/** The page runs its own files only, and may be framed by pages of this machine only. Pictures that documents link to are not loaded. */
const PAGE_HEADERS = {
  ...ISOLATION_HEADERS,
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    // Users' pictures, see user-pictures.ts.
    "frame-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    FRAME_ANCESTORS,
  ].join('; '),
  'cache-control': 'no-store',
};

/** The build names these after their content. */
const HASHED = /-[\w-]{8}\.(?:js|css|svg|png|woff2|wasm)$/;

/** What has its content in its name is never asked for again. */
const LASTING = { ...ISOLATION_HEADERS, 'cache-control': 'public, max-age=31536000, immutable' };

/** Browsers ask again each time, and get a short answer while nothing has changed: an update of pdf.js must not meet parts of the version before. */
const ASKED_AGAIN = { ...ISOLATION_HEADERS, 'cache-control': 'no-cache' };

/** One fetch for any number of documents, and a new build is seen soon. Readable for any page: integrity is checked of nothing else. */
const SDK_HEADERS = {
  'cache-control': 'public, max-age=300',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
};

type Send = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** @param sessions of the users who have the document open, the newest last */
export async function sendPage(response: ServerResponse, sessions: readonly Session[]): Promise<void> {
  const page = await readFile(join(PAGE, 'index.html'), 'utf8').catch(() => undefined);
  if (page === undefined) throw new ImmFault(404, 'NotFound', 'There is no such file.');
  const newest = sessions.at(-1);
  const preloads = newest ? await preloadsFor(newest, PAGE) : '';
  const body = Buffer.from(page.replace('</head>', `${preloads}</head>`));
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length, ...PAGE_HEADERS });
  response.end(body);
}

export function sendAsset(name: string, ...to: Parameters<Send>): Promise<void> {
  // Whichever way a page is asked for, it is confined.
  const headers = extname(name) === '.html' ? PAGE_HEADERS : HASHED.test(name) ? LASTING : ASKED_AGAIN;
  return sendFile(PAGE, name, ...to, headers);
}

export const sendSdk: Send = (...to) => sendFile(BUILT, 'browser-sdk/aliyun-web-office-sdk.min.js', ...to, SDK_HEADERS);

/** From the installed package. */
export const sendPdfjs = (name: string, ...to: Parameters<Send>) =>
  sendFile(pdfjsFolder(), name, ...to, extname(name) === '.html' ? PAGE_HEADERS : ASKED_AGAIN);

const pdfjsFolder = () => dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
