/** What `npm start` starts, as a newcomer meets it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launch, officeFrame, waitForWords } from '../setup/browser.js';
import { startDemo, type Demo } from '../setup/demo.js';

let demo: Demo;
let browser: Browser;
let page: Page;

before(async () => {
  demo = await startDemo();
  browser = await launch();
  page = await browser.newPage();
});
after(async () => {
  await browser.close();
  await demo.close();
});

test('the page shows a Word document', async () => {
  await page.goto(demo.address);
  await waitForWords(await officeFrame(page), 'busiest September in our history');
  assert.equal(await page.$eval('imm-weboffice', (element) => element.state), 'ready');
});

for (const [title, words] of [
  ['Budget 2026', 'Months'],
  ['Winter Nights', 'a great deal of hot tea'],
  ['The Winter Sky', 'A field guide for the naked eye'],
  ['Notes for Visitors', '游客须知'],
  ['Opening Hours', '主圆顶'],
] as const) {
  test(`a click opens “${title}”`, async () => {
    const former = await officeFrame(page);
    await page.locator(`::-p-text(${title})`).click();
    await page.waitForFunction((url) => document.querySelector('imm-weboffice')?.state === 'ready' && url, { polling: 100 }, former.url());
    const frame = await page.waitForFrame((each) => /\/office\/[wspf]\//.test(each.url()) && each.url() !== former.url());
    await waitForWords(frame, words);
  });
}

test('events stand beside the document', async () => {
  assert.match(await page.$eval('#events', (list) => list.textContent ?? ''), /imm-ready/);
});

test('the other language changes every word', async () => {
  await page.click('#language');
  await waitForWords(page, '年度报告');
  assert.equal(await page.$eval('html', (element) => element.lang), 'zh-CN');
  await waitForWords(page, '2026 年度预算');
});
