/** `imm-weboffice-server` as it is run: over HTTP, in front of the local WebOffice's IMM API. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createLocalWebOffice, type LocalWebOffice } from '../../local/src/index.js';
import { configOf } from '../../server/src/service/environment.js';
import { checkTokenService } from '../../server/src/service/index.js';
import { freePort } from '../setup/program.js';
import { jwt, seconds } from '../setup/signed-grants.js';
import { until } from '../setup/until.js';
import { commandUntil, run, runWith } from './program.js';

const GRANT_SECRET = 'shared with the backend that signs grants';
const DOCUMENT = 'oss://documents/notes.txt';
const AUDIENCE = 'my-app';

let folder: string;
let office: LocalWebOffice;
let environment: Record<string, string>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-service-'));
  await writeFile(join(folder, 'notes.txt'), 'words');
  office = await createLocalWebOffice({ folders: { documents: folder }, projects: ['local'] });
  environment = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: office.credential.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: office.credential.accessKeySecret,
    IMM_ENDPOINT: office.url,
    IMM_REGION_ID: 'cn-shanghai',
    IMM_PROJECT_NAME: 'local',
    WEBOFFICE_SECRET: 'seals refresh tokens on every copy of it',
    WEBOFFICE_GRANT_SECRET: GRANT_SECRET,
    WEBOFFICE_GRANT_AUDIENCE: AUDIENCE,
    WEBOFFICE_PORT: '0',
  };
});
after(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

async function service(more: Record<string, string> = {}) {
  const { line, lines, end } = await commandUntil(/"listening"/, { ...environment, ...more }, 'imm-weboffice-server');
  const { url } = JSON.parse(line) as { url: string };
  return { url, base: new URL(url).origin, lines, end };
}

const grant = (change: Record<string, unknown> = {}) => {
  const now = seconds();
  const claims = { sub: 'ada', src: DOCUMENT, aud: AUDIENCE, iat: now, exp: now + 60, jti: randomUUID(), ...change };
  return jwt(claims, { key: GRANT_SECRET });
};

interface Answer {
  status: number;
  body: Record<string, string> & { error?: { code: string } };
}

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const open = (url: string, headers?: Record<string, string>) => post(url, { action: 'open', sourceURI: DOCUMENT, grant: grant() }, headers);
const refresh = (url: string, { body: { accessToken, refreshToken } }: Answer) =>
  post(url, { action: 'refresh', accessToken, refreshToken });

test('it opens and refreshes, tells how it is, and ends in order', async () => {
  const { url, base, lines, end } = await service();
  const opened = await open(url);
  assert.equal(opened.status, 200, JSON.stringify(opened.body));
  assert.ok(opened.body.webofficeURL!.startsWith(office.url));
  const refreshed = await refresh(url, opened);
  assert.equal(refreshed.status, 200, JSON.stringify(refreshed.body));
  assert.equal((await post(url, { action: 'open', sourceURI: DOCUMENT })).status, 401);

  assert.equal((await fetch(`${base}/healthz`)).status, 200);
  assert.equal((await fetch(`${base}/readyz`)).status, 200);
  assert.equal((await fetch(`${base}/api`)).status, 404);
  assert.equal((await fetch(url)).status, 400);
  const metrics = await (await fetch(`${base}/metrics`)).text();
  assert.match(metrics, /^weboffice_token_requests_total\{action="open",code="ok"\} 1$/m);
  assert.match(metrics, /^weboffice_token_requests_total\{action="refresh",code="ok"\} 1$/m);
  assert.match(metrics, /^weboffice_token_requests_total\{action="open",code="Unauthenticated"\} 1$/m);
  assert.match(metrics, /^weboffice_token_request_duration_seconds_count\{action="open"\} 2$/m);
  assert.doesNotMatch(metrics, /ada|notes/);

  assert.equal(await end('SIGTERM'), 0);
  const logged = lines.join('\n');
  assert.ok(
    lines.every((line) => JSON.parse(line)),
    'each line is JSON',
  );
  assert.match(logged, /"type":"opened".*"userId":"ada"/);
  for (const secret of [opened.body.accessToken!, opened.body.refreshToken!.slice(-30), GRANT_SECRET, environment.WEBOFFICE_SECRET!]) {
    assert.ok(!logged.includes(secret) && !metrics.includes(secret));
  }
});

test('health and metrics on a port of their own', async () => {
  const port = await freePort();
  const { url, base, end } = await service({ WEBOFFICE_MANAGEMENT_PORT: String(port), WEBOFFICE_PATH: '/token' });
  assert.equal(new URL(url).pathname, '/token');
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    assert.equal((await fetch(base + path)).status, 404);
    assert.equal((await fetch(`http://127.0.0.1:${port}${path}`)).status, 200);
  }
  assert.equal((await open(`http://127.0.0.1:${port}/token`).catch(() => ({ status: 404 }))).status, 404);
  assert.equal((await open(url)).status, 200);
  await end();
});

/** As a page sends it, with any `Host`, which fetch does not let one choose. */
function openAs(url: string, headers: Record<string, string>): Promise<number> {
  const body = JSON.stringify({ action: 'open', sourceURI: DOCUMENT, grant: grant() });
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    outgoing.once('error', reject).end(body);
  });
}

describe('pages', () => {
  const origin = 'https://app.example';
  test('of other origins are refused, but for those that are named', async () => {
    const closed = await service();
    assert.equal(await openAs(closed.url, { origin }), 403);
    await closed.end();
    const { url, end } = await service({ WEBOFFICE_ALLOWED_ORIGINS: `${origin}, https://other.example` });
    assert.equal(await openAs(url, { origin }), 200);
    assert.equal(await openAs(url, { origin: 'https://app.example.evil' }), 403);
    await end();
  });
  test('behind a proxy are of the host that it names, if it is trusted', async () => {
    const forwarded = { origin, 'x-forwarded-host': 'app.example' };
    const { url, end } = await service();
    assert.equal(await openAs(url, forwarded), 403);
    await end();
    const far = await service({ WEBOFFICE_TRUSTED_PROXIES: '10.0.0.0/8' });
    assert.equal(await openAs(far.url, forwarded), 403);
    await far.end();
    const behind = await service({ WEBOFFICE_TRUSTED_PROXIES: '10.0.0.0/8,127.0.0.1' });
    assert.equal(await openAs(behind.url, forwarded), 200);
    assert.equal(await openAs(behind.url, { ...forwarded, 'x-forwarded-host': 'app.example, evil.example' }), 403);
    await behind.end();
  });
});

describe('copies', () => {
  test('answer a thousand opens at once', async () => {
    const { url, end } = await service();
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => open(url)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    await end();
  });

  test('a session goes on with another copy, when its own is killed', async () => {
    const [first, second] = await Promise.all([service(), service()]);
    const opened = await Promise.all(Array.from({ length: 20 }, () => open(first.url)));
    const load = Array.from({ length: 50 }, () => open(first.url).catch(() => undefined));
    await first.end('SIGKILL');
    await Promise.all(load);
    const refreshed = await Promise.all(opened.map((answer) => refresh(second.url, answer)));
    assert.deepEqual([...new Set(refreshed.map(({ status }) => status))], [200]);
    const restarted = await service();
    for (const answer of refreshed) assert.equal((await refresh(restarted.url, answer)).status, 200);
    await Promise.all([second.end(), restarted.end()]);
  });

  test('nobody loses an answer when it ends: load balancers hear of it first', async () => {
    const { url, base, end } = await service({ WEBOFFICE_SHUTDOWN_DELAY: '3000' });
    const asked = Array.from({ length: 200 }, () => open(url).then(({ status }) => status));
    await Promise.any(asked);
    const ended = end('SIGTERM');
    await until(async () => (await fetch(`${base}/readyz`)).status === 503, 'readyz to say that it ends');
    assert.deepEqual([...new Set(await Promise.all(asked))], [200]);
    assert.equal(await ended, 0);
    await assert.rejects(fetch(`${base}/healthz`), 'it has stopped listening');
  });
});

test('its configuration can be a file, and secrets files of their own', async () => {
  const config = join(folder, 'config.json');
  const secret = join(folder, 'grant-secret');
  await writeFile(secret, `${GRANT_SECRET}\n`);
  await writeFile(
    config,
    JSON.stringify({
      secret: environment.WEBOFFICE_SECRET,
      imm: { regionId: 'x', projectName: 'local' },
      grants: { audience: AUDIENCE },
      port: 1,
    }),
  );
  const { ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET, IMM_ENDPOINT } = environment;
  const own = {
    ALIBABA_CLOUD_ACCESS_KEY_ID,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    IMM_ENDPOINT,
    WEBOFFICE_GRANT_SECRET_FILE: secret,
    WEBOFFICE_PORT: '0',
  };
  const { line, end } = await commandUntil(/"listening"/, own, 'imm-weboffice-server', '--config', config);
  assert.equal((await open((JSON.parse(line) as { url: string }).url)).status, 200);
  await end();
  assert.deepEqual(await runWith(own, 'imm-weboffice-server', '--config', config, '--check'), {
    code: 0,
    output: 'The configuration is right.\n',
    errors: '',
  });
});

describe('what is wrong is said', () => {
  const WEBHOOK = { WEBOFFICE_WEBHOOK_URL: 'https://app.example/authorize', WEBOFFICE_WEBHOOK_SECRET: 'x'.repeat(40) };
  const none = (...names: string[]) => Object.fromEntries(names.map((name) => [name, '']));
  const GRANTS = ['WEBOFFICE_GRANT_SECRET', 'WEBOFFICE_GRANT_AUDIENCE'];
  const rows: [what: string, change: Record<string, string>, message: RegExp][] = [
    ['no project', none('IMM_PROJECT_NAME'), /imm\.projectName/],
    ['nobody decides', none(...GRANTS), /either grants or webhook/],
    ['two decide', WEBHOOK, /either grants or webhook/],
    ['no secret', none('WEBOFFICE_SECRET'), /secret/],
    ['a short secret', { WEBOFFICE_SECRET: 'short' }, /secret has 5 characters/],
    ['a short secret for grants', { WEBOFFICE_GRANT_SECRET: 'short' }, /at least 32 characters/],
    ['no audience', none('WEBOFFICE_GRANT_AUDIENCE'), /grants\.audience/],
    ['a misspelt variable', { WEBOFFICE_GRANT_MAX_SESION: '1000' }, /no variable WEBOFFICE_GRANT_MAX_SESION/],
    ['a port that is none', { WEBOFFICE_PORT: 'http' }, /WEBOFFICE_PORT has to be a whole number/],
    ['a port too high', { WEBOFFICE_PORT: '70000' }, /port is too large/],
    ['a flag that is none', { WEBOFFICE_GRANT_SINGLE_USE: 'yes' }, /true or false/],
    ['an origin with a path', { WEBOFFICE_ALLOWED_ORIGINS: 'https://app.example/' }, /allowedOrigins/],
    ['a proxy by name', { WEBOFFICE_TRUSTED_PROXIES: 'proxy.local' }, /trustedProxies has "proxy.local"/],
    ['a secret twice', { WEBOFFICE_SECRET_FILE: '/nowhere' }, /both given/],
    [
      'a file that is not there',
      { ...none('WEBOFFICE_SECRET'), WEBOFFICE_SECRET_FILE: '/nowhere' },
      /WEBOFFICE_SECRET_FILE cannot be read/,
    ],
    ['a webhook over http', { ...none(...GRANTS), ...WEBHOOK, WEBOFFICE_WEBHOOK_URL: 'http://app.example' }, /https/],
    ['struct parameters that are no JSON', { WEBOFFICE_NOTIFICATION: 'topic' }, /WEBOFFICE_NOTIFICATION has to be JSON/],
  ];
  for (const [what, change, message] of rows) {
    test(what, () => {
      assert.throws(
        () => checkTokenService(configOf({ ...environment, ...change })),
        (error: Error) => {
          assert.match(error.message, message);
          for (const secret of [GRANT_SECRET, environment.WEBOFFICE_SECRET!]) assert.ok(!error.message.includes(secret));
          return true;
        },
      );
    });
  }
  test('on the command line too', async () => {
    const { code, output, errors } = await runWith({ ...environment, WEBOFFICE_PORT: 'http' }, 'imm-weboffice-server', '--check');
    assert.deepEqual(
      { code, output, errors },
      { code: 2, output: '', errors: 'imm-weboffice-server: WEBOFFICE_PORT has to be a whole number\n' },
    );
  });
  test('a busy port', async () => {
    const { url, end } = await service();
    const { code, errors } = await runWith({ ...environment, WEBOFFICE_PORT: new URL(url).port }, 'imm-weboffice-server');
    assert.equal(code, 2);
    assert.match(errors, /is taken: choose another with WEBOFFICE_PORT/);
    await end();
  });
  test('a configuration that is no file', async () => {
    const { code, errors } = await run('imm-weboffice-server', '--config', '/nowhere.json');
    assert.equal(code, 2);
    assert.match(errors, /\/nowhere\.json cannot be read/);
  });
  test('words that are too many', async () => {
    assert.equal((await run('imm-weboffice-server', 'start')).code, 2);
  });
});
