/** An office page that does nothing when its frame goes, as IMM's: what was typed is stored before it does, whatever removes the element. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { chromiumOnly, launch, officeFrame } from '../setup/browser.js';
import { startForeignOffice, type ForeignOffice } from '../setup/foreign-office.js';
import { REACT_18, bundle } from '../setup/frameworks/bundle.js';
import '../setup/frameworks/page.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { HOST_BODY, waitForState } from '../setup/tag.js';

const LETTERS = 'typed right before the end';

let storage: Storage;
/** Only its SDK is used. */
let local: LocalWebOffice;
let foreign: ForeignOffice;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  local = await startOffice(storage);
  browser = await launch();
});
beforeEach(async () => {
  foreign = await startForeignOffice();
});
after(async () => {
  await browser.close();
  await local.close();
  await storage.remove();
});

let host: HostPage | undefined;
let page: Page | undefined;
afterEach(async () => {
  await page?.close();
  await host?.close();
  await foreign.close();
});

async function visit(body: string): Promise<Page> {
  host = await startHostPage(local, body, (...exchange) => foreign.endpoint(...exchange));
  page = await browser.newPage();
  await page.goto(host.url);
  return page;
}

const attributes = () => ({ tokenEndpoint: '/api/weboffice', sdkUrl: local.sdkURL, src: 'oss://test/a.docx', mode: 'edit' as const });

async function type(page: Page): Promise<void> {
  const frame = await officeFrame(page);
  await frame.focus('textarea');
  await page.keyboard.type(LETTERS);
  assert.deepEqual(foreign.stored, []);
}

/** A page with an element in which something was typed. */
async function write(): Promise<Page> {
  const page = await visit(`<main style="height:100%"><section style="height:100%"></section></main>${HOST_BODY}`);
  await page.evaluate((given) => {
    const tag = Object.assign(document.createElement('imm-weboffice'), given);
    document.querySelector('section')!.append(tag);
    Object.assign(window, { tag });
  }, attributes());
  await waitForState(page, 'ready');
  await type(page);
  return page;
}

const frames = (page: Page) => page.evaluate(() => document.querySelectorAll('html > iframe').length);

/** The page is there until it has stored what was typed, and then no longer. */
async function expectStored(page: Page, remove: () => Promise<unknown>): Promise<void> {
  const arriving = foreign.next();
  await remove();
  const { text, confirm } = await arriving;
  assert.equal(text, LETTERS);
  assert.equal(await page.evaluate(() => document.querySelector('imm-weboffice')), null);
  assert.equal(await frames(page), 1, 'the page waits for the answer');
  confirm();
  await page.waitForFunction(() => !document.querySelector('html > iframe'), { polling: 20 });
  assert.deepEqual(foreign.stored, [LETTERS]);
}

const WAYS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'el.remove()': (page) => page.$eval('imm-weboffice', (tag) => tag.remove()),
  'saveInBackground() and the removal of an ancestor': (page) =>
    page.$eval('imm-weboffice', (tag) => (tag.saveInBackground(), document.querySelector('main')!.remove())),
  'saveInBackground() and innerHTML of an ancestor': (page) =>
    page.$eval('imm-weboffice', (tag) => (tag.saveInBackground(), void (document.querySelector('main')!.innerHTML = ''))),
  'saveInBackground() and another body': (page) =>
    page.$eval('imm-weboffice', (tag) => (tag.saveInBackground(), document.body.replaceWith(document.createElement('body')))),
};

describe('the page outlives the element', chromiumOnly('others cannot move a frame with its page'), () => {
  for (const [way, remove] of Object.entries(WAYS)) {
    test(way, async () => {
      const page = await write();
      await expectStored(page, () => remove(page));
    });
  }

  for (const [name, entry, alias] of [
    ['React 19', 'react.tsx', {}],
    ['React 18', 'react.tsx', REACT_18],
    ['Vue', 'vue.ts', {}],
  ] as const) {
    for (const way of ['unmount', 'leave'] as const) {
      // Kept alive, a component is taken out of the page without a word before.
      if (name === 'Vue' && way === 'leave') continue;
      test(`${name}: ${way === 'leave' ? 'another view in its place' : way}`, async () => {
        const page = await visit(`<div id="mount"></div><script type="module">${await bundle(entry, alias)}</script>`);
        await page.evaluate((given) => window.framework.render(given, ''), attributes());
        await waitForState(page, 'ready');
        await type(page);
        await expectStored(page, () => page.evaluate((name) => window.framework[name](), way));
      });
    }
  }

  test('what cannot be stored is an imm-error of the removed element', async () => {
    const page = await write();
    const arriving = foreign.next();
    await page.evaluate(() => {
      const { tag } = window as unknown as { tag: HTMLElement };
      tag.addEventListener('imm-error', ({ error }) => (document.title = error.code));
      tag.remove();
    });
    (await arriving).refuse();
    await page.waitForFunction(() => document.title === 'SaveFailed', { polling: 20 });
    assert.equal(await frames(page), 0);
  });
});

test('an element that stays is saved, and goes on in the place where it was', async () => {
  const page = await write();
  const arriving = foreign.next();
  await page.$eval('imm-weboffice', (tag) => tag.saveInBackground());
  const { text, confirm } = await arriving;
  confirm();
  assert.equal(text, LETTERS);
  const { state, inside, style } = await page.$eval('imm-weboffice', (tag) => {
    const frame = tag.shadowRoot!.querySelector('iframe');
    return { state: tag.state, inside: frame !== null, style: frame?.style.cssText };
  });
  assert.deepEqual({ state, inside, style }, { state: 'ready', inside: true, style: '' });
  assert.equal(await (await officeFrame(page)).$eval('textarea', ({ value }) => value), LETTERS, 'its page was not loaded anew');
});

test('close() stores what was typed, in every engine', async () => {
  const page = await write();
  await page.$eval('imm-weboffice', async (tag) => {
    await tag.close();
    tag.remove();
  });
  assert.deepEqual(foreign.stored, [LETTERS]);
  assert.equal(await frames(page), 0);
});

test('a document that is only read leaves nothing behind', async () => {
  const page = await write();
  await page.$eval('imm-weboffice', (tag) => (tag.mode = 'preview'));
  await page.waitForFunction(() => document.querySelector('imm-weboffice')!.state === 'ready', { polling: 20 });
  await page.$eval('imm-weboffice', (tag) => tag.remove());
  assert.equal(await frames(page), 0);
});
