/** Numbers that are wider than their column are not shown in part: what is drawn in the grid is looked at, text by text. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { snapshotOf } from '../../local/src/server/sheet/snapshot.js';
import { Workbook } from '../../local/src/server/sheet/workbook.js';
import { waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { openDocument, save, waitForStatus } from '../setup/open-document.js';

const fixture = setUpFixture({ permission: { readonly: false } });

const COLUMN = 5;

/** Column A of five characters with numbers in several formats, B with words, C with the first number across two merged columns of five. */
async function makeNarrow(path: string): Promise<void> {
  await makeWorkbook(path, ['one']);
  const made = await readFile(path);
  const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  // General, thousands, date, percent, scientific, currency
  const formats = [0, 4, 14, 10, 11, 44]
    .map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>`)
    .join('');
  const values = [123456789, 1234567.891, 46037, 123.4567, 123456789, 1234.5];
  const rows = values.map((value, index) => {
    const number = `<c r="A${index + 1}" s="${index}"><v>${value}</v></c>`;
    const merged = index === 0 ? '<c r="C1" s="1"><v>12345</v></c>' : '';
    return `<row r="${index + 1}">${number}<c r="B${index + 1}" t="inlineStr"><is><t>words as long as they are</t></is></c>${merged}</row>`;
  });
  const decimals = '<row r="8"><c r="A8"><v>0.333333333333333</v></c></row><row r="9"><c r="A9"><v>42</v></c></row>';
  const parts = new Map([
    [
      'xl/styles.xml',
      `<styleSheet ${space}><fonts count="1"><font><sz val="11"/><name val="Carlito"/></font></fonts><fills count="1"><fill/></fills>` +
        `<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">${formats}</cellXfs></styleSheet>`,
    ],
    [
      'xl/worksheets/sheet1.xml',
      `<worksheet ${space}><cols><col min="1" max="4" width="${COLUMN}" customWidth="1"/></cols>` +
        `<sheetData>${rows.join('')}${decimals}</sheetData><mergeCells count="1"><mergeCell ref="C1:D1"/></mergeCells></worksheet>`,
    ],
  ]);
  await writeFile(path, ZipFile.parse(made).with(parts).toBuffer());
}

/** Everything that is drawn from now on. */
const watchDrawing = (frame: Frame) =>
  frame.evaluate(() => {
    const drawn = new Set<string>();
    Object.assign(window, { drawn });
    const { prototype } = CanvasRenderingContext2D;
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const draw = prototype.fillText;
    prototype.fillText = function (text, ...rest) {
      drawn.add(text);
      draw.call(this, text, ...rest);
    };
  });

/** Draws the grid anew. @returns all texts in it */
async function drawnBy(frame: Frame, button: 'Zoom in' | 'Zoom out'): Promise<string[]> {
  await frame.evaluate(() => (window as unknown as { drawn: Set<string> }).drawn.clear());
  await frame.click(`[aria-label="${button}"]`);
  await frame.waitForFunction(() => (window as unknown as { drawn: Set<string> }).drawn.has('words as long as they are'), { polling: 100 });
  return frame.evaluate(() => [...(window as unknown as { drawn: Set<string> }).drawn]);
}

test('are shown as signs, or rounded where they have no format; words are as they were', { timeout: 120_000 }, async () => {
  const path = `${fixture.storage.root}/test/narrow.xlsx`;
  await makeNarrow(path);
  const { page, frame } = await openDocument(fixture.browser, fixture.host.url, 'oss://test/narrow.xlsx', {
    permission: { readonly: false },
  });
  await waitForStatus(frame, 'saved');
  await watchDrawing(frame);
  const drawn = await drawnBy(frame, 'Zoom in');
  const signs = drawn.filter((text) => /^#+$/.test(text));
  assert.ok(signs.length > 0 && signs[0]!.length >= 3, drawn.join(' '));
  // Headers of rows and columns are among them.
  const numbers = drawn.filter((text) => /\d{2}|[\d.,]{4}/.test(text) && !/^(\d{1,2}|[A-Z]+)$/.test(text));
  assert.deepEqual(numbers.sort(), ['0.33', '12,345.00']);
  assert.ok(drawn.includes('42'));
  // What the cell holds is shown above the grid, found, and saved.
  await frame.click('[aria-label="Find"]');
  await (await frame.waitForSelector('.find-field input'))!.type('1,234,567.89');
  await waitForWords(frame, '1 of 1');
  await page.keyboard.press('Escape');
  // A wider column shows it.
  const grid = (await (await frame.waitForSelector('[id^=univer-sheet-main-canvas]'))!.boundingBox())!;
  await frame.click('[aria-label="Zoom out"]');
  const { sheets } = snapshotOf(new Workbook(ZipFile.parse(await readFile(path))), '') as {
    sheets: Record<string, { columnData: Record<number, { w: number }> }>;
  };
  // Where column A ends, beside the numbers of rows.
  await page.mouse.move(grid.x + 46 + sheets['sheet-0']!.columnData[0]!.w, grid.y + 10);
  await page.mouse.down();
  await page.mouse.move(grid.x + 300, grid.y + 10, { steps: 10 });
  await page.mouse.up();
  await waitForStatus(frame, 'dirty');
  const wide = await drawnBy(frame, 'Zoom in');
  for (const text of ['123456789', '1,234,567.89', '12345.67%', '1.23E+08', '0.333333333333'])
    assert.ok(wide.includes(text), `${text}: ${wide.join(' ')}`);
  assert.equal((await save(page)).result, 'ok');
  await page.close();
});
