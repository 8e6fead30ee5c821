/** What a reader types stays where it is typed: documents that open on the page around do not take the focus. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { setUpFixture } from '../setup/fixture.js';
import { openTag, waitForState } from '../setup/tag.js';

const fixture = setUpFixture({
  permission: { readonly: false },
  body: '<input autofocus><script type="module" src="/imm-weboffice.js"></script>',
});

interface HostWindow {
  /** The office page has asked for the focus, or has got it. */
  isWished?: boolean;
  isLeft?: boolean;
}

/** A script that looks into the office page would count there as the reader's doing: so it tells the host's page. */
const HEAR_WISHES = `
  if (window === top) {
    addEventListener('message', ({ data }) => data === 'wish' && (window.isWished = true));
    addEventListener('blur', () => (window.isLeft = true));
  }`;

/** Tells when the page's editors ask for the focus, once the page has a say in it. */
const TELL_WISHES = `
  const native = HTMLElement.prototype.focus;
  let current = native;
  const told = function (...options) {
    top.postMessage('wish', '*');
    current.apply(this, options);
  };
  Object.defineProperty(HTMLElement.prototype, 'focus', { set: (focus) => (current = focus), get: () => (current === native ? native : told) });`;

/** The office page focuses a field of its own as soon as it can. */
const TAKE_IT = `
  const native = HTMLElement.prototype.focus;
  if (location.pathname.startsWith('/office/')) {
    addEventListener('focus', () => top.postMessage('wish', '*'));
    addEventListener('DOMContentLoaded', () => native.call(document.body.appendChild(document.createElement('input'))));
  }`;

/** Opens a document while a reader is typing into a field of the host's page. */
async function openBesideField(src: string, mode: string, inOffice: string) {
  const prepared = await fixture.browser.newPage();
  await prepared.evaluateOnNewDocument(HEAR_WISHES + inOffice);
  const { page, frame } = await openTag({ newPage: () => Promise.resolve(prepared) }, fixture.office, fixture.host.url, { src, mode });
  await waitForState(page, 'ready');
  await page.waitForFunction(() => (window as HostWindow).isWished, { polling: 100, timeout: 60_000 });
  await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT', { polling: 100 });
  await page.keyboard.type('Dear reader');
  return { page, frame };
}

const typed = (page: Page) => page.$eval('input', (field) => field.value);
/** Whether the focus has ever been elsewhere. */
const isLeft = (page: Page) => page.evaluate(() => (window as HostWindow).isLeft === true);

for (const [name, mode] of [
  ['opening-hours.csv', 'edit'],
  ['budget.xlsx', 'preview'],
  ['annual-report.docx', 'edit'],
] as const) {
  test(`${name}, mode ${mode}`, async () => {
    const { page } = await openBesideField(`oss://demo/${name}`, mode, TELL_WISHES);
    assert.deepEqual([await typed(page), await isLeft(page)], ['Dear reader', false]);
    await page.close();
  });
}

describe('an office page that takes it all the same', () => {
  test('gives it back, and has it when the reader goes there', async () => {
    const { page, frame } = await openBesideField('oss://demo/visitor-notes.txt', 'edit', TAKE_IT);
    assert.deepEqual([await typed(page), await isLeft(page)], ['Dear reader', true]);
    await frame.click('.cm-content');
    await page.keyboard.type('!');
    await frame.waitForFunction(() => document.querySelector('.cm-content')?.textContent.includes('!'), { polling: 100 });
    assert.equal(await typed(page), 'Dear reader');
    await page.close();
  });
});
