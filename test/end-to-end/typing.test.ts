/** A cell, or a word, that is still being typed when the document is saved or left: it is in the file all the same. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser, Frame, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { chromiumOnly, launch, officeFrame, waitForWords } from '../setup/browser.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { chord, select } from '../setup/grid.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { closeAtLast } from '../setup/leaving.js';
import { openDocument, save, waitForStatus, type HostWindow, type Opened } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';
import { HOST_BODY, openTag, waitForState } from '../setup/tag.js';
import { until } from '../setup/until.js';

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let tagHost: HostPage;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  const authorize = () => ({ user: { id: 'writer', name: 'Writer' }, permission: { readonly: false } });
  const endpoint = nodeEndpoint(office, { authorize });
  host = await startHostPage(office, `<div id="mount"></div><script src="${office.sdkURL}"></script>`, endpoint);
  tagHost = await startHostPage(office, HOST_BODY, endpoint);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await tagHost.close();
  await office.close();
  await storage.remove();
});

const pathOf = (name: string) => `${storage.root}/test/${name}`;
const inFile = (name: string) => readFile(pathOf(name), 'utf8');

/** Waits for a file to be so. A page that goes sends its last changes without telling anybody. */
async function waitForFile(name: string, wanted: string, limit = 60_000): Promise<void> {
  await until(
    async () => (await inFile(name)) === wanted,
    async () => `${wanted} in the file, and there was ${await inFile(name)}`,
    limit,
  );
}

let pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await closeAtLast(page);
  pages = [];
});

async function edit(name: string): Promise<Opened> {
  const opened = await openDocument(browser, host.url, `oss://test/${name}`, { permission: { readonly: false } });
  pages.push(opened.page);
  await waitForStatus(opened.frame, 'saved');
  return opened;
}

/** A table of two cells, the second of which is being typed. */
async function typeInto(name: string, frame: Frame, page: Page, words = 'typed'): Promise<void> {
  await waitForStatus(frame, 'saved');
  await select(frame, 'B1');
  await page.keyboard.type(words);
  // The letters are in the editor when the page says so.
  await waitForStatus(frame, 'dirty');
  assert.equal(await inFile(name), 'one,two\n');
}

/** Univer keeps the canvas of its editor outside of the page while there is nothing to edit. */
const isEditing = (frame: Frame) =>
  frame.$$eval('[data-u-comp=render-canvas]', (canvases) => canvases.every((canvas) => canvas.getBoundingClientRect().left >= 0));

describe('a cell that is being typed is in the file', () => {
  test('after save(), and stays chosen', async () => {
    await writeFile(pathOf('saved.csv'), 'one,two\n');
    const { page, frame } = await edit('saved.csv');
    await typeInto('saved.csv', frame, page);
    const { result } = await save(page);
    assert.equal(result, 'ok');
    assert.equal(await inFile('saved.csv'), 'one,typed\n');
    await waitForStatus(frame, 'saved');
    assert.equal(await frame.$eval('.sheet-view input', (field) => field.value), 'B1');
    // Writing goes on in the cell.
    await page.keyboard.type('again');
    await waitForStatus(frame, 'dirty');
    assert.equal((await save(page)).result, 'ok');
    assert.equal(await inFile('saved.csv'), 'one,again\n');
  });

  test('after Ctrl+S, once it says so', async () => {
    await writeFile(pathOf('keys.csv'), 'one,two\n');
    const { page, frame } = await edit('keys.csv');
    await typeInto('keys.csv', frame, page);
    await chord(page, 'Control', 's');
    await waitForStatus(frame, 'saved');
    assert.equal(await inFile('keys.csv'), 'one,typed\n');
  });

  test('that is typed above the grid, too', async () => {
    await writeFile(pathOf('bar.csv'), 'one,two\n');
    const { page, frame } = await edit('bar.csv');
    await select(frame, 'B1');
    await (await frame.waitForSelector('[data-u-comp=formula-bar] canvas'))!.click();
    await frame.waitForSelector('[id$=FORMULA_BAR][data-u-comp=editor]:focus', { timeout: 10_000 });
    await page.keyboard.press('End');
    await page.keyboard.type(' more');
    await waitForStatus(frame, 'dirty');
    assert.equal((await save(page)).result, 'ok');
    assert.equal(await inFile('bar.csv'), 'one,two more\n');
  });

  test('when its frame is taken away', async () => {
    await writeFile(pathOf('gone.csv'), 'one,two\n');
    const { page, frame } = await edit('gone.csv');
    await typeInto('gone.csv', frame, page);
    await page.evaluate(() => (window as unknown as HostWindow).instance.destroy());
    await waitForFile('gone.csv', 'one,typed\n');
  });

  test('when the reader leaves its page, who is warned', async () => {
    await writeFile(pathOf('left.csv'), 'one,two\n');
    const { page, frame } = await edit('left.csv');
    await typeInto('left.csv', frame, page);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.goto(office.url);
    await waitForFile('left.csv', 'one,typed\n');
    assert.deepEqual(asked, ['beforeunload']);
  });

  for (const [name, leave] of [
    ['close()', () => document.querySelector('imm-weboffice')!.close()],
    ['another src', () => void (document.querySelector('imm-weboffice')!.src = 'oss://test/other.csv')],
    ['removal', () => document.querySelector('imm-weboffice')!.remove()],
  ] as const) {
    test(`after ${name} of the element`, async () => {
      await writeFile(pathOf('other.csv'), 'other\n');
      await writeFile(pathOf('tag.csv'), 'one,two\n');
      const { page, frame } = await openTag(browser, office, tagHost.url, { src: 'oss://test/tag.csv', mode: 'edit' });
      pages.push(page);
      await waitForState(page, 'ready');
      await typeInto('tag.csv', frame, page);
      await page.evaluate(leave);
      await waitForFile('tag.csv', 'one,typed\n');
      if (name === 'another src') await officeFrame(page);
    });
  }

  test('of a workbook, a formula that is typed on while another sheet is on screen', { timeout: 120_000 }, async () => {
    await makeWorkbook(pathOf('away.xlsx'));
    const { page, frame } = await edit('away.xlsx');
    await select(frame, 'F1');
    await page.keyboard.type('=10+');
    await waitForStatus(frame, 'dirty');
    await (await frame.waitForSelector('[data-u-comp=slide-tab-item]::-p-text(Notes)'))!.click();
    await frame.waitForSelector('[data-u-comp=slide-tab-item][aria-selected=true]::-p-text(Notes)');
    await page.keyboard.type('5');
    assert.equal((await save(page)).result, 'ok');
    assert.match(partOf(await readFile(pathOf('away.xlsx')), 'xl/worksheets/sheet1.xml'), /<c r="F1"[^>]*><f>10\+5<\/f><v>15<\/v>/);
    assert.equal(await frame.$('[data-u-comp=dialog]'), null);
  });

  test('while an input method composes it', chromiumOnly('an input method on demand'), async () => {
    await writeFile(pathOf('composed.csv'), 'one,two\n');
    const { page, frame } = await edit('composed.csv');
    await select(frame, 'B1');
    const session = await page.createCDPSession();
    await page.keyboard.type('a');
    await session.send('Input.imeSetComposition', { text: '灯塔', selectionStart: 2, selectionEnd: 2 });
    await waitForStatus(frame, 'dirty');
    assert.equal((await save(page)).result, 'ok');
    assert.equal(await inFile('composed.csv'), 'one,a灯塔\n');
    // Nothing of it comes once more.
    await page.keyboard.type('b');
    await waitForStatus(frame, 'dirty');
    assert.equal((await save(page)).result, 'ok');
    assert.equal(await inFile('composed.csv'), 'one,b\n');
  });

  test('of a workbook, a formula that is written while another sheet is on screen', { timeout: 120_000 }, async () => {
    await makeWorkbook(pathOf('formula.xlsx'));
    const { page, frame } = await edit('formula.xlsx');
    await select(frame, 'F1');
    await page.keyboard.type('=10+');
    await waitForStatus(frame, 'dirty');
    await (await frame.waitForSelector('[data-u-comp=slide-tab-item]::-p-text(Notes)'))!.click();
    // It waits for the cell to take.
    await frame.waitForSelector('[data-u-comp=slide-tab-item][aria-selected=true]::-p-text(Notes)');
    assert.equal(await isEditing(frame), true);
    const grid = (await (await frame.waitForSelector('[id^=univer-sheet-main-canvas]'))!.boundingBox())!;
    await page.mouse.click(grid.x + 150, grid.y + 46, { delay: 100 });
    assert.equal((await save(page)).result, 'ok');
    assert.match(partOf(await readFile(pathOf('formula.xlsx')), 'xl/worksheets/sheet1.xml'), /<c r="F1"[^>]*><f>10\+Notes!B2<\/f>/);
  });
});

test('the page does not close a cell under the writer’s hands to save by itself; what is given up is unsaved no more', async () => {
  await writeFile(pathOf('open.csv'), 'one,two\n');
  const { page, frame } = await edit('open.csv');
  await select(frame, 'A1');
  await page.keyboard.type('first');
  await page.keyboard.press('Enter');
  await page.keyboard.type('half');
  await waitForFile('open.csv', 'first,two\n');
  await waitForStatus(frame, 'dirty');
  assert.equal(await isEditing(frame), true);
  await page.keyboard.press('Escape');
  await waitForStatus(frame, 'saved');
  assert.equal(await isEditing(frame), false);
  assert.equal((await save(page)).result, 'nochange');
  assert.equal(await inFile('open.csv'), 'first,two\n');
});

test('words that an input method composes in a text are in the file after save()', chromiumOnly('an input method on demand'), async () => {
  await writeFile(pathOf('composed.txt'), 'before');
  const { page, frame } = await edit('composed.txt');
  await waitForWords(frame, 'before');
  await frame.focus('.cm-content');
  const session = await page.createCDPSession();
  await session.send('Input.imeSetComposition', { text: '灯塔', selectionStart: 2, selectionEnd: 2 });
  await waitForStatus(frame, 'dirty');
  assert.equal((await save(page)).result, 'ok');
  assert.equal(await inFile('composed.txt'), '灯塔before');
});
