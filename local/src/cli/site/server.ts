/** The HTTP server of the page. It answers to this machine only, and to pages of its own only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { isLoopbackHost } from '../../shared/loopback-host.js';
import { readElement, readScript } from '../built-files.js';
import { listDocuments } from './documents.js';
import { pageHTML } from './html.js';
import { ICON } from './icon.js';
import { STYLES } from './styles.js';

export interface SiteOptions {
  /** Absolute path of the folder that is shown. */
  root: string;
  sdkURL: string;
  /** The token endpoint. */
  tokens: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';

type File = [type: string, content: string | Buffer];

export function createSite({ root, sdkURL, tokens }: SiteOptions): Server {
  const office = new URL(sdkURL).origin;
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${office}`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `frame-src ${office}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const page = async () => pageHTML({ title: basename(root) || root, path: root, sdkURL, listing: await listDocuments(root) });
  const files: Readonly<Record<string, () => Promise<File> | File>> = {
    '/': async () => ['text/html; charset=utf-8', await page()],
    '/page.css': () => ['text/css; charset=utf-8', STYLES],
    '/icon.svg': () => ['image/svg+xml', ICON],
    '/imm-weboffice.js': async () => [JAVASCRIPT, await readElement()],
    '/page/main.js': async () => [JAVASCRIPT, await readScript('main.js')],
    '/page/words.js': async () => [JAVASCRIPT, await readScript('words.js')],
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    const url = request.url?.split('?')[0] ?? '';
    if (!isLoopbackHost(request.headers.host)) return end(response, 421, 'This server answers to 127.0.0.1 and localhost only.');
    if (url === '/api/weboffice') return tokens(request, response);
    const file = Object.hasOwn(files, url) ? files[url] : undefined;
    if (!file) return end(response, 404, 'There is nothing here.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Use GET.');
    const [type, content] = await file();
    // What is there may change at any moment, and all of it comes from this machine.
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-store' });
    response.end(content);
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`imm-weboffice: ${error instanceof Error ? error.message : 'unknown error'}\n`);
      if (response.headersSent) response.destroy();
      else end(response, 500, 'This failed; the terminal says why.');
    });
  });
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}
