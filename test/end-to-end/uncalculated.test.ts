/** Formulas without a result, as programs write them that cannot calculate: the grid shows results, and stores none unasked. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setUpFixture } from '../setup/fixture.js';
import { select } from '../setup/grid.js';
import { HOST_BODY, openTag, waitForState } from '../setup/tag.js';
import { cellAt, rowsOf, workbookOf } from '../setup/workbooks.js';

const fixture = setUpFixture({ permission: { readonly: false, copy: true }, body: HOST_BODY });

const ROWS = {
  1: '<c r="A1"><v>20</v></c><c r="B1"><f>A1*2+2</f></c><c r="C1"><f>B1+1</f></c>',
  // What the file has is not calculated again.
  2: '<c r="A2"><v>1</v></c><c r="B2"><f>A2+1</f><v>7</v></c>',
};

test('a formula without a result is calculated when the workbook opens; that is no change', async () => {
  const path = fixture.pathOf('uncalculated.xlsx');
  await writeFile(path, workbookOf({ sheets: { Sheet: rowsOf(ROWS) } }));
  const attributes = { src: 'oss://test/uncalculated.xlsx', mode: 'edit', allow: 'copy' };
  const { page, frame } = await openTag(fixture.browser, fixture.office, fixture.host.url, attributes);
  await waitForState(page, 'ready');
  const save = async () => (await page.$eval('imm-weboffice', (tag) => tag.save())).result;
  await page.waitForFunction(
    async () => {
      const app = (await document.querySelector('imm-weboffice')!.whenReady()) as unknown as {
        ActiveSheet: { Range(cell: string): { Value: Promise<unknown> } };
      };
      const { ActiveSheet: sheet } = app;
      return (await sheet.Range('B1').Value) === 42 && (await sheet.Range('C1').Value) === 43 && (await sheet.Range('B2').Value) === 7;
    },
    { polling: 100 },
  );
  assert.equal(await page.$eval('imm-weboffice', (tag) => tag.unsaved), false);
  assert.equal(await save(), 'nochange');
  // Results are stored with the first change of the reader's.
  await select(frame, 'A1');
  await page.keyboard.type('30');
  await page.keyboard.press('Enter');
  assert.equal(await save(), 'ok');
  const saved = await readFile(path);
  assert.deepEqual([cellAt(saved, 'B1')?.v, cellAt(saved, 'C1')?.v, cellAt(saved, 'B2')?.v], [62, 63, 7]);
  await page.close();
});
