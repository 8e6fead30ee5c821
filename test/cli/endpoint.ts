/** A small token endpoint that keeps the contract to the letter, and can be told to break it in one place. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ENDPOINT_ERRORS, type EndpointErrorCode } from '../../src/contract/errors.js';

export interface Asked {
  method: string;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body, as far as it is JSON. */
  json: Record<string, string>;
}
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}
/** Changes a reply of the good endpoint, or leaves it. `ask` asks the good endpoint something else. */
export type Defect = (reply: Reply, asked: Asked, ask: (other: Partial<Asked>) => Reply) => Partial<Reply> | undefined;

export const SRC = 'oss://bucket/report.docx';
/** Who may open it, and somebody else who may. */
export const USER = { cookie: 'session=hunter2-of-ada' };
export const OTHER_USER = { cookie: 'session=hunter2-of-bob' };
const USERS: readonly string[] = [USER.cookie, OTHER_USER.cookie];
/** The one page of another origin that may ask. */
export const APP = 'https://app.example.com';

export async function startEndpoint(defect: Defect = () => undefined): Promise<{ url: string; close: () => Promise<void> }> {
  const good = new Map<string, string>();
  const answer = (asked: Asked) => reply(asked, good);
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      const asked: Asked = { method: request.method ?? '', headers: request.headers, text, json: parse(text) };
      const first = answer(asked);
      const { status, headers, body } = { ...first, ...defect(first, asked, (other) => answer({ ...asked, ...other })) };
      response.writeHead(status, headers);
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parse(text: string): Record<string, string> {
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {};
  }
}

function reply({ method, headers, json }: Asked, good: Map<string, string>): Reply {
  const origin = headers.origin ?? '';
  const own = origin === `http://${headers.host}`;
  const cors = { 'access-control-allow-origin': APP, 'access-control-allow-headers': 'content-type' };
  const shared = { 'content-type': 'application/json', 'cache-control': 'no-store', ...(origin === APP && cors) };
  const refuse = (code: EndpointErrorCode) => ({
    status: ENDPOINT_ERRORS[code],
    headers: shared,
    body: { error: { code, message: code } },
  });
  if (method === 'OPTIONS') return { status: 204, headers: shared, body: '' };
  if (method !== 'POST' || headers['content-type'] !== 'application/json') return refuse('InvalidRequest');
  if (!own && origin !== APP) return refuse('AccessDenied');
  const user = headers.cookie ?? '';
  if (json.action === 'refresh') {
    if (!USERS.includes(user)) return refuse('Unauthenticated');
    if (good.get(json.refreshToken ?? '') !== user) return refuse('SessionExpired');
    good.delete(json.refreshToken!);
  } else if (json.action !== 'open' || !json.sourceURI) return refuse('InvalidRequest');
  else if (json.sourceURI !== SRC) return refuse('ResourceNotFound');
  else if (!USERS.includes(user)) return refuse('Unauthenticated');
  const pair = { accessToken: randomUUID(), refreshToken: randomUUID() };
  good.set(pair.refreshToken, user);
  const after = (ms: number) => new Date(Date.now() + ms).toISOString();
  const times = { accessTokenExpiredTime: after(30 * 60_000), refreshTokenExpiredTime: after(24 * 3_600_000), serverTime: after(0) };
  const webofficeURL = 'https://office-cn-shanghai.imm.aliyuncs.com/office/w/1?_w_tokentype=1';
  return { status: 200, headers: shared, body: { ...(json.action === 'open' && { webofficeURL }), ...pair, ...times } };
}
