/** The backend a host would have: a token endpoint that knows its users, and for the demo page where the local WebOffice is. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalWebOffice } from '../src/local/index.js';
import { createImmClient, createTokenHandler, toNodeHandler } from '../src/server/index.js';

/** The one bucket the demo gives away. */
const BUCKET = 'oss://demo/';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export function createDemoBackend(office: LocalWebOffice): Middleware {
  const tokens = toNodeHandler(
    createTokenHandler({
      imm: createImmClient({ regionId: 'cn-shanghai', projectName: 'local', endpoint: office.url, credential: office.credential }),
      // A real host looks at the session cookie here. The demo knows one visitor, who may read and edit the demo's documents.
      authorize: ({ sourceURI }) =>
        sourceURI.startsWith(BUCKET) && {
          user: { id: 'visitor', name: 'Visitor' },
          permission: { readonly: false, copy: true, print: true },
        },
    }),
  );
  return (request, response, next) => {
    if (request.url === '/api/weboffice') return void tokens(request, response);
    if (request.url === '/api/demo') {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      return void response.end(JSON.stringify({ sdkURL: office.sdkURL, hasLibreOffice: office.hasLibreOffice }));
    }
    next();
  };
}
