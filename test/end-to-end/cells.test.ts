/** Cells of a workbook changed by more than typing: what the grid shows then is what the file holds. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Frame, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../src/local/index.js';
import { keepToasts, launch, waitForToast } from '../setup/browser.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { cellIn, paste, select } from '../setup/grid.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { openDocument, type HostWindow, type Opened } from '../setup/open-document.js';

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  const authorize = () => ({ user: { id: 'writer', name: 'Writer' }, permission: { readonly: false, copy: true } });
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
const save = (page: Page) => page.evaluate(() => (window as unknown as HostWindow).instance.save());
const waitForStatus = (frame: Frame, status: string) => frame.waitForSelector(`.save-status.${status}`, { timeout: 60_000 });
async function edit(name: string): Promise<Opened> {
  const opened = await openDocument(browser, host.url, `oss://test/${name}`, { permission: { readonly: false } });
  await waitForStatus(opened.frame, 'saved');
  await keepToasts(opened.frame);
  return opened;
}

test('what is pasted comes without what could not be saved, which is named; the rest is in the file', async () => {
  await makeWorkbook(pathOf('pasted.xlsx'));
  const { page, frame } = await edit('pasted.xlsx');
  await select(frame, 'F1');
  await paste(
    frame,
    '<table><tr><td colspan="2" style="font-family:\'Courier New\',serif;font-size:18pt">Wide</td></tr>' +
      '<tr><td style="border:1px solid #0000ff"><a href="https://example.com/">Link</a></td><td>one <b>bold</b> word<img src="data:,"></td></tr></table>',
    'Wide\t\nLink\tone bold word',
  );
  await waitForToast(frame, 'Pasted without pictures, links, merged cells, and formats of single words: not possible here.');
  await waitForStatus(frame, 'dirty');
  assert.match((await save(page)).result, /^(ok|nochange)$/);
  const saved = await readFile(pathOf('pasted.xlsx'));
  const at = (row: number, column: number) => {
    const [value, format] = cellIn(saved, row, column);
    return [value, format?.ff, format?.fs, format?.bd?.l?.cl?.rgb.toLowerCase()];
  };
  assert.deepEqual(
    [at(0, 5), at(1, 5), at(1, 6)[0]],
    [['Wide', 'Courier New', 18, undefined], ['Link', 'Arial', 11, '#0000ff'], 'one bold word'],
  );
  await page.close();
});

test('pasted paragraphs are one below the other; a picture alone is refused', async () => {
  await makeWorkbook(pathOf('lines.xlsx'));
  const { page, frame } = await edit('lines.xlsx');
  await select(frame, 'F1');
  await paste(frame, '<img src="data:,">', '');
  await waitForToast(frame, 'Not possible here: it couldn’t be saved.');
  await paste(frame, '<p>first</p><p>second</p>', 'first\nsecond');
  await waitForStatus(frame, 'dirty');
  assert.match((await save(page)).result, /^(ok|nochange)$/);
  const saved = await readFile(pathOf('lines.xlsx'));
  assert.deepEqual([cellIn(saved, 0, 5)[0], cellIn(saved, 1, 5)[0]], ['first', 'second']);
  await page.close();
});
