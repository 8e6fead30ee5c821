/** Requests to a token endpoint, without a browser: what is sent, when to try again, and what is not believed. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { WebOfficeError } from '../../src/contract/errors.js';
import { requestOpen, requestRefresh, type Endpoint } from '../../src/credentials/endpoint.js';

const NOW = Date.UTC(2026, 10, 26, 10, 0, 0);
const URLS = { open: 'https://host.example/open', refresh: 'https://host.example/refresh' };
const ENDPOINT: Endpoint = { urls: URLS, timeout: 5_000 };
const OPEN = { action: 'open', sourceURI: 'oss://bucket/a.docx' } as const;
const REFRESH = { action: 'refresh', accessToken: 'a', refreshToken: 'r' } as const;
const PAIR = { accessToken: 'a', refreshToken: 'r', accessTokenExpiredTime: NOW + 1, refreshTokenExpiredTime: NOW + 2 };
const CREDENTIALS = { ...PAIR, webofficeURL: 'https://office.example/' };

let sent: [url: string, init: RequestInit][];
let answer: () => Response | Promise<Response>;
const { fetch: platformFetch } = globalThis;

beforeEach(() => {
  sent = [];
  globalThis.fetch = async (url, init) => {
    sent.push([url as string, init!]);
    return answer();
  };
  Object.assign(globalThis, { document: new EventTarget(), window: new EventTarget() });
  mock.timers.enable({ apis: ['Date'], now: NOW });
});
afterEach(() => {
  mock.timers.reset();
  globalThis.fetch = platformFetch;
  Object.assign(globalThis, { document: undefined, window: undefined });
});

const json = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const open = (endpoint = ENDPOINT, signal = new AbortController().signal) => requestOpen(endpoint, OPEN, signal);
async function failureOf(asking: Promise<unknown>): Promise<WebOfficeError> {
  const error = await asking.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof WebOfficeError, String(error));
  assert.equal(error.phase, 'credentials');
  return error;
}

describe('Retry-After', () => {
  const rows: [value: string, ms: number | undefined, date?: string][] = [
    ['1', 1_000],
    ['0', 0],
    ['120', 120_000],
    ['Thu, 26 Nov 2026 10:00:30 GMT', 30_000],
    ['Thu, 26 Nov 2026 09:59:00 GMT', 0],
    // By the server's clock, which is an hour ahead of the page's.
    ['Thu, 26 Nov 2026 11:00:30 GMT', 30_000, 'Thu, 26 Nov 2026 11:00:00 GMT'],
    ['Thu, 26 Nov 2026 10:00:30 GMT', 30_000, 'not a date'],
    ['soon', undefined],
    ['', undefined],
  ];
  for (const [value, ms, date] of rows) {
    test(`"${value}"${date ? ` at "${date}"` : ''} is ${ms} ms`, async () => {
      const headers = { 'retry-after': value, ...(date && { date }) };
      for (const body of [{ error: { code: 'Throttling', message: 'm' } }, 'no contract']) {
        answer = () => json(429, body, headers);
        const { code, retryAfter } = await failureOf(open());
        assert.deepEqual([code, retryAfter], ['Throttling', ms]);
      }
      answer = () => json(503, 'no contract', headers);
      assert.equal((await failureOf(open())).retryAfter, ms);
    });
  }
  test('is of no use to a request that was refused for good', async () => {
    answer = () => json(401, 'no contract', { 'retry-after': '1' });
    assert.equal((await failureOf(open())).retryAfter, undefined);
  });
});

describe('a request', () => {
  test('is a POST of JSON that follows no redirect and is kept by no cache', async () => {
    answer = () => json(200, CREDENTIALS);
    await open({ ...ENDPOINT, headers: { 'x-csrf': '1', 'content-type': 'text/plain' }, credentials: 'include' });
    const [[url, init]] = sent as [(typeof sent)[0]];
    const { signal, ...rest } = init;
    assert.ok(signal instanceof AbortSignal);
    assert.equal(url, URLS.open);
    assert.deepEqual(rest, {
      method: 'POST',
      headers: { 'x-csrf': '1', 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(OPEN),
      cache: 'no-store',
      credentials: 'include',
      redirect: 'manual',
    });
  });
  test('to refresh goes to its own URL, with cookies as the platform has it', async () => {
    answer = () => json(200, PAIR);
    const pair = await requestRefresh(ENDPOINT, REFRESH, new AbortController().signal);
    assert.deepEqual(pair, { ...PAIR, serverTime: undefined });
    assert.equal(sent[0]![0], URLS.refresh);
    assert.equal('credentials' in sent[0]![1], false);
  });
});

describe('the server’s clock', () => {
  const DATE = 'Thu, 26 Nov 2026 11:00:00 GMT';
  const rows: [what: string, headers: object, body: object, serverTime: number | undefined][] = [
    ['is its serverTime', { date: DATE }, { serverTime: 5 }, 5],
    ['is the Date header without one', { date: DATE }, {}, Date.parse(DATE)],
    ['is unknown without either', {}, {}, undefined],
    ['is unknown when its date is none', { date: 'x' }, {}, undefined],
  ];
  for (const [what, headers, body, serverTime] of rows) {
    test(what, async () => {
      answer = () => json(200, { ...CREDENTIALS, ...body }, headers);
      assert.equal((await open()).serverTime, serverTime);
    });
  }
});

describe('a failure', () => {
  const html = (status: number) => new Response('<p>', { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
  const rows: [what: string, answer: () => Response, code: string, message: RegExp][] = [
    ['401', () => html(401), 'Unauthenticated', /answered 401 with text\/html$/],
    ['403', () => html(403), 'AccessDenied', /403/],
    ['404', () => html(404), 'EndpointNotFound', /is the URL right, and does it take POST/],
    ['405', () => html(405), 'EndpointNotFound', /405/],
    ['429', () => html(429), 'Throttling', /429/],
    ['500', () => html(500), 'EndpointFailed', /500/],
    ['a page', () => html(200), 'InvalidResponse', /text\/html where JSON was expected/],
    ['nothing', () => new Response(null), 'InvalidResponse', /no content type where JSON was expected/],
    ['a field missing', () => json(200, { ...CREDENTIALS, refreshToken: undefined }), 'InvalidResponse', /refreshToken/],
    ['the contract’s', () => json(404, { error: { code: 'ResourceNotFound', message: 'm' } }), 'ResourceNotFound', /^m$/],
    ['… with 200', () => json(200, { error: { code: 'AccessDenied', message: 'm' } }), 'AccessDenied', /^m$/],
    [
      '… with IMM’s request',
      () => json(404, { error: { code: 'AccessDenied', message: 'm', requestId: 'R' } }),
      'AccessDenied',
      /^m \(request R\)$/,
    ],
    ['a code of a later version', () => json(400, { error: { code: 'New', message: 'm' } }), 'EndpointFailed', /400/],
    ['too long', () => new Response('x'.repeat(262_145)), 'InvalidResponse', /more than 262144 bytes/],
    ['a redirect', () => Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' }), 'InvalidResponse', /redirects/],
  ];
  for (const [what, given, code, message] of rows) {
    test(what, async () => {
      answer = given;
      const error = await failureOf(open());
      assert.equal(error.code, code);
      assert.match(error.message, message);
    });
  }
  test('an answer of 262,144 characters is read', async () => {
    const text = JSON.stringify(CREDENTIALS);
    answer = () => new Response(text + ' '.repeat(262_144 - text.length));
    assert.equal((await open()).accessToken, 'a');
  });
  test('no network', async () => {
    answer = () => Promise.reject(new TypeError('fetch failed'));
    const { code, message } = await failureOf(open());
    assert.equal(code, 'EndpointUnreachable');
    assert.match(message, /no answer from the token endpoint https:\/\/host\.example\/open/);
  });
  test('no longer needed', async () => {
    const controller = new AbortController();
    answer = () => (controller.abort(), Promise.reject(new DOMException('aborted', 'AbortError')));
    assert.equal((await failureOf(open(ENDPOINT, controller.signal))).code, 'Aborted');
  });
  test('no answer in time', async () => {
    answer = () => new Promise((_, reject) => sent[0]![1].signal!.addEventListener('abort', () => reject(new Error('aborted'))));
    // The deadline's own timer does not keep Node running.
    const alive = setInterval(() => undefined, 1_000);
    const { code, message } = await failureOf(open({ ...ENDPOINT, timeout: 5 })).finally(() => clearInterval(alive));
    assert.deepEqual([code, message], ['Timeout', 'the token endpoint did not answer within 5 ms']);
  });
});

describe('a host’s own function', () => {
  const withOwn = (fetchCredentials: Endpoint['fetchCredentials']) => open({ ...ENDPOINT, fetchCredentials });
  test('is asked instead', async () => {
    const seen: unknown[] = [];
    const found = await withOwn((request) => (seen.push(request), Promise.resolve({ data: CREDENTIALS })));
    assert.deepEqual([found, seen, sent], [{ ...CREDENTIALS, serverTime: undefined }, [OPEN], []]);
  });
  test('says what is wrong with a WebOfficeError, and nothing with another error', async () => {
    assert.equal(
      (await failureOf(withOwn(() => Promise.reject(new WebOfficeError('Unauthenticated', 'credentials', 'm'))))).code,
      'Unauthenticated',
    );
    const { code, message } = await failureOf(withOwn(() => Promise.reject(new Error('token abc'))));
    assert.deepEqual([code, message], ['EndpointFailed', 'fetchCredentials failed']);
    const thrown: Endpoint['fetchCredentials'] = () => {
      throw new Error('token abc');
    };
    assert.equal((await failureOf(withOwn(thrown))).code, 'EndpointFailed');
  });
});
