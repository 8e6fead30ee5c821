/** Editing, from the key pressed to the file: what a writer sees, what the host hears, and what is in the file then. */
import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { Workbook } from '../../local/src/server/sheet/workbook.js';
import { accessibilityFindings } from '../setup/axe.js';
import { chromiumOnly, keepToasts, waitForToast, waitForWords } from '../setup/browser.js';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { setUpFixture } from '../setup/fixture.js';
import { docx } from '../setup/documents.js';
import { makeLetter, makeWorkbook } from '../setup/flat-documents.js';
import { cellIn, chord, select } from '../setup/grid.js';
import { eventsOf, type HostWindow, openDocument, type Opened, save, saveAll, waitForStatus } from '../setup/open-document.js';
import { changedParts, partOf } from '../setup/packages.js';
import { until } from '../setup/until.js';

const fixture = setUpFixture({ permission: { readonly: false, history: true, copy: true, print: true, export: true } });

const edit = (name: string): Promise<Opened> =>
  openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, { permission: { readonly: false, history: true } });
const statuses = async (page: Page) =>
  (await eventsOf(page)).filter(({ name }) => name === 'fileStatus').map(({ payload }) => payload.status);

/** A button of the Word editor's that shows a size and is named for what it does. */
const LIBRARY_BUTTON = 'label-content-name-mismatch';

describe('a text', () => {
  test('is typed into, saved by the SDK, by Ctrl+S and by itself, and its encoding stays', async () => {
    await writeFile(fixture.pathOf('letter.txt'), Buffer.from('d6d0cec40d0a', 'hex'));
    const { page, frame } = await edit('letter.txt');
    await waitForWords(frame, '中文');
    assert.deepEqual(await accessibilityFindings(frame), []);
    assert.equal((await save(page)).result, 'nochange');
    await frame.focus('.cm-content');
    await page.keyboard.press('End');
    await page.keyboard.type('!');
    await waitForStatus(frame, 'dirty');
    const saved = await save(page);
    assert.deepEqual([saved.result, saved.size], ['ok', 7]);
    assert.equal((await readFile(fixture.pathOf('letter.txt'))).toString('hex'), 'd6d0cec4210d0a');
    assert.deepEqual(await statuses(page), [0, 6, 1]);
    await page.keyboard.press('Enter');
    await page.keyboard.down('Control');
    await page.keyboard.press('s');
    await page.keyboard.up('Control');
    await waitForStatus(frame, 'saved');
    assert.equal((await readFile(fixture.pathOf('letter.txt'))).toString('hex'), 'd6d0cec4210d0a0d0a');
    await page.keyboard.type('a');
    await waitForStatus(frame, 'saved');
    assert.equal((await readFile(fixture.pathOf('letter.txt'))).toString('hex'), 'd6d0cec4210d0a610d0a');
    assert.deepEqual((await statuses(page)).slice(-2), [6, 7]);
    await frame.click('[aria-label=Undo]');
    await frame.waitForFunction(() => !document.querySelector('.cm-content')!.textContent.includes('a'), { polling: 100 });
    await page.close();
  });

  test('that two edit at once has what both wrote', async () => {
    await writeFile(fixture.pathOf('both.txt'), 'first line\nsecond line\n');
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
    assert.equal(await readFile(fixture.pathOf('both.txt'), 'utf8'), 'first line of one\nsecond line of two\n');
    await one.page.close();
    await two.page.close();
  });

  test('keeps what was typed when its frame is taken away', async () => {
    await writeFile(fixture.pathOf('gone.txt'), 'kept');
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

  test('keeps what was typed last when the reader leaves its page', async () => {
    await writeFile(fixture.pathOf('left.txt'), 'kept');
    const { page, frame } = await edit('left.txt');
    await waitForWords(frame, 'kept');
    await frame.focus('.cm-content');
    await page.keyboard.type('well ');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(fixture.office.url);
    const again = await edit('left.txt');
    await waitForWords(again.frame, 'well kept');
    await page.close();
    await again.page.close();
  });

  test(
    'goes on when the reader has gone back to its page, with what was typed last once',
    chromiumOnly('others load the page anew'),
    async () => {
      await writeFile(fixture.pathOf('back.txt'), 'kept');
      const { page, frame } = await edit('back.txt');
      await waitForWords(frame, 'kept');
      await page.evaluate(() => (document.title = 'the same page'));
      await frame.focus('.cm-content');
      await page.keyboard.type('well ');
      page.on('dialog', (dialog) => void dialog.accept());
      await page.goto(fixture.office.url);
      // There is no load to be waited for where the browser has kept the page, which it must have.
      await page.evaluate(() => history.back());
      await page.waitForFunction(() => document.title === 'the same page', { polling: 100 });
      // The frame is there again, but not for the tools: it is used by mouse and keys, and seen by what it says to the page.
      await page.click('iframe');
      await page.keyboard.press('End');
      await page.keyboard.type('!');
      for (let found = ''; found !== 'well kept!'; found = await readFile(fixture.pathOf('back.txt'), 'utf8')) {
        assert.match((await save(page)).result, /ok|nochange/);
      }
      await page.close();
    },
  );
});

describe('a workbook made by LibreOffice', () => {
  test('gets a new number, and what formulas come to on other sheets too; nothing else changes', { timeout: 120_000 }, async () => {
    await makeWorkbook(fixture.pathOf('prices.xlsx'));
    const before = await readFile(fixture.pathOf('prices.xlsx'));
    const { page, frame } = await edit('prices.xlsx');
    await waitForStatus(frame, 'saved');
    await select(frame, 'B2');
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await waitForStatus(frame, 'dirty');
    const cellsOf = (file: Buffer, sheet: number) => {
      const workbook = new Workbook(ZipFile.parse(file));
      return [...workbook.cells(workbook.sheet(sheet).root)].map(({ row, column, value, formula, style }) => ({
        at: `${row} ${column}`,
        value,
        formula,
        style,
      }));
    };
    const changes = async () => {
      const saved = await readFile(fixture.pathOf('prices.xlsx'));
      return [0, 1].flatMap((sheet) => {
        const old = cellsOf(before, sheet);
        return cellsOf(saved, sheet).filter((cell, index) => JSON.stringify(cell) !== JSON.stringify(old[index]));
      });
    };
    // What formulas come to is there a little later than what was typed, and saved then.
    await until(async () => (await saveAll(page), (await changes()).length >= 4), 'four changed cells in the file');
    assert.deepEqual(changedParts(before, await readFile(fixture.pathOf('prices.xlsx'))), [
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ]);
    assert.deepEqual(
      (await changes()).map(({ at, value, formula }) => [at, value, formula]),
      [
        ['1 1', 5, undefined],
        ['1 3', 150, 'B2*C2'],
        ['4 3', 665, 'SUM(D2:D4)'],
        ['1 1', 665, 'Prices!D5'],
      ],
    );
    await page.close();
  });

  test('has what is typed as a percentage, a date or bold in its formats', async () => {
    await makeWorkbook(fixture.pathOf('formats.xlsx'));
    const before = await readFile(fixture.pathOf('formats.xlsx'));
    const { page, frame } = await edit('formats.xlsx');
    await waitForStatus(frame, 'saved');
    for (const [cell, text] of [
      ['F1', '50%'],
      ['F2', '2024-01-05'],
    ] as const) {
      await select(frame, cell);
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    }
    await select(frame, 'A2');
    await chord(page, 'Control', 'b');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    const saved = await readFile(fixture.pathOf('formats.xlsx'));
    assert.deepEqual(changedParts(before, saved), ['xl/styles.xml', 'xl/worksheets/sheet1.xml']);
    const at = (row: number, column: number) => {
      const [value, format] = cellIn(saved, row, column);
      return [value, format?.n?.pattern ?? 'General', format?.bl ?? 0];
    };
    assert.deepEqual(
      [at(0, 5), at(1, 5), at(1, 0)],
      [
        [0.5, '0%', 0],
        [45_296, 'yyyy-mm-dd', 0],
        ['Lamp', 'General', 1],
      ],
    );
    await page.close();
  });

  test('gets formats from the bar above its grid, which shows those of the chosen cell; undo takes one back', async () => {
    await makeWorkbook(fixture.pathOf('bar.xlsx'));
    const { page, frame } = await edit('bar.xlsx');
    await waitForStatus(frame, 'saved');
    const shown = (selector: string) => frame.waitForSelector(`.sheet-bar ${selector}`);
    const press = async (label: string) => (await shown(`[aria-label="${label}"]`))!.click();
    const formats = async () => {
      await saveAll(page);
      const [value, format] = cellIn(await readFile(fixture.pathOf('bar.xlsx')), 1, 1);
      return [value, format?.bl, format?.bg?.rgb, format?.n?.pattern];
    };
    await select(frame, 'A1');
    await shown('[aria-label=Bold][aria-pressed=true]');
    await select(frame, 'B2');
    await shown('[aria-label=Bold][aria-pressed=false]');
    // What is being typed is written into its cell first.
    await page.keyboard.type('30');
    await press('Bold');
    await shown('[aria-label=Bold][aria-pressed=true]');
    await press('Fill colour');
    assert.deepEqual(await accessibilityFindings(frame, [], '.sheet-bar'), []);
    await press('Yellow');
    await press('Number format: General');
    await (await shown('[role=menuitemradio]::-p-text(Percent)'))!.click();
    await shown('[aria-label="Number format: Percent"]');
    await waitForStatus(frame, 'dirty');
    assert.deepEqual(await formats(), [30, 1, '#FFE699', '0.00%']);
    await press('Wrap text');
    await shown('[aria-label="Wrap text"][aria-pressed=true]');
    // The grid has the focus all the time: its keys count.
    await chord(page, 'Control', 'z');
    await shown('[aria-label="Wrap text"][aria-pressed=false]');
    await chord(page, 'Control', 'z');
    await shown('[aria-label="Number format: General"]');
    assert.deepEqual(await formats(), [30, 1, '#FFE699', undefined]);
    await page.close();
  });

  test('has a bar for formats that is used by keys too, and fits a narrow window', async () => {
    await makeWorkbook(fixture.pathOf('keys.xlsx'));
    const { page, frame } = await edit('keys.xlsx');
    await page.setViewport({ width: 320, height: 600 });
    await waitForStatus(frame, 'saved');
    const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await select(frame, 'B2');
    await page.keyboard.down('Alt');
    await page.keyboard.press('F10');
    await page.keyboard.up('Alt');
    assert.equal(await focused(), 'Bold');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('.sheet-bar [aria-label=Italic][aria-pressed=true]');
    assert.equal(await focused(), 'Italic');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const menu = await frame.waitForSelector('.sheet-bar [role=menu]');
    const { x, width } = (await menu!.boundingBox())!;
    assert.ok(x >= 0 && x + width <= 320, `from ${x} to ${x + width}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('.sheet-bar [aria-label="Number format: Number"]');
    await page.keyboard.press('Escape');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    const [value, format] = cellIn(await readFile(fixture.pathOf('keys.xlsx')), 1, 1);
    assert.deepEqual([value, format?.it, format?.n?.pattern], [7, 1, '#,##0.00']);
    await page.close();
  });

  test('stays as it is where something could not be saved: a function that gives names, which is said, and another name of a sheet', async () => {
    await makeWorkbook(fixture.pathOf('refused.xlsx'));
    const before = await readFile(fixture.pathOf('refused.xlsx'));
    const { page, frame } = await edit('refused.xlsx');
    await waitForStatus(frame, 'saved');
    await keepToasts(frame);
    await select(frame, 'F1');
    await page.keyboard.type('=LET(x,1,x+1)');
    await page.keyboard.press('Enter');
    await waitForToast(frame, 'Not possible here: it couldn’t be saved.');
    const tab = await frame.waitForSelector('[data-u-comp="slide-tab-item"]');
    await tab!.click({ count: 2 });
    await page.keyboard.type('X');
    await page.keyboard.press('Escape');
    assert.deepEqual(await frame.$$eval('[data-u-comp="slide-tab-item"]', (tabs) => tabs.map((each) => each.textContent)), [
      'Prices',
      'Notes',
    ]);
    assert.equal((await save(page)).result, 'nochange');
    assert.deepEqual(await readFile(fixture.pathOf('refused.xlsx')), before);
    await page.close();
  });

  test('says so when the words of a cell lose looks of their own; undo brings them back', async () => {
    await makeWorkbook(fixture.pathOf('rich.xlsx'));
    const made = await readFile(fixture.pathOf('rich.xlsx'));
    const sheet = 'xl/worksheets/sheet1.xml';
    const rich = '<c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>La</t></r><r><t>mp</t></r></is></c>';
    const parts = new Map([[sheet, partOf(made, sheet).replace(/<c r="A2"[^>]*>.*?<\/c>/, rich)]]);
    await writeFile(fixture.pathOf('rich.xlsx'), ZipFile.parse(made).with(parts).toBuffer());
    const { page, frame } = await edit('rich.xlsx');
    await waitForStatus(frame, 'saved');
    await keepToasts(frame);
    await select(frame, 'A2');
    await page.keyboard.type('Candle');
    await page.keyboard.press('Enter');
    await waitForToast(frame, 'All words of this cell look alike now.');
    await chord(page, 'Control', 'z');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    assert.ok(partOf(await readFile(fixture.pathOf('rich.xlsx')), sheet).includes(rich));
    await page.close();
  });

  test('that two edit has what both wrote, and what either writes after that', { timeout: 120_000 }, async () => {
    await makeWorkbook(fixture.pathOf('shared.xlsx'));
    const open = async () => {
      const opened = await edit('shared.xlsx');
      await waitForStatus(opened.frame, 'saved');
      await keepToasts(opened.frame);
      return opened;
    };
    const [one, two] = [await open(), await open()];
    const write = async ({ page, frame }: Opened, cell: string, text: string) => {
      await page.bringToFront();
      await select(frame, cell);
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await waitForStatus(frame, 'dirty');
      await saveAll(page);
    };
    const saved = async (...cells: [row: number, column: number][]) => {
      const workbook = new Workbook(ZipFile.parse(await readFile(fixture.pathOf('shared.xlsx'))));
      const all = [...workbook.cells(workbook.sheet(0).root)];
      return cells.map(([row, column]) => all.find((cell) => cell.row === row && cell.column === column)?.value);
    };
    await write(one, 'F1', 'first');
    await two.page.bringToFront();
    await waitForToast(two.frame, 'Updated to the newest version');
    await write(two, 'F2', '007a');
    assert.deepEqual(await saved([0, 5], [1, 5]), ['first', '007a']);
    await one.page.bringToFront();
    await waitForToast(one.frame, 'Updated to the newest version');
    await write(one, 'F3', 'third');
    assert.deepEqual(await saved([0, 5], [1, 5], [2, 5]), ['first', '007a', 'third']);
    // Who has nothing to save is told of what the other has saved, seen or not.
    const { size } = await stat(fixture.pathOf('shared.xlsx'));
    const present = await save(two.page);
    assert.deepEqual(present, { ...(await save(one.page)), result: 'nochange', size });
    for (const { page } of [one, two]) await page.close();
  });

  test('that others have saved is not lost, nor waited for for ever, when theirs cannot be had at once', { timeout: 120_000 }, async () => {
    await writeFile(fixture.pathOf('cut-off.csv'), 'one,two\r\n');
    const { page, frame } = await edit('cut-off.csv');
    await waitForStatus(frame, 'saved');
    let isCutOff = true;
    await page.setRequestInterception(true);
    page.on('request', (request) => void (isCutOff && /\/content$/.test(request.url()) ? request.abort() : request.continue()));
    await select(frame, 'A2');
    await page.keyboard.type('mine');
    await page.keyboard.press('Enter');
    await waitForStatus(frame, 'dirty');
    await writeFile(fixture.pathOf('cut-off.csv'), 'one,two\r\n,theirs\r\n');
    await waitForStatus(frame, 'failed');
    assert.equal((await save(page)).result, 'fail');
    isCutOff = false;
    await saveAll(page);
    assert.equal(await readFile(fixture.pathOf('cut-off.csv'), 'utf8'), 'one,two\r\nmine,theirs\r\n');
    await page.close();
  });

  test('has every key that is pressed while a version of somebody else comes in', { timeout: 120_000 }, async () => {
    await writeFile(fixture.pathOf('pressed.csv'), 'one,two\r\n');
    const { page, frame } = await edit('pressed.csv');
    await waitForStatus(frame, 'saved');
    await select(frame, 'A2');
    await page.keyboard.type('mi');
    const isThere = page.waitForResponse((response) => response.url().endsWith('/content'));
    await writeFile(fixture.pathOf('pressed.csv'), 'one,two\r\n,theirs\r\n');
    await isThere;
    await page.keyboard.type('ne');
    const room = await frame.$('.sheet-room');
    await page.keyboard.press('Enter');
    // Now there is no grid for a while.
    await frame.waitForFunction((old) => !old?.isConnected, { polling: 5 }, room);
    await page.keyboard.type('008');
    await page.keyboard.press('Enter');
    const wanted = 'one,two\r\nmine,theirs\r\n008\r\n';
    await until(
      async () => (await saveAll(page), (await readFile(fixture.pathOf('pressed.csv'), 'utf8')) === wanted),
      `${wanted} in the file`,
    );
    await page.close();
  });

  test('as a table of text keeps its quotes, its separator and its zeros', async () => {
    await writeFile(fixture.pathOf('ids.csv'), '"id";name\r\n"007";Bond\r\n');
    const { page, frame } = await edit('ids.csv');
    await waitForStatus(frame, 'saved');
    assert.equal(await frame.$('.sheet-tools'), null, 'there are no formats to be had');
    await select(frame, 'A3');
    await page.keyboard.type('008');
    await page.keyboard.press('Enter');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    assert.equal(await readFile(fixture.pathOf('ids.csv'), 'utf8'), '"id";name\r\n"007";Bond\r\n008\r\n');
    await page.close();
  });
});

describe('a letter made by LibreOffice', () => {
  test('gets a new word; header, footnote, list and table stay', async () => {
    await makeLetter(fixture.pathOf('letter.docx'));
    const before = await readFile(fixture.pathOf('letter.docx'));
    const { page, frame } = await edit('letter.docx');
    await waitForStatus(frame, 'saved');
    const heading = await frame.waitForSelector('::-p-text(The lighthouse)');
    await heading!.click();
    await frame.waitForSelector('.ProseMirror-focused');
    await page.keyboard.type('storm');
    await waitForWords(frame, 'storm');
    await saveAll(page);
    const saved = await readFile(fixture.pathOf('letter.docx'));
    assert.deepEqual(changedParts(before, saved), ['docProps/core.xml', 'word/document.xml']);
    assert.match(partOf(saved, 'word/document.xml'), /storm/);
    assert.equal(partOf(saved, 'word/document.xml').replace('storm', ''), partOf(before, 'word/document.xml'));
    const again = await edit('letter.docx');
    await waitForWords(again.frame, 'storm');
    await waitForWords(again.frame, 'Harbour office');
    await page.close();
    await again.page.close();
  });

  test('with pictures, headers and text boxes changes where it is typed into, and nowhere else', async () => {
    const before = await readFile(`${fixture.storage.root}/demo/annual-report.docx`);
    await writeFile(fixture.pathOf('report.docx'), before);
    const { page, frame } = await edit('report.docx');
    await waitForStatus(frame, 'saved');
    assert.deepEqual(await accessibilityFindings(frame, [LIBRARY_BUTTON]), []);
    await (await frame.waitForSelector('::-p-text(LARKFELL OBSERVATORY)', { timeout: 60_000 }))!.click();
    await frame.waitForSelector('.ProseMirror-focused');
    for (const word of ['storm', 'calm']) {
      await page.keyboard.type(word);
      await waitForStatus(frame, 'dirty');
      await saveAll(page);
    }
    const saved = await readFile(fixture.pathOf('report.docx'));
    assert.deepEqual(changedParts(before, saved), ['docProps/core.xml', 'word/document.xml']);
    assert.equal(partOf(saved, 'word/document.xml').replace('stormcalm', ''), partOf(before, 'word/document.xml'));
    await frame.click('[aria-label="Side panel"]');
    const headings = await frame.$$eval('.panel > .panel-content > .outline > li > .entry', (all) => all.map((entry) => entry.textContent));
    assert.deepEqual(headings.slice(0, 3), ['A year with the roof open', 'Nights and visitors', 'A new mirror for an old dome']);
    await frame.click('.outline > li:nth-child(3) > .entry');
    await frame.waitForFunction(() => document.querySelector<HTMLInputElement>('.position input')?.value !== '1', { polling: 100 });
    await page.close();
  });

  test('gets another header, and another word in a cell, whose look stays', async () => {
    await makeLetter(fixture.pathOf('parts.docx'));
    const before = await readFile(fixture.pathOf('parts.docx'));
    const { page, frame } = await edit('parts.docx');
    await waitForStatus(frame, 'saved');
    const clickTwice = async (words: string) => (await frame.waitForSelector(`.layout-page ::-p-text(${words})`))!.click({ count: 2 });
    // What is drawn may still move while the mouse clicks.
    const selected = () => frame.evaluate(() => document.getSelection()?.toString());
    await until(async () => (await clickTwice('Wind'), (await selected()) === 'Wind'), 'the word to be selected');
    await page.keyboard.type('Storm');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    const word = await readFile(fixture.pathOf('parts.docx'));
    assert.equal(partOf(word, 'word/document.xml'), partOf(before, 'word/document.xml').replace('Wind', 'Storm'));
    await clickTwice('Harbour office');
    // Headers have an editor of their own.
    await frame.waitForFunction(() => document.activeElement?.textContent === 'Harbour office', { polling: 100 });
    await page.keyboard.type('Old ');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    const saved = await readFile(fixture.pathOf('parts.docx'));
    assert.deepEqual(changedParts(word, saved), ['docProps/core.xml', 'word/header1.xml']);
    assert.match(partOf(saved, 'word/header1.xml'), /Old Harbour office/);
    await page.close();
  });

  test('has borders that are dragged; a click on one changes nothing', async () => {
    await makeLetter(fixture.pathOf('borders.docx'));
    const before = await readFile(fixture.pathOf('borders.docx'));
    const { page, frame } = await edit('borders.docx');
    await waitForStatus(frame, 'saved');
    const border = await frame.waitForSelector('.layout-table-row-resize-handle, .layout-table-edge-handle-bottom');
    await border!.click();
    assert.equal((await save(page)).result, 'nochange');
    assert.deepEqual(await readFile(fixture.pathOf('borders.docx')), before);
    const { x, y } = await border!.clickablePoint();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 30, { steps: 3 });
    await page.mouse.up();
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    assert.match(partOf(await readFile(fixture.pathOf('borders.docx')), 'word/document.xml'), /<w:trHeight w:val="(?!248")\d+"/);
    await page.close();
  });

  test('fits a narrow window, and can be scrolled to when it is large', async () => {
    await makeLetter(fixture.pathOf('narrow.docx'));
    const { page, frame } = await edit('narrow.docx');
    await waitForStatus(frame, 'saved');
    await page.setViewport({ width: 480, height: 800 });
    const isInside = () => {
      const [sheet, room] = ['.layout-page', '.word-view'].map((each) => document.querySelector(each)!.getBoundingClientRect());
      return sheet!.left >= room!.left && sheet!.right <= room!.right;
    };
    await frame.waitForFunction(isInside, { polling: 100 });
    await page.setViewport({ width: 1280, height: 800 });
    await frame.click('.zoom-value');
    await (await frame.waitForSelector('[role=menu] ::-p-text(300%)'))!.click();
    await frame.waitForFunction(() => document.querySelector('.layout-page')!.getBoundingClientRect().width > 2000, { polling: 100 });
    assert.ok(await frame.$eval('.layout-page', (sheet) => sheet.getBoundingClientRect().left >= 0), 'its left edge is in the window');
    await page.close();
  });

  test('gets lists beside its own, and typing goes on after a click on Save', async () => {
    await makeLetter(fixture.pathOf('list.docx'));
    const { page, frame } = await edit('list.docx');
    await waitForStatus(frame, 'saved');
    for (const [words, list] of [
      ['Harbour master', 'Bullet List'],
      ['Keeper', 'Numbered List'],
    ] as const) {
      await (await frame.waitForSelector('::-p-text(湖边的灯塔)'))!.click();
      await page.keyboard.press('Home');
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowUp');
      await frame.click(`[aria-label="${list}"]`);
      await frame.waitForFunction((text) => document.querySelector('.layout-page')!.textContent.includes(text), { polling: 100 }, words);
    }
    await frame.click('[aria-label=Save]');
    await waitForStatus(frame, 'saved');
    await page.keyboard.type('!');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    await convertWithLibreOffice(fixture.pathOf('list.docx'), 'txt:Text', fixture.pathOf('list.txt'));
    assert.match(await readFile(fixture.pathOf('list.txt'), 'utf8'), /• !?Harbour master\s+1\. !?Keeper/);
    await page.close();
  });

  test('that two change at once asks whose shall count, and keeps both', async () => {
    await makeLetter(fixture.pathOf('shared.docx'));
    const { page, frame } = await edit('shared.docx');
    await waitForStatus(frame, 'saved');
    await (await frame.waitForSelector('::-p-text(The lighthouse)'))!.click();
    await page.keyboard.type('mine');
    await waitForStatus(frame, 'dirty');
    await writeFile(fixture.pathOf('shared.docx'), docx(['theirs']));
    await waitForStatus(frame, 'conflict');
    assert.equal((await save(page)).result, 'fail');
    await frame.click('::-p-text(Mine)');
    await waitForStatus(frame, 'saved');
    assert.match(partOf(await readFile(fixture.pathOf('shared.docx')), 'word/document.xml'), /mine/);
    await page.close();
  });
});

test('a letter of Office 97 goes through docx and back, and says so', { timeout: 120_000 }, async () => {
  await makeLetter(fixture.pathOf('old.doc'));
  const { page, frame } = await edit('old.doc');
  await waitForWords(frame, 'saved through conversion: to docx and back to doc');
  await (await frame.waitForSelector('::-p-text(The lighthouse)'))!.click();
  await frame.waitForSelector('.ProseMirror-focused');
  for (const word of ['storm', 'calm']) {
    await page.keyboard.type(word);
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
  }
  const saved = await readFile(fixture.pathOf('old.doc'));
  assert.equal(saved.subarray(0, 4).toString('hex'), 'd0cf11e0', 'still of Office 97');
  await convertWithLibreOffice(fixture.pathOf('old.doc'), 'docx', fixture.pathOf('new.docx'));
  const text = partOf(await readFile(fixture.pathOf('new.docx')), 'word/document.xml').replaceAll(/<[^>]*>/g, '');
  assert.match(text, /stormcalm/);
  assert.match(text, /The keeper writes every evening\..*Lamp oil.*Rope.*Wind.*North.*湖边的灯塔/);
  await page.close();
});

test('a kind of document that has no editor is read-only, and says so', async () => {
  await writeFile(fixture.pathOf('slides.pptx'), await readFile(`${fixture.storage.root}/demo/programme.pptx`));
  const { page, frame } = await edit('slides.pptx');
  await waitForWords(frame, 'Read-only: presentations and PDF files can be viewed here, not changed.');
  assert.equal((await save(page)).result, 'nochange');
  await page.close();
});

test('the history: an earlier version is looked at, and restored', async () => {
  await writeFile(fixture.pathOf('minutes.txt'), 'First version\n');
  const { page, frame } = await edit('minutes.txt');
  await waitForWords(frame, 'First version');
  await frame.click('.cm-content');
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  await page.keyboard.type('and a second one');
  await save(page);
  await frame.click('button[aria-label="Version history"]');
  await frame.waitForFunction(() => document.querySelectorAll('.version').length === 2, { polling: 100 });
  await frame.click('li:nth-child(2) .version');
  await frame.waitForFunction(() => document.querySelector('.past')?.textContent?.includes('First version'), { polling: 100 });
  assert.equal(await frame.$eval('.past', (past) => past.textContent?.includes('and a second one')), false);
  await frame.click('.versions .secondary');
  await waitForWords(frame, 'The earlier version is the current one now');
  assert.equal(await readFile(fixture.pathOf('minutes.txt'), 'utf8'), 'First version\n');
  await frame.waitForFunction(() => document.querySelectorAll('.version').length === 3 && !document.querySelector('.past'), {
    polling: 100,
  });
  assert.equal(await frame.$eval('.document', (shown) => shown.textContent?.includes('and a second one')), false);
  await page.close();
});
