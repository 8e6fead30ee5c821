/** `imm-weboffice [folder]` over a folder with every odd name a folder can have. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launch, waitForWords } from '../setup/browser.js';
import { pdf } from '../setup/documents.js';
import { run, serving, type Serving } from './program.js';

const SHOWN = [
  'notes.txt',
  'report 2.pdf',
  'report 10.pdf',
  'a # b % c?.txt',
  '100%25.txt',
  `it's "quoted" & more.txt`,
  '<img src=x onerror=alert(1)>.txt',
  '湖边的灯塔.TXT',
  'deep/er/<b>bold<b>/plan.csv',
];
const HIDDEN = ['.secret.txt', '.hidden/keys.txt', 'node_modules/some/readme.txt', '~$report.docx', 'image.png', 'no-extension'];

let parent: string;
let root: string;
let site: Serving;
before(async () => {
  parent = await mkdtemp(join(tmpdir(), 'imm-weboffice-cli-'));
  root = join(parent, 'My “Documents” & <others>');
  for (const name of [...SHOWN, ...HIDDEN]) {
    const path = join(root, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, name.endsWith('.pdf') ? pdf(2) : `These are the words of ${name}`);
  }
  await writeFile(join(parent, 'outside.txt'), 'Nobody may read this');
  await symlink(join(parent, 'outside.txt'), join(root, 'link.txt'));
  site = await serving(root);
});
after(async () => {
  await site.end();
  await rm(parent, { recursive: true, force: true });
});

/** Asks with headers that fetch would not send. */
function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.address);
    request({ hostname, port, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}

async function open(sourceURI: string, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ action: 'open', sourceURI });
  const response = await fetch(`${site.address}api/weboffice`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as { accessToken?: string; error?: { code: string } } };
}

describe('over HTTP', () => {
  test('the page escapes every name', async () => {
    const { status, text } = await get('/');
    assert.equal(status, 200);
    assert.doesNotMatch(text, /<img src=x|<b>bold|<others>|"quoted"/);
    assert.match(text, /&#60;img src=x onerror=alert\(1\)&#62;/);
  });

  test('it runs its own scripts only', async () => {
    const policy = (await fetch(site.address)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*/);
  });

  test('it answers to this machine’s names only', async () => {
    assert.equal((await get('/', { host: 'attacker.example' })).status, 421);
    assert.equal((await get('/api/weboffice', { host: 'attacker.example:80' })).status, 421);
    assert.equal((await get('/', { host: 'localhost:1' })).status, 200);
  });

  for (const path of [
    '/../package.json',
    '/page/../../../package.json',
    '/page/%2e%2e/words.js',
    '/page/main.ts',
    '/__proto__',
    '/notes.txt',
  ]) {
    test(`${path} is not there`, async () => assert.equal((await get(path)).status, 404));
  }
});

describe('the token endpoint', () => {
  test('opens what is listed', async () => {
    for (const name of SHOWN) {
      const { status, body } = await open(`oss://documents/${name}`);
      assert.equal(status, 200, name);
      assert.ok(body.accessToken, name);
    }
  });

  const refused = [
    ...HIDDEN.map((name) => `oss://documents/${name}`),
    'oss://documents/../outside.txt',
    'oss://documents/deep/../../outside.txt',
    'oss://documents/..\\outside.txt',
    'oss://documents//etc/hosts.txt',
    'oss://documents/link.txt',
    'oss://other/notes.txt',
    'oss://documents.txt',
  ];
  for (const uri of refused) {
    test(`refuses ${uri}`, async () => {
      const { status, body } = await open(uri);
      assert.ok([400, 403, 404, 415].includes(status), String(status));
      assert.ok(!body.accessToken);
    });
  }

  test('refuses a page of another origin', async () => {
    const { status, body } = await open('oss://documents/notes.txt', { origin: 'https://attacker.example' });
    assert.deepEqual([status, body.error?.code], [403, 'AccessDenied']);
  });
});

describe('in the browser', () => {
  let browser: Browser;
  let page: Page;
  const dialogs: string[] = [];
  before(async () => {
    browser = await launch();
    page = await browser.newPage();
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(site.address);
  });
  after(() => browser.close());

  const listed = () => page.$$eval('li:not([hidden]) .name', (names) => names.map((name) => name.textContent ?? ''));

  /** Clicks a name; gives the frame that shows its document. */
  async function choose(name: string) {
    const former = page.frames().map((frame) => frame.url());
    const links = await page.$$('li a');
    const names = await listed();
    await links[names.indexOf(name)]!.click();
    return page.waitForFrame((frame) => /\/office\/[wspf]\//.test(frame.url()) && !former.includes(frame.url()));
  }

  test('every document is listed, numbers in their order, nothing else', async () => {
    const names = await listed();
    assert.deepEqual([...names].sort(), SHOWN.map((name) => name.split('/').pop()!).sort());
    assert.equal(names.indexOf('report 10.pdf') - names.indexOf('report 2.pdf'), 1);
    assert.equal(names.at(-1), 'plan.csv');
    assert.deepEqual(dialogs, []);
  });

  for (const [name, words] of [
    ['report 2.pdf', 'Page number 1'],
    ['a # b % c?.txt', 'the words of a # b % c?.txt'],
    ['100%25.txt', 'the words of 100%25.txt'],
    ['<img src=x onerror=alert(1)>.txt', 'the words of <img src=x onerror=alert(1)>.txt'],
    ['湖边的灯塔.TXT', 'the words of 湖边的灯塔'],
    ['plan.csv', 'the words of deep/er/<b>bold<b>/plan.csv'],
  ] as const) {
    test(`a click opens ${name}`, async () => {
      const frame = await choose(name);
      await waitForWords(frame, words);
      assert.equal(await page.$eval('[aria-current] .name', (element) => element.textContent), name);
      assert.deepEqual(dialogs, []);
    });
  }

  test('search takes words in any order, of folders as well, and says when nothing fits', async () => {
    await page.keyboard.press('/');
    await page.type('#search', 'PLAN deep');
    assert.deepEqual(await listed(), ['plan.csv']);
    await page.type('#search', ' nowhere');
    assert.deepEqual(await listed(), []);
    assert.equal(await page.$eval('#nothing', (element) => (element as HTMLElement).hidden), false);
    await page.keyboard.press('Escape');
    assert.equal((await listed()).length, SHOWN.length);
  });

  test('the arrows go through the list, Enter opens', async () => {
    await page.type('#search', 'report');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent), 'report 10.pdf');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.title.startsWith('report 10.pdf'), { polling: 100 });
    await page.focus('#search');
    await page.keyboard.press('Escape');
  });

  test('a phone shows the list or the document', async () => {
    await page.setViewport({ width: 320, height: 640 });
    assert.equal(await page.$eval('nav', (nav) => getComputedStyle(nav).display), 'none');
    await page.click('#back');
    await page.waitForFunction(() => getComputedStyle(document.querySelector('main')!).display === 'none', { polling: 100 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  });

  test('a new document is listed when somebody looks at the page again', async () => {
    await writeFile(join(root, 'new.txt'), 'New');
    // What a browser tells the page when its tab is chosen.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.waitForFunction(() => [...document.querySelectorAll('.name')].some((name) => name.textContent === 'new.txt'), {
      polling: 100,
    });
  });

  test('Chinese readers get Chinese words', async () => {
    const chinese = await browser.newPage();
    await chinese.evaluateOnNewDocument(`Object.defineProperty(navigator, 'language', { get: () => 'zh-CN' })`);
    await chinese.goto(site.address);
    await waitForWords(chinese, '请选择一个文档');
    assert.equal(await chinese.$eval('#search', (element) => (element as HTMLInputElement).placeholder), '搜索');
    assert.equal(await chinese.$eval('html', (element) => element.lang), 'zh-CN');
  });
});

test('its own token endpoint passes its own check', async () => {
  // Whoever is at this machine may read the folder.
  const words = ['check', `${site.address}api/weboffice`, '--src', 'oss://documents/notes.txt', '--public'];
  const { code, output } = await run('imm-weboffice', ...words);
  assert.equal(code, 0, output);
  assert.match(output, / 0 warnings, 0 wrong\b/);
});

test('Ctrl+C ends it cleanly, and a port can be taken', async () => {
  const { port } = new URL(site.address);
  const taken = await run('imm-weboffice-local', root, '--port', port);
  assert.deepEqual([taken.code, taken.output], [2, '']);
  assert.match(taken.errors, /^imm-weboffice-local: port \d+ is taken.*\n$/);
  const second = await serving(root);
  assert.equal(await second.end(), 0);
  await assert.rejects(fetch(second.address));
});
