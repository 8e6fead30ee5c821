/** The "Typical scenarios" of the API page, each from attributes on the tag to what a reader sees. */
import assert from 'node:assert/strict';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Frame } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { toNodeHandler } from '../../server/src/index.js';
import { chromiumOnly, launch, waitForWords } from '../setup/browser.js';
import { downloadOf } from '../setup/downloads.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { startOffice, temporaryStorage, tokenHandlerFor, type Storage } from '../setup/offices.js';
import { HOST_BODY, openTag, told, waitForState, waitForTold, type Attributes } from '../setup/tag.js';

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  const bucket = join(storage.root, 'test-bucket');
  await mkdir(bucket);
  await copyFile(join(storage.root, 'demo/annual-report.docx'), join(bucket, 'test-object.docx'));
  await copyFile(join(storage.root, 'demo/annual-report.docx'), join(bucket, 'test-object.DOCX'));
  await copyFile(join(storage.root, 'test/long.pdf'), join(bucket, 'test-object.pdf'));
  await copyFile(join(storage.root, 'test/protected.docx'), join(bucket, 'protected.docx'));
  office = await startOffice(storage);
  const permission = { readonly: false, rename: true, history: true, copy: true, export: true, print: true };
  const handler = tokenHandlerFor(office, { authorize: () => ({ user: { id: 'tester', name: 'Tester' }, permission }) });
  host = await startHostPage(office, HOST_BODY, toNodeHandler(handler));
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});

const src = 'oss://test-bucket/test-object.docx';

async function open(attributes: Attributes) {
  const { page, frame } = await openTag(browser, office, host.url, attributes);
  await waitForState(page, 'ready');
  return { page, frame };
}

const totalPages = (frame: Frame) => frame.$eval('.total', (element) => element.textContent);
const button = (frame: Frame, label: string) => frame.$(`button[aria-label="${label}"]`);

test('a PDF in read-only mode, under a Word document’s name, up to page 5', async () => {
  const { page, frame } = await open({ src: 'oss://test-bucket/test-object.pdf', filename: 'test-object.docx', 'preview-pages': '5' });
  await waitForWords(frame, 'Page number 1');
  await waitForWords(frame, 'test-object.docx');
  assert.equal(await totalPages(frame), 'of 5');
  await waitForTold(page, 'imm-preview-limit', 300);
  await page.close();
});

test('an uppercase file name extension', async () => {
  const { page, frame } = await open({ src: 'oss://test-bucket/test-object.DOCX', filename: 'test-object.docx', 'preview-pages': '5' });
  await waitForWords(frame, 'test-object.docx');
  assert.equal(await totalPages(frame), 'of 5');
  await page.close();
});

test('only the first 5 pages: where they end, it says so', async () => {
  const { page, frame } = await open({ src, 'preview-pages': '5' });
  assert.equal(await totalPages(frame), 'of 5');
  await frame.$eval('.preview-end', (element) => element.scrollIntoView());
  await waitForWords(frame, 'The preview ends here: 5 of 7 pages');
  await waitForTold(page, 'imm-preview-limit', 7);
  await page.close();
});

test('a password opens a protected document without asking for it', async () => {
  const { page, frame } = await open({ src: 'oss://test-bucket/protected.docx', password: 'open sesame' });
  await waitForWords(frame, 'Secret');
  assert.equal(await frame.$('input[type=password]'), null);
  await page.close();
});

test('a wrong password, or none, is asked for in the page; the loading panel gives way', async () => {
  const { page, frame } = await openTag(browser, office, host.url, { src: 'oss://test-bucket/protected.docx', password: '123456' });
  const input = await frame.waitForSelector('input[type=password]');
  await waitForWords(frame, 'This password doesn’t fit');
  // Reached as a reader without a mouse would.
  const isThere = () => frame.evaluate(() => document.hasFocus() && document.activeElement!.matches('input[type=password]'));
  for (let presses = 0; presses < 10 && !(await isThere()); presses++) await page.keyboard.press('Tab');
  assert.equal(await isThere(), true);
  // Typed where a reader would: over the element nothing lies that takes the click.
  const field = await input!.boundingBox();
  await page.mouse.click(field!.x + field!.width / 3, field!.y + field!.height / 2);
  await page.keyboard.type('open sesame');
  await page.keyboard.press('Enter');
  await waitForWords(frame, 'Secret');
  await waitForState(page, 'ready');
  assert.deepEqual(await told(page, 'imm-error'), []);
  await page.close();
});

test('a watermark lies over the pages, and comes back when it is taken out', async () => {
  const watermark = JSON.stringify({ value: 'watermark_value', font: 'bold 20px Serif' });
  const { page, frame } = await open({ src, watermark });
  await frame.waitForSelector('.watermark');
  await frame.$eval('.watermark', (element) => element.remove());
  await frame.waitForSelector('.watermark');
  await frame.$eval('.watermark', (element) => element.setAttribute('style', 'display: none'));
  await frame.waitForFunction(() => getComputedStyle(document.querySelector('.watermark')!).display === 'block', { polling: 100 });
  await page.close();
});

test('no toolbar', async () => {
  const { page, frame } = await open({ src, 'hide-toolbar': '' });
  assert.equal(await frame.$('[role=toolbar]'), null);
  await page.close();
});

test('edit, history, copy, print, export: the buttons are there, and export gives a PDF', chromiumOnly('where downloads go'), async () => {
  const { page, frame } = await open({ src, mode: 'edit', allow: 'history copy print export' });
  assert.ok(await button(frame, 'Print'));
  const download = await button(frame, 'Download as PDF');
  const { name } = await downloadOf(browser, () => download!.click());
  assert.equal(name, 'test-object.pdf');
  await page.close();
});

test('without them: no print, no download, no copying', async () => {
  const { page, frame } = await open({ src });
  assert.equal(await button(frame, 'Print'), null);
  assert.equal(await button(frame, 'Download as PDF'), null);
  await frame.evaluate(() => document.dispatchEvent(new ClipboardEvent('copy', { bubbles: true, cancelable: true })));
  await waitForWords(frame, 'Copying is not allowed');
  await page.close();
});
