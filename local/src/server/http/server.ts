/** The one HTTP server of the local WebOffice: IMM's API, the office page and its calls, the SDK. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isLoopbackHost } from '../../shared/loopback-host.js';
import { readBody, sendJSON } from './http.js';
import type { ImmGateway } from '../imm/gateway.js';
import { ImmFault } from '../imm-fault.js';
import type { PageCalls } from './page-calls.js';
import type { SessionStore } from '../visits/sessions.js';
import type { RunningRequests } from './running-requests.js';
import { sendPictureFrame } from './user-pictures.js';
import { sendAsset, sendPage, sendPdfjs, sendSdk } from './static-files.js';

export interface Rooms {
  gateway: ImmGateway;
  officeApi: PageCalls;
  sessions: SessionStore;
  running: RunningRequests;
  /** Told of failures that are nobody's fault but ours. */
  onError: (error: unknown) => void;
}

type Route = (match: RegExpExecArray, url: URL, request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createLocalServer(rooms: Rooms): Server {
  const routes: readonly [method: 'GET' | 'POST' | 'ANY', path: RegExp, route: Route][] = [
    ['POST', /^\/$/, (_, url, request, response) => callImm(rooms, url, request, response)],
    ['GET', /^\/$/, (_, url, request, response) => callImm(rooms, url, request, response)],
    ['GET', /^\/IMM\/office-js\/[\w.-]+\/aliyun-web-office-sdk\.min\.js$/, (_match, _url, request, response) => sendSdk(request, response)],
    ['GET', /^\/office\/[wspf]\/([0-9a-f]{40})$/, (match, _url, _request, response) => sendPage(response, rooms.sessions.at(match[1]!))],
    [
      'GET',
      /^\/office\/picture\/([0-9a-f]{40})\/(\w+)$/,
      (match, _url, _request, response) => Promise.resolve(sendPictureFrame(rooms.sessions.at(match[1]!), match[2]!, response)),
    ],
    ['GET', /^\/office\/assets\/([\w.-]+)$/, (match, _url, request, response) => sendAsset(match[1]!, request, response)],
    ['GET', /^\/office\/pdfjs\/([\w./-]+)$/, (match, _url, request, response) => sendPdfjs(match[1]!, request, response)],
    [
      'ANY',
      /^\/office\/api\/([0-9a-f]{40})\/(\w+)$/,
      (match, url, request, response) => rooms.officeApi.handle(match[1]!, match[2]!, url, request, response),
    ],
  ];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    const url = ownURL(request);
    const found = routes
      .filter(([method]) => method === 'ANY' || method === request.method)
      .map(([, path, route]) => ({ route, match: path.exec(url.pathname) }))
      .find(({ match }) => match);
    if (!found?.match) throw new ImmFault(404, 'NotFound', 'There is nothing here.');
    const { match, route } = found;
    await rooms.running.run(request.method, () => route(match, url, request, response));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => answerFault(error, request, response, rooms.onError));
  });
  // Node's own 5 s are about what people take between two documents: connections would end just when they are used again.
  server.keepAliveTimeout = 75_000;
  return server;
}

/** @throws {ImmFault} when the request was sent to another host */
function ownURL(request: IncomingMessage): URL {
  const base = `http://${request.headers.host ?? ''}`;
  if (!URL.canParse(request.url ?? '', base) || !isLoopbackHost(request.headers.host)) {
    throw new ImmFault(421, 'MisdirectedRequest', 'This server answers to 127.0.0.1 and localhost only.');
  }
  return new URL(request.url ?? '', base);
}

/** IMM's API, called by `POST`, and by `GET` as older clients do. */
async function callImm({ gateway }: Rooms, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const answer = await gateway.call({ method: request.method ?? '', url, headers: request.headers, body });
  sendJSON(response, 200, { RequestId: requestId(), ...answer });
}

function answerFault(error: unknown, request: IncomingMessage, response: ServerResponse, onError: (error: unknown) => void): void {
  const fault = error instanceof ImmFault ? error : new ImmFault(500, 'InternalError', 'The request processing has failed.');
  if (fault !== error) onError(error);
  if (response.headersSent) return void response.destroy();
  // What was not read of a body that is too large must not be taken for the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  sendJSON(response, fault.status, fault.body(requestId(), request.headers.host ?? ''));
}

function requestId(): string {
  return randomUUID().toUpperCase();
}
