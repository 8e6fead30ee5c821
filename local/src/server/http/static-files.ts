/** What browsers load from the local WebOffice: the office page, its SDK, and pdf.js from the installed package. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { ImmFault } from '../imm-fault.js';

/** Built by Vite. The same from the sources and from the package: both lie three folders below its root. */
const BUILT = fileURLToPath(new URL('../../../dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Host pages with a Cross-Origin-Embedder-Policy show frames and run workers only with these headers. WebKitGTK 2.50 knows no `credentialless`. */
const ISOLATION_HEADERS = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

/**
 * The page runs its own files only, and may be framed by pages of this machine only.
 * @param pictures URLs of users' pictures, which are where their host has them; pictures that documents link to are not loaded
 */
function pageHeaders(pictures: readonly string[]): Record<string, string> {
  return {
    ...ISOLATION_HEADERS,
    // Pictures come from hosts that know nothing of it.
    ...(pictures.length > 0 && { 'cross-origin-embedder-policy': 'credentialless' }),
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self' 'unsafe-inline'",
      ["img-src 'self' data: blob:", ...new Set(pictures.map(sourceOf))].join(' '),
      "font-src 'self' data:",
      "connect-src 'self'",
      "worker-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      'frame-ancestors http://127.0.0.1:* http://localhost:* https://127.0.0.1:* https://localhost:*',
    ].join('; '),
    'cache-control': 'no-store',
  };
}

/** A URL as a Content-Security-Policy names it: without its query, and without what would end the source (CSP 3, 2.3.1). */
function sourceOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replaceAll(';', '%3B').replaceAll(',', '%2C');
}

/** Browsers ask again each time, and get a short answer while nothing has changed. */
const ASSET_HEADERS = { ...ISOLATION_HEADERS, 'cache-control': 'no-cache' };

/** One fetch for any number of documents, and a new build is seen soon. Readable for any page: integrity is checked of nothing else. */
const SDK_HEADERS = {
  'cache-control': 'public, max-age=300',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
};

/** @param pictures URLs of pictures of the users who have the document open */
export const sendPage = (response: ServerResponse, pictures: readonly string[]) =>
  sendFile(BUILT, 'page/index.html', response, pageHeaders(pictures));
export const sendAsset = (name: string, response: ServerResponse) => sendFile(join(BUILT, 'page'), name, response, ASSET_HEADERS);
export const sendSdk = (response: ServerResponse) => sendFile(BUILT, 'browser-sdk/aliyun-web-office-sdk.min.js', response, SDK_HEADERS);

export async function sendPdfjs(name: string, response: ServerResponse): Promise<void> {
  await sendFile(pdfjsFolder(), name, response, ASSET_HEADERS);
}

const pdfjsFolder = () => dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

async function sendFile(folder: string, name: string, response: ServerResponse, headers: Record<string, string>): Promise<void> {
  const path = join(folder, name);
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const file = path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? await stat(path).catch(() => undefined) : undefined;
  if (!file?.isFile()) throw new ImmFault(404, 'NotFound', 'There is no such file.');
  // Whichever way a page is asked for, it is confined.
  const own = extname(path) === '.html' ? { ...pageHeaders([]), ...headers } : headers;
  response.writeHead(200, { 'content-type': type, 'content-length': file.size, ...own });
  await pipeline(createReadStream(path), response).catch(() => undefined);
}
