/** Decisions that are asked for over HTTP: what the host hears, what its answers mean, and what happens when it answers with something else. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, mock, test } from 'node:test';
import type { ServerResponse } from 'node:http';
import { authorizeByWebhook, createTokenHandler, type AuthorizeWebhookOptions } from '../../server/src/index.js';
import { json, listen, type Heard } from '../setup/http-server.js';
import { outcome, post, refreshOf, stubImm } from '../setup/token-endpoint.js';

const KEY = Buffer.from('a key for webhooks, 32 bytes ...');
const SECRET = `whsec_${KEY.toString('base64')}`;
const OPEN = { action: 'open', sourceURI: 'report-17', filename: 'report.docx', password: 'secret of the document' };
const GRANT = { user: { id: 'ada' }, sourceURI: 'oss://bucket/report.docx', permission: { copy: true } };

type Answer = (response: ServerResponse, heard: Heard) => unknown;

async function withHost(answer: Answer, options: Partial<AuthorizeWebhookOptions> = {}) {
  const host = await listen((response, _, heard) => answer(response, heard));
  const imm = stubImm();
  const errors: string[] = [];
  const handler = createTokenHandler({
    imm,
    secret: 'a secret of thirty-two characters',
    authorize: authorizeByWebhook({ url: `${host.url}/authorize`, secret: SECRET, ...options }),
    onError: (error) => errors.push(String(error)),
  });
  return { host, imm, errors, handler, [Symbol.asyncDispose]: () => host[Symbol.asyncDispose]() };
}

const grants: Answer = (response) => json(response, GRANT);

test('the host hears who asks for what, signed as Standard Webhooks does, and nothing it need not know', async () => {
  await using of = await withHost(grants);
  const headers = { cookie: 'session=1', authorization: 'Bearer of-the-page', 'x-other': 'no' };
  const answer = await post(of.handler, { ...OPEN, permission: { copy: true } }, { headers });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const [heard] = of.host.heard;
  const { password, ...asked } = OPEN;
  assert.deepEqual(JSON.parse(heard!.body), {
    ...{ action: 'open', sourceURI: 'report-17', asked: { ...asked, permission: { copy: true } } },
    headers: { cookie: 'session=1', authorization: 'Bearer of-the-page' },
  });
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = heard!.headers as Record<string, string>;
  const expected = createHmac('sha256', KEY).update(`${id}.${time}.${heard!.body}`).digest('base64');
  assert.equal(signature, `v1,${expected}`);
  assert.ok(Math.abs(Number(time) - Date.now() / 1_000) < 60);
  assert.equal(of.imm.calls[0]!.parameters.SourceURI, GRANT.sourceURI);
});

test('it is asked again at each refresh, and a narrowed right ends the session', async () => {
  let grant: object = GRANT;
  await using of = await withHost((response) => json(response, grant));
  const opened = await post(of.handler, { ...OPEN, permission: { copy: true } });
  assert.equal((await post(of.handler, refreshOf(opened))).status, 200);
  assert.equal((JSON.parse(of.host.heard[1]!.body) as { action: string }).action, 'refresh');
  grant = { ...GRANT, permission: {} };
  assert.equal(outcome(await post(of.handler, refreshOf(opened))), '410 SessionExpired');
});

describe('an answer that is', () => {
  const ends =
    (status: number, body = '', headers = {}): Answer =>
    (response) =>
      response.writeHead(status, headers).end(body);
  const rows: [what: string, answer: Answer, result: string, log?: RegExp][] = [
    ['401', ends(401), '401 Unauthenticated'],
    ['403', ends(403, '<html>no</html>'), '403 AccessDenied'],
    ['404', ends(404), '404 ResourceNotFound'],
    ['a page of a proxy', ends(200, '<html>sign in</html>'), '503 ServiceUnavailable', /not JSON/],
    ['empty', ends(200), '503 ServiceUnavailable', /not JSON/],
    ['204', ends(204), '503 ServiceUnavailable', /answered 204/],
    ['500', ends(500), '503 ServiceUnavailable', /answered 500/],
    ['a grant with another status', ends(201, JSON.stringify(GRANT)), '503 ServiceUnavailable', /answered 201/],
    ['true', (response) => json(response, true), '503 ServiceUnavailable', /has to answer a grant/],
    ['null', (response) => json(response, null), '503 ServiceUnavailable', /has to answer a grant/],
    ['no user', (response) => json(response, { permission: { readonly: false } }), '503 ServiceUnavailable', /user/],
    ['a list', (response) => json(response, [GRANT]), '503 ServiceUnavailable', /has to answer a grant/],
    ['over 64 KB', ends(200, `"${'x'.repeat(70_000)}"`), '503 ServiceUnavailable', /bytes at most/],
    ['broken off', (response) => void response.writeHead(200, { 'content-length': 100 }).end('{"user"'), '503 ServiceUnavailable'],
    ['never there', () => undefined, '503 ServiceUnavailable', /in time/],
  ];
  for (const [what, answer, result, log] of rows) {
    test(what, async () => {
      await using of = await withHost(answer, { timeout: 500 });
      assert.equal(outcome(await post(of.handler, OPEN)), result);
      assert.equal(of.imm.calls.length, 0);
      if (log) assert.match(of.errors.join(), log);
      assert.doesNotMatch(of.errors.join(), /whsec|secret of the document/);
    });
  }
  test('a redirect leads nowhere', async () => {
    await using elsewhere = await listen((response) => json(response, GRANT));
    for (const status of [301, 302, 303, 307, 308]) {
      await using of = await withHost(ends(status, '', { location: elsewhere.url }));
      assert.equal(outcome(await post(of.handler, OPEN)), '503 ServiceUnavailable');
      assert.match(of.errors.join(), new RegExp(`answered ${status}`));
    }
    assert.equal(elsewhere.heard.length, 0);
  });
});

test('a connection that breaks is tried once more, and no other failure', async () => {
  let count = 0;
  await using of = await withHost((response) => (++count === 1 ? response.destroy() : json(response, GRANT)));
  assert.equal((await post(of.handler, OPEN)).status, 200);
  assert.equal(of.host.heard.length, 2);
  await using broken = await withHost((response) => response.destroy());
  assert.equal(outcome(await post(broken.handler, OPEN)), '503 ServiceUnavailable');
  assert.equal(broken.host.heard.length, 2);
  await using failing = await withHost((response) => response.writeHead(500).end());
  await post(failing.handler, OPEN);
  assert.equal(failing.host.heard.length, 1);
});

test('after five failures in a row the host is left alone for 10 s, then asked once', async () => {
  let isWell = false;
  await using of = await withHost((response) => (isWell ? json(response, GRANT) : response.writeHead(500).end()));
  for (let count = 0; count < 8; count++) assert.equal((await post(of.handler, OPEN)).status, 503);
  assert.equal(of.host.heard.length, 5);
  isWell = true;
  assert.equal((await post(of.handler, OPEN)).status, 503);
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 10_001 });
  try {
    assert.equal((await post(of.handler, OPEN)).status, 200);
    assert.equal((await post(of.handler, OPEN)).status, 200);
  } finally {
    mock.timers.reset();
  }
});

test('refusals are no failures', async () => {
  await using of = await withHost((response) => response.writeHead(403).end());
  for (let count = 0; count < 8; count++) assert.equal((await post(of.handler, OPEN)).status, 403);
  assert.equal(of.host.heard.length, 8);
});

describe('with a cache', () => {
  const asking = (of: Awaited<ReturnType<typeof withHost>>, cookie: string, change: object = {}) =>
    post(of.handler, { ...OPEN, ...change }, { headers: { cookie } });
  test('the same question with the same headers is asked once in that time', async () => {
    await using of = await withHost(grants, { cache: 5_000 });
    await asking(of, 'session=1');
    await asking(of, 'session=1');
    assert.equal(of.host.heard.length, 1);
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 5_001 });
    try {
      await asking(of, 'session=1');
    } finally {
      mock.timers.reset();
    }
    assert.equal(of.host.heard.length, 2);
  });
  test('nobody gets another’s answer', async () => {
    await using of = await withHost(
      (response, { body }) => (/session=1/.test(body) ? json(response, GRANT) : response.writeHead(403).end()),
      {
        cache: 5_000,
      },
    );
    assert.equal((await asking(of, 'session=1')).status, 200);
    assert.equal((await asking(of, 'session=2')).status, 403);
    assert.equal((await post(of.handler, OPEN)).status, 403);
    await asking(of, 'session=1', { sourceURI: 'report-18' });
    await asking(of, 'session=1', { permission: { readonly: false } });
    assert.equal(of.host.heard.length, 5);
  });
  test('refusals are asked for again', async () => {
    await using of = await withHost((response) => response.writeHead(403).end(), { cache: 5_000 });
    await asking(of, 'session=1');
    await asking(of, 'session=1');
    assert.equal(of.host.heard.length, 2);
  });
});

describe('what cannot be configured', () => {
  const wrong: [what: string, options: Partial<AuthorizeWebhookOptions>, message: RegExp][] = [
    ['http beyond loopback', { url: 'http://app.example/authorize' }, /https/],
    ['the machine’s metadata', { url: 'http://169.254.169.254/latest/meta-data' }, /https/],
    ['an address that begins like loopback', { url: 'http://127.0.0.1.example/authorize' }, /https/],
    ['loopback as a user name', { url: 'http://127.0.0.1@app.example/authorize' }, /user name/],
    ['a file', { url: 'file:///etc/passwd' }, /https/],
    ['a path', { url: '/authorize' }, /absolute URL/],
    ['a short secret', { secret: 'whsec_c2hvcnQ=' }, /at least 24 bytes/],
  ];
  for (const [what, options, message] of wrong) {
    test(what, () => {
      assert.throws(() => authorizeByWebhook({ url: 'https://app.example/authorize', secret: SECRET, ...options }), message);
    });
  }
  test('but http where it is said to be private', () => {
    assert.ok(authorizeByWebhook({ url: 'http://app:3000/authorize', secret: SECRET, allowHTTP: true }));
  });
});
