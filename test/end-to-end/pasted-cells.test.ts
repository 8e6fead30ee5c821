/** Cells pasted from other programs are what they were there: their value and their number format, in a workbook; what they show, in a table of text. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { keepToasts, waitForToast } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { cellIn, paste, select } from '../setup/grid.js';
import { openDocument, type Opened, saveAll, waitForStatus } from '../setup/open-document.js';
import { rowsOf, workbookOf } from '../setup/workbooks.js';

const fixture = setUpFixture({ permission: { readonly: false, copy: true } });

async function edit(name: string, file: Buffer | string): Promise<Opened> {
  await writeFile(fixture.pathOf(name), file);
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, { permission: { readonly: false } });
  await waitForStatus(opened.frame, 'saved');
  await keepToasts(opened.frame);
  return opened;
}

/** One cell: what the clipboard has of it, what is shown, what a workbook then holds, and in which format. */
type Case = readonly [html: string, shown: string, value: string | number | boolean, pattern?: string];

/** As Excel 365 for Windows writes them: a class for every format, `align` where the value gives it. */
const EXCEL: readonly Case[] = [
  ['<td class=xl65>007</td>', '007', '007', '@'],
  ['<td class=xl65>=1+1</td>', '=1+1', '=1+1', '@'],
  ['<td class=xl66 align=right>2026/1/15</td>', '2026/1/15', 46037, 'yyyy/m/d;@'],
  ['<td class=xl67 align=right>15-Jan-26</td>', '15-Jan-26', 46037, 'd-mmm-yy'],
  ['<td class=xl68 align=right>12.35%</td>', '12.35%', 0.1235, '0.00%'],
  [
    "<td class=xl69 align=right><span style='mso-spacerun:yes'>&nbsp;</span>$1,234.50<span style='mso-spacerun:yes'>&nbsp;</span></td>",
    '$1,234.50',
    1234.5,
    '"$"#,##0.00',
  ],
  ['<td class=xl70 align=right>00042</td>', '00042', 42, '00000'],
  ['<td align=right>1234.5</td>', '1234.5', 1234.5],
  ['<td align=right>1.5E+20</td>', '1.5E+20', 1.5e20],
  ['<td>12</td>', '12', '12'],
  ['<td align=center>TRUE</td>', 'TRUE', true],
  ['<td class=xl65>TRUE</td>', 'TRUE', 'TRUE', '@'],
  ['<td class=xl71 align=right>(1,200)</td>', '(1,200)', -1200, '#,##0_);(#,##0)'],
  ['<td class=xl72 align=right>13:05:30</td>', '13:05:30', 0.5454861111111111, 'h:mm:ss'],
  ['<td class=xl73 width=64>one<br>\r\n  two</td>', 'one\ntwo', 'one\ntwo'],
  ["<td>a<span style='mso-spacerun:yes'>&nbsp; </span>b &amp; c</td>", 'a  b & c', 'a  b & c'],
  ['<td class=xl74 align=right>2.5k</td>', '2.5k', '2.5k'],
  ['<td>#N/A</td>', '#N/A', '#N/A'],
];
const excel = (rows: string) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Excel.Sheet><meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";
	mso-displayed-thousand-separator:"\\,";}
td
	{padding-top:1px;
	color:black;
	mso-number-format:General;
	text-align:general;}
.xl65
	{mso-number-format:"\\@";}
.xl66
	{mso-number-format:"yyyy\\/m\\/d\\;\\@";}
.xl67
	{mso-number-format:"Medium Date";}
.xl68
	{mso-number-format:Percent;}
.xl69
	{mso-number-format:"\\0022$\\0022\\#\\,\\#\\#0\\.00";}
.xl70
	{mso-number-format:00000;}
.xl71
	{mso-number-format:"\\#\\,\\#\\#0_\\)\\;\\(\\#\\,\\#\\#0\\)";}
.xl72
	{mso-number-format:"h\\:mm\\:ss";}
.xl73
	{white-space:normal;}
.xl74
	{mso-number-format:"0\\.0\\,\\0022k\\0022";}
-->
</style></head><body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0><!--StartFragment-->
${rows}<!--EndFragment--></table></body></html>`;

/** As older versions and WPS write them: values beside what is shown. */
const VALUES: readonly Case[] = [
  ['<td class=xl65 x:str>007</td>', '007', '007', '@'],
  ['<td class=xl68 align=right x:num="0.12345">12.35%</td>', '12.35%', 0.12345, '0.00%'],
  ['<td class=xl66 align=right x:num="46037">2026/1/15</td>', '2026/1/15', 46037, 'yyyy/m/d;@'],
  ['<td align=right x:num>42</td>', '42', 42],
  ['<td align=center x:bool="FALSE">FALSE</td>', 'FALSE', false],
  ['<td align=right x:num x:fmla="=A1*2">84</td>', '84', 84],
];

/** As LibreOffice Calc 24 writes them. */
const CALC: readonly Case[] = [
  ['<td height="17" align="left" sdnum="1033;0;@"><font face="Arial">007</font></td>', '007', '007', '@'],
  ['<td align="right" sdval="46037" sdnum="1033;0;YYYY-MM-DD">2026-01-15</td>', '2026-01-15', 46037, 'yyyy-mm-dd'],
  ['<td align="right" sdval="0.12345" sdnum="1033;0;0.00%">12.35%</td>', '12.35%', 0.12345, '0.00%'],
  ['<td align="right" sdval="42" sdnum="1033;0;00000">00042</td>', '00042', 42, '00000'],
  ['<td align="right" sdval="1" sdnum="1033;0;BOOLEAN">TRUE</td>', 'TRUE', true],
  ['<td align="right" sdval="1234.5" sdnum="1031;0;#.##0,00">1.234,50</td>', '1.234,50', 1234.5, '#,##0.00'],
  ['<td align="right" sdval="1234567.891" sdnum="1033;">1234567.891</td>', '1234567.891', 1234567.891],
  ['<td align="left" sdnum="1033;0;@">1-2</td>', '1-2', '1-2', '@'],
  ['<td align="left" sdnum="1033;0;@">first<br>second</td>', 'first\nsecond', 'first\nsecond', '@'],
];
const calc = (rows: string) =>
  `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 24.2 (Linux)"/></head><body><table cellspacing="0" border="0"><colgroup width="85"></colgroup>${rows}</table></body></html>`;

/** As Google Sheets writes them. */
const SHEETS: readonly Case[] = [
  [`<td data-sheets-value='{"1":2,"2":"007"}' data-sheets-numberformat='{"1":1}'>007</td>`, '007', '007', '@'],
  [
    `<td data-sheets-value='{"1":3,"3":46037}' data-sheets-numberformat='{"1":5,"2":"yyyy-mm-dd","3":1}'>2026-01-15</td>`,
    '2026-01-15',
    46037,
    'yyyy-mm-dd',
  ],
  [
    `<td data-sheets-value='{"1":3,"3":0.12345}' data-sheets-numberformat='{"1":3,"2":"0.00%","3":1}'>12.35%</td>`,
    '12.35%',
    0.12345,
    '0.00%',
  ],
  [
    `<td data-sheets-value='{"1":3,"3":1234.5}' data-sheets-numberformat='{"1":4,"2":"[$€]#,##0.00","3":1}'>€1,234.50</td>`,
    '€1,234.50',
    1234.5,
    '[$€]#,##0.00',
  ],
  [`<td data-sheets-value='{"1":4,"4":1}'>TRUE</td>`, 'TRUE', true],
  [`<td data-sheets-value='{"1":2,"2":"12"}'>12</td>`, '12', '12'],
  [`<td data-sheets-value='{"1":3,"3":6}' data-sheets-formula="=R[0]C[-1]*2">6</td>`, '6', 6],
  [`<td data-sheets-value='{"1":2,"2":"first\\nsecond"}'>first<br/>second</td>`, 'first\nsecond', 'first\nsecond'],
];
const sheets = (rows: string) =>
  `<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #cccccc;}br {mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" data-sheets-root="1"><tbody>${rows}</tbody></table></google-sheets-html-origin>`;

const programs: readonly (readonly [name: string, html: (rows: string) => string, cases: readonly Case[], leftOut?: string])[] = [
  ['Excel', excel, EXCEL],
  ['Excel of old, and WPS', excel, VALUES, 'formulas (only their results)'],
  ['LibreOffice Calc', calc, CALC],
  ['Google Sheets', sheets, SHEETS, 'formulas (only their results)'],
];

const tsv = (cases: readonly Case[]) => cases.map(([, shown]) => (shown.includes('\n') ? `"${shown}"` : shown)).join('\r\n');

for (const [name, html, cases, leftOut] of programs) {
  test(`${name}: cells arrive in a workbook as they were`, { timeout: 240_000 }, async () => {
    const file = `${name}.xlsx`;
    const { page, frame } = await edit(file, workbookOf({ sheets: { One: rowsOf({ 1: '<c r="A1"><v>1</v></c>' }) } }));
    await select(frame, 'C1');
    await paste(frame, html(cases.map(([cell]) => `<tr height=20>${cell}</tr>`).join('\n')), tsv(cases));
    if (leftOut) await waitForToast(frame, `Pasted without ${leftOut}`);
    await waitForStatus(frame, 'dirty');
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/paste-${name.split(' ')[0]}.png` });
    await saveAll(page);
    const saved = await readFile(fixture.pathOf(file));
    const found = cases.map((_, row) => {
      const [value, format] = cellIn(saved, row, 2);
      return [value, format?.n?.pattern];
    });
    // A truth is 1 or 0 in the grid.
    assert.deepEqual(
      found,
      cases.map(([, , value, pattern]) => [typeof value === 'boolean' ? Number(value) : value, pattern]),
    );
    await page.close();
  });
}

test('in a table of text they are what they showed', { timeout: 240_000 }, async () => {
  const { page, frame } = await edit('table.csv', 'a,b\n');
  const quoted = (shown: string) => (/[",\n]/.test(shown) ? `"${shown}"` : shown);
  let row = 2;
  const expected: string[] = [];
  for (const [, html, cases] of programs) {
    await select(frame, `A${row}`);
    await paste(frame, html(cases.map(([cell]) => `<tr>${cell}</tr>`).join('\n')), tsv(cases));
    row += cases.length;
    expected.push(...cases.map(([, shown]) => quoted(shown)));
    // The grid has them when the next cell can be chosen.
    await waitForStatus(frame, 'dirty');
  }
  await saveAll(page);
  const saved = await readFile(fixture.pathOf('table.csv'), 'utf8');
  assert.equal(saved, `a,b\n${expected.join('\n')}\n`);
  await page.close();
});

test('plain text: rows and columns, lines in quotes, and nothing that a number would lose', { timeout: 240_000 }, async () => {
  const text = '007\t1,234.5\t"two\nlines"\r\n12345678901234567890\t2026-01-15\t"say ""hi"""';
  const book = await edit('text.xlsx', workbookOf({ sheets: { One: rowsOf({ 1: '<c r="A1"><v>1</v></c>' }) } }));
  await select(book.frame, 'C1');
  await paste(book.frame, '', text);
  await waitForStatus(book.frame, 'dirty');
  await saveAll(book.page);
  const saved = await readFile(fixture.pathOf('text.xlsx'));
  const rows = [0, 1].map((row) => [2, 3, 4].map((column) => cellIn(saved, row, column)[0]));
  assert.deepEqual(rows, [
    ['007', 1234.5, 'two\nlines'],
    ['12345678901234567890', 46037, 'say "hi"'],
  ]);
  await book.page.close();
  const table = await edit('text.csv', 'x\n');
  await select(table.frame, 'A2');
  await paste(table.frame, '', text);
  await select(table.frame, 'A4');
  await paste(table.frame, '', '1,50');
  await waitForStatus(table.frame, 'dirty');
  await saveAll(table.page);
  assert.equal(
    await readFile(fixture.pathOf('text.csv'), 'utf8'),
    'x\n007,"1,234.5","two\nlines"\n12345678901234567890,2026-01-15,"say ""hi"""\n"1,50"\n',
  );
  await table.page.close();
});
