/** Formulas: which of them the grid calculates, which it leaves as they are, and what the file holds of both. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  functionArray,
  functionCompatibility,
  functionCube,
  functionDatabase,
  functionDate,
  functionEngineering,
  functionFinancial,
} from '@univerjs/engine-formula';
import {
  functionInformation,
  functionLogical,
  functionLookup,
  functionMath,
  functionStatistical,
  functionText,
  functionWeb,
} from '@univerjs/engine-formula';
import { CALCULATED } from '../../local/src/shared/sheet/calculated-functions.js';
import { analyse, type FormulaContext } from '../../local/src/shared/sheet/followed.js';
import { escapeXml } from '../../local/src/server/ooxml/xml.js';
import { changeWorkbook } from '../../local/src/server/sheet/patch.js';
import { partOf } from '../setup/packages.js';
import { cellAt, changed, gridOf, rowsOf, setCell, sheetPart, workbookOf } from '../setup/workbooks.js';

const context: FormulaContext = {
  sheets: ['Data', 'Feb', 'Last year'],
  tables: [
    {
      ...{ name: 'Sales', sheet: 0, columns: ['Item', 'Qty', "Odd 'name"], hasHeader: true, hasTotals: false },
      range: { startRow: 0, startColumn: 0, endRow: 5, endColumn: 2 },
    },
  ],
  names: [
    { name: 'Rate', formula: 'Data!$D$2' },
    { name: 'Column', formula: 'Data!$D$2:$D$9' },
    { name: 'Beside', formula: 'Data!A1' },
    { name: 'Total', formula: 'SUM(Sales[Qty])' },
  ],
  is1904: false,
  hasHiddenRows: false,
};
const follows = (formula: string, mode: 'ordinary' | 'array' | 'dynamic' = 'ordinary', more: Partial<FormulaContext> = {}) =>
  analyse(formula, 0, mode, { ...context, ...more }).isFollowed;

describe('formulas the grid calculates', () => {
  const formulas = [
    ...[
      'SUM(C2:C6)',
      'AVERAGE(C:C)',
      'IF(AND(C2>1,D2<5),"a","b")',
      'IFERROR(C2/0,"none")',
      'SUMIF(B2:B6,"x",C2:C6)',
      'COUNTIFS(A:A,"x",C:C,">1")',
    ],
    ...[
      'VLOOKUP("x",A2:D6,3,FALSE)',
      'INDEX(C2:C6,MATCH("x",A2:A6,0))',
      'LOOKUP(2,1/(A2:A6="x"),C2:C6)',
      'A2&" "&TEXT(C2,"0.00")',
      '-C2+5%^2',
    ],
    ...[
      'SUMPRODUCT((MONTH(E2:E6)=1)*C2:C6)',
      'SUMPRODUCT(--(C2:C6>1))',
      "Feb!A1*'Last year'!$B$2",
      'ROUND(C2/3,2)',
      'SUM(LARGE(C2:C6,{1,2}))',
    ],
    ...[
      'Rate*2',
      'SUM(Column)',
      'Total/2',
      'SUM(Sales[Qty])',
      'Sales[[#This Row],[Qty]]*2',
      "SUM(Sales[Odd ''name])",
      'nope*2',
      'SUM(Sales[[Item]:[Qty]])',
    ],
    ...[
      'SUM(2:2)',
      'IF(A1,SUM(B1:B3),)',
      '(C2+C3)*2',
      '"a ""quoted"" text"&A1',
      'TRUE',
      'SUM(IF(A1,B1:B3,C1:C3))',
      'SUBTOTAL(9,C2:C6)',
      'OFFSET(C1,1,0)',
    ],
  ];
  for (const formula of formulas) test(formula, () => assert.ok(follows(formula)));
});

describe('formulas it does not', () => {
  const formulas = [
    ...[
      'SUM(Data:Feb!A1)',
      "SUM('Data:Last year'!A1)",
      '[1]Sheet1!A1',
      "'[b.xlsx]S'!A1*2",
      'A1:A3*2',
      'ABS(A1:A3)',
      'VLOOKUP(A:A,A2:D6,3,FALSE)',
      'A1:A3',
    ],
    ...[
      'Column*2',
      'SUM(IF(C2:C6>1,C2:C6))',
      'SUMPRODUCT(IF(A1:A3>1,1))',
      'MYFUNCTION(1)',
      'Beside',
      'SUM(Sales[#All])',
      'Sales[[#Totals],[Qty]]',
    ],
    ...[
      'SUM(Sales[Nope])',
      'SUM(Nope[Qty])',
      '@A1',
      'A1#',
      'SUM(A1:A3 A2:A4)',
      'SUM((A1,B2))',
      'SUM(C2:INDEX(C2:C6,2))',
      'Nope!A1',
      'SUM(',
      'A1 B1',
      'LET(x,1,x)',
    ],
    ...['CELL("row",A1)', 'GETPIVOTDATA("x",A1)', 'FORMULATEXT(A1)', '{1,2}', 'IF(A1,B1:B3,1)'],
  ];
  for (const formula of formulas) test(formula, () => assert.ok(!follows(formula)));

  test('hidden rows, dates of 1904 and arrays that come to more than one value', () => {
    assert.ok(!follows('SUBTOTAL(9,C2:C6)', 'ordinary', { hasHiddenRows: true }));
    assert.ok(!follows('YEAR(A1)', 'ordinary', { is1904: true }));
    assert.ok(follows('SUM(C2:C6*2)', 'array') && follows('INDEX(B:B,MATCH(1,(A1:A3="x")*(C1:C3="y"),0))', 'array'));
    assert.ok(!follows('C2:C6*2', 'array') && follows('C2:C6*2', 'dynamic'));
  });
});

test('the functions that count as known are those of the engine', () => {
  const all = [functionArray, functionCompatibility, functionCube, functionDatabase, functionDate, functionEngineering, functionFinancial];
  const others = [functionInformation, functionLogical, functionLookup, functionMath, functionStatistical, functionText, functionWeb];
  const names = [...all, ...others].flatMap((functions) => functions.map(([, name]) => name as string));
  assert.deepEqual([...CALCULATED].sort(), [...new Set(names)].sort());
});

const number = (cell: string, value: number) => `<c r="${cell}"><v>${value}</v></c>`;
const formula = (cell: string, text: string, value: number, attributes = '') =>
  `<c r="${cell}"><f${attributes}>${escapeXml(text)}</f><v>${value}</v></c>`;
const DATA = sheetPart(0);
const isCalculatedOnLoad = (file: Buffer) => /<calcPr[^>]* fullCalcOnLoad="1"/.test(partOf(file, 'xl/workbook.xml'));

/** C1 is the formula; D1 depends on it, Feb!A1 on that, E1 on neither. */
const chain = (text: string, attributes = '') =>
  workbookOf({
    sheets: {
      Data: rowsOf({
        1: number('A1', 1) + number('B1', 2) + formula('C1', text, 7, attributes) + formula('D1', 'C1*2', 14) + formula('E1', 'A1+1', 2),
        2: number('A2', 3),
      }),
      Feb: rowsOf({ 1: formula('A1', 'SUM(Data!D1:D9)', 14) + formula('B1', 'Data!A1*3', 3) }),
    },
  });
const computed = (cell: string, value: number | string, text: string, sheet = 0) =>
  setCell(cell, value, { computed: true, formula: text, sheet });
const staleIn = (file: Buffer, sheet: number) =>
  (gridOf(file).sheets[`sheet-${sheet}`]!.custom.stale as { startRow: number; startColumn: number }[]).map(
    ({ startRow, startColumn }) => `${'ABCDE'[startColumn]}${startRow + 1}`,
  );

describe('results that cannot be brought up to date', () => {
  test('are named to the grid, with all that depends on them', () => {
    const file = chain('SUM(Data:Feb!A1)');
    assert.deepEqual([staleIn(file, 0), staleIn(file, 1)], [['C1', 'D1'], ['A1']]);
    assert.equal(cellAt(file, 'C1')?.f, '=SUM(Data:Feb!A1)', 'the grid shows it');
  });

  test('stay as they were, whatever a page says, and the file asks for new ones', () => {
    const file = chain('SUM(Data:Feb!A1)');
    const saved = changed(file, [
      setCell('A1', 5),
      computed('C1', 999, 'SUM(Data:Feb!A1)'),
      computed('D1', 1998, 'C1*2'),
      computed('E1', 6, 'A1+1'),
    ]);
    assert.deepEqual(
      ['C1', 'D1', 'E1'].map((cell) => cellAt(saved, cell)?.v),
      [7, 14, 6],
    );
    assert.ok(isCalculatedOnLoad(saved));
    const other = changed(file, [setCell('A1', 5), computed('A1', 999, 'SUM(Data!D1:D9)', 1), computed('B1', 15, 'Data!A1*3', 1)]);
    assert.deepEqual([cellAt(other, 'A1', 1)?.v, cellAt(other, 'B1', 1)?.v], [14, 15]);
  });

  test('where every formula is calculated, nothing is asked for', () => {
    const saved = changed(chain('SUM(A1:A2)+3'), [setCell('A1', 5), computed('C1', 11, 'SUM(A1:A2)+3'), computed('D1', 22, 'C1*2')]);
    assert.deepEqual([cellAt(saved, 'C1')?.v, cellAt(saved, 'D1')?.v, isCalculatedOnLoad(saved)], [11, 22, false]);
  });

  test('implicit intersection, and arrays in one cell, are given to the grid as results only, and cannot be changed there', () => {
    for (const [text, attributes] of [
      ['A1:A3*2', ''],
      ['A1:A3*2', ' t="array" ref="C1"'],
    ] as const) {
      const file = chain(text, attributes);
      assert.deepEqual(cellAt(file, 'C1'), { v: 7, t: 2 });
      assert.deepEqual(gridOf(file).sheets['sheet-0']!.custom.locked, [
        { startRow: 0, startColumn: 2, endRow: 0, endColumn: 2, reason: 'formula', formula: text },
      ]);
      assert.deepEqual(staleIn(file, 0), ['C1', 'D1']);
    }
  });

  test('formulas of many cells, iterations and numbers rounded as shown', () => {
    assert.deepEqual(staleIn(chain('A1:A2*2', ' t="array" ref="C1:C2"'), 0).sort(), ['C1', 'D1']);
    const iterating = workbookOf({ sheets: { Data: rowsOf({ 1: formula('A1', 'B1+1', 1) }) }, after: '<calcPr iterate="1"/>' });
    assert.deepEqual(staleIn(iterating, 0), ['A1']);
  });

  test('with the dates of 1904: formulas that count with days', () => {
    const style = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/>';
    const cells = `<c r="A1" s="1"><v>44575</v></c>${formula('B1', 'A1+1', 44576)}${formula('C1', 'TODAY()', 1)}${formula('D1', '1+1', 2)}`;
    const file = workbookOf({ before: '<workbookPr date1904="1"/>', styles: [style], sheets: { Data: rowsOf({ 1: cells }) } });
    assert.deepEqual(staleIn(file, 0).sort(), ['B1', 'C1']);
  });

  test('a formula that is typed is stored without what the engine makes of it', () => {
    const saved = changed(chain('A1+1'), [setCell('B2', '#NAME?', { formula: 'SUM(Data:Feb!A1)' }), setCell('C2', 1, { formula: 'B2+1' })]);
    assert.match(partOf(saved, DATA), /<c r="B2"><f>SUM\(Data:Feb!A1\)<\/f><\/c><c r="C2"><f>B2\+1<\/f><\/c>/);
    assert.ok(isCalculatedOnLoad(saved));
  });

  test('a formula with a name that nothing has is stored with `#NAME?`, and so is what relies on it', () => {
    const file = chain('SUM(A1:A2)');
    const cells = [setCell('A1', '#NAME?', { formula: 'A2+B2w20' }), computed('C1', '#NAME?', 'SUM(A1:A2)')];
    const saved = changed(file, cells);
    assert.match(partOf(saved, DATA), /<c r="A1" t="e"><f>A2\+B2w20<\/f><v>#NAME\?<\/v><\/c>/);
    assert.deepEqual([cellAt(saved, 'C1')?.v, isCalculatedOnLoad(saved)], ['#NAME?', false]);
  });

  test('a value typed over one frees what depends on it', () => {
    const saved = changed(chain('SUM(Data:Feb!A1)'), [setCell('C1', 4), computed('D1', 8, 'C1*2')]);
    assert.deepEqual([cellAt(saved, 'D1')?.v, isCalculatedOnLoad(saved)], [8, false]);
  });

  test('what the page had no time to calculate has no result, on other sheets too, and the file asks for one', () => {
    const file = chain('SUM(A1:A2)+3');
    const cells = [setCell('A1', 5), setCell('F1', 9, { formula: 'A1+4' }), computed('D1', 14, 'C1*2')];
    const saved = changeWorkbook(file, { cells, uncalculated: true });
    assert.deepEqual(
      ['A1', 'C1', 'D1', 'E1', 'F1'].map((cell) => cellAt(saved, cell)?.v),
      [5, undefined, undefined, undefined, undefined],
    );
    assert.equal(cellAt(saved, 'B1', 1)?.v, undefined);
    assert.equal(cellAt(saved, 'C1')?.f, '=SUM(A1:A2)+3');
    assert.ok(isCalculatedOnLoad(saved));
    const kept = changeWorkbook(chain('SUM(Data:Feb!A1)'), { cells: [setCell('A1', 5)], uncalculated: true });
    assert.deepEqual([cellAt(kept, 'C1')?.v, cellAt(kept, 'E1')?.v], [7, undefined], 'what is never calculated here keeps its result');
  });

  test('formats alone ask for nothing', () => {
    const saved = changed(chain('SUM(Data:Feb!A1)'), [setCell('A1', undefined, { format: { bl: 1 } })]);
    assert.ok(!isCalculatedOnLoad(saved));
  });

  test('typed formulas that count with each of several cells are arrays in the file', () => {
    const typed = {
      'SUM(ABS(A1:A2))': true,
      'SUM(A1:A2*2)': true,
      'UNIQUE(A1:A2)': true,
      'SUMPRODUCT(A1:A2*2)': false,
      'SUM(A1:A2)': false,
    };
    for (const [text, isArray] of Object.entries(typed)) {
      const part = partOf(changed(chain('A1+1'), [setCell('B2', 4, { formula: text })]), DATA);
      assert.equal(/<c r="B2"><f t="array" ref="B2">/.test(part), isArray, text);
    }
  });

  test('columns of a row of a table are written as files want them; what no program could read is text', () => {
    const written = (text: string) =>
      /<c r="B2".*?<\/c>/.exec(partOf(changed(chain('A1+1'), [setCell('B2', 4, { formula: text })]), DATA))?.[0];
    assert.match(written('Sales[@Qty]*2') ?? '', /<f>Sales\[\[#This Row\],\[Qty\]\]\*2<\/f>/);
    assert.match(
      written('SUM(Sales[@[Item]:[Qty]])&"x[@y]"') ?? '',
      /<f>SUM\(Sales\[\[#This Row\],\[Item\]:\[Qty\]\]\)&amp;&quot;x\[@y\]&quot;<\/f>/,
    );
    for (const text of ['SUM(', 'A1+', '[@Qty]*2', 'SUM)', 'A1]']) {
      assert.match(written(text) ?? '', /^<c r="B2" t="inlineStr"><is><t xml:space="preserve">=/, text);
    }
  });

  test('a formula of one cell stays one, whatever it would fill', () => {
    const saved = changed(chain('OFFSET(A1,0,0,2,1)'), [
      setCell('A1', 5),
      setCell('C1', 5, { computed: true, formula: 'OFFSET(A1,0,0,2,1)', results: [[5], [3]] }),
    ]);
    assert.match(partOf(saved, DATA), /<c r="C1"><f>OFFSET\(A1,0,0,2,1\)<\/f><v>7<\/v>/);
    assert.ok(isCalculatedOnLoad(saved));
  });
});
