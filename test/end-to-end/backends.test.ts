/** The sample hosts in Python, PHP, Go and Java: with signed grants and with the webhook, in front of the token service and the local WebOffice, and attacked. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { ENDPOINT_ERRORS, EndpointError } from '../../src/contract/index.js';
import { createLocalWebOffice, type LocalWebOffice } from '../../local/src/index.js';
import { commandUntil } from '../cli/program.js';
import { chooseOrigin, installedLanguages, LANGUAGES, serveElement, startBackend, type Backend, type Language } from '../setup/backends.js';
import { launch, officeFrame, waitForWords } from '../setup/browser.js';
import { seconds } from '../setup/signed-grants.js';

const WORDS = 'A document that the reader may see';
const SEEN = 'oss://documents/hello.txt';
const HIDDEN = 'oss://documents/salaries.txt';
const GRANT_SECRET = 'shared by the host and the token service';
const AUDIENCE = 'my-app';
const WEBHOOK_KEY = randomBytes(32);
const WEBHOOK_SECRET = `whsec_${WEBHOOK_KEY.toString('base64')}`;
const MAX_BODY = 64 * 1024;
/** Where Debian puts Spring 4.3. */
const SPRING = '/usr/share/java/spring3-web.jar';

const installed = installedLanguages();
let folder: string;
let office: LocalWebOffice;
let element: Backend;
let browser: Browser;
let page: Page;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-backends-'));
  await writeFile(join(folder, 'hello.txt'), WORDS);
  await writeFile(join(folder, 'salaries.txt'), 'not for Ada');
  office = await createLocalWebOffice({ folders: { documents: folder }, projects: ['local'] });
  element = await serveElement();
  browser = await launch();
});
after(async () => {
  await browser.close();
  await element.close();
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

test('at least two of the languages are installed', () => {
  assert.ok(
    installed.length >= 2,
    `only ${installed.map(({ name }) => name).join()}: apt-get install php-cli golang-go default-jdk-headless`,
  );
});

test(
  'the Spring Boot controller compiles',
  { skip: !existsSync(SPRING) && 'libspring-web-java and libjackson2-databind-java are not installed' },
  async () => {
    const jars = [
      'spring3-web',
      'spring3-core',
      'spring3-beans',
      'spring3-context',
      'jackson-databind',
      'jackson-core',
      'jackson-annotations',
    ];
    const classpath = jars.map((name) => `/usr/share/java/${name}.jar`).join(':');
    const { status, stderr } = spawnSync('javac', ['-d', folder, '-cp', classpath, 'demo/backends/java/WebOfficeController.java'], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    assert.equal(status, 0, stderr);
    await access(join(folder, 'WebOfficeController.class'));
  },
);

/** A host and its token service, which decides in one way. */
async function start(language: Language, way: 'grants' | 'webhook') {
  const origin = await chooseOrigin();
  const own: Record<string, string> =
    way === 'grants'
      ? { WEBOFFICE_GRANT_SECRET: GRANT_SECRET, WEBOFFICE_GRANT_AUDIENCE: AUDIENCE }
      : { WEBOFFICE_WEBHOOK_SECRET: WEBHOOK_SECRET, WEBOFFICE_WEBHOOK_URL: `${origin}/authorize` };
  const { accessKeyId, accessKeySecret } = office.credential;
  const { line, end } = await commandUntil(
    /"listening"/,
    {
      ...{ ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret },
      ...{ IMM_ENDPOINT: office.url, IMM_REGION_ID: 'cn-shanghai', IMM_PROJECT_NAME: 'local' },
      ...{ WEBOFFICE_SECRET: 'seals refresh tokens on every copy of it', WEBOFFICE_PORT: '0', WEBOFFICE_ALLOWED_ORIGINS: origin },
      ...own,
    },
    'imm-weboffice-server',
  );
  const { url } = JSON.parse(line) as { url: string };
  const environment = { ...own, TOKEN_ENDPOINT: url, ELEMENT_URL: `${element.origin}/`, WEBOFFICE_SDK_URL: office.sdkURL };
  const backend = await startBackend(language, origin, environment).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return { origin, close: async () => void (await Promise.all([backend.close(), end()])) };
}

/** Opens the page of a host: the document is there, and one that the user may not see is not. */
async function readAndBeDenied(origin: string): Promise<void> {
  await page.goto(origin);
  await waitForWords(await officeFrame(page), WORDS);
  await page.waitForFunction(() => document.querySelector('imm-weboffice')?.state === 'ready');
  await page.goto(`${origin}/?src=${encodeURIComponent(HIDDEN)}`);
  await page.waitForFunction(() => document.querySelector('imm-weboffice')?.state === 'error');
  const denied = await page.$eval('imm-weboffice', (tag) => [tag.error!.code, tag.shadowRoot!.textContent] as const);
  assert.equal(denied[0], 'AccessDenied');
  assert.match(denied[1], /You have no access to this document/);
}

async function post(url: string, body: string | Buffer, headers: Record<string, string>) {
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
}

/** In the contract's words, and without a grant. */
function assertRefused({ status, body }: Awaited<ReturnType<typeof post>>, expected: number): void {
  assert.equal(status, expected, JSON.stringify(body));
  const { code } = EndpointError.parse(body).error;
  assert.equal(ENDPOINT_ERRORS[code], status);
  assert.deepEqual(Object.keys(body), ['error']);
}

const COOKIE = 'theme=dark; demo_user=ada';
const json = JSON.stringify;
const filled = (fields: object) => json({ ...fields, filename: 'x'.repeat(MAX_BODY) });

type Headers = Record<string, string | undefined>;
const without = (headers: Headers) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string>;

const GRANT_ATTACKS: readonly [what: string, status: number, change: Headers, body?: string][] = [
  ['no cookie', 401, { cookie: undefined }],
  ['the cookie of nobody', 401, { cookie: 'demo_user=mallory' }],
  ['an empty cookie', 401, { cookie: 'demo_user=' }],
  ['a foreign Origin', 403, { origin: 'https://evil.example' }],
  ['an Origin that begins like its own', 403, { origin: 'OWN.evil.example' }],
  ['an opaque Origin', 403, { origin: 'null' }],
  ['no Origin', 403, { origin: undefined }],
  ['a content type of forms', 400, { 'content-type': 'text/plain' }],
  ['a content type that only begins like JSON', 400, { 'content-type': 'application/jsonp' }],
  ['a body too large', 400, {}, filled({ sourceURI: SEEN })],
  ['a body that is not JSON', 400, {}, '{'],
  ['a body that is a list', 400, {}, '[]'],
  ['a body nested without end', 400, {}, '['.repeat(20_000)],
  ['a document that is no text', 400, {}, json({ sourceURI: [SEEN] })],
  ['another document', 403, {}, json({ sourceURI: HIDDEN })],
  ['a document that there is not', 403, {}, json({ sourceURI: 'oss://documents/none.txt' })],
  ['a document by a detour', 403, {}, json({ sourceURI: 'oss://documents/x/../hello.txt' })],
  ['a document with a null byte', 403, {}, json({ sourceURI: `${SEEN}\0` })],
];

const QUESTION = { action: 'open', sourceURI: SEEN, asked: { sourceURI: SEEN }, headers: { cookie: COOKIE } };

/** Signed as the token service does, but for what is changed. */
function signed(body: string, { key = WEBHOOK_KEY, at = seconds() }: { key?: Buffer; at?: number | string } = {}): Record<string, string> {
  const signature = createHmac('sha256', key).update(`msg_1.${at}.${body}`).digest('base64');
  return {
    ...{ 'content-type': 'application/json', 'webhook-id': 'msg_1' },
    ...{ 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` },
  };
}
const good = json(QUESTION);

const WEBHOOK_ATTACKS: readonly [what: string, status: number, body: string, headers: () => Headers][] = [
  ['no signature', 400, good, () => ({ ...signed(good), 'webhook-signature': undefined })],
  ['an empty signature', 400, good, () => ({ ...signed(good), 'webhook-signature': 'v1,' })],
  ['a signature of another secret', 400, good, () => signed(good, { key: Buffer.alloc(32) })],
  ['a signature of an empty secret', 400, good, () => signed(good, { key: Buffer.alloc(0) })],
  ['a signature of the secret as it is written', 400, good, () => signed(good, { key: Buffer.from(WEBHOOK_SECRET) })],
  ['a tampered body', 400, good.replace('hello', 'salaries'), () => signed(good)],
  ['a tampered id', 400, good, () => ({ ...signed(good), 'webhook-id': 'msg_2' })],
  ['a tampered timestamp', 400, good, () => ({ ...signed(good, { at: seconds() - 400 }), 'webhook-timestamp': String(seconds()) })],
  ['an old signature', 400, good, () => signed(good, { at: seconds() - 310 })],
  ['a signature of the future', 400, good, () => signed(good, { at: seconds() + 320 })],
  ['no timestamp', 400, good, () => ({ ...signed(good, { at: '' }), 'webhook-timestamp': undefined })],
  ['a timestamp that is no number', 400, good, () => signed(good, { at: 'now' })],
  ['a timestamp beyond all numbers', 400, good, () => signed(good, { at: '9'.repeat(400) })],
  [
    'another version of signatures',
    400,
    good,
    () => ({ ...signed(good), 'webhook-signature': signed(good)['webhook-signature']!.replace('v1', 'v2') }),
  ],
  ['a content type of forms', 400, good, () => ({ ...signed(good), 'content-type': 'text/plain' })],
  ['a body too large', 400, filled(QUESTION), () => signed(filled(QUESTION))],
  ['a body that is not JSON', 400, '{', () => signed('{')],
  ...(
    [
      ['another document', 403, { ...QUESTION, sourceURI: HIDDEN }],
      ['another document than what is asked', 403, { ...QUESTION, sourceURI: HIDDEN, asked: { sourceURI: SEEN } }],
      ['nobody signed in', 401, { ...QUESTION, headers: {} }],
      ['a user that there is not', 401, { ...QUESTION, headers: { cookie: 'demo_user=mallory' } }],
    ] as const
  ).map(([what, status, fields]) => [what, status, json(fields), () => signed(json(fields))] as [string, number, string, () => Headers]),
];

for (const language of LANGUAGES) {
  describe(language.name, { skip: !installed.includes(language) && 'it is not installed' }, () => {
    before(async () => {
      page = await browser.newPage();
    });
    after(() => page.close());

    test('with signed grants', async (t) => {
      const { origin, close } = await start(language, 'grants');
      t.after(close);
      await readAndBeDenied(origin);

      const ask = (change: Headers = {}, body = json({ sourceURI: SEEN, permission: { readonly: false, export: true } })) =>
        post(`${origin}/grant`, body, without({ 'content-type': 'application/json; charset=utf-8', cookie: COOKIE, origin, ...change }));
      const answer = await ask();
      assert.equal(answer.status, 200, json(answer.body));
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      const claims = JSON.parse(Buffer.from(String(answer.body.grant).split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
      assert.deepEqual(claims.permission, { readonly: true, copy: true, print: true }, 'what is asked widens nothing');
      assert.ok((claims.exp as number) - (claims.iat as number) <= 60);
      for (const [what, status, change, body] of GRANT_ATTACKS) {
        const ownOrigin = change.origin?.replace('OWN', origin);
        await t.test(what, async () =>
          assertRefused(await ask({ ...change, ...('origin' in change && { origin: ownOrigin }) }, body), status),
        );
      }
      await t.test('the webhook without its secret', async () => {
        assertRefused(await post(`${origin}/authorize`, good, signed(good, { key: Buffer.alloc(0) })), 404);
      });
      await t.test('GET', async () => assert.equal((await fetch(`${origin}/grant`, { headers: { cookie: COOKIE, origin } })).status, 404));
      await t.test('markup in the name of a document', async () => {
        const shown = await (await fetch(`${origin}/?src=${encodeURIComponent('"><script>alert(1)</script>')}`)).text();
        assert.ok(!shown.includes('<script>alert') && shown.includes('&lt;script&gt;'), shown);
      });
    });

    test('with the webhook', async (t) => {
      const { origin, close } = await start(language, 'webhook');
      t.after(close);
      await readAndBeDenied(origin);

      const accepted = await post(`${origin}/authorize`, good, signed(good));
      assert.deepEqual(accepted.body, {
        user: { id: 'ada', name: 'Ada Lovelace' },
        permission: { readonly: true, copy: true, print: true },
      });
      const several = { ...signed(good), 'webhook-signature': `v1,old= ${signed(good)['webhook-signature']}` };
      assert.equal((await post(`${origin}/authorize`, good, several)).status, 200, 'while a secret is being replaced');
      for (const [what, status, body, headers] of WEBHOOK_ATTACKS) {
        await t.test(what, async () => assertRefused(await post(`${origin}/authorize`, body, without(headers())), status));
      }
      await t.test('a grant without its secret', async () => {
        const headers = { 'content-type': 'application/json', cookie: COOKIE, origin };
        assertRefused(await post(`${origin}/grant`, json({ sourceURI: SEEN }), headers), 404);
      });
    });
  });
}
