/** What a token endpoint, or what stands before it, can do wrong. */
import { answer, cut, cutShort, first, never, page, refuse, type Fault } from '../layer.js';
import { ENDPOINT, type Row } from './row.js';

const soon = new Date(Date.now() + 30 * 60_000).toISOString();
const credentials = {
  webofficeURL: 'http://127.0.0.1:9/office/w/1',
  accessToken: 'a'.repeat(32),
  refreshToken: 'b'.repeat(32),
  accessTokenExpiredTime: soon,
  refreshTokenExpiredTime: soon,
};
const leadingTo = (webofficeURL: string): Fault => answer(200, { ...credentials, webofficeURL });
const json = { 'content-type': 'application/json' };
const nonsense = { code: 'InvalidResponse', words: 'makes no sense' } as const;
const untrusted = { code: 'UntrustedURL', words: 'does not trust' } as const;
const broken = { code: 'EndpointFailed', words: 'went wrong on the server' } as const;

/** Fifty megabytes of an answer, as long as somebody reads. */
const flood: Fault = (_, response) => {
  response.writeHead(200, json);
  let left = 800;
  const pour = (): void => {
    while (left-- > 0) if (!response.write(`"${'x'.repeat(65_536)}",`)) return void response.once('drain', pour);
    response.end();
  };
  pour();
};

export const endpointRows: readonly Row[] = [
  { what: 'the token endpoint cuts the connection', host: [ENDPOINT, cut], code: 'EndpointUnreachable', words: 'No connection' },
  {
    what: 'nobody listens at the token endpoint',
    attributes: () => ({ 'token-endpoint': 'http://127.0.0.1:9/' }),
    code: 'EndpointUnreachable',
    words: 'Check your network',
    message: /network, CORS or a wrong host/,
  },
  {
    what: 'the answer breaks off in the middle',
    host: [ENDPOINT, cutShort('{"webofficeURL":"htt', json)],
    code: 'EndpointUnreachable',
    words: 'No connection',
  },
  {
    what: 'the token endpoint never answers',
    host: [ENDPOINT, never],
    attributes: () => ({ timeout: '400' }),
    code: 'Timeout',
    words: 'takes too long',
    message: /did not answer within 400 ms/,
  },
  { what: 'the URL is wrong: 404', host: [ENDPOINT, page(404)], code: 'EndpointNotFound', words: 'not set up correctly' },
  { what: 'it takes no POST: 405', host: [ENDPOINT, page(405)], code: 'EndpointNotFound', message: /does it take POST/ },
  { what: 'the backend fails: 500 and a stack trace', host: [ENDPOINT, answer(500, 'Error at line 3')], ...broken },
  { what: 'a gateway has no backend: 502', host: [ENDPOINT, page(502)], ...broken },
  { what: 'a login page instead of JSON', host: [ENDPOINT, page(200)], ...nonsense, message: /text\/html where JSON was expected/ },
  {
    what: 'a redirect to a login page',
    host: [ENDPOINT, answer(302, '', { location: 'http://127.0.0.1:9/login' })],
    ...nonsense,
    message: /redirects/,
  },
  { what: 'a redirect that keeps the POST', host: [ENDPOINT, answer(307, '', { location: 'http://127.0.0.1:9/' })], ...nonsense },
  { what: 'an empty answer', host: [ENDPOINT, answer(200, '', json)], ...nonsense },
  { what: 'JSON of another kind: a list', host: [ENDPOINT, answer(200, [1, 2, 3])], ...nonsense },
  { what: 'an answer of 50 MB', host: [ENDPOINT, flood], ...nonsense, message: /more than 262144 bytes/ },
  {
    what: 'JSON a hundred thousand levels deep',
    host: [ENDPOINT, answer(200, '['.repeat(100_000) + ']'.repeat(100_000), json)],
    ...nonsense,
  },
  {
    what: 'an answer with `__proto__` and `constructor` in it',
    host: [
      ENDPOINT,
      answer(200, '{"__proto__":{"accessToken":"x"},"constructor":{"prototype":{"admin":true}},"data":{"__proto__":{}}}', json),
    ],
    ...nonsense,
  },
  {
    what: 'a field is missing',
    host: [ENDPOINT, answer(200, { ...credentials, refreshToken: undefined })],
    ...nonsense,
    message: /refreshToken/,
  },
  {
    what: 'a time that is none',
    host: [ENDPOINT, answer(200, { ...credentials, accessTokenExpiredTime: 'soon' })],
    ...nonsense,
    message: /ISO 8601/,
  },
  { what: 'a token of 9,000 characters', host: [ENDPOINT, answer(200, { ...credentials, accessToken: 'a'.repeat(9_000) })], ...nonsense },
  { what: 'a WebofficeURL that is a script', host: [ENDPOINT, leadingTo('javascript:alert(1)')], ...untrusted },
  {
    what: 'a WebofficeURL of a foreign origin',
    host: [ENDPOINT, leadingTo('https://office.example.com/office/w/1')],
    ...untrusted,
    message: /office-origins allows/,
  },
  {
    what: 'a WebofficeURL without TLS',
    host: [ENDPOINT, leadingTo('http://office-cn-shanghai.imm.aliyuncs.com/office/w/1')],
    ...untrusted,
  },
  {
    what: 'a WebofficeURL with a user name in it',
    host: [ENDPOINT, leadingTo('https://imm.aliyuncs.com@evil.example/office/w/1')],
    ...untrusted,
  },
  {
    what: 'a WebofficeURL of an OSS bucket',
    host: [ENDPOINT, leadingTo('https://bucket.oss-cn-shanghai.aliyuncs.com/office/w/1')],
    ...untrusted,
  },
  {
    what: 'a WebofficeURL that only ends like IMM’s',
    host: [ENDPOINT, leadingTo('https://evil-imm.aliyuncs.com/office/w/1')],
    ...untrusted,
  },
  { what: 'nobody is signed in: 401 from a framework', host: [ENDPOINT, page(401)], code: 'Unauthenticated', words: 'Please sign in' },
  {
    what: 'nobody is signed in: 401 of the contract',
    host: [ENDPOINT, refuse(401, 'Unauthenticated')],
    code: 'Unauthenticated',
    words: 'Please sign in',
  },
  { what: 'access is denied: 403', host: [ENDPOINT, refuse(403, 'AccessDenied')], code: 'AccessDenied', words: 'no access' },
  {
    what: 'too many requests: 429',
    host: [ENDPOINT, refuse(429, 'Throttling', { 'retry-after': '1' })],
    code: 'Throttling',
    words: 'Too many requests',
  },
  { what: 'IMM is away: 503', host: [ENDPOINT, refuse(503, 'ServiceUnavailable')], code: 'ServiceUnavailable', words: 'not available' },
  { what: 'the document is too large: 413', host: [ENDPOINT, refuse(413, 'FileTooLarge')], code: 'FileTooLarge', words: '200 MB' },
  { what: 'an error code of a later version', host: [ENDPOINT, refuse(400, 'SomethingNew')], code: 'EndpointFailed' },
  {
    what: 'the document is not there',
    attributes: () => ({ src: 'oss://test/nothing.pdf' }),
    code: 'ResourceNotFound',
    words: 'Document not found',
  },
  {
    what: 'a format nobody opens',
    attributes: () => ({ src: 'oss://test/image.png' }),
    code: 'UnsupportedFormat',
    words: 'cannot be shown',
  },
  {
    what: 'a path that tries to leave the bucket',
    attributes: () => ({ src: 'oss://test/../../etc/passwd.txt' }),
    code: 'InvalidSourceURI',
  },
  {
    what: 'the policy of the page forbids the token endpoint',
    attributes: ({ office }) => ({ 'token-endpoint': `${office.url}/api/weboffice` }),
    policy: () => "connect-src 'self'",
    code: 'BlockedByPolicy',
    words: 'does not allow the viewer',
    message: /forbids http:\/\/127\.0\.0\.1:\d+: add it to connect-src/,
  },
  { what: 'the token endpoint is slow, but answers', host: [ENDPOINT, (_, __, pass) => void setTimeout(pass, 300)] },
  {
    what: 'it fails once, and the reader tries again',
    host: [ENDPOINT, first(1, page(502))],
    code: 'EndpointFailed',
    words: 'Try again',
    opensAgain: true,
  },
];
