/** Workbooks made by LibreOffice, changed cell by cell: the change is there, and every other part is as it was, to the byte. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ensureEngines } from '../../local/src/index.js';
import type { CellChange, CellFormat, LineSize } from '../../local/src/shared/page-api.js';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { parseXml } from '../../local/src/server/ooxml/xml.js';
import { changeCsv, csvSnapshot } from '../../local/src/server/sheet/csv-file.js';
import { changeWorkbook as change } from '../../local/src/server/sheet/patch.js';
import { calculatedOnLoad } from '../../local/src/server/sheet/recalculation.js';
import { moveFormula } from '../../local/src/shared/sheet/references.js';
import { snapshotOf } from '../../local/src/server/sheet/snapshot.js';
import { Workbook } from '../../local/src/server/sheet/workbook.js';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { changedParts, partOf } from '../setup/packages.js';
import { zip } from '../setup/zip.js';

let folder: string;
let workbook: Buffer;
before(async () => {
  await ensureEngines(console.log, true);
  folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-test-'));
  await makeWorkbook(join(folder, 'prices.xlsx'));
  workbook = await readFile(join(folder, 'prices.xlsx'));
});
after(() => rm(folder, { recursive: true, force: true }));

interface Sheet {
  name: string;
  cellData: Record<number, Record<number, { v?: unknown; f?: string; s?: string }>>;
  columnData: Record<number, { w?: number; s?: string }>;
  rowData: Record<number, { h?: number }>;
  custom: { locked: object[] };
}

interface Snapshot {
  styles: Record<string, CellFormat>;
  resources: { data: string }[];
  sheets: Record<string, Sheet>;
}

const changeWorkbook = (file: Buffer, cells: CellChange[], lines: LineSize[] = []) => change(file, { cells, lines });
const snapshot = (file: Buffer) => snapshotOf(new Workbook(ZipFile.parse(file)), 'prices.xlsx') as Snapshot;
const cellsOf = (file: Buffer, sheet = 0) => snapshot(file).sheets[`sheet-${sheet}`]!.cellData;
const set = (row: number, column: number, value: CellChange['value'], more: Partial<CellChange> = {}): CellChange => ({
  sheet: 0,
  row,
  column,
  value,
  ...more,
});
const SHEET = 'xl/worksheets/sheet1.xml';

test('the grid is given names, values, formulas and formats', () => {
  const { sheets, styles } = snapshot(workbook);
  assert.deepEqual(
    Object.values(sheets).map(({ name }) => name),
    ['Prices', 'Notes'],
  );
  const { cellData } = sheets['sheet-0']!;
  assert.deepEqual([cellData[2]?.[0]?.v, cellData[3]?.[2]?.v, cellData[4]?.[3]?.v, cellData[4]?.[3]?.f], ['灯塔', 1.5, 575, '=SUM(D2:D4)']);
  assert.equal(sheets['sheet-1']?.cellData[0]?.[0]?.v, 'Notes & more');
  const header = styles[cellData[0]?.[0]?.s ?? ''];
  assert.deepEqual([header?.bl, header?.bg?.rgb.toLowerCase()], [1, '#ffe699']);
});

describe('a changed cell', () => {
  const cases: Record<string, [change: CellChange, expected: object]> = {
    'a number': [set(1, 1, 3), { v: 3 }],
    'a text with what XML has to escape': [set(1, 0, ' a < b & "c"\nd'), { v: ' a < b & "c"\nd' }],
    'a truth': [set(1, 1, true), { v: 1 }],
    'a formula': [set(1, 1, 6, { formula: '2*3' }), { v: 6, f: '=2*3' }],
    'a formula that is text': [set(1, 1, 'ab', { formula: '"a"&"b"' }), { v: 'ab', f: '="a"&"b"' }],
    'in a row that was empty': [set(40, 30, 'far'), { v: 'far' }],
    'beside the others': [set(1, 9, 'new'), { v: 'new' }],
  };
  for (const [what, [change, expected]] of Object.entries(cases)) {
    test(`${what}: only its sheet's part is another`, () => {
      const saved = changeWorkbook(workbook, [change]);
      assert.deepEqual(changedParts(workbook, saved), [SHEET]);
      const { s: style, t: _, ...cell } = cellsOf(saved)[change.row]![change.column]! as { s?: string; t?: number };
      assert.deepEqual(cell, expected);
      assert.equal(style, cellsOf(workbook)[change.row]?.[change.column]?.s, 'its format stays');
      const others = (file: Buffer) => {
        const cells = structuredClone(cellsOf(file));
        delete cells[change.row]?.[change.column];
        if (Object.keys(cells[change.row] ?? {}).length === 0) delete cells[change.row];
        return cells;
      };
      assert.deepEqual(others(saved), others(workbook));
    });
  }

  test('emptied', () => {
    assert.equal(cellsOf(changeWorkbook(workbook, [set(1, 1, null)]))[1]?.[1]?.v, undefined);
  });

  test('what formulas come to is noted, and the formulas stay', () => {
    const saved = changeWorkbook(workbook, [
      set(1, 1, 4),
      set(1, 3, 120, { computed: true, formula: 'B2*C2' }),
      set(1, 2, 7, { computed: true }),
    ]);
    const cells = cellsOf(saved);
    assert.deepEqual([cells[1]?.[3]?.v, cells[1]?.[3]?.f], [120, '=B2*C2']);
    assert.equal(cells[1]?.[2]?.v, 30, 'where no formula is, nothing was computed');
  });

  test('nothing changed is the very same file', () => {
    assert.equal(changeWorkbook(workbook, []), workbook);
  });

  test('LibreOffice reads what was saved', async () => {
    const path = join(folder, 'saved.xlsx');
    await writeFile(path, changeWorkbook(workbook, [set(1, 1, 5), set(6, 0, '新的 <cell>'), set(2, 0, 16, { formula: 'SUM(B2:B4)' })]));
    await convertWithLibreOffice(path, 'csv:Text - txt - csv (StarCalc):44,34,76', join(folder, 'saved.csv'));
    const lines = (await readFile(join(folder, 'saved.csv'), 'utf8')).split('\n');
    assert.deepEqual([lines[2], lines[6]], ['16,1,500,500', '新的 <cell>,,,']);
    assert.match(lines[1] ?? '', /^Lamp,5,30,/);
  });
});

describe('formulas that cells share', () => {
  const part = (cells: string) =>
    `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${cells}</x:sheetData></x:worksheet>`;
  const shared = (chain = '') =>
    zip({
      '[Content_Types].xml': `<Types><Override PartName="/xl/calcChain.xml" ContentType="c"/><Override PartName="/xl/workbook.xml" ContentType="w"/></Types>`,
      '_rels/.rels': '<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>' +
        '<Relationship Id="r2" Type="http://x/calcChain" Target="/xl/calcChain.xml"/></Relationships>',
      'xl/calcChain.xml': chain,
      [SHEET]: part(
        '<x:row r="1" spans="1:2"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:f t="shared" ref="B1:B3" si="0">A1*$A$1</x:f><x:v>1</x:v></x:c></x:row>' +
          '<x:row r="2"><x:c r="B2"><x:f t="shared" si="0"/><x:v>2</x:v></x:c></x:row><x:row r="3"><x:c r="B3"><x:f t="shared" si="0"/><x:v>3</x:v></x:c></x:row>',
      ),
    });

  test('are shown in each of them', () => {
    assert.deepEqual(
      [0, 1, 2].map((row) => cellsOf(shared())[row]?.[1]?.f),
      ['=A1*$A$1', '=A2*$A$1', '=A3*$A$1'],
    );
  });

  test('stay in the others when the first gets a value; the order of calculation goes', () => {
    const saved = changeWorkbook(shared('<calcChain/>'), [set(0, 1, 5)]);
    const cells = cellsOf(saved);
    assert.deepEqual([cells[0]?.[1]?.f, cells[0]?.[1]?.v], [undefined, 5]);
    assert.deepEqual(
      [cells[1]?.[1], cells[2]?.[1]?.f].map((each) => (typeof each === 'object' ? [each.f, each.v] : each)),
      [['=A2*$A$1', 2], '=A3*$A$1'],
    );
    assert.deepEqual(
      changedParts(shared('<calcChain/>'), saved),
      ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/calcChain.xml', SHEET].sort(),
    );
    assert.ok(!partOf(saved, '[Content_Types].xml').includes('calcChain'));
    parseXml(partOf(saved, SHEET));
  });

  test('are moved as Excel moves them', () => {
    const move = (formula: string) => moveFormula(formula, { row: 0, column: 0 }, { row: 2, column: 1 });
    for (const [before, expected] of [
      ['A1', 'B3'],
      ['$A1+A$1+$A$1', '$A3+B$1+$A$1'],
      ['SUM(Z9:AA10)', 'SUM(AA11:AB12)'],
      ['\'A1 B2\'!A1&"A1"', '\'A1 B2\'!B3&"A1"'],
      ['LOG10(A1)', 'LOG10(B3)'],
      ['SUM(A:A,1:1)', 'SUM(B:B,3:3)'],
      ['Table1[A1]+Sheet1!C4', 'Table1[A1]+Sheet1!D6'],
      ['my_A1+A1_b', 'my_A1+A1_b'],
      ['1.5E10+A1', '1.5E10+B3'],
    ]) {
      assert.equal(move(before!), expected);
    }
  });
});

describe('a format', () => {
  const styleOf = (file: Buffer, row: number, column: number) => {
    const { styles, sheets } = snapshot(file);
    return styles[sheets['sheet-0']!.cellData[row]?.[column]?.s ?? ''];
  };

  test('is another one of the workbook’s styles, and the cell keeps the rest of its own', () => {
    const saved = changeWorkbook(workbook, [
      { ...set(0, 0, undefined), format: { ...styleOf(workbook, 0, 0), it: 1, n: { pattern: '0.0%' } } },
    ]);
    assert.deepEqual(changedParts(workbook, saved), ['xl/styles.xml', SHEET]);
    assert.deepEqual(styleOf(saved, 0, 0), { ...styleOf(workbook, 0, 0), it: 1, n: { pattern: '0.0%' } });
    assert.equal(cellsOf(saved)[0]?.[0]?.v, 'Item');
    assert.match(partOf(saved, SHEET), /<c r="A1" s="\d+" t="s">/, 'the text stays where it was');
    assert.deepEqual(styleOf(saved, 0, 1), styleOf(workbook, 0, 1));
    // All that was said of styles is still said, in the same order.
    const [old, now] = [workbook, saved].map((file) => partOf(file, 'xl/styles.xml').replaceAll(/ count="\d+"/g, ''));
    let at = 0;
    for (const [tag] of old!.matchAll(/<[^>]*>/g)) {
      at = now!.indexOf(tag, at);
      assert.ok(at >= 0, `${tag} is gone`);
      at += tag.length;
    }
  });

  test('that is there already is used again', () => {
    const percent = (row: number) => ({ ...set(row, 5, 0.5), format: { n: { pattern: '0%' } } });
    const saved = changeWorkbook(workbook, [percent(1), percent(2)]);
    const again = changeWorkbook(saved, [set(3, 5, 0.5)]);
    assert.equal(cellsOf(saved)[1]?.[5]?.s, cellsOf(saved)[2]?.[5]?.s);
    assert.equal(styleOf(saved, 1, 5)?.n?.pattern, '0%');
    assert.equal(partOf(again, 'xl/styles.xml'), partOf(saved, 'xl/styles.xml'));
  });

  test('everything that can be changed of it is read back, and taken away again', () => {
    const format = {
      ...{ ff: 'Georgia', fs: 14, bl: 1, it: 1, ul: { s: 1 }, st: { s: 1 }, cl: { rgb: '#ff0000' }, bg: { rgb: '#00ff00' } },
      ...{
        bd: { l: { s: 1, cl: { rgb: '#0000ff' } }, b: { s: 7, cl: { rgb: '#000000' } } },
        ht: 2,
        vt: 2,
        tb: 3,
        n: { pattern: 'yyyy-mm-dd' },
      },
    };
    const saved = changeWorkbook(workbook, [{ ...set(1, 1, undefined), format }]);
    assert.deepEqual(lowered(styleOf(saved, 1, 1)), format);
    const plain = changeWorkbook(saved, [{ ...set(1, 1, undefined), format: styleOf(workbook, 1, 1) }]);
    assert.deepEqual(styleOf(plain, 1, 1), styleOf(workbook, 1, 1));
  });

  const lowered = (style: unknown): unknown =>
    JSON.parse(JSON.stringify(style).replaceAll(/#[\dA-F]{6}/g, (colour) => colour.toLowerCase()));

  test('of a column is that of a new cell in it', () => {
    const part = partOf(workbook, SHEET).replace('<sheetData>', '<cols><col min="8" max="9" style="1"/></cols><sheetData>');
    const styled = ZipFile.parse(workbook)
      .with(new Map([[SHEET, part]]))
      .toBuffer();
    assert.equal(cellsOf(changeWorkbook(styled, [set(1, 7, 'new')]))[1]?.[7]?.s, 's1');
    const bold = styleOf(changeWorkbook(styled, [{ ...set(1, 7, 0.5), format: { n: { pattern: '0%' } } }]), 1, 7);
    assert.deepEqual([bold?.bl, bold?.n?.pattern], [1, '0%']);
  });
});

test('columns and rows get another size, the others keep theirs', () => {
  const part = partOf(workbook, SHEET).replace('<sheetData>', '<cols><col min="2" max="4" width="12" style="1"/></cols><sheetData>');
  const sized = ZipFile.parse(workbook)
    .with(new Map([[SHEET, part]]))
    .toBuffer();
  const saved = changeWorkbook(
    sized,
    [],
    [
      { sheet: 0, line: 'column', at: 2, size: 210 },
      { sheet: 0, line: 'column', at: 6, size: 70 },
      { sheet: 0, line: 'row', at: 1, size: 40 },
      { sheet: 0, line: 'row', at: 50, size: 40 },
    ],
  );
  assert.deepEqual(changedParts(sized, saved), [SHEET]);
  const { columnData, rowData } = snapshot(saved).sheets['sheet-0']!;
  assert.deepEqual(columnData, { 1: { w: 84, s: 's1' }, 2: { w: 210, s: 's1' }, 3: { w: 84, s: 's1' }, 6: { w: 70 } });
  assert.deepEqual([rowData[1]?.h, rowData[50]?.h], [40, 40]);
  assert.deepEqual(cellsOf(saved), cellsOf(sized));
});

describe('what is written as people write it', () => {
  const written = (change: CellChange) => partOf(changeWorkbook(workbook, [change]), SHEET);

  test('errors are errors, later functions have their prefix, and both are read back', () => {
    assert.match(written(set(1, 1, '#DIV/0!', { formula: '1/0' })), /<c r="B2"[^>]* t="e"><f>1\/0<\/f><v>#DIV\/0!<\/v>/);
    const change = set(1, 1, 3, { formula: 'XLOOKUP("XLOOKUP(1)",A2:A4,SORT(B2:B4))' });
    assert.match(
      written(change),
      /<f t="array" ref="B2">_xlfn\.XLOOKUP\(&quot;XLOOKUP\(1\)&quot;,A2:A4,_xlfn\._xlws\.SORT\(B2:B4\)\)<\/f>/,
    );
    assert.equal(cellsOf(changeWorkbook(workbook, [change]))[1]?.[1]?.f, `=${change.formula}`);
  });

  test('a formula that counts with each cell of a range is one of an array', () => {
    assert.match(written(set(1, 1, 575, { formula: 'SUM(B2:B4*C2:C4)' })), /<f t="array" ref="B2">/);
    assert.doesNotMatch(written(set(1, 1, 13, { formula: 'SUM(B2:B4)*2' })), /t="array"/);
  });

  test('a formula that fills cells is saved with all of them, which nobody changes one by one then', () => {
    const saved = changeWorkbook(workbook, [
      set(1, 5, 1, {
        formula: 'SEQUENCE(2,2)',
        results: [
          [1, 2],
          [3, 4],
        ],
      }),
    ]);
    assert.match(partOf(saved, SHEET), /<f t="array" ref="F2:G3">_xlfn\.SEQUENCE\(2,2\)<\/f>/);
    const { cellData, custom } = snapshot(saved).sheets['sheet-0']!;
    assert.deepEqual([cellData[1]?.[6]?.v, cellData[2]?.[5]?.v, cellData[2]?.[6]?.v], [2, 3, 4]);
    assert.deepEqual(custom.locked, [{ startRow: 1, startColumn: 5, endRow: 2, endColumn: 6, reason: 'array' }]);
    const gone = cellsOf(changeWorkbook(saved, [set(1, 5, 'over')]));
    assert.deepEqual([gone[1]?.[5]?.v, gone[2]?.[6]?.v], ['over', undefined]);
  });

  test('what is the same as before stays as it is written', () => {
    const part = partOf(workbook, SHEET).replace(
      /<c r="A2"[^>]*>.*?<\/c>/,
      '<c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>La</t></r><r><t>mp</t></r></is></c>',
    );
    const rich = ZipFile.parse(workbook)
      .with(new Map([[SHEET, part]]))
      .toBuffer();
    assert.equal(cellsOf(rich)[1]?.[0]?.v, 'Lamp');
    assert.equal(changeWorkbook(rich, [set(1, 0, 'Lamp')]), rich);
  });
});

test('what the page cannot calculate stays, and Excel is told to', () => {
  const saved = changeWorkbook(workbook, [set(1, 1, 4), set(1, 3, '#SPILL!', { computed: true, formula: 'B2*C2' })]);
  assert.deepEqual([cellsOf(saved)[1]?.[3]?.v, cellsOf(saved)[1]?.[3]?.f], [60, '=B2*C2']);
  assert.deepEqual(changedParts(workbook, saved), ['xl/workbook.xml', SHEET]);
  assert.match(partOf(saved, 'xl/workbook.xml'), /<calcPr[^>]* fullCalcOnLoad="1"\/>/);
  const bare = partOf(workbook, 'xl/workbook.xml').replace(/<calcPr[^>]*>(?:<\/calcPr>)?/, '');
  assert.equal(
    calculatedOnLoad(bare).indexOf('<calcPr fullCalcOnLoad="1"/>'),
    bare.search(/(?<=<\/(?:sheets|definedNames)>)(?!<definedNames)/),
  );
});

test('names that formulas use are known in the grid', () => {
  const part = partOf(workbook, 'xl/workbook.xml').replace(
    /<\/sheets>(?:<definedNames>.*<\/definedNames>)?/,
    '</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Prices!$A$1</definedName><definedName name="Rate">Prices!$C$2</definedName></definedNames>',
  );
  const named = ZipFile.parse(workbook)
    .with(new Map([['xl/workbook.xml', part]]))
    .toBuffer();
  const { resources } = snapshot(named);
  const names = Object.values(JSON.parse(resources[0]!.data) as Record<string, { name: string; formulaOrRefString: string }>);
  assert.deepEqual(
    names.map(({ name, formulaOrRefString }) => [name, formulaOrRefString]),
    [['Rate', 'Prices!$C$2']],
  );
});

describe('a table of separated values', () => {
  const cases: [what: string, before: string, changes: [number, number, string | null][], after: string][] = [
    ['one cell', 'a,b\nc,d\n', [[0, 1, 'x']], 'a,x\nc,d\n'],
    [
      'quotes stay quotes',
      '"a";"b"\r\n"c";d\r\n',
      [
        [0, 0, 'x'],
        [1, 1, 'y'],
      ],
      '"x";"b"\r\n"c";y\r\n',
    ],
    ['what needs quotes gets them', 'a,b\n', [[0, 0, 'x,"y"']], '"x,""y""",b\n'],
    ['breaks within quotes', '"a\nb",c\n', [[0, 1, 'd']], '"a\nb",d\n'],
    ['beyond the end of a row', 'a,b\nc,d\n', [[0, 3, 'x']], 'a,b,,x\nc,d\n'],
    ['beyond the last row', 'a,b', [[2, 1, 'x']], 'a,b\n\n,x\n'],
    ['emptied', 'a,b\nc,d', [[1, 0, null]], 'a,b\n,d'],
    ['into nothing', '', [[0, 1, 'x']], ',x\n'],
    ['ragged rows and spaces', ' a ,b,c\nd\n', [[1, 0, 'e']], ' a ,b,c\ne\n'],
  ];
  for (const [what, before, changes, expected] of cases) {
    test(what, () => {
      assert.equal(
        changeCsv(
          before,
          changes.map(([row, column, value]) => set(row, column, value)),
        ),
        expected,
      );
    });
  }

  test('is all text in the grid', () => {
    const { sheets } = csvSnapshot('007,2024-01-01\n"a ""b""",', 'ids.csv') as Snapshot;
    const { cellData, name } = sheets['sheet-0']!;
    assert.deepEqual(
      [name, cellData[0]?.[0]?.v, cellData[0]?.[1]?.v, cellData[1]?.[0]?.v, cellData[1]?.[1]?.v],
      ['ids', '007', '2024-01-01', 'a "b"', ''],
    );
  });
});

describe('what is no workbook', () => {
  for (const [what, file] of Object.entries({
    'is not packed': Buffer.from('PK no'),
    'has no sheets': zip({ '_rels/.rels': '<Relationships/>', 'xl/workbook.xml': '<workbook/>' }),
    'is cut short': zip({ 'xl/workbook.xml': '<workbook>' }),
  })) {
    test(`${what}: refused`, () => {
      assert.throws(
        () => snapshot(file),
        (error) => error instanceof RangeError || error instanceof SyntaxError,
      );
    });
  }
});
