/** What cells hold, as the grid shows it and as the file has it: dates of all kinds, escapes, and what lies beyond the limits. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { numfmt } from '@univerjs/core';
import { isDateFormat, readISODate, writeISODate } from '../../local/src/shared/sheet/dates.js';
import { readEscapes, writeEscapes } from '../../local/src/shared/sheet/escapes.js';
import { readMerges } from '../../local/src/server/sheet/merges.js';
import { parseXml } from '../../local/src/server/ooxml/xml.js';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { changedParts, partOf } from '../setup/packages.js';
import { cellAt, changed, gridOf, rowsOf, setCell, sheetPart, workbookOf } from '../setup/workbooks.js';

const format = (id: number, more = '') => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}/>`;
const SHEET = sheetPart(0);
/** 2026-01-15 in the 1900 system, and in that of 1904. */
const [DAY, DAY_1904] = [46_037, 44_575];

/** As the grid shows a number. */
function shown(file: Buffer, reference: string): string {
  const cell = cellAt(file, reference);
  const pattern = gridOf(file).styles[cell?.s ?? '']?.n?.pattern ?? 'General';
  return String(numfmt.format(pattern, cell?.v));
}

describe('the date system of 1904', () => {
  const file = workbookOf({
    before: '<workbookPr date1904="1"/>',
    formats:
      '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>',
    styles: [format(164), format(165), format(2)],
    sheets: {
      Days: rowsOf({
        1: `<c r="A1" s="1"><v>${DAY_1904}</v></c><c r="B1"><v>${DAY_1904}</v></c><c r="C1" s="2"><v>1.5</v></c><c r="D1" s="1"><f>A1+1</f><v>${DAY_1904 + 1}</v></c>`,
      }),
    },
  });

  test('dates are shown as the days they are; other numbers and lengths of time as they are', () => {
    assert.deepEqual([shown(file, 'A1'), shown(file, 'D1')], ['2026-01-15', '2026-01-16']);
    assert.deepEqual([cellAt(file, 'B1')?.v, cellAt(file, 'C1')?.v], [DAY_1904, 1.5]);
  });

  test('what is typed is stored as the day it is', () => {
    const saved = changed(file, [setCell('A1', DAY + 17), setCell('B1', 7), setCell('C1', 2)]);
    assert.match(partOf(saved, SHEET), /<c r="A1" s="1"><v>44592<\/v><\/c><c r="B1"><v>7<\/v><\/c><c r="C1" s="2"><v>2<\/v>/);
    assert.equal(shown(saved, 'A1'), '2026-02-01');
  });

  test('a number that is made a date is the day that was seen, and so is a date that becomes a number', () => {
    const asDate = changed(file, [setCell('B1', undefined, { format: { n: { pattern: 'yyyy\\-mm\\-dd' } } })]);
    assert.deepEqual([cellAt(asDate, 'B1')?.v, shown(asDate, 'B1')], [DAY_1904, '2022-01-14']);
    const asNumber = changed(file, [setCell('A1', undefined, { format: { n: { pattern: '0.00' } } })]);
    assert.equal(cellAt(asNumber, 'A1')?.v, DAY);
  });
});

describe('number formats that files only number', () => {
  const ids = { 5: '¥46,038', 14: '2026/1/15', 27: '2026年1月', 28: '1月15日', 31: '2026年1月15日', 32: '18时00分', 34: '下午6时00分' };
  const more = { 36: '2026年1月', 41: ' 46,038 ', 44: ' ¥46,037.75 ', 50: '2026年1月', 55: '下午6时00分', 57: '2026年1月', 58: '1月15日' };
  for (const [id, expected] of Object.entries({ ...ids, ...more })) {
    test(`${id} is ${expected}`, () => {
      const file = workbookOf({ styles: [format(Number(id))], sheets: { One: rowsOf({ 1: '<c r="A1" s="1"><v>46037.75</v></c>' }) } });
      assert.equal(shown(file, 'A1'), expected);
    });
  }

  test('a cell that is given one gets a format of its own, which says the same in every language', () => {
    const file = workbookOf({ styles: [format(31)], sheets: { One: rowsOf({ 1: '<c r="A1" s="1"><v>1</v></c><c r="B1"><v>1</v></c>' }) } });
    const saved = changed(file, [setCell('B1', 2, { format: { n: { pattern: 'yyyy"年"m"月"d"日"' } } })]);
    assert.match(partOf(saved, 'xl/styles.xml'), /<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"\/>/);
  });
});

describe('dates by ISO 8601', () => {
  const file = workbookOf({
    isStrict: true,
    styles: [format(14), format(22)],
    sheets: {
      Strict: rowsOf({
        1: '<c r="A1" s="1" t="d"><v>2026-01-15</v></c><c r="B1" s="2" t="d"><v>2026-01-15T18:00:00</v></c><c r="C1" t="d"><v>18:00:00Z</v></c>',
      }),
    },
  });

  test('are the days they name', () => {
    assert.deepEqual([cellAt(file, 'A1'), cellAt(file, 'B1')?.v, cellAt(file, 'C1')?.v], [{ v: DAY, t: 2, s: 's1' }, DAY + 0.75, 0.75]);
  });

  test('stay so where another is typed', () => {
    const saved = changed(file, [setCell('A1', DAY + 17), setCell('B1', DAY + 17.25)]);
    assert.match(partOf(saved, SHEET), /t="d"><v>2026-02-01<\/v><\/c><c r="B1" s="2" t="d"><v>2026-02-01T06:00:00<\/v>/);
    assert.equal(cellAt(saved, 'B1')?.v, DAY + 17.25);
  });

  test('other text is none', () => {
    assert.deepEqual(
      [readISODate('soon'), readISODate(''), readISODate('2026-13-45'), writeISODate(5)],
      [undefined, undefined, undefined, undefined],
    );
  });
});

test('what kinds of formats show a day', () => {
  const days = ['yyyy-mm-dd', 'm/d/yy h:mm', 'mmm-yy', '[$-411]ggge"年"', 'd', 'mmmm', '[Red]yyyy', 'm"月"'];
  const others = ['General', '0.00', 'h:mm', '[h]:mm:ss', 'mm:ss', '0.00E+00', '"day" 0', '\\d0', '[$-804]AM/PMh:mm', undefined];
  assert.deepEqual(
    days.filter((pattern) => !isDateFormat(pattern)),
    [],
  );
  assert.deepEqual(others.filter(isDateFormat), []);
});

describe('escapes', () => {
  test('are decoded for the grid, and what looks like one is escaped in the file', () => {
    const text = (inside: string) => `<is><t xml:space="preserve">${inside}</t></is>`;
    const file = workbookOf({
      sheets: {
        a_x0026_b: rowsOf({
          1:
            `<c r="A1" t="inlineStr">${text('one_x000D_&#10;two')}</c><c r="B1" t="inlineStr">${text('_x005F_x000D_ kept')}</c>` +
            `<c r="C1" t="str"><f>"a"&amp;CHAR(9)</f><v>a_x0009_</v></c><c r="D1" t="inlineStr">${text('_xD83D__xDE00_')}</c>`,
        }),
      },
    });
    const values = (from: Buffer) => ['A1', 'B1', 'C1', 'D1'].map((cell) => cellAt(from, cell)?.v);
    assert.deepEqual(values(file), ['one\ntwo', '_x000D_ kept', 'a\t', '😀']);
    assert.equal(gridOf(file).sheets['sheet-0']?.name, 'a&b');
    const saved = changed(file, [setCell('D1', 'typed _x0041_ and \u0001')]);
    assert.match(partOf(saved, SHEET), />typed _x005F_x0041_ and _x0001_</);
    assert.deepEqual(values(saved), ['one\ntwo', '_x000D_ kept', 'a\t', 'typed _x0041_ and \u0001']);
    assert.equal(changed(file, [setCell('A1', 'one\ntwo')]), file, 'nothing is another');
  });

  test('every text comes back as it was', () => {
    for (const text of ['_x0041_', '_x005F_', '__x0041__', '_x005F_x0041_', '\r', '_x004', '_X0041_', '\ufffe', 'a_b']) {
      assert.equal(readEscapes(writeEscapes(text)), text);
    }
  });

  test('LibreOffice reads what was written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-test-'));
    const file = workbookOf({ sheets: { One: rowsOf({ 1: '<c r="A1"><v>1</v></c>' }) } });
    await writeFile(join(folder, 'saved.xlsx'), changed(file, [setCell('A1', 'typed _x0041_')]));
    await convertWithLibreOffice(join(folder, 'saved.xlsx'), 'csv:Text - txt - csv (StarCalc):44,34,76', join(folder, 'saved.csv'));
    assert.equal((await readFile(join(folder, 'saved.csv'), 'utf8')).trim(), 'typed _x0041_');
    await rm(folder, { recursive: true });
  });
});

describe('what lies beyond the limits', () => {
  const bad =
    '<row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZ1"><v>42</v></c><c r="7"><v>43</v></c></row><row r="99999999"><c r="A99999999"><v>44</v></c></row>';
  const merge = (...refs: string[]) => `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;

  test('is not drawn, is named, and stays in the file', () => {
    const file = workbookOf({
      sheets: { One: `<sheetData>${bad}</sheetData>${merge('A1:XFD1048576', 'B2:C3', 'C3:D4', 'nonsense', 'D9:B8')}` },
    });
    const { cellData, mergeData, custom, rowCount } = gridOf(file).sheets['sheet-0']!;
    assert.deepEqual(Object.keys(cellData), ['0']);
    assert.ok(rowCount < 2_000);
    assert.deepEqual(mergeData.length, 1);
    assert.deepEqual(custom.notDrawn, { beyond: 3, merges: 4 });
    const saved = changed(file, [setCell('A1', 5), setCell('B1', 6), setCell('A3', 7)]);
    assert.deepEqual(changedParts(file, saved), [SHEET]);
    const part = partOf(saved, SHEET);
    for (const each of [
      '<c r="ZZZZZ1"><v>42</v></c>',
      '<c r="7"><v>43</v></c>',
      '<c r="A99999999"><v>44</v></c>',
      '<c r="A1"><v>5</v></c>',
    ])
      assert.ok(part.includes(each), `${each} in ${part}`);
    assert.ok(part.indexOf('r="A3"') < part.indexOf('r="99999999"'), 'rows rise');
    assert.deepEqual([cellAt(saved, 'B1')?.v, cellAt(saved, 'A3')?.v], [6, 7]);
  });

  test('merges end with the grid, and of those that overlap the smaller is drawn', () => {
    const root = parseXml(`<worksheet>${merge('A1:XFD1', 'A1:B1', 'A5:A1048576', 'C3:D4', 'D4:E5')}</worksheet>`);
    assert.deepEqual(readMerges(root, { rowCount: 10, columnCount: 5 }), {
      merges: [
        { startRow: 0, startColumn: 0, endRow: 0, endColumn: 1 },
        { startRow: 2, startColumn: 2, endRow: 3, endColumn: 3 },
        { startRow: 4, startColumn: 0, endRow: 9, endColumn: 0 },
      ],
      leftOut: 2,
    });
  });

  test('a text longer than a cell may have ends there', () => {
    const long = 'x'.repeat(40_000);
    const file = workbookOf({ sheets: { One: rowsOf({ 1: `<c r="A1" t="inlineStr"><is><t>${long}</t></is></c>` }) } });
    assert.equal((cellAt(file, 'A1')?.v as string).length, 32_767);
    assert.deepEqual(gridOf(file).sheets['sheet-0']?.custom.notDrawn, { cut: 1 });
  });

  test('sizes and columns that make no sense are those of every other', () => {
    const cols =
      '<sheetFormatPr defaultColWidth="x" defaultRowHeight="-4"/><cols><col min="-1000000000" max="2" width="NaN"/><col min="4" max="99999999" width="1e9"/></cols>';
    const view = '<sheetViews><sheetView workbookViewId="0"><pane xSplit="99999999" ySplit="-3" state="frozen"/></sheetView></sheetViews>';
    const file = workbookOf({ sheets: { One: `${view}${cols}${rowsOf({ 1: '<c r="A1"><v>1</v></c>' })}` } });
    const { columnData, columnCount } = gridOf(file).sheets['sheet-0']!;
    assert.ok(Object.keys(columnData).length <= columnCount);
    assert.equal(columnData[4]?.w, 2_000);
  });
});
