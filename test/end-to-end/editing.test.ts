/** Editing, from the key pressed to the file: what a writer sees, what the host hears, and what is in the file then. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, Frame, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../src/local/index.js';
import { launch, waitForWords } from '../setup/browser.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { eventsOf, openDocument, type HostWindow, type Opened } from '../setup/open-document.js';

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  const permission = { readonly: false, history: true, copy: true, print: true, export: true };
  const authorize = () => ({ user: { id: 'writer', name: 'Writer' }, permission });
  host = await startHostPage(office, `<div id="mount"></div><script src="${office.sdkURL}"></script>`, nodeEndpoint(office, { authorize }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});

const pathOf = (name: string) => `${storage.root}/test/${name}`;
const edit = (name: string): Promise<Opened> =>
  openDocument(browser, host.url, `oss://test/${name}`, { permission: { readonly: false, history: true } });
const save = (page: Page) => page.evaluate(() => (window as unknown as HostWindow).instance.save());
const waitForStatus = (frame: Frame, status: string) => frame.waitForSelector(`.save-status.${status}`, { timeout: 60_000 });
const statuses = async (page: Page) =>
  (await eventsOf(page)).filter(({ name }) => name === 'fileStatus').map(({ payload }) => payload.status);

describe('a text', () => {
  test('is typed into, saved by the SDK, by Ctrl+S and by itself, and its encoding stays', async () => {
    await writeFile(pathOf('letter.txt'), Buffer.from('d6d0cec40d0a', 'hex'));
    const { page, frame } = await edit('letter.txt');
    await waitForWords(frame, '中文');
    assert.equal((await save(page)).result, 'nochange');
    await frame.focus('.cm-content');
    await page.keyboard.press('End');
    await page.keyboard.type('!');
    await waitForStatus(frame, 'dirty');
    const saved = await save(page);
    assert.deepEqual([saved.result, saved.size], ['ok', 7]);
    assert.equal((await readFile(pathOf('letter.txt'))).toString('hex'), 'd6d0cec4210d0a');
    assert.deepEqual(await statuses(page), [0, 6, 1]);
    await page.keyboard.press('Enter');
    await page.keyboard.down('Control');
    await page.keyboard.press('s');
    await page.keyboard.up('Control');
    await waitForStatus(frame, 'saved');
    assert.equal((await readFile(pathOf('letter.txt'))).toString('hex'), 'd6d0cec4210d0a0d0a');
    await page.keyboard.type('a');
    await waitForStatus(frame, 'saved');
    assert.equal((await readFile(pathOf('letter.txt'))).toString('hex'), 'd6d0cec4210d0a610d0a');
    assert.deepEqual((await statuses(page)).slice(-2), [6, 7]);
    await frame.click('[aria-label=Undo]');
    await frame.waitForFunction(() => !document.querySelector('.cm-content')!.textContent.includes('a'));
    await page.close();
  });

  test('that two edit at once has what both wrote', async () => {
    await writeFile(pathOf('both.txt'), 'first line\nsecond line\n');
    const open = async () => {
      const opened = await edit('both.txt');
      await waitForWords(opened.frame, 'second line');
      return opened;
    };
    const [one, two] = [await open(), await open()];
    const type = async ({ page, frame }: Opened, keys: string[], text: string) => {
      // A browser draws, and lets itself be waited for in, only the page that is in front.
      await page.bringToFront();
      await frame.focus('.cm-content');
      for (const key of keys) await page.keyboard.press(key as 'End');
      await page.keyboard.type(text);
    };
    await type(one, ['End'], ' of one');
    await type(two, ['ArrowDown', 'End'], ' of two');
    await Promise.all([save(one.page), save(two.page)]);
    for (const { page, frame } of [one, two]) {
      await page.bringToFront();
      await waitForWords(frame, 'first line of one second line of two');
    }
    await Promise.all([save(one.page), save(two.page)]);
    assert.equal(await readFile(pathOf('both.txt'), 'utf8'), 'first line of one\nsecond line of two\n');
    await one.page.close();
    await two.page.close();
  });

  test('keeps what was typed when its frame is taken away', async () => {
    await writeFile(pathOf('gone.txt'), 'kept');
    const { page, frame } = await edit('gone.txt');
    await waitForWords(frame, 'kept');
    await frame.focus('.cm-content');
    await page.keyboard.type('well ');
    await waitForStatus(frame, 'dirty');
    await page.evaluate(() => (window as unknown as HostWindow).instance.destroy());
    const again = await edit('gone.txt');
    await waitForWords(again.frame, 'well kept');
    await page.close();
    await again.page.close();
  });
});
