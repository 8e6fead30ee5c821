/** A host page on an origin of its own, with a token endpoint, for what only a whole page shows. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalWebOffice } from '../../local/src/index.js';
import { isStale } from '../../scripts/stale.js';
import { nodeEndpoint } from './offices.js';

export interface HostPage {
  /** e.g. `http://127.0.0.1:8082` */
  url: string;
  close(): Promise<void>;
}

type Endpoint = (request: IncomingMessage, response: ServerResponse) => unknown;

const ELEMENT = new URL('../../dist/cdn/imm-weboffice.js', import.meta.url);

/** Once a file: a test of what was built before the last change would say nothing. */
let isChecked = false;
function assertBuilt(): void {
  if (isChecked) return;
  const stale = (['cdn', 'local'] as const).filter((part) => isStale(part));
  if (stale.length > 0) throw new Error(`${stale.join(' and ')} of dist/ were built from other sources: npm run build:stale`);
  isChecked = true;
}

/** Serves `body` in a page, the built element at `/imm-weboffice.js`, and the token endpoint at `/api/weboffice`. @param headers of the page @throws when `dist/` is stale */
export async function startHostPage(
  office: LocalWebOffice,
  body: string,
  endpoint: Endpoint = nodeEndpoint(office),
  headers: Record<string, string> = {},
): Promise<HostPage> {
  assertBuilt();
  const server = createServer((request, response) => {
    if (request.url === '/api/weboffice') return void endpoint(request, response);
    if (request.url === '/imm-weboffice.js') return void sendElement(response);
    response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><style>html,body,#mount,imm-weboffice{height:100%;margin:0}</style>${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function sendElement(response: ServerResponse): Promise<void> {
  const script = await readFile(ELEMENT);
  // A sandboxed page is of no origin.
  response.writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' });
  response.end(script);
}
