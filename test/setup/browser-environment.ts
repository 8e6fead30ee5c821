/**
 * What element tests talk to, on the test runner's own origin:
 * `/api/weboffice` a good token endpoint, `/api/granted` one that wants signed grants, `/api/grant` one that signs them, `/api/short` one whose tokens live for seconds, `/api/environment` where things are,
 * `/fault/…` endpoints that answer what no endpoint should.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { authorizeByGrant, toNodeHandler } from '../../server/src/index.js';
import { AUDIENCE, SECRET, grant, seconds } from './signed-grants.js';
import { immClientFor, nodeEndpoint, startOffice, temporaryStorage, tokenHandlerFor, type Middleware } from './offices.js';

/** Stand-ins for released SDKs, by path. */
const SDKS: Readonly<Record<string, Buffer>> = Object.fromEntries(
  ['early-sdk.js', 'scripted-sdk.js'].map((name) => [`/fault/${name}`, readFileSync(new URL(name, import.meta.url))]),
);

/** Access token lifetime behind `/api/short`, ms. */
const SHORT_LIFE = 4_000;

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '500': (response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('stack trace'),
  never: () => undefined,
  'no-grant': (response) => json(response, 200, { grant: 17 }),
  page: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>sign in'),
  'missing-field': (response) => json(response, 200, { ...credentials(), accessToken: undefined }),
  unauthenticated: (response) => json(response, 401, { error: { code: 'Unauthenticated', message: 'sign in' } }),
};

export interface Environment {
  middleware: Middleware;
  close(): Promise<void>;
}

export async function startBrowserEnvironment(): Promise<Environment> {
  const storage = await temporaryStorage();
  const office = await startOffice(storage);
  const short = await startOffice(storage, { lifetimes: { accessToken: SHORT_LIFE } });
  const editable = tokenHandlerFor(office, {
    authorize: () => ({ user: { id: 'editor' }, permission: { readonly: false, copy: true } }),
    notifyTopicName: 'topic',
  });
  const endpoints: Readonly<Record<string, Middleware>> = {
    '/api/editable': toNodeHandler(editable),
    '/api/weboffice': nodeEndpoint(office),
    '/api/granted': nodeEndpoint(office, { authorize: authorizeByGrant({ secret: SECRET, audience: AUDIENCE }) }),
    '/api/short': nodeEndpoint(short),
  };
  const counts = new Map<string, number>();
  const headers = new Map<string, IncomingMessage['headers']>();

  async function middleware(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    headers.set(path, request.headers);
    if (path === '/api/environment') {
      return json(response, 200, {
        sdkURL: office.sdkURL,
        officeURL: office.url,
        counts: Object.fromEntries(counts),
        headers: Object.fromEntries(headers),
      });
    }
    if (path === '/api/blank') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><body></body>');
    if (path === '/fault/pascal') return pascal(response);
    if (path.startsWith('/api/grant?') || path === '/api/grant') return json(response, 200, { grant: signed(await bodyOf(request), path) });
    const fault = answers[path.replace('/fault/', '')];
    if (fault) return fault(response);
    if (SDKS[path]) return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(SDKS[path]);
    await endpoints[path]?.(request, response);
  }

  /** What a backend written by hand passes on: IMM's own names, in an envelope, from the good endpoint. */
  async function pascal(response: ServerResponse): Promise<void> {
    const body = await immClientFor(office).call('GenerateWebofficeToken', {
      SourceURI: 'oss://test/short.pdf',
      Permission: { Readonly: true },
    });
    json(response, 200, { code: 0, data: body });
  }

  return {
    middleware,
    async close() {
      await Promise.all([office.close(), short.close()]);
      await storage.remove();
    },
  };
}

/** For what is asked, with which sessions go on for so many seconds: `?session=2`. */
function signed({ sourceURI, permission }: Record<string, unknown>, path: string): string {
  const session = new URL(path, 'http://localhost').searchParams.get('session');
  return grant({ src: sourceURI, permission, ...(session !== null && { session_exp: seconds() + Number(session) }) });
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += String(part);
  return JSON.parse(text) as Record<string, unknown>;
}

function credentials() {
  const soon = new Date(Date.now() + 30 * 60_000).toISOString();
  return {
    webofficeURL: 'http://127.0.0.1:9/office/w/1',
    accessToken: 'a'.repeat(32),
    refreshToken: 'b'.repeat(32),
    accessTokenExpiredTime: soon,
    refreshTokenExpiredTime: soon,
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
