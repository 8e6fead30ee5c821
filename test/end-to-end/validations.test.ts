/** Lists of data validations are offered where they apply, and values that their author warns of are asked about. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { select } from '../setup/grid.js';
import { openDocument, saveAll, waitForStatus, type HostWindow, type Opened } from '../setup/open-document.js';
import { cellAt, rowsOf, workbookOf } from '../setup/workbooks.js';

const fixture = setUpFixture({ permission: { readonly: false } });

async function open(name: string, file: Buffer, readonly = false): Promise<Opened> {
  await writeFile(fixture.pathOf(name), file);
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, { permission: { readonly } });
  if (!readonly) await waitForStatus(opened.frame, 'saved');
  return opened;
}

const ARROW = '.sheet-choices .arrow:not([hidden])';
const OPTION = '.sheet-choices [role=option]';
const text = (cell: string, words: string) => `<c r="${cell}" t="inlineStr"><is><t>${words}</t></is></c>`;
const rule = (sqref: string, formula: string, more = 'type="list" showErrorMessage="1"', second = '') =>
  `<dataValidation ${more} sqref="${sqref}"><formula1>${formula}</formula1>${second}</dataValidation>`;
const rules = (...all: string[]) => `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`;
const extended = (sqref: string, formula: string) =>
  `<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f>${formula}</xm:f></x14:formula1><xm:sqref>${sqref}</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`;

async function options(frame: Frame): Promise<string[]> {
  await frame.waitForSelector(OPTION);
  return frame.$$eval(OPTION, (all) => all.map(({ textContent }) => textContent));
}

/** Opens a cell's list. */
async function optionsOf(frame: Frame, cell: string): Promise<string[]> {
  await select(frame, cell);
  // The list of defined names below the field of cell names covers the first rows, and the grid may still be taking its place.
  await frame.waitForFunction(
    (selector) => {
      const arrow = document.querySelector(selector);
      const { x, y, width, height } = arrow?.getBoundingClientRect() ?? new DOMRect();
      return arrow?.contains(document.elementFromPoint(x + width / 2, y + height / 2)) ?? false;
    },
    { polling: 100 },
    ARROW,
  );
  await frame.click(ARROW);
  return options(frame);
}

async function choose(frame: Frame, cell: string, words: string): Promise<string[]> {
  const all = await optionsOf(frame, cell);
  await (await frame.$$(OPTION))[all.indexOf(words)]!.click();
  await frame.waitForSelector(OPTION, { hidden: true });
  return all;
}

async function values(page: Page, name: string, ...cells: string[]): Promise<unknown[]> {
  await saveAll(page);
  const saved = await readFile(fixture.pathOf(name));
  return cells.map((cell) => cellAt(saved, cell)?.v);
}

const date = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>';
/** Below what the list of defined names covers. */
const lists = () =>
  workbookOf({
    styles: [date],
    after:
      '<definedNames><definedName name="states">Lists!$A$1:$A$2</definedName><definedName name="fruit">Lists!$B$1:$B$2</definedName></definedNames>',
    sheets: {
      Form:
        rowsOf({
          1: text('J1', 'here') + text('K1', 'fruit'),
          2: `<c r="I2" s="1"><v>46037</v></c>${text('J2', 'there')}`,
          12: text('A12', 'none'),
        }) +
        rules(
          rule('A12', '"open,closed,12"'),
          rule('B12', '$J$1:$J$3'),
          rule('C12', 'Lists!$A$1:$A$2'),
          rule('D12', 'states'),
          rule('F12', 'INDIRECT($K$1)'),
          rule('G12', '$I$2'),
          rule('H12', '"a,b"', 'type="list" showDropDown="1" showErrorMessage="1"'),
        ) +
        extended('E12', 'Lists!$B$1:$B$2'),
      Lists: rowsOf({ 1: text('A1', 'new') + text('B1', 'apple'), 2: text('A2', 'old') + text('B2', 'pear') }),
    },
  });

test('lists that are written out, of cells here and on another sheet, of names, of an extension, and that depend on a cell', async () => {
  const { page, frame } = await open('lists.xlsx', lists());
  assert.deepEqual(await choose(frame, 'A12', '12'), ['open', 'closed', '12']);
  assert.deepEqual(await choose(frame, 'B12', 'there'), ['here', 'there']);
  assert.deepEqual(await choose(frame, 'C12', 'old'), ['new', 'old']);
  assert.deepEqual(await choose(frame, 'D12', 'new'), ['new', 'old']);
  assert.deepEqual(await choose(frame, 'E12', 'pear'), ['apple', 'pear']);
  assert.deepEqual(await choose(frame, 'F12', 'apple'), ['apple', 'pear']);
  const [shown] = await optionsOf(frame, 'G12');
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/list.png` });
  await frame.click(OPTION);
  assert.match(shown!, /2026/, 'a date is listed as it is shown');
  assert.deepEqual(await values(page, 'lists.xlsx', 'A12', 'B12', 'C12', 'D12', 'E12', 'F12', 'G12'), [
    12,
    'there',
    'old',
    'new',
    'pear',
    'apple',
    46037,
  ]);
  // Where the author wants no arrow, and where there is no rule.
  for (const cell of ['H12', 'L12']) {
    await select(frame, cell);
    await frame.waitForSelector('.sheet-choices .arrow', { hidden: true });
  }
  await page.close();
});

test('by keys: Alt+ArrowDown, letters, Enter; Escape chooses nothing; undo takes it back', async () => {
  const { page, frame } = await open('keys-list.xlsx', lists());
  const press = async (...keys: ('Alt' | 'Control' | 'ArrowDown' | 'z')[]) => {
    await page.keyboard.down(keys[0]!);
    await page.keyboard.press(keys[1]!);
    await page.keyboard.up(keys[0]!);
  };
  await select(frame, 'A12');
  await frame.waitForSelector(ARROW);
  await press('Alt', 'ArrowDown');
  await frame.waitForSelector(`${OPTION}:focus`);
  await page.keyboard.press('Escape');
  await frame.waitForSelector(OPTION, { hidden: true });
  await press('Alt', 'ArrowDown');
  await frame.waitForSelector(`${OPTION}:focus`);
  await page.keyboard.press('c');
  await page.keyboard.press('Enter');
  await waitForStatus(frame, 'dirty');
  assert.deepEqual(await values(page, 'keys-list.xlsx', 'A12'), ['closed']);
  await press('Control', 'z');
  await waitForStatus(frame, 'dirty');
  // What was there is against the rule, and comes back all the same.
  assert.deepEqual(await values(page, 'keys-list.xlsx', 'A12'), ['none']);
  await page.close();
});

test('in a preview there is no arrow', async () => {
  const { page, frame } = await open('preview-list.xlsx', lists(), true);
  await waitForWords(frame, 'Lists');
  const { x, y } = (await (await frame.frameElement())!.boundingBox())!;
  await page.mouse.click(x + 80, y + 120);
  assert.equal(await frame.$('.sheet-choices'), null);
  await page.close();
});

const warned = () =>
  workbookOf({
    sheets: {
      One:
        rowsOf({ 1: '<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>' }) +
        rules(
          rule('A1', '1', 'type="whole" errorStyle="warning" showErrorMessage="1" error="1 to 9"', '<formula2>9</formula2>'),
          rule('B1', '1', 'type="whole" errorStyle="information" showErrorMessage="1" error="small"', '<formula2>9</formula2>'),
        ),
    },
  });

async function answer(frame: Frame, label: string): Promise<void> {
  const button = await frame.waitForSelector(`dialog.sheet-question[open] ::-p-text(${label})`);
  await button!.click();
  await frame.waitForSelector('dialog.sheet-question', { hidden: true });
}

test('a typed value that its author warns of stays or goes as the writer says', async () => {
  const { page, frame } = await open('warned.xlsx', warned());
  await select(frame, 'A1');
  await page.keyboard.type('12\n');
  if (process.env.SCREENSHOTS) {
    await frame.waitForSelector('dialog.sheet-question[open]');
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/question.png` });
  }
  await answer(frame, 'Take it back');
  assert.deepEqual(await values(page, 'warned.xlsx', 'A1'), [1]);
  await select(frame, 'A1');
  await page.keyboard.type('13\n');
  await answer(frame, 'Keep it');
  await select(frame, 'B1');
  await page.keyboard.type('14\n');
  await frame.waitForSelector('dialog.sheet-question[open] button:last-child:focus');
  await page.keyboard.press('Enter');
  await frame.waitForSelector('dialog.sheet-question', { hidden: true });
  assert.deepEqual(await values(page, 'warned.xlsx', 'A1', 'B1'), [13, 14]);
  await page.close();
});

test('a save, and the end of the page, keep a value that is asked about', async () => {
  const { page, frame } = await open('asked.xlsx', warned());
  await select(frame, 'A1');
  await page.keyboard.type('12\n');
  await frame.waitForSelector('dialog.sheet-question[open]');
  assert.deepEqual(await values(page, 'asked.xlsx', 'A1'), [12]);
  await answer(frame, 'Take it back');
  await waitForStatus(frame, 'dirty');
  assert.deepEqual(await values(page, 'asked.xlsx', 'A1'), [1]);
  await select(frame, 'B1');
  await page.keyboard.type('15\n');
  await frame.waitForSelector('dialog.sheet-question[open]');
  await page.evaluate(() => (window as unknown as HostWindow).instance.destroy());
  for (const until = Date.now() + 60_000; cellAt(await readFile(fixture.pathOf('asked.xlsx')), 'B1')?.v !== 15;) {
    assert.ok(Date.now() < until, 'the value that was asked about never came');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await page.close();
});
