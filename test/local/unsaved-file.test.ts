/** Changes of cells that cannot be saved, as the reader gets them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CellChange, LineSize } from '../../local/src/shared/page-api.js';

// The page's words are chosen by its address.
Object.defineProperty(globalThis, 'location', { value: new URL('http://127.0.0.1/office/s/1?lang=en'), configurable: true });
const { asFile } = await import('../../local/src/page/document/unsaved-file.js');

const cell = (change: Partial<CellChange>): CellChange => ({ sheet: 0, row: 0, column: 0, ...change });
const file = (cells: CellChange[], lines?: LineSize[]) =>
  asFile({ base: 1, type: 'application/json', body: JSON.stringify({ cells, ...(lines && { lines }) }) }, 'budget.xlsx');
const linesOf = async (...cells: CellChange[]) => (await (await file(cells).file()).text()).trimEnd().split('\r\n').slice(1);

test('each cell has its sheet, its place and its content; what only a formula has changed is not listed', async () => {
  assert.deepEqual(
    await linesOf(cell({ value: 'a "b"' }), cell({ sheet: 1, row: 9, column: 26, value: 5 }), cell({ value: 1, computed: true })),
    ['"1","A1","a ""b"""', '"2","AA10","5"'],
  );
});

for (const [content, shown] of [
  [{ value: 7, formula: 'SUM(A1:A2)' }, "'=SUM(A1:A2)"],
  [{ value: '=1+1' }, "'=1+1"],
  [{ value: '+1' }, "'+1"],
  [{ value: '-1' }, "'-1"],
  [{ value: '@a' }, "'@a"],
  [{ value: '\tb' }, "'\tb"],
  [{ value: -1 }, '-1'],
  [{ value: null }, ''],
  [{ value: false }, 'false'],
] as const) {
  test(`${JSON.stringify(content)} is no formula where the list is opened`, async () => {
    assert.deepEqual(await linesOf(cell(content)), [`"1","A1","${shown}"`]);
  });
}

test('a list is not everything when there are formats or sizes', () => {
  assert.equal(file([cell({ value: 'a' })]).isWhole, true);
  assert.equal(file([cell({ value: 'a', format: { bl: 1 } })]).isWhole, false);
  assert.equal(file([cell({ value: 'a' })], [{ sheet: 0, line: 'row', at: 1, size: 40 }]).isWhole, false);
});
