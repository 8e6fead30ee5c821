import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { createTokenHandler, type AuthorizeContext } from '../../server/src/index.js';
import { immClientFor, startOffice, temporaryStorage, tokenHandlerFor, type Storage } from '../setup/offices.js';
import { post } from '../setup/token-endpoint.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
});
after(async () => {
  await office.close();
  await storage.remove();
});

const open = { action: 'open', sourceURI: 'oss://test/short.pdf' };

test('opens and refreshes; no cache may keep the answer', async () => {
  const handler = tokenHandlerFor(office);
  const first = await post(handler, open);
  assert.equal(first.status, 200);
  assert.equal(first.headers.get('cache-control'), 'no-store');
  assert.match(first.body.webofficeURL!, /\/office\/f\//);
  assert.ok(Math.abs(Date.parse(first.body.serverTime!) - Date.now()) < 60_000);
  const { accessToken, refreshToken } = first.body;
  const second = await post(handler, { action: 'refresh', accessToken, refreshToken });
  assert.equal(second.status, 200);
  assert.notEqual(second.body.accessToken, accessToken);
  assert.equal(second.body.webofficeURL, undefined);
  const again = await post(handler, { action: 'refresh', accessToken, refreshToken });
  assert.deepEqual([again.status, again.body.error?.code], [410, 'SessionExpired'], 'the pair rotates');
});

test('denies everything without authorize', async () => {
  const handler = createTokenHandler({ imm: immClientFor(office) });
  const { status, body } = await post(handler, open);
  assert.deepEqual([status, body.error?.code], [403, 'AccessDenied']);
});

describe('authorize decides', () => {
  test('by the browser’s request and the document asked for', async () => {
    const seen: AuthorizeContext[] = [];
    const handler = tokenHandlerFor(office, { authorize: (context) => void seen.push(context) });
    await post(handler, open, { headers: { cookie: 'session=1' } });
    assert.equal(seen[0]?.sourceURI, 'oss://test/short.pdf');
    assert.equal(seen[0]?.request.headers.get('cookie'), 'session=1');
  });

  test('which document it really is', async () => {
    const handler = tokenHandlerFor(office, { authorize: () => ({ user: { id: '1' }, sourceURI: 'oss://demo/annual-report.docx' }) });
    const { body } = await post(handler, { action: 'open', sourceURI: 'report-17' });
    assert.match(body.webofficeURL!, /\/office\/w\//);
  });

  test('the most a reader may do; asking for more gets no more', async () => {
    const handler = tokenHandlerFor(office, { authorize: () => ({ user: { id: '1' }, permission: { copy: true } }) });
    const { body } = await post(handler, {
      ...open,
      sourceURI: 'oss://demo/annual-report.docx',
      permission: { readonly: false, copy: true, print: true },
    });
    const session = await fetch(`${body.webofficeURL!.replace(/\/office\/w\/(\w+).*/, '/office/api/$1')}/session`, {
      method: 'POST',
      headers: { authorization: `Bearer ${body.accessToken}` },
    });
    const { permission } = (await session.json()) as { permission: Record<string, boolean> };
    assert.deepEqual(permission, { readonly: true, rename: false, history: false, copy: true, export: false, print: false });
  });

  test('again at every refresh', async () => {
    let allowed = true;
    const handler = tokenHandlerFor(office, { authorize: () => allowed && { user: { id: '1' } } });
    const { accessToken, refreshToken } = (await post(handler, open)).body;
    allowed = false;
    const { status } = await post(handler, { action: 'refresh', accessToken, refreshToken });
    assert.equal(status, 403);
  });
});

describe('a refresh token', () => {
  test('is sealed: IMM’s own never reaches the browser', async () => {
    const { refreshToken } = (await post(tokenHandlerFor(office), open)).body;
    assert.match(refreshToken!, /^eyJ/);
    assert.ok(!/[0-9a-f]{32}/.test(refreshToken!));
  });

  test('is of no use to somebody else, to another server, or when made up', async () => {
    let id = 'alice';
    const handler = tokenHandlerFor(office, { authorize: () => ({ user: { id } }) });
    const { accessToken, refreshToken } = (await post(handler, open)).body;
    id = 'mallory';
    const stolen = await post(handler, { action: 'refresh', accessToken, refreshToken });
    const elsewhere = await post(tokenHandlerFor(office), { action: 'refresh', accessToken, refreshToken });
    const madeUp = await post(handler, { action: 'refresh', accessToken, refreshToken: 'b'.repeat(32) });
    for (const answer of [stolen, elsewhere, madeUp]) assert.deepEqual([answer.status, answer.body.error?.code], [410, 'SessionExpired']);
  });

  test('is good on every server with the same secret, which has to be long', async () => {
    const secret = 'a secret of thirty-two characters';
    const { accessToken, refreshToken } = (await post(tokenHandlerFor(office, { secret }), open)).body;
    const { status } = await post(tokenHandlerFor(office, { secret }), { action: 'refresh', accessToken, refreshToken });
    assert.equal(status, 200);
    assert.throws(() => tokenHandlerFor(office, { secret: 'short' }), /at least 32/);
  });
});

describe('what is not a good request is refused', () => {
  const cases: [string, unknown, RequestInit, number, string][] = [
    ['another action', { action: 'delete' }, {}, 400, 'InvalidRequest'],
    ['no document', { action: 'open' }, {}, 400, 'InvalidRequest'],
    ['a field nobody knows', { ...open, projectName: 'other' }, {}, 400, 'InvalidRequest'],
    ['a body that is not JSON', '{', {}, 400, 'InvalidRequest'],
    ['a body that is too large', { ...open, filename: 'x'.repeat(70_000) }, {}, 400, 'InvalidRequest'],
    ['a form', 'action=open', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 400, 'InvalidRequest'],
    ['PUT', open, { method: 'PUT' }, 400, 'InvalidRequest'],
    ['another site', open, { headers: { origin: 'https://attacker.example' } }, 403, 'AccessDenied'],
    [
      'another site, said by the browser',
      open,
      { headers: { origin: 'https://host.example', 'sec-fetch-site': 'cross-site' } },
      403,
      'AccessDenied',
    ],
    ['no OSS address', { ...open, sourceURI: 'https://host.example/a.pdf' }, {}, 400, 'InvalidSourceURI'],
    ['a file nobody opens', { ...open, sourceURI: 'oss://test/image.png' }, {}, 415, 'UnsupportedFormat'],
    ['a document that is not there', { ...open, sourceURI: 'oss://test/nothing.pdf' }, {}, 404, 'ResourceNotFound'],
  ];
  for (const [what, body, init, status, code] of cases) {
    test(what, async () => {
      const answer = await post(tokenHandlerFor(office), body, init);
      assert.deepEqual([answer.status, answer.body.error?.code], [status, code]);
    });
  }
});

test('other origins may call only when they are allowed', async () => {
  const handler = tokenHandlerFor(office, { allowedOrigins: ['https://app.example'] });
  const headers = { origin: 'https://app.example', 'sec-fetch-site': 'cross-site' };
  const answer = await post(handler, open, { headers });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('access-control-allow-origin'), 'https://app.example');
  const preflight = await handler(
    new Request('https://host.example/', { method: 'OPTIONS', headers: { ...headers, 'access-control-request-method': 'POST' } }),
  );
  assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-headers')], [204, 'content-type']);
  const asking = (origin: string) =>
    handler(
      new Request('https://host.example/', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-csrf' },
      }),
    );
  assert.equal((await asking('https://app.example')).headers.get('access-control-allow-headers'), 'content-type,x-csrf');
  assert.equal((await asking('https://attacker.example')).headers.get('access-control-allow-headers'), 'content-type');
});

describe('failures behind the endpoint', () => {
  test('IMM away: 503, told to the host, no token or key in it', async () => {
    const told: unknown[] = [];
    const imm = immClientFor({ ...office, url: 'http://127.0.0.1:9' });
    const { status, body } = await post(tokenHandlerFor(office, { imm, onError: (error) => told.push(error) }), open);
    assert.deepEqual([status, body.error?.code], [503, 'ServiceUnavailable']);
    assert.equal(told.length, 1);
    assert.ok(!JSON.stringify([String(told[0]), body]).includes(office.credential.accessKeySecret));
  });

  test('a wrong access key: 500, and the browser is not told why', async () => {
    const told: unknown[] = [];
    const wrong = immClientFor({ ...office, credential: { accessKeyId: 'local', accessKeySecret: 'wrong' } });
    const { status, body } = await post(tokenHandlerFor(office, { imm: wrong, onError: (error) => told.push(error) }), open);
    assert.deepEqual([status, body.error?.code], [500, 'InternalError']);
    assert.ok(!body.error?.message.includes('ignature'));
    assert.match(String(told[0]), /signature/);
  });

  test('authorize throws: 500, and the browser is not told why', async () => {
    const authorize = () => Promise.reject(new Error('database password is hunter2'));
    const { status, body } = await post(tokenHandlerFor(office, { authorize, onError: () => undefined }), open);
    assert.equal(status, 500);
    assert.ok(!JSON.stringify(body).includes('hunter2'));
  });
});
