/** What can be wrong with a token endpoint, one thing at a time, and the line that has to name it. */
import { APP, SRC, USER, type Asked, type Defect, type Reply } from './endpoint.js';

/** The reply with other fields. */
const fields = (reply: Reply, changed: object) => ({ body: { ...(reply.body as object), ...changed } });
const isOpen = ({ json }: Asked, { status }: Reply) => json.action === 'open' && status === 200;
const isRefresh = ({ json }: Asked, { status }: Reply) => json.action === 'refresh' && status === 200;
const opened =
  (changed: object): Defect =>
  (reply, asked) =>
    isOpen(asked, reply) ? fields(reply, changed) : undefined;
const refreshed =
  (change: (asked: Asked) => object): Defect =>
  (reply, asked) =>
    isRefresh(asked, reply) ? fields(reply, change(asked)) : undefined;
const at = (ms: number) => new Date(Date.now() + ms).toISOString();
const headers =
  (more: Record<string, string>): Defect =>
  (reply) => ({ headers: { ...reply.headers, ...more } });
const error = (status: number, code: string, message = code) => ({ status, body: { error: { code, message } } });

/** `origin`: of the page that asks, when it is not the endpoint's own. */
export const DEFECTS: readonly [what: string, defect: Defect, found: RegExp, origin?: string][] = [
  ['a login page', () => ({ status: 302, headers: { location: '/login?next=secret' }, body: '' }), /^wrong it answers itself.*302/],
  [
    'HTML',
    (_, { json }) => (json.action === 'open' ? { headers: { 'content-type': 'text/html' }, body: '<p>' } : undefined),
    /^wrong there is an endpoint here: no endpoint here: POST is answered with 200 and text\/html/,
  ],
  [
    'a wrong content type',
    (reply, asked) => (isOpen(asked, reply) ? { headers: { ...reply.headers, 'content-type': 'text/plain' } } : undefined),
    /^warning answers are JSON.*text\/plain/,
  ],
  ['an endless answer', opened({ more: 'x'.repeat(300_000) }), /^wrong answers have a size/],
  ['nothing about caches', (reply) => ({ headers: { 'content-type': reply.headers['content-type']! } }), /^warning no cache keeps tokens/],
  ['public caching', headers({ 'cache-control': 'public, max-age=60' }), /^wrong no cache keeps tokens/],
  ['a missing field', opened({ refreshToken: undefined }), /^wrong the endpoint opens --src: refreshToken/],
  [
    'nobody signed in',
    (_, { json }) => (json.action === 'open' ? error(401, 'Unauthenticated') : undefined),
    /^wrong the endpoint opens --src: it answers 401.*--header/,
  ],
  ['keys', opened({ debug: [{ AccessKeySecret: 'hunter2' }] }), /^wrong the answer holds no keys.*"AccessKeySecret"/],
  [
    'no server time',
    (reply, asked) => (isOpen(asked, reply) ? fields(reply, { serverTime: undefined }) : undefined),
    /^warning the page can tell/,
    APP,
  ],
  ['a wrong clock', opened({ serverTime: at(-20 * 60_000) }), /^warning the server’s clock is right.*20 min/],
  [
    'times in seconds',
    opened({ accessTokenExpiredTime: Math.floor(Date.now() / 1_000) + 1_800 }),
    /^wrong the access token lives.*in seconds/,
  ],
  ['a short life', opened({ accessTokenExpiredTime: at(60_000) }), /^warning the access token lives/],
  ['a time zone lost', opened({ accessTokenExpiredTime: at(8.5 * 3_600_000) }), /^warning the access token lives.*510 min/],
  ['a dead refresh token', opened({ refreshTokenExpiredTime: at(-1_000) }), /^wrong the refresh token lives/],
  [
    'a foreign page',
    opened({ webofficeURL: 'https://office.example.com/w/1?token=hunter2' }),
    /^warning the element trusts.*office\.example\.com/,
  ],
  ['a plain http page', opened({ webofficeURL: 'http://office-cn-shanghai.imm.aliyuncs.com/w/1' }), /^wrong the element trusts/],
  [
    'no refresh',
    (_, { json }) => (json.action === 'refresh' ? error(400, 'InvalidRequest', 'what is that') : undefined),
    /^wrong refresh gives.*"what is that"/,
  ],
  ['a pair half new', refreshed(({ json }) => ({ refreshToken: json.refreshToken })), /^wrong the pair rotates: refreshToken/],
  ['an expiry left as it was', refreshed(() => ({ accessTokenExpiredTime: at(-1) })), /^wrong the next access token lives/],
  [
    'used tokens taken',
    (reply, _, ask) => (reply.status === 410 ? ask({ json: { action: 'open', sourceURI: SRC } }) : undefined),
    /^wrong a used refresh token is refused: it is given a new pair/,
  ],
  [
    '500 for bad tokens',
    (reply) => (reply.status === 410 ? error(500, 'InternalError') : undefined),
    /^wrong a refresh token that is none is refused.*500/,
  ],
  [
    'another code for bad tokens',
    (reply) => (reply.status === 410 ? error(403, 'AccessDenied') : undefined),
    /^warning a used refresh token.*AccessDenied/,
  ],
  [
    'errors with 200',
    (reply) => (reply.status === 404 ? { status: 200 } : undefined),
    /^wrong a document that is not there.*status 200 instead of 404/,
  ],
  [
    'whatever is asked for',
    (reply, { json }, ask) => (reply.status === 404 ? ask({ json: { ...json, sourceURI: SRC } }) : undefined),
    /^wrong a bucket that is not yours is refused: it is given tokens/,
  ],
  [
    'a crash for a missing field',
    (_, { json }) => (json.action === 'open' && !json.sourceURI ? { status: 500, body: 'stack' } : undefined),
    /^wrong a missing field.*500/,
  ],
  [
    'any action',
    (_, { json }, ask) => (json.action === 'close' ? ask({ json: { action: 'open', sourceURI: SRC } }) : undefined),
    /^wrong an unknown action/,
  ],
  [
    'another shape of errors',
    (_, { text }) => (text === '{"action":' ? { status: 400, body: { code: 400, msg: 'bad' } } : undefined),
    /^wrong a body that is not JSON.*without/,
  ],
  ['tokens for GET', (_, { method }) => (method === 'GET' ? { status: 200, body: {} } : undefined), /^wrong GET is refused/],
  [
    'text/plain',
    (_, { headers: { 'content-type': type, ...rest } }, ask) =>
      type === 'text/plain' ? ask({ headers: { ...rest, 'content-type': 'application/json' } }) : undefined,
    /^warning what a foreign form/,
  ],
  [
    'any site',
    (_, { headers: asked }, ask) => (asked.origin?.includes('attacker') ? ask({ headers: { ...asked, origin: APP } }) : undefined),
    /^wrong requests of another site are refused: open is given tokens/,
  ],
  [
    'CORS for everybody',
    (reply, { headers: { origin } }) => ({ headers: { ...reply.headers, 'access-control-allow-origin': origin ?? '*' } }),
    /^wrong no other origin may read/,
  ],
  [
    'tokens in errors',
    (reply, { json }) => (reply.status === 410 ? error(410, 'SessionExpired', `unknown: ${json.refreshToken}`) : undefined),
    /^wrong errors repeat no token/,
  ],
  ['no preflight', (_, { method }) => (method === 'OPTIONS' ? { status: 405 } : undefined), /^wrong the page’s origin may ask.*405/, APP],
  [
    'no header allowed',
    (reply) => ({ headers: { ...reply.headers, 'access-control-allow-headers': 'x-other' } }),
    /^wrong the page’s origin may ask.*content-type/,
    APP,
  ],
  [
    '* with credentials',
    headers({ 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' }),
    /^wrong the page may read credentials.*browsers refuse/,
    APP,
  ],
  [
    'errors nobody can read',
    (reply) => (reply.status === 400 ? { headers: { 'content-type': 'application/json' } } : undefined),
    /^wrong the page may read errors/,
    APP,
  ],
  [
    'documents for everybody',
    (_, asked, ask) => ask({ headers: { ...asked.headers, ...USER } }),
    /^wrong a request without credentials is refused: it is given tokens/,
  ],
  [
    'any cookie that looks like a session',
    (_, { headers: asked }, ask) => (/^session=./.test(asked.cookie ?? '') ? ask({ headers: { ...asked, ...USER } }) : undefined),
    /^wrong made-up credentials are refused: it is given tokens/,
  ],
  [
    'refreshes for everybody',
    (_, { json, headers: asked }, ask) => (json.action === 'refresh' ? ask({ headers: { ...asked, ...USER } }) : undefined),
    /^wrong a refresh without credentials is refused: it is given tokens/,
  ],
  [
    'refresh tokens for every user',
    (_, { json, headers: asked }, ask) => (json.action === 'refresh' && asked.cookie ? ask({ headers: { ...asked, ...USER } }) : undefined),
    /^wrong another user’s refresh token is refused: it is given a new pair/,
  ],
  [
    'any site at refresh',
    (_, { json, headers: asked }, ask) =>
      json.action === 'refresh' && asked.origin?.includes('attacker') ? ask({ headers: { ...asked, origin: APP } }) : undefined,
    /^wrong requests of another site are refused: refresh is given tokens/,
  ],
  [
    'trust in what only new browsers say',
    (_, { headers: asked }, ask) =>
      asked.origin?.includes('attacker') && !asked['sec-fetch-site'] ? ask({ headers: { ...asked, origin: APP } }) : undefined,
    /^wrong requests of another site are refused: open is given tokens/,
  ],
  [
    'another document’s address only',
    (_, { json }) => (json.sourceURI === SRC ? error(404, 'ResourceNotFound', 'no report') : undefined),
    /^wrong the endpoint opens --src: it answers 404 ResourceNotFound: "no report"; give a document/,
  ],
  [
    'a path that is not there',
    () => ({ status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found' }),
    /^wrong there is an endpoint here: no endpoint here: POST is answered with 404 and text\/html/,
  ],
  [
    'a path that takes GET only',
    () => ({ status: 405, headers: {}, body: '' }),
    /^wrong there is an endpoint here: no endpoint here: POST is answered with 405 and no content type/,
  ],
];
