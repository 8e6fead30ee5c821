/** Cells of a workbook changed by more than typing: what the grid shows then is what the file holds. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { OFF } from '../../local/src/shared/sheet/no-style.js';
import { keepToasts, waitForToast } from '../setup/browser.js';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { setUpFixture } from '../setup/fixture.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { cellIn, paste, select } from '../setup/grid.js';
import { partOf } from '../setup/packages.js';
import { openDocument, type Opened, saveAll, waitForStatus } from '../setup/open-document.js';

const fixture = setUpFixture({ permission: { readonly: false, copy: true } });

async function edit(name: string): Promise<Opened> {
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, { permission: { readonly: false } });
  await waitForStatus(opened.frame, 'saved');
  await keepToasts(opened.frame);
  return opened;
}

test('what is pasted comes without what could not be saved, which is named; the rest is in the file', async () => {
  await makeWorkbook(fixture.pathOf('pasted.xlsx'));
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
  await saveAll(page);
  const saved = await readFile(fixture.pathOf('pasted.xlsx'));
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
  await makeWorkbook(fixture.pathOf('lines.xlsx'));
  const { page, frame } = await edit('lines.xlsx');
  await select(frame, 'F1');
  await paste(frame, '<img src="data:,">', '');
  await waitForToast(frame, 'Not possible here: it couldn’t be saved.');
  await paste(frame, '<p>first</p><p>second</p>', 'first\nsecond');
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  const saved = await readFile(fixture.pathOf('lines.xlsx'));
  assert.deepEqual([cellIn(saved, 0, 5)[0], cellIn(saved, 1, 5)[0]], ['first', 'second']);
  await page.close();
});

/** A workbook whose second row is bold and yellow, whose third has its own height, and whose column H is green. */
async function makeLines(path: string): Promise<void> {
  await makeWorkbook(path, ['one']);
  const made = await readFile(path);
  const [sheet, styles] = ['xl/worksheets/sheet1.xml', 'xl/styles.xml'];
  const text = (cell: string, words: string, style = '') => `<c r="${cell}"${style} t="inlineStr"><is><t>${words}</t></is></c>`;
  const words = 'words that need more than one line of this column';
  const rows =
    `<row r="1">${text('A1', 'one')}${text('B1', 'beside', ' s="0"')}</row>` +
    `<row r="2" s="1" customFormat="1">${text('A2', 'two', ' s="1"')}${text('B2', 'none', ' s="0"')}</row>` +
    `<row r="3" ht="20" customHeight="1">${text('A3', words)}</row><row r="4">${text('A4', words)}</row>`;
  const fill = (rgb: string) => `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/></patternFill></fill>`;
  const parts = new Map([
    [
      styles,
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
        '<fonts count="2"><font><sz val="11"/><name val="Carlito"/></font><font><b/><sz val="11"/><name val="Carlito"/></font></fonts>' +
        `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFE699')}${fill('CBE6C3')}</fills>` +
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
        '<cellXfs count="3"><xf/><xf fontId="1" fillId="2"/><xf fillId="3"/></cellXfs></styleSheet>',
    ],
    [
      sheet,
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="8" max="8" width="10" style="2"/></cols>' +
        `<sheetData>${rows}</sheetData></worksheet>`,
    ],
  ]);
  await writeFile(path, ZipFile.parse(made).with(parts).toBuffer());
}

test(
  'a fill or bold that the row or the column gives is taken from a cell, in the file and in the grid',
  { timeout: 120_000 },
  async () => {
    await makeLines(fixture.pathOf('lines.xlsx'));
    const { page, frame } = await edit('lines.xlsx');
    const press = async (label: string) => (await frame.waitForSelector(`.sheet-bar [aria-label="${label}"]`))!.click();
    const bold = (pressed: boolean) => frame.waitForSelector(`.sheet-bar [aria-label=Bold][aria-pressed=${pressed}]`);
    const filled = (on: boolean) =>
      frame.waitForSelector(`.sheet-bar .menu-of-bg .ink${on ? '[style*=background]' : ':not([style*=background])'}`);
    // One that has a look of its own has nothing of its row's.
    await select(frame, 'B2');
    await bold(false);
    await filled(false);
    for (const cell of ['A2', 'D2', 'H4']) {
      await select(frame, cell);
      await filled(true);
      await press('Fill colour');
      await (await frame.waitForSelector('[role=menuitemradio]::-p-text(No fill)'))!.click();
      await filled(false);
      if (cell === 'H4') continue;
      await press('Bold');
      await bold(false);
    }
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    await page.close();
    await convertWithLibreOffice(fixture.pathOf('lines.xlsx'), 'xlsx', fixture.pathOf('opened.xlsx'));
    for (const name of ['lines.xlsx', 'opened.xlsx']) {
      const file = await readFile(fixture.pathOf(name));
      for (const [row, column] of [
        [1, 0],
        [1, 3],
        [3, 7],
      ] as const) {
        const [, format] = cellIn(file, row, column);
        assert.deepEqual([format?.bg?.rgb ?? OFF.bg.rgb, format?.bl ?? 0], [OFF.bg.rgb, 0], `${name}: row ${row}, column ${column}`);
      }
    }
  },
);

test('wrapped words make a row higher, in the file too, except one that has a height of its own', async () => {
  await makeLines(fixture.pathOf('wrapped.xlsx'));
  const { page, frame } = await edit('wrapped.xlsx');
  for (const cell of ['A3', 'A4']) {
    await select(frame, cell);
    await frame.click('.sheet-bar [aria-label="Wrap text"]');
    await frame.waitForSelector('.sheet-bar [aria-label="Wrap text"][aria-pressed=true]');
  }
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  await page.close();
  const saved = await readFile(fixture.pathOf('wrapped.xlsx'));
  const [, third, fourth] = partOf(saved, 'xl/worksheets/sheet1.xml').match(/<row r="3"([^>]*)>.*<row r="4"([^>]*)>/) ?? [];
  assert.equal(third?.trim(), 'ht="20" customHeight="1"');
  assert.match(fourth ?? '', /customHeight="0"/);
  assert.ok(Number(/ht="([\d.]+)"/.exec(fourth ?? '')?.[1]) > 40, fourth);
});
