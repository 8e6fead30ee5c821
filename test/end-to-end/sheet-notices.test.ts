/** What a workbook's author forbids, and what the grid cannot bring up to date: as a writer meets it, and what the file holds then. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { escapeXml } from '../../local/src/server/ooxml/xml.js';
import { keepToasts, waitForToast, waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { select } from '../setup/grid.js';
import { openDocument, type HostWindow, type Opened, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';
import { cellAt, rowsOf, sheetPart, workbookOf } from '../setup/workbooks.js';

const fixture = setUpFixture({ permission: { readonly: false, copy: true } });

async function edit(name: string, file: Buffer): Promise<Opened> {
  await writeFile(fixture.pathOf(name), file);
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, { permission: { readonly: false } });
  await waitForStatus(opened.frame, 'saved');
  await keepToasts(opened.frame);
  return opened;
}
async function type({ page, frame }: Opened, cell: string, text: string): Promise<void> {
  await select(frame, cell);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}
/** A save waits for the results of formulas. */
async function savedWith({ page }: Opened, name: string, cell: string, value: unknown): Promise<Buffer> {
  await saveAll(page);
  const saved = await readFile(fixture.pathOf(name));
  assert.equal(cellAt(saved, cell)?.v, value);
  return saved;
}
const screenshot = async ({ page }: Opened, name: string) => {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};
const number = (cell: string, value: number) => `<c r="${cell}"><v>${value}</v></c>`;
const text = (cell: string, value: string) => `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`;
const formula = (cell: string, source: string, value: number) => `<c r="${cell}"><f>${escapeXml(source)}</f><v>${value}</v></c>`;

test('formulas about tables and names are calculated; what the engine does not follow keeps its result, is marked, and the file asks for new ones', async () => {
  const file = workbookOf({
    sheets: {
      Jan: `${rowsOf({
        1: text('A1', 'Item') + text('B1', 'Amount') + formula('D1', 'SUM(tbl[Amount])', 60) + formula('E1', 'SUM(Jan:Mar!G1)', 111),
        2: text('A2', 'x') + number('B2', 10) + formula('D2', 'tbl[[#This Row],[Amount]]*2', 20) + formula('E2', 'E1+1', 112),
        3: text('A3', 'y') + number('B3', 20) + formula('D3', 'total*10', 600) + formula('E3', 'B2:B4*2', 40),
        4: text('A4', 'z') + number('B4', 30) + formula('D4', 'SUMIF(A2:A4,"x",B2)', 10) + formula('E4', 'B2+1', 11) + number('G4', 1),
      })}<tableParts count="1"><tablePart r:id="rT"/></tableParts>`,
      Mar: rowsOf({ 1: number('G1', 100) }),
    },
    relations: { Jan: { rT: ['table', '../tables/table1.xml'] } },
    parts: {
      'xl/tables/table1.xml':
        '<table id="1" name="tbl" displayName="tbl" ref="A1:B4"><tableColumns count="2"><tableColumn id="1" name="Item"/><tableColumn id="2" name="Amount"/></tableColumns></table>',
    },
    after: '<definedNames><definedName name="total">SUM(tbl[Amount])</definedName></definedNames>',
  });
  const opened = await edit('totals.xlsx', file);
  await type(opened, 'B2', '500');
  await select(opened.frame, 'E1');
  await waitForWords(opened.frame, 'Not recalculated here');
  await screenshot(opened, 'stale');
  await select(opened.frame, 'A1');
  await waitForWords(opened.frame, '3 results marked in orange');
  await type(opened, 'E3', '1');
  await waitForToast(opened.frame, 'an older kind of formula');
  const saved = await savedWith(opened, 'totals.xlsx', 'E4', 501);
  const values = (...cells: string[]) => cells.map((cell) => cellAt(saved, cell)?.v);
  assert.deepEqual(values('D1', 'D2', 'D3', 'D4', 'E4'), [550, 1000, 5500, 500, 501]);
  assert.deepEqual(values('E1', 'E2', 'E3'), [111, 112, 40], 'no new number that would be wrong');
  assert.match(partOf(saved, 'xl/workbook.xml'), /fullCalcOnLoad="1"/);
  await opened.page.close();
});

test('a typed formula that the engine does not follow is stored without a result', async () => {
  const opened = await edit(
    'typed.xlsx',
    workbookOf({ sheets: { Jan: rowsOf({ 1: number('A1', 1) }), Mar: rowsOf({ 1: number('A1', 2) }) } }),
  );
  await type(opened, 'B1', '=SUM(Jan:Mar!A1)');
  await type(opened, 'C1', '=A1+1');
  const part = partOf(await savedWith(opened, 'typed.xlsx', 'C1', 2), sheetPart(0));
  assert.match(part, /<c r="B1"><f>SUM\(Jan:Mar!A1\)<\/f><\/c><c r="C1"><f>A1\+1<\/f><v>2<\/v>/);
  await opened.page.close();
});

test('a value typed over a formula that is not followed frees what relies on it; undoing brings the mark back', async () => {
  const sheet = rowsOf({
    1: number('A1', 1) + formula('B1', 'SUM(Jan:Mar!A1)', 3) + formula('C1', 'B1*10', 30) + formula('D1', 'C1+1', 31),
  });
  const opened = await edit('freed.xlsx', workbookOf({ sheets: { Jan: sheet, Mar: rowsOf({ 1: number('A1', 2) }) } }));
  const { frame, page } = opened;
  await type(opened, 'A1', '5');
  await waitForWords(frame, '3 results marked in orange');
  await type(opened, 'B1', '7');
  await frame.waitForSelector('.sheet-hint', { hidden: true });
  await savedWith(opened, 'freed.xlsx', 'D1', 71);
  await page.keyboard.down('Control');
  await page.keyboard.press('z');
  await page.keyboard.up('Control');
  await waitForWords(frame, 'Not recalculated here');
  await savedWith(opened, 'freed.xlsx', 'D1', 71);
  await page.close();
});

test('the page goes before formulas are calculated: the file has no results of the numbers before, and asks for new ones', async () => {
  const sheet = rowsOf({ 1: number('A1', 1) + formula('B1', 'A1*2', 2) + formula('C1', 'B1+1', 3) + formula('D1', 'A2', 0) });
  const opened = await edit('gone.xlsx', workbookOf({ sheets: { Jan: sheet } }));
  await select(opened.frame, 'A1');
  await opened.page.keyboard.type('50');
  await opened.page.evaluate(() => (window as unknown as HostWindow).instance.destroy());
  let part = '';
  for (const until = Date.now() + 60_000; !part.includes('<v>50</v>'); await sleep(50)) {
    assert.ok(Date.now() < until, 'the last change never came');
    part = partOf(await readFile(fixture.pathOf('gone.xlsx')), sheetPart(0));
  }
  assert.match(part, /<c r="A1"><v>50<\/v><\/c><c r="B1"><f>A1\*2<\/f><\/c><c r="C1"><f>B1\+1<\/f><\/c><c r="D1"><f>A2<\/f><v>0<\/v>/);
  assert.match(partOf(await readFile(fixture.pathOf('gone.xlsx')), 'xl/workbook.xml'), /fullCalcOnLoad="1"/);
  await opened.page.close();
});

test('locked cells of a protected sheet refuse what is typed, with the reason; others take it, and totals follow', async () => {
  const open = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><protection locked="0"/></xf>';
  const cells = number('A1', 100) + '<c r="B1" s="1"><v>2</v></c>' + formula('C1', 'A1*B1', 200);
  const opened = await edit(
    'form.xlsx',
    workbookOf({ styles: [open], sheets: { Form: `${rowsOf({ 1: cells })}<sheetProtection sheet="1"/>` } }),
  );
  await type(opened, 'A1', '7');
  await waitForToast(opened.frame, 'This sheet is protected: this cell is locked.');
  await screenshot(opened, 'protected');
  await type(opened, 'B1', '3');
  const saved = await savedWith(opened, 'form.xlsx', 'C1', 300);
  assert.deepEqual(
    ['A1', 'B1', 'C1'].map((cell) => cellAt(saved, cell)?.v),
    [100, 3, 300],
  );
  await opened.page.close();
});

test('data validations refuse, or warn, as their author wants; what may be written is said', async () => {
  const rule = (attributes: string, inside: string) => `<dataValidation showErrorMessage="1" ${attributes}>${inside}</dataValidation>`;
  const rules = [
    rule('type="list" errorTitle="Status" error="open or closed" sqref="A1"', '<formula1>"open,closed"</formula1>'),
    rule('type="whole" errorStyle="warning" error="1 to 9" sqref="B1"', '<formula1>1</formula1><formula2>9</formula2>'),
    rule('type="custom" sqref="C1"', '<formula1>COUNTIF(A:A,C1)=0</formula1>'),
    rule('type="list" sqref="D1"', '<formula1>$F$1:$F$2</formula1>'),
  ];
  const cells = text('A1', 'open') + number('B1', 1) + number('C1', 1) + text('D1', 'x') + text('F1', 'x');
  const sheet = `${rowsOf({ 1: cells, 2: text('F2', 'y') })}<dataValidations count="4">${rules.join('')}</dataValidations>`;
  const opened = await edit('rules.xlsx', workbookOf({ sheets: { One: sheet } }));
  await select(opened.frame, 'A1');
  await waitForWords(opened.frame, 'Allowed: open, closed');
  await screenshot(opened, 'validation');
  await type(opened, 'A1', 'other');
  await waitForToast(opened.frame, 'Not allowed in this cell: Status: open or closed');
  await type(opened, 'A1', 'closed');
  await type(opened, 'B1', '12');
  const keep = await opened.frame.waitForSelector('dialog.sheet-question[open] ::-p-text(Keep it)');
  await keep!.click();
  await type(opened, 'C1', '5');
  await waitForToast(opened.frame, 'can’t be checked here');
  await type(opened, 'D1', 'y');
  await saveAll(opened.page);
  const saved = await readFile(fixture.pathOf('rules.xlsx'));
  assert.deepEqual(
    ['A1', 'B1', 'C1', 'D1'].map((cell) => cellAt(saved, cell)?.v),
    ['closed', 12, 1, 'y'],
  );
  await opened.page.close();
});

test('dates of 1904 are typed as they are seen', async () => {
  const style = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>';
  const opened = await edit(
    'days.xlsx',
    workbookOf({
      before: '<workbookPr date1904="1"/>',
      styles: [style],
      sheets: { Days: rowsOf({ 1: '<c r="A1" s="1"><v>44575</v></c>' }) },
    }),
  );
  await type(opened, 'A1', '2026-02-01');
  await saveAll(opened.page);
  assert.match(partOf(await readFile(fixture.pathOf('days.xlsx')), sheetPart(0)), /<c r="A1"[^>]*><v>44592<\/v>/);
  await opened.page.close();
});

test('notes are read, links are followed, and bad references hang nothing', async () => {
  const sheet = `${rowsOf({ 1: text('A1', 'note') + text('B1', 'link') + text('C1', 'place') + '<c r="ZZZZZ1"><v>1</v></c>' })}<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A3:B4"/></mergeCells><hyperlinks><hyperlink ref="B1" r:id="rL"/><hyperlink ref="C1" location="Other!B2"/></hyperlinks>`;
  const file = workbookOf({
    sheets: { One: sheet, Other: rowsOf({ 2: text('B2', 'here') }) },
    relations: { One: { rL: ['hyperlink', 'https://example.com/'], rC: ['comments', '../comments1.xml'] } },
    parts: {
      'xl/comments1.xml':
        '<comments><commentList><comment ref="A1"><text><t>Check this figure</t></text></comment></commentList></comments>',
    },
  });
  const opened = await edit('annotated.xlsx', file);
  const { frame } = opened;
  await waitForWords(frame, '1 cell beyond the limits of a sheet');
  await select(frame, 'A1');
  await waitForWords(frame, 'Note: Check this figure');
  await screenshot(opened, 'note');
  await select(frame, 'B1');
  await waitForWords(frame, 'https://example.com/');
  await select(frame, 'C1');
  await waitForWords(frame, 'Other!B2');
  await frame.click('.sheet-hint button');
  await frame.waitForFunction(() => document.querySelector<HTMLInputElement>('.sheet-view input')!.value === 'B2', { polling: 100 });
  await opened.page.close();
});
