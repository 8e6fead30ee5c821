/** Whose browser may call the token endpoint: method, origin, what the browser says of the site, and the answers' headers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createTokenHandler } from '../../server/src/index.js';
import { Refusal, failed, preflight, readJson, refuseForeign, succeeded } from '../../server/src/http.js';
import { outcome, post, stubImm } from '../setup/token-endpoint.js';

const APP = 'https://app.example';
const request = (headers: Record<string, string> = {}, init: RequestInit = {}) =>
  new Request('https://host.example/api', { method: 'POST', ...init, headers });

describe('a request of', () => {
  const allowed: [what: string, headers: Record<string, string>][] = [
    ['no origin: a server, a program', {}],
    ['the host’s own origin', { origin: 'https://host.example' }],
    ['the host’s own origin, as Host names it', { origin: 'https://proxy.example', host: 'proxy.example' }],
    ['the host’s own origin, behind a proxy that ends TLS', { origin: 'https://host.example', host: 'host.example' }],
    [
      'the same origin, says the browser, whatever Host is',
      { origin: 'https://public.example', host: 'inner:80', 'sec-fetch-site': 'same-origin' },
    ],
    ['an allowed origin', { origin: APP }],
    ['an allowed origin on another site', { origin: APP, 'sec-fetch-site': 'cross-site' }],
  ];
  for (const [what, headers] of allowed) test(what, () => assert.doesNotThrow(() => refuseForeign(request(headers), [APP])));

  const refused: [what: string, headers: Record<string, string>][] = [
    ['another origin', { origin: 'https://attacker.example' }],
    ['another port', { origin: 'https://host.example:8443' }],
    ['a subdomain', { origin: 'https://a.host.example' }],
    ['a host that only begins so', { origin: 'https://host.example.attacker.example' }],
    ['an origin that only begins like an allowed one', { origin: `${APP}.attacker.example` }],
    ['an allowed host without TLS', { origin: 'http://app.example' }],
    ['a frame without an origin', { origin: 'null' }],
    ['no URL', { origin: 'host.example' }],
    ['the host’s own name, and another site, says the browser', { origin: 'https://host.example', 'sec-fetch-site': 'cross-site' }],
    ['the same site only', { origin: 'https://host.example', 'sec-fetch-site': 'same-site' }],
    ['no site: a bookmark sends no POST', { origin: 'https://host.example', 'sec-fetch-site': 'none' }],
    ['the URL’s host where Host is another', { origin: 'https://host.example', host: 'proxy.example' }],
  ];
  for (const [what, headers] of refused) {
    test(`${what} is refused`, () => assert.throws(() => refuseForeign(request(headers), [APP]), { code: 'AccessDenied' }));
  }
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
    test(`method ${method} is refused`, () =>
      assert.throws(() => refuseForeign(request({}, { method }), []), { code: 'InvalidRequest', message: 'use POST' }));
  }
  test('another site reaches neither authorize nor IMM', async () => {
    const imm = stubImm();
    let asked = 0;
    const handler = createTokenHandler({ imm, secret: 'x'.repeat(32), authorize: () => (asked++, { user: { id: '1' } }) });
    const answer = await post(handler, { action: 'open', sourceURI: 'oss://b/a.pdf' }, { headers: { origin: 'https://attacker.example' } });
    assert.deepEqual([outcome(answer), asked, imm.calls.length], ['403 AccessDenied', 0, 0]);
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
  });
});

describe('a body', () => {
  const read = (body: string, type = 'application/json') => readJson(request({ 'content-type': type }, { body }), 1_000);
  for (const type of ['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON']) {
    test(`${type} is read`, async () => assert.deepEqual(await read('{"a":"ä"}', type), { a: 'ä' }));
  }
  for (const type of [
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    '',
  ]) {
    test(`"${type}" is refused`, () => assert.rejects(read('{}', type), { code: 'InvalidRequest', message: /has to be JSON/ }));
  }
  test('that is no JSON is refused', () => assert.rejects(read('{'), { code: 'InvalidRequest', message: 'the body is not JSON' }));
  test('of 64 KB is read, and one byte more refused', async () => {
    const most = 64 * 1024;
    assert.equal(await read(`"${'x'.repeat(most - 2)}"`), 'x'.repeat(most - 2));
    await assert.rejects(read(`"${'x'.repeat(most - 1)}"`), { code: 'InvalidRequest', message: 'the body may have 65536 bytes at most' });
    await assert.rejects(
      readJson(request({ 'content-type': 'application/json', 'content-length': '65537' }, { body: '{}' }), 1_000),
      /65536 bytes/,
    );
  });
  test('that does not come is a Timeout', async () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) });
    const slow = request({ 'content-type': 'application/json' }, { body, duplex: 'half' } as RequestInit);
    await assert.rejects(readJson(slow, 5), { code: 'Timeout', message: 'the body did not come within 5 ms' });
  });
  test('that breaks off is refused', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) });
    const broken = request({ 'content-type': 'application/json' }, { body, duplex: 'half' } as RequestInit);
    await assert.rejects(readJson(broken, 1_000), { code: 'InvalidRequest', message: 'the body broke off' });
  });
});

describe('an answer', () => {
  const headersOf = ({ headers }: Response) => Object.fromEntries(headers);
  const CORS = {
    'access-control-allow-origin': APP,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'date, retry-after',
  };
  const PLAIN = { 'cache-control': 'no-store', 'content-type': 'application/json', vary: 'origin' };
  test('is for allowed origins, and in no cache', async () => {
    const answer = succeeded({ a: 1 }, request({ origin: APP }), [APP]);
    assert.deepEqual([answer.status, headersOf(answer), await answer.json()], [200, { ...PLAIN, ...CORS }, { a: 1 }]);
    assert.deepEqual(headersOf(succeeded({}, request({ origin: 'https://other.example' }), [APP])), PLAIN);
    assert.deepEqual(headersOf(succeeded({}, request(), [APP])), PLAIN);
  });
  test('of a refusal has its status, its words, IMM’s request id and whole seconds to wait', async () => {
    const refusal = new Refusal('Throttling', 'words', { requestId: 'R', retryAfter: 1_001, cause: new Error('secret') });
    const answer = failed(refusal, request(), []);
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '2']);
    assert.deepEqual(await answer.json(), { error: { code: 'Throttling', message: 'words', requestId: 'R' } });
    const plain = failed(new Refusal('AccessDenied', 'words'), request(), []);
    assert.deepEqual(
      [plain.status, headersOf(plain), await plain.json()],
      [403, PLAIN, { error: { code: 'AccessDenied', message: 'words' } }],
    );
    assert.equal(failed(new Refusal('Throttling', '', { retryAfter: 0 }), request(), []).headers.get('retry-after'), '0');
  });
  test('to a preflight names methods and headers for ten minutes', () => {
    const ask = (headers: Record<string, string>, method = 'OPTIONS') => preflight(request(headers, { method }), [APP]);
    const wanted = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-csrf' };
    const rest = { 'access-control-allow-methods': 'POST', 'access-control-max-age': '600', vary: 'origin' };
    const own = ask({ origin: APP, ...wanted })!;
    assert.equal(own.status, 204);
    assert.deepEqual(headersOf(own), { ...rest, ...CORS, 'access-control-allow-headers': 'x-csrf' });
    assert.deepEqual(headersOf(ask({ origin: 'https://other.example', ...wanted })!), {
      ...rest,
      'access-control-allow-headers': 'content-type',
    });
    assert.deepEqual(headersOf(ask({ origin: APP, 'access-control-request-method': 'POST' })!), {
      ...rest,
      ...CORS,
      'access-control-allow-headers': 'content-type',
    });
    assert.equal(ask({ origin: APP }), undefined);
    assert.equal(ask({ origin: APP, ...wanted }, 'POST'), undefined);
  });
});
