/** The backend a host would have: a token endpoint that knows its users, and for the demo page where the local WebOffice is. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalWebOffice } from '../local/src/index.js';
import { createImmClient, createTokenHandler, toNodeHandler } from '../server/src/index.js';

/** The one bucket the demo gives away. */
const BUCKET = 'oss://demo/';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export function createDemoBackend(office: LocalWebOffice): Middleware {
  const tokens = toNodeHandler(
    createTokenHandler({
      imm: createImmClient({ regionId: 'cn-shanghai', projectName: 'local', endpoint: office.url, credential: office.credential }),
      // Sessions end with this process: the local WebOffice keeps none.
      secret: randomUUID(),
      // A real host looks at the session cookie here. The demo knows one visitor, who may do everything with the demo's documents.
      authorize: ({ sourceURI, asked }) =>
        sourceURI.startsWith(BUCKET) && {
          user: { id: 'visitor', name: asked.user?.name ?? 'Visitor' },
          permission: { readonly: false, copy: true, export: true, print: true, history: true, rename: true },
        },
      // Nobody listens; with it, user-data is taken.
      notifyTopicName: 'demo',
    }),
  );
  return (request, response, next) => {
    if (request.url === '/api/weboffice') return void tokens(request, response);
    // For the loading state, which would pass too soon to be seen.
    if (request.url === '/api/never') return;
    if (request.url === '/api/demo') {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      return void response.end(JSON.stringify({ sdkURL: office.sdkURL, hasLibreOffice: office.hasLibreOffice }));
    }
    next();
  };
}
