/** A writer types and leaves the view of a single-page application: asked once, in the document's language, and nothing is lost unless the writer says so. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import type { Dialog, Page } from 'puppeteer-core';
import { officeFrame } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { bundle } from '../setup/frameworks/bundle.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint } from '../setup/offices.js';
import { waitForState } from '../setup/tag.js';
import { until } from '../setup/until.js';
import { KINDS } from '../setup/written-documents.js';

let host: HostPage;
const fixture = setUpFixture({
  permission: { readonly: false },
  async prepare({ office }) {
    const attributes = { 'token-endpoint': '/api/weboffice', 'sdk-url': office.sdkURL, src: 'oss://test/draft.csv', mode: 'edit' };
    const body = `<nav><a id="other" href="/other">Other</a> <a id="part" href="#part">Part</a></nav>
      <main style="height: 80%"></main><script>window.documentAttributes = ${JSON.stringify(attributes)}</script>
      <script type="module">${await bundle('leave.ts', {})}</script>`;
    const authorize = () => ({ user: { id: 'writer', name: 'Writer' }, permission: { readonly: false } });
    host = await startHostPage(office, body, nodeEndpoint(office, { authorize }));
  },
});
after(() => host.close());

interface Visit {
  page: Page;
  /** What was asked. */
  asked: string[];
}

/** From `/start` to the document by its link's address, a cell typed into and still open. */
async function typeIntoDocument(answers: boolean[], language = 'en'): Promise<Visit> {
  await KINDS['csv']!.make(fixture.pathOf('draft.csv'));
  const page = await fixture.browser.newPage();
  const asked: string[] = [];
  page.on('dialog', (dialog: Dialog) => {
    asked.push(dialog.message());
    void (answers.shift() ? dialog.accept() : dialog.dismiss());
  });
  await page.goto(`${host.url}/start`);
  await page.evaluate((lang) => {
    document.documentElement.lang = lang;
    const link = Object.assign(document.createElement('a'), { href: '/document' });
    document.body.append(link);
    link.click();
  }, language);
  await waitForState(page, 'ready');
  await KINDS['csv']!.goThere(await officeFrame(page));
  await page.keyboard.type('typed');
  await page.waitForFunction(() => document.querySelector('imm-weboffice')!.unsaved, { polling: 50 });
  return { page, asked };
}

const follow = (page: Page, link: string) => page.$eval(link, (element) => (element as HTMLElement).click());
const waitForView = (page: Page, path: string) =>
  page.waitForFunction(
    (wanted) => location.pathname === wanted && document.querySelector('main')!.textContent === `View ${wanted}`,
    { polling: 50 },
    path,
  );
const isAtDocument = (page: Page) => page.evaluate(() => location.pathname === '/document' && !!document.querySelector('imm-weboffice'));
const readDraft = () => readFile(fixture.pathOf('draft.csv'), 'utf8');

test('a link: no stays, with what was typed; yes stores it and leaves', async () => {
  const { page, asked } = await typeIntoDocument([false, true]);
  await follow(page, '#other');
  await page.waitForFunction(() => document.querySelector('imm-weboffice')!.unsaved, { polling: 50 });
  assert.deepEqual(asked, ['“draft.csv” has unsaved changes. Save and leave?']);
  assert.ok(await isAtDocument(page));
  assert.doesNotMatch(await readDraft(), /typed/);
  await follow(page, '#other');
  await waitForView(page, '/other');
  assert.match(await readDraft(), /typed/);
  assert.equal(asked.length, 2);
  await page.close();
});

test('Back: no restores the address, yes goes back, and Forward from there is free', async () => {
  const { page, asked } = await typeIntoDocument([false, true], 'zh-CN');
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => location.pathname === '/document', { polling: 50 });
  await until(() => asked.length === 1, 'the question');
  assert.deepEqual(asked, ['“draft.csv”有未保存的更改。是否保存并离开？']);
  assert.ok(await isAtDocument(page));
  await page.evaluate(() => history.back());
  await waitForView(page, '/start');
  assert.match(await readDraft(), /typed/);
  await page.evaluate(() => history.forward());
  await waitForState(page, 'ready');
  assert.equal(asked.length, 2);
  await page.close();
});

test('what cannot be stored is asked about again', async () => {
  const { page, asked } = await typeIntoDocument([true, false, true, true]);
  await page.$eval('imm-weboffice', (viewer) => {
    viewer.save = () => Promise.reject(new Error('no space'));
  });
  await follow(page, '#other');
  const questions = [
    '“draft.csv” has unsaved changes. Save and leave?',
    '“draft.csv” could not be saved. Leave anyway and lose the changes?',
  ];
  await until(() => asked.length === 2, 'both questions');
  assert.ok(await isAtDocument(page));
  await follow(page, '#other');
  await waitForView(page, '/other');
  assert.deepEqual(asked, [...questions, ...questions]);
  await page.close();
});

test('a place in the page, and nothing unsaved, are no reason to ask; nor is anything once it has ended', async () => {
  const { page, asked } = await typeIntoDocument([]);
  await follow(page, '#part');
  await page.waitForFunction(() => location.hash === '#part', { polling: 50 });
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => location.hash === '', { polling: 50 });
  assert.ok(await isAtDocument(page));
  await page.evaluate(() => window.stopAsking());
  await follow(page, '#other');
  await waitForView(page, '/other');
  assert.deepEqual(asked, []);
  await page.close();
});
