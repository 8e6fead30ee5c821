/** Protected sheets and data validations: what the grid is told, and what is refused. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { traitsOf } from '../../local/src/server/saving/editors.js';
import { isLockedBy, type Protection } from '../../local/src/shared/sheet/protected-cells.js';
import { isValid, type Validation } from '../../local/src/shared/sheet/validation.js';
import { cellsOf, type Operand } from '../../local/src/shared/sheet/validation-operands.js';
import { cellAt, changed, gridOf, rowsOf, setCell, workbookOf } from '../setup/workbooks.js';

const xf = (inside: string) => `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1">${inside}</xf>`;
const OPEN = xf('<protection locked="0"/>');
const HIDDEN = xf('<protection hidden="1"/>');

describe('a protected sheet', () => {
  const file = (protection = '<sheetProtection sheet="1"/>', before = '', rows: Record<number, string> = {}) =>
    workbookOf({
      styles: [OPEN, HIDDEN],
      sheets: {
        Form: `${before}${rowsOf({
          1: '<c r="A1"><v>1</v></c><c r="B1" s="1"><v>2</v></c><c r="C1" s="1"/><c r="D1" s="2"><f>A1*2</f><v>2</v></c>',
          ...rows,
        })}${protection}`,
      },
    });
  const protectionOf = (of: Buffer) => gridOf(of).sheets['sheet-0']!.custom.protection as Protection;
  const isLocked = (of: Buffer, row: number, column: number) => isLockedBy(protectionOf(of), { row, column });

  test('locks every cell but those whose format says otherwise', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 9].map((column) => isLocked(file(), 0, column)),
      [true, false, false, true, true],
    );
    assert.equal(protectionOf(file('')), undefined);
    assert.equal(protectionOf(file('<sheetProtection sheet="0"/>')), undefined);
  });

  test('cells that name no format are as their row or column says; cells in ranges without a password are open', () => {
    const columns = file(undefined, '<cols><col min="5" max="6" style="1"/></cols>');
    assert.deepEqual([isLocked(columns, 7, 4), isLocked(columns, 7, 6), isLocked(columns, 0, 0)], [false, true, true]);
    const ranges = file(
      '<sheetProtection sheet="1"/><protectedRanges><protectedRange name="a" sqref="A1 F1:G2"/><protectedRange name="b" sqref="A5" password="CBEB"/></protectedRanges>',
    );
    assert.deepEqual([isLocked(ranges, 0, 0), isLocked(ranges, 1, 6), isLocked(ranges, 4, 0)], [false, false, true]);
  });

  test('refuses changes of locked cells, of formats and sizes, and keeps all that was there', () => {
    const fault = (code: string) => (error: { code?: string }) => error.code === code;
    assert.throws(() => changed(file(), [setCell('B1', 5), setCell('A1', 5)]), fault('SheetProtected'));
    assert.throws(() => changed(file(), [setCell('A1', undefined, { format: { bl: 1 } })]), fault('SheetProtected'));
    assert.ok(changed(file(), [setCell('B1', undefined, { format: { bl: 1 } })]).equals(file()));
    assert.throws(() => changed(file(), [], [{ sheet: 0, line: 'column', at: 0, size: 90 }]), fault('SheetProtected'));
    assert.equal(changed(file(), [], [{ sheet: 0, line: 'row', at: 0, size: 90, auto: true }]).equals(file()), true);
    const saved = changed(file(), [setCell('B1', 5), setCell('D1', 10, { computed: true, formula: 'A1*2' })]);
    assert.deepEqual([cellAt(saved, 'B1')?.v, cellAt(saved, 'D1')?.v], [5, 10]);
    const open = file('<sheetProtection sheet="1" formatCells="0" formatColumns="0"/>');
    assert.ok(changed(open, [setCell('A1', undefined, { format: { bl: 1 } })], [{ sheet: 0, line: 'column', at: 0, size: 90 }]));
  });

  test('hides formulas whose author has hidden them', () => {
    assert.deepEqual(cellAt(file(), 'D1'), { v: 2, t: 2, s: 's2' });
    assert.equal(cellAt(file(''), 'D1')?.f, '=A1*2');
  });

  test('cells that a formula fills are refused one by one', () => {
    const array = workbookOf({
      sheets: { One: rowsOf({ 1: '<c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c>', 2: '<c r="A2"><v>2</v></c>' }) },
    });
    assert.throws(() => changed(array, [setCell('A2', 5)]), /Cell A2 of sheet One is filled/);
  });
});

describe('data validations', () => {
  const ruled = (attributes: string, ...formulas: string[]) =>
    workbookOf({
      after:
        '<definedNames><definedName name="states">Lists!$C$1:$C$2</definedName><definedName name="states" localSheetId="1">Lists!$A$1</definedName>' +
        '<definedName name="limit">7</definedName><definedName name="column">tbl[Name]</definedName><definedName name="moving">OFFSET(Lists!$C$1,0,0,2)</definedName></definedNames>',
      relations: { Lists: { rT: ['table', '../tables/table1.xml'] } },
      parts: {
        'xl/tables/table1.xml':
          '<table id="1" name="tbl" displayName="tbl" ref="C1:C3" headerRowCount="1"><tableColumns count="1"><tableColumn id="1" name="Name"/></tableColumns></table>',
      },
      sheets: {
        One: `${rowsOf({ 1: '<c r="A1"><v>1</v></c>' })}<dataValidations count="1"><dataValidation sqref="B1:B10" ${attributes}${/showError/.test(attributes) ? '' : ' showErrorMessage="1"'}>${formulas
          .map((text, index) => `<formula${index + 1}>${text}</formula${index + 1}>`)
          .join('')}</dataValidation></dataValidations>`,
        Lists: `${rowsOf({})}<tableParts count="1"><tablePart r:id="rT"/></tableParts>`,
      },
    });
  const ruleOf = (file: Buffer) => Object.values(gridOf(file).sheets).flatMap(({ custom }) => custom.validations as Validation[])[0]!;
  const cells: Record<string, (string | number | null)[]> = {
    ...{ 'A1:A3': ['open', 'closed', null], 'A2:A2': [7], 'Lists C1:C2': ['x', 'y'], 'Lists C2:C3': ['p', 'q'], 'A1:A1048576': ['whole'] },
  };
  const read = (sheet: string, { startRow, endRow, startColumn }: { startRow: number; endRow: number; startColumn: number }) =>
    cells[`${sheet ? `${sheet} ` : ''}${'ABC'[startColumn]}${startRow + 1}:${'ABC'[startColumn]}${endRow + 1}`] ?? [];
  const check = (file: Buffer, value: string | number | boolean | null, row = 0) =>
    isValid(ruleOf(file), value, (operand: Operand) =>
      'cells' in operand ? read(operand.sheet, cellsOf(operand, { row, column: 1 })) : undefined,
    );

  const cases: [
    name: string,
    attributes: string,
    formulas: string[],
    right: (string | number | boolean | null)[],
    wrong: (string | number | boolean | null)[],
  ][] = [
    ['list of numbers and truths', 'type="list"', ['"1,50%,TRUE,2026-01-15"'], [1, 0.5, true, 46037, '50%'], [50, false, 2]],
    ['list of a name', 'type="list"', ['states'], ['x', 'Y'], ['open']],
    ['list of a column of a table', 'type="list"', ['column'], ['p', 'Q'], ['x', 'Name']],
    ['list of a text that names cells', 'type="list"', ['INDIRECT("tbl[Name]")'], ['p'], ['x']],
    ['list of a whole column', 'type="list"', ['A:A'.replace(/A/g, '$A')], ['whole'], ['x']],
    ['number of a name', 'type="whole" operator="lessThanOrEqual"', ['limit'], [7], [8]],
    ['list', 'type="list"', ['"open,closed, late"'], ['open', 'closed', 'late'], ['Open', 'x', 5]],
    ['list of cells', 'type="list"', ['$A$1:$A$3'], ['open', 'Closed'], ['x']],
    ['list on another sheet', 'type="list"', ['Lists!$C$1:$C$2'], ['x', 'Y'], ['open']],
    ['whole', 'type="whole"', ['1', '10'], [1, 10, 5], [0, 11, 2.5, 'x']],
    ['decimal', 'type="decimal" operator="greaterThan"', ['0.5'], [0.6], [0.5, 'x']],
    ['date', 'type="date" operator="greaterThanOrEqual"', ['46023'], [46023, 46037.5], [46022]],
    ['ISO date', 'type="date" operator="lessThan"', ['2026-01-15'], [46036], [46037]],
    ['textLength', 'type="textLength" operator="lessThanOrEqual"', ['3'], ['abc', 123], ['abcd']],
    ['notBetween', 'type="whole" operator="notBetween"', ['1', '3'], [0, 4], [1, 2, 3]],
    ['equal to a cell', 'type="whole" operator="equal"', ['$A$2'], [7], [8]],
    ['notEqual', 'type="time" operator="notEqual"', ['0.5'], [0.25], [0.5]],
  ];
  for (const [name, attributes, formulas, right, wrong] of cases) {
    test(name, () => {
      const file = ruled(attributes, ...formulas);
      for (const value of right) assert.equal(check(file, value), true, `${value}`);
      for (const value of wrong) assert.equal(check(file, value), false, `${value}`);
    });
  }

  test('references move with the cell', () => {
    const file = ruled('type="whole" operator="equal"', 'A1');
    assert.equal(check(file, 7, 1), true);
    assert.equal(check(file, 8, 1), false);
  });

  test('formulas cannot be checked, nor what refers to them', () => {
    for (const each of [
      ruled('type="custom"', 'COUNTIF(B:B,B1)=1'),
      ruled('type="list"', 'moving'),
      ruled('type="list"', 'nobody'),
      ruled('type="list"', '[1]Other!$A$1:$A$2'),
      ruled('type="whole"', '1', 'MAX(A:A)'),
    ]) {
      assert.equal(ruleOf(each).isUnknown, true);
      assert.equal(check(each, 'x'), undefined);
    }
  });

  test('a list that depends on another cell is known where that cell can be read', () => {
    const { list, isUnknown } = ruleOf(ruled('type="list"', 'INDIRECT(A1)'));
    assert.equal(isUnknown, false);
    assert.deepEqual(list, {
      indirect: { cells: { startRow: 0, startColumn: -1, endRow: 0, endColumn: -1 }, sheet: '', moves: { row: true, column: true } },
    });
  });

  test('rules without an error message refuse nothing, and what their author says is handed on', () => {
    const hint = ruled('type="list" showErrorMessage="0"', '"a,b"');
    assert.equal(ruleOf(hint).isHint, true);
    const said = ruleOf(
      ruled('type="list" errorStyle="warning" errorTitle="No" error="open or closed" prompt="Choose" showInputMessage="1"', '"a"'),
    );
    assert.deepEqual([said.style, said.error, said.prompt], ['warning', 'No: open or closed', 'Choose']);
  });

  test('rules in an extension count as well', () => {
    const file = workbookOf({
      sheets: {
        Lists: rowsOf({}),
        One: `${rowsOf({})}<extLst><ext xmlns:x14="m"><x14:dataValidations><x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f xmlns:xm="x">Lists!$C$1:$C$2</xm:f></x14:formula1><xm:sqref xmlns:xm="x">B1:B2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`,
      },
    });
    assert.deepEqual([check(file, 'x'), check(file, 'z')], [true, false]);
  });

  test('a page that sends what a rule forbids is refused', () => {
    const file = ruled('type="list"', '"open,closed"');
    assert.throws(() => changed(file, [setCell('B1', 'other')]), /Cell B1 of sheet One has a data validation/);
    assert.equal(cellAt(changed(file, [setCell('B1', 'closed')]), 'B1')?.v, 'closed');
    assert.equal(cellAt(changed(file, [setCell('B1', 'other', { restored: true })]), 'B1')?.v, 'other', 'but for what undo brings back');
    assert.ok(changed(ruled('type="list" errorStyle="warning"', '"a"'), [setCell('B1', 'other')]));
  });
});

test('notes, links, table styles and words with looks of their own are named to the grid', () => {
  const file = workbookOf({
    sheets: {
      One: `${rowsOf({
        1: '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>La</t></r><r><t>mp</t></r></is></c>',
      })}<hyperlinks><hyperlink ref="B1:C1" r:id="rL"/><hyperlink ref="D1" location="One!A1"/><hyperlink ref="nonsense"/></hyperlinks><tableParts count="1"><tablePart r:id="rT"/></tableParts>`,
    },
    relations: {
      One: { rL: ['hyperlink', 'https://example.com/'], rC: ['comments', '../comments1.xml'], rT: ['table', '../tables/table1.xml'] },
    },
    parts: {
      'xl/comments1.xml':
        '<comments><commentList><comment ref="A1"><text><r><t>check</t></r><r><t xml:space="preserve"> this</t></r></text></comment></commentList></comments>',
      'xl/tables/table1.xml':
        '<table displayName="T" ref="A1:B3"><tableColumns><tableColumn name="a"/><tableColumn name="b"/></tableColumns><tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>',
    },
  });
  const { custom } = gridOf(file).sheets['sheet-0']!;
  assert.deepEqual(custom.notes, [{ row: 0, column: 0, text: 'check this' }]);
  assert.deepEqual(custom.links, [
    { startRow: 0, startColumn: 1, endRow: 0, endColumn: 2, url: 'https://example.com/' },
    { startRow: 0, startColumn: 3, endRow: 0, endColumn: 3, place: 'One!A1' },
  ]);
  assert.deepEqual(custom.notDrawn, { tableStyles: 1, words: 1 });
});

test('workbooks that are recommended for reading only, or reserved with a password, open read-only', () => {
  const opened = (before: string) => traitsOf('workbook', workbookOf({ before, sheets: { One: rowsOf({}) } }));
  const readOnly = [
    'readOnlyRecommended="1"',
    'userName="Ada" reservationPassword="CC1A"',
    'algorithmName="SHA-512" hashValue="x" saltValue="y"',
  ];
  for (const attributes of readOnly) assert.equal(opened(`<fileSharing ${attributes}/>`), 'RestrictedToReading', attributes);
  for (const before of ['', '<fileSharing userName="Ada"/>', '<fileSharing readOnlyRecommended="0"/>'])
    assert.deepEqual(opened(before), { kind: 'sheet' }, before);
});
