/** Separated values: which delimiter a text has, cells read in pieces, and that a change keeps everything else to the byte. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { dialectOf } from '../../local/src/shared/csv-dialect.js';
import { CsvParser, scanRows } from '../../local/src/shared/csv.js';
import { firstTextPages } from '../../local/src/server/text/preview-limit.js';
import { changeCsv, csvSnapshot } from '../../local/src/server/sheet/csv-file.js';

describe('the delimiter', () => {
  const cases: [string, string, string][] = [
    ['decimal commas between semicolons', '0,5;1,25;3,75\r\n0,6;1,30;3,80\r\n0,7;1,35;3,85\r\n', ';'],
    ['decimal commas, two columns', '1,5;2,5\n3,5;4,5\n', ';'],
    ['decimal commas, one row', '1,5;2,5;3,5', ';'],
    ['a header and German numbers', 'Name;Betrag;Datum\r\nMüller;1.234,56;26.11.2026\r\n"Meier; Söhne";0,5;01.02.2026\r\n', ';'],
    ['commas within prose', 'who;what\nMiller, Anna;came, saw\nSmith, Joe;left\n', ';'],
    ['lists between commas', 'id,tags\n1,a;b;c\n2,d;e\n3,f\n', ','],
    ['a first line that is a title', 'Report, 2026; draft\nname;value\na;1,5\nb;2,5\nc;3,5\n', ';'],
    ['tabs with decimal commas', 'a\t1,5\nb\t2,5\n', '\t'],
    ['bars', 'a|1,5|x\nb|2,5|y\n', '|'],
    ['plain commas', 'a,b\nc,d\n', ','],
    ['currencies', '€ 1.234,50;-3,5 %\n(5,00) €;CHF 2,00\n', ';'],
    ['thousands in quotes', '"1,234","5;6"\n"7,890","8;9"\n', ','],
    ['times', '2026-01-01 10:00,5.5\n2026-01-02 11:00,6.5\n', ','],
    ['no header, German numbers in all columns', '1.234,56;7,5\n-2,00;0,25\n', ';'],
    ['no header, dates and decimal commas', '26.11.2026;1,5\n27.11.2026;2,5\n', ';'],
    ['no header, tabs between thousands', '1,234\t5,678\n9,012\t3,456\n', '\t'],
    ['no header, bars between texts with commas', 'Miller, A|1\nSmith, B|2\n', '|'],
    ['no header, numbers with points', '1.5,2.5\n3.5,4.5\n', ','],
    ['empty cells', 'a;;1,5\n;b;\n;;2,5\n', ';'],
    ['Chinese words', '名称；甲,数量\n苹果,1\n梨,2\n', ','],
    ['one column', 'a\nb\n', ','],
    ['nothing', '', ','],
  ];
  for (const [what, text, delimiter] of cases) {
    test(`${what}: ${JSON.stringify(delimiter)}`, () => assert.deepEqual(dialectOf(text), { delimiter, start: 0 }));
  }

  for (const [line, delimiter] of [
    ['sep=;\r\n', ';'],
    ['sep=,\n', ','],
    ['"sep=\t"\n', '\t'],
    ['SEP=^\r', '^'],
  ] as const) {
    test(`told by ${JSON.stringify(line)}, which is no row`, () => {
      const text = `${line}1,5;2,5^x\n`;
      assert.deepEqual(dialectOf(text), { delimiter, start: line.length });
      assert.match(
        changeCsv(text, [{ sheet: 0, row: 0, column: 0, value: 'x' }]),
        new RegExp(`^${line.replace('^', '\\^')}x[${delimiter === '\t' ? 't' : `\\${delimiter}`}2]?`),
      );
    });
  }
});

/** Without empty cells at the ends of rows, and empty rows at the end. */
function withoutEmptyEnds(rows: readonly string[][]): string[][] {
  const cut = rows.map((cells) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1));
  return cut.slice(0, cut.findLastIndex(({ length }) => length > 0) + 1);
}

describe('a change', () => {
  const set = (text: string, row: number, column: number, value: string) => changeCsv(text, [{ sheet: 0, row, column, value }]);

  test('keeps a sep line, quotes, line ends and what is behind the last row', () => {
    assert.equal(set('sep=;\r\n"a";b\r\nc,d;"e"\r\n', 1, 1, 'f'), 'sep=;\r\n"a";b\r\nc,d;"f"\r\n');
  });
  for (const [what, text, row, column] of [
    ['beyond the end of a row', 'a,b\nc,d\n', 1, 4],
    ['beyond the end of a row without a line end', 'a;b\r\nc;d', 1, 3],
    ['below the last row', 'a,b\nc,d\n', 9, 0],
    ['below and beyond', 'a\tb\nc\td\n', 5, 5],
    ['beyond a row of a ragged table', 'a,b,c\nd\ne,f\n', 0, 5],
    ['in a single cell', 'a\n', 0, 2],
  ] as const) {
    test(`that is undone leaves nothing of it: ${what}`, () => {
      const written = set(text, row, column, 'x');
      assert.notEqual(written, text);
      assert.equal(changeCsv(written, [{ sheet: 0, row, column, value: null }]), text);
    });
  }
  test('that empties the last row and writes beyond its end keeps what is written', () => {
    const changes = [
      { sheet: 0, row: 1, column: 1, value: null },
      { sheet: 0, row: 1, column: 4, value: 'x' },
    ];
    assert.equal(changeCsv('a,b\n,d\n', changes), 'a,b\n,,,,x\n');
  });
  test('behind a quote that is left open does not become a part of its cell', () => {
    assert.equal(set('a,"b\n', 1, 0, 'x'), 'a,"b\n"\nx\n');
    assert.equal(set('a,"b', 0, 2, 'x'), 'a,"b",x');
  });
  test('that empties cells other rows have keeps their delimiters', () => {
    assert.equal(set('a,b,c\nd,e,f\n', 1, 2, ''), 'a,b,c\nd,e,\n');
    assert.equal(set('a,b,,\nc,d,,\n', 0, 1, ''), 'a,,,\nc,d,,\n');
  });
  test('that would make it read otherwise is in quotes', () => {
    assert.equal(set('a;b', 0, 0, 'x,y,z'), '"x,y,z";b');
    assert.equal(set('\n\n1\n1\n', 2, 1, ';;'), '\n\n1,";;"\n1\n');
  });
  test('that reads otherwise even in quotes comes with a line that names the delimiter', () => {
    assert.equal(set('a', 0, 0, 'sep=;'), 'sep=,\n"sep=;"');
  });
  test('names the version of the grid that is installed', () => {
    const { version } = JSON.parse(readFileSync('node_modules/@univerjs/core/package.json', 'utf8')) as { version: string };
    assert.equal((csvSnapshot('a', 'a.csv') as { appVersion: string }).appVersion, version);
  });
  test('refuses more cells than the grid may have while it reads them', () => {
    assert.throws(() => csvSnapshot(',\n'.repeat(400_000), 'a.csv'), { name: 'RangeError', message: /too many cells/ });
  });

  test('of any cells of any table, beyond its end too, reads as that change, and changes nothing else', () => {
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab1,;|\t" \n'), maxLength: 6 }),
      fc.constantFrom('', 'sep=;', '"sep=;"', ';;;', ',,,'),
    );
    const table = fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    const quoted = (value: string) => (/[,;|\t"\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.boolean(),
        fc.array(
          fc.record({ r: fc.nat(9), row: fc.array(fc.tuple(fc.nat(9), fc.option(word, { freq: 1 })), { minLength: 1, maxLength: 4 }) }),
          { minLength: 1, maxLength: 2 },
        ),
        (cells, delimiter, told, changes) => {
          const text = (told ? `sep=${delimiter}\n` : '') + cells.map((row) => row.map(quoted).join(delimiter) + '\n').join('');
          const before = dialectOf(text);
          const shown = scanRows(text, before.delimiter, before.start).rows.map((row) => row.cells.map((cell) => cell.value));
          const [rows, columns] = [shown.length + 3, Math.max(...shown.map(({ length }) => length)) + 3];
          const sent = changes.flatMap(({ r, row }) => row.map(([c, value]) => ({ sheet: 0, row: r % rows, column: c % columns, value })));
          const changed = changeCsv(text, sent);
          for (const { row, column, value } of sent) {
            while (shown.length <= row) shown.push([]);
            while (shown[row]!.length <= column) shown[row]!.push('');
            shown[row]![column] = value ?? '';
          }
          const after = dialectOf(changed);
          const read = scanRows(changed, after.delimiter, after.start).rows.map((each) => each.cells.map((cell) => cell.value));
          // What decides is what is shown when the file is opened again: empty cells and rows at the end may go.
          assert.deepEqual(withoutEmptyEnds(read), withoutEmptyEnds(shown));
        },
      ),
      { numRuns: 4_000 },
    );
  });
});

test('pieces read as the whole', () => {
  const text = fc.string({ unit: fc.constantFrom(...'a,"\r\n'), maxLength: 30 });
  fc.assert(
    fc.property(text, fc.nat(30), fc.nat(30), (all, one, two) => {
      const [first, second] = [Math.min(one, two), Math.max(one, two)];
      const parser = new CsvParser(',');
      const pieces = [all.slice(0, first), all.slice(first, second), all.slice(second)].flatMap((piece) => parser.push(piece));
      const whole = scanRows(all, ',').rows.map(({ cells }) => cells.map(({ value }) => value));
      assert.deepEqual([...pieces, ...parser.end()], whole);
    }),
  );
});

test('a preview of pages counts rows, whatever their delimiter and line ends', () => {
  const rows = Array.from({ length: 120 }, (_, index) => `${index}|"two\r\nlines"\r\n`);
  const { text, total } = firstTextPages(rows.join(''), 'table', 1);
  assert.equal(total, 3);
  assert.equal(scanRows(text, '|').rows.length, 50);
});
