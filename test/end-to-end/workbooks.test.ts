/** Workbooks as readers see them: a grid, what of the page holds in it, and the way to the printed pages. */
import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import type { OpenRequest } from '../../src/contract/requests.js';
import { chromiumOnly, keepToasts, waitForToast, waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { encrypt } from '../setup/documents.js';
import { makeChart, makeWorkbook } from '../setup/flat-documents.js';
import { eventsOf, openDocument } from '../setup/open-document.js';

const fixture = setUpFixture({
  permission: { readonly: false, copy: true, print: true, export: true },
  user: 'Reader',
  prepare: ({ pathOf }) => makeWorkbook(pathOf('prices.xlsx')),
});

const read = (name: string, more: Partial<OpenRequest> = {}) => openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, more);
const waitForGrid = (frame: Frame) => frame.waitForSelector('.sheet-view canvas', { timeout: 60_000 });
/** Names on the tabs below the grid. */
const tabs = (frame: Frame) => frame.$$eval('[data-u-comp="slide-tab-item"]', (items) => items.map((item) => item.textContent.trim()));

test('is a grid that cannot be written into, is searched sheet by sheet and zoomed', async () => {
  const { page, frame } = await read('prices.xlsx');
  await waitForGrid(frame);
  await waitForWords(frame, 'Notes');
  assert.deepEqual(await tabs(frame), ['Prices', 'Notes']);
  await frame.click('.sheet-room');
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  assert.equal(await frame.$('.save-status'), null);
  await (await frame.waitForSelector('[aria-label=Find]'))!.click();
  await page.keyboard.type('Notes & more');
  await waitForWords(frame, '1 of 1');
  await frame.click('[aria-label="Zoom in"]');
  await waitForWords(frame, '110%');
  await page.close();
});

for (const name of ['old.xls', 'table.et']) {
  test(`${name}: of Office 97 is one, too`, async () => {
    await makeWorkbook(fixture.pathOf('made.xls'));
    await copyFile(fixture.pathOf('made.xls'), fixture.pathOf(name));
    const { page, frame } = await read(name);
    await waitForGrid(frame);
    await waitForWords(frame, 'Prices');
    await page.close();
  });
}

test('a password opens it, and asks until it does', async () => {
  await writeFile(fixture.pathOf('secret.xlsx'), encrypt(await readFile(fixture.pathOf('prices.xlsx')), { password: 'sesame' }));
  const { page, frame } = await read('secret.xlsx');
  await waitForWords(frame, 'This document is protected');
  await frame.type('input[type=password]', 'sesame');
  await page.keyboard.press('Enter');
  await waitForGrid(frame);
  await page.close();
});

test('copying is refused where it is not allowed', async () => {
  const { page, frame } = await read('prices.xlsx', { permission: { readonly: true, copy: false } });
  await waitForGrid(frame);
  await frame.click('.sheet-room');
  await page.keyboard.down('Control');
  await page.keyboard.press('c');
  await page.keyboard.up('Control');
  await waitForWords(frame, 'Copying is not allowed');
  await page.close();
});

test('a limited preview ends after fifty rows a page, and no more of it leaves the server', async () => {
  const rows = Array.from({ length: 120 }, (_, index) => `row ${index + 1}`).join('\n');
  await makeWorkbook(fixture.pathOf('long.xlsx'), rows.split('\n'));
  const { page, frame } = await read('long.xlsx', { previewPages: 1 });
  await waitForGrid(frame);
  await waitForWords(frame, 'The preview ends here: 1 of 3 pages');
  const find = async (text: string, expected: string) => {
    await frame.$eval('[role=search] input', (input) => (input.value = ''));
    await frame.type('[role=search] input', text);
    await waitForWords(frame, expected);
  };
  await frame.click('[aria-label=Find]');
  await find('row 45', '1 of 1');
  await find('row 55', 'No matches');
  await page.close();
});

test('what the grid does not draw is said, and seen as pages, and back again', async () => {
  await makeChart(fixture.pathOf('chart.xlsx'));
  const { page, frame } = await read('chart.xlsx');
  await waitForGrid(frame);
  await waitForWords(frame, 'Not drawn here: 1 chart. It stays in the file.');
  await frame.click('::-p-text(Show as pages)');
  await frame.waitForSelector('.pages-view canvas', { timeout: 60_000 });
  await waitForWords(frame, 'of 1');
  await frame.click('::-p-text(Back to the grid)');
  await waitForWords(frame, 'Not drawn here');
  assert.equal(await frame.$('.pages-view'), null);
  assert.deepEqual(
    (await eventsOf(page)).filter(({ name }) => name === 'error'),
    [],
  );
  await page.close();
});

test('the newest version takes the place of the old', async () => {
  await makeWorkbook(fixture.pathOf('renewed.xlsx'));
  const { page, frame } = await read('renewed.xlsx');
  await waitForGrid(frame);
  await keepToasts(frame);
  await makeWorkbook(fixture.pathOf('next.xlsx'), ['only']);
  await copyFile(fixture.pathOf('next.xlsx'), fixture.pathOf('renewed.xlsx'));
  await waitForToast(frame, 'Updated to the newest version');
  await frame.click('[aria-label=Find]');
  await page.keyboard.type('only');
  await waitForWords(frame, '1 of 1');
  await page.close();
});

test('gets dark, and light again, when the reader’s desk does', chromiumOnly('a dark page on demand'), async () => {
  const { page, frame } = await read('prices.xlsx', { permission: { readonly: false } });
  await waitForGrid(frame);
  for (const scheme of ['dark', 'light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // The cell's name can be read in its field, and the field is as light as the page around it.
    await frame.waitForFunction(
      (isDark) => {
        const field = document.querySelector('.sheet-view input');
        if (!field) return false;
        const { color, backgroundColor } = getComputedStyle(field);
        const [ink, paper] = [color, backgroundColor].map((rgb) => Number(/\d+/.exec(rgb)));
        return isDark ? ink! > paper! + 100 : paper! > ink! + 100;
      },
      { polling: 100 },
      scheme === 'dark',
    );
  }
  await page.close();
});
