/** Keys of the editors: none destroys what is not seen, or what the platform's own fields would not. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { KeyInput, Page } from 'puppeteer-core';
import { keepToasts, waitForToast, waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { paste, select } from '../setup/grid.js';
import { openDocument, type Opened, saveAll, waitForStatus } from '../setup/open-document.js';
import { cellAt, rowsOf, workbookOf } from '../setup/workbooks.js';

const fixture = setUpFixture({ permission: { readonly: false } });

async function press(page: Page, keys: readonly KeyInput[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await page.keyboard.down(key);
  await page.keyboard.press(keys.at(-1)!);
  for (const key of held.reverse()) await page.keyboard.up(key);
}

test('in a text no key deletes, moves, copies or indents lines', async () => {
  const text = 'first\n  second\nthird\n';
  await writeFile(fixture.pathOf('keys.txt'), text);
  const { page, frame } = await openDocument(fixture.browser, fixture.host.url, 'oss://test/keys.txt', { permission: { readonly: false } });
  await waitForStatus(frame, 'saved');
  await waitForWords(frame, 'third');
  await frame.focus('.cm-content');
  await press(page, ['Control', 'Home']);
  await press(page, ['ArrowDown']);
  const harmless: readonly (readonly KeyInput[])[] = [
    ['Control', 'Shift', 'k'],
    ['Alt', 'ArrowUp'],
    ['Alt', 'ArrowDown'],
    ['Shift', 'Alt', 'ArrowUp'],
    ['Shift', 'Alt', 'ArrowDown'],
    ['Control', '['],
    ['Control', ']'],
    ['Control', 'Alt', '\\'],
    ['Control', 'Enter'],
    ['Control', '/'],
    ['Control', 'k'],
    ['Escape'],
  ];
  const shown = () => frame.$$eval('.cm-line', (lines) => lines.map(({ textContent }) => textContent).join('\n'));
  for (const keys of harmless) {
    await press(page, keys);
    assert.equal(await shown(), text, keys.join('+'));
  }
  // The keys do reach it.
  await page.keyboard.type('x');
  assert.notEqual(await shown(), text);
  await page.close();
});

/** Rows 2 and 4 are hidden; every column is for one act: what is chosen, what is done, what its five rows hold then. */
const hiddenRows = (): Buffer => {
  const row = (at: number, hidden = '') =>
    `<row r="${at}"${hidden}>${[...'ABCDEFG'].map((column) => `<c r="${column}${at}"><v>${column === 'D' ? at * 10 : at}</v></c>`).join('')}</row>`;
  const sheet = `<sheetData>${row(1)}${row(2, ' hidden="1"')}${row(3)}${row(4, ' hidden="1"')}${row(5)}</sheetData>`;
  return workbookOf({ sheets: { One: sheet, Two: rowsOf({ 1: '<c r="A1"><v>1</v></c>' }) } });
};

const ofSelections: readonly [name: string, chosen: string, act: (opened: Opened) => Promise<void>, column: string, rows: unknown[]][] = [
  ['Delete', 'A1:A5', ({ page }) => press(page, ['Delete']), 'A', [undefined, 2, undefined, 4, undefined]],
  ['Shift+Backspace', 'B1:B5', ({ page }) => press(page, ['Shift', 'Backspace']), 'B', [undefined, 2, undefined, 4, undefined]],
  ['Ctrl+D', 'C1:C5', ({ page }) => press(page, ['Control', 'd']), 'C', [1, 2, 1, 4, 1]],
  ['Ctrl+R', 'D1:E5', ({ page }) => press(page, ['Control', 'r']), 'E', [10, 2, 30, 4, 50]],
  [
    'Ctrl+Enter',
    'F1:F5',
    async ({ page }) => {
      await page.keyboard.type('9');
      await press(page, ['Control', 'Enter']);
    },
    'F',
    [9, 2, 9, 4, 9],
  ],
];

test('what is done to a selection leaves hidden rows as they are', { timeout: 240_000 }, async () => {
  await writeFile(fixture.pathOf('hidden.xlsx'), hiddenRows());
  const opened = await openDocument(fixture.browser, fixture.host.url, 'oss://test/hidden.xlsx', {
    permission: { readonly: false },
  });
  const { page, frame } = opened;
  await waitForStatus(frame, 'saved');
  await keepToasts(frame);
  const values = async (column: string) => {
    await saveAll(page);
    const file = await readFile(fixture.pathOf('hidden.xlsx'));
    return [1, 2, 3, 4, 5].map((at) => cellAt(file, `${column}${at}`)?.v);
  };
  for (const [name, chosen, act, column, rows] of ofSelections) {
    await select(frame, chosen);
    await act(opened);
    await waitForStatus(frame, 'dirty');
    assert.deepEqual(await values(column), rows, name);
  }
  // A save between is no border for undo.
  await press(page, ['Control', 'z']);
  await waitForStatus(frame, 'dirty');
  assert.deepEqual(await values('F'), [1, 2, 3, 4, 5], 'undone');
  await select(frame, 'G1');
  await paste(frame, '', '7\n8\n9');
  await waitForToast(frame, 'hidden rows or columns');
  assert.deepEqual(await values('G'), [1, 2, 3, 4, 5], 'pasted over hidden rows');
  await page.close();
});

test('in the grid keys that have no meaning change nothing', { timeout: 120_000 }, async () => {
  const file = workbookOf({ sheets: { One: rowsOf({ 1: '<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>', 2: '<c r="A2"><v>3</v></c>' }) } });
  await writeFile(fixture.pathOf('grid.xlsx'), file);
  const { page, frame } = await openDocument(fixture.browser, fixture.host.url, 'oss://test/grid.xlsx', {
    permission: { readonly: false },
  });
  await waitForStatus(frame, 'saved');
  await select(frame, 'B1');
  const harmless: readonly (readonly KeyInput[])[] = [
    ...([
      ['Escape'],
      ['Control', '-'],
      ['Control', '9'],
      ['Control', 'Shift', '0'],
      ['Alt', 'ArrowDown'],
      ['Control', 'k'],
    ] as KeyInput[][]),
    ...([['Control', '0'], ['Shift', 'F10'], ['F4']] as KeyInput[][]),
    ...([
      ['Control', ';'],
      ['Control', 'Shift', ';'],
      ['Alt', 'Enter'],
      ['Control', 'Enter'],
      ['Control', '\\'],
    ] as KeyInput[][]),
    ...(['l', 'r', 'e', 'j', '7', '8', 'd'] as KeyInput[]).map((key): KeyInput[] => ['Control', 'Shift', key]),
    ...([['Control', ','], ['Control', '.'], ['Control', '`'], ['Insert'], ['Shift', 'Escape']] as KeyInput[][]),
  ];
  for (const keys of harmless) {
    await press(page, keys);
    await saveAll(page);
    assert.ok(file.equals(await readFile(fixture.pathOf('grid.xlsx'))), keys.join('+'));
  }
  await page.close();
});
