/** A host page on an origin of its own, with a token endpoint, for what only a whole page shows. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalWebOffice } from '../../src/local/index.js';
import type { TokenHandlerOptions } from '../../src/server/index.js';
import { nodeEndpoint } from './offices.js';

export interface HostPage {
  /** e.g. `http://127.0.0.1:8082` */
  url: string;
  close(): Promise<void>;
}

/** Serves `body` in a page, and the token endpoint at `/api/weboffice`. */
export async function startHostPage(office: LocalWebOffice, body: string, options: Partial<TokenHandlerOptions> = {}): Promise<HostPage> {
  const endpoint = nodeEndpoint(office, options);
  const server = createServer((request, response) => {
    if (request.url === '/api/weboffice') return void endpoint(request, response);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><style>html,body,#mount{height:100%;margin:0}</style>${body}`);
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
