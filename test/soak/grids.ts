/** Workbooks and csv. */
import { changed, gridOf, rowsOf, setCell, workbookOf } from '../setup/workbooks.js';
import { cellsModel, ROWS } from './cells.js';
import type { Kind } from './kind.js';

const nameOf = (row: number, column: number) => `${String.fromCharCode(65 + column)}${row + 1}`;

export const csv: Kind = {
  extension: 'csv',
  make: () => Buffer.from('other 0,b,c\n1,2,3\n'),
  model() {
    const start = { A1: 'other 0', B1: 'b', C1: 'c', A2: '1', B2: '2', C2: '3' };
    // Nothing written here needs quotes.
    const read = (file: Buffer) => {
      const rows = file.toString().split('\n');
      const cells = rows.flatMap((line, row) => line.split(',').map((value, column) => [nameOf(row, column), value] as const));
      return new Map(cells.filter(([, value]) => value !== ''));
    };
    const withFirst = (file: Buffer, value: string) => Buffer.from(file.toString().replace(/^[^,\n]*/, value));
    return cellsModel({ read, results: () => new Map(), withFirst, hasFormulas: false }, new Map(Object.entries(start)));
  },
};

export const xlsx: Kind = {
  extension: 'xlsx',
  make() {
    const total = `<c r="F1"><f>SUM(A2:A${ROWS})</f><v>1</v></c>`;
    const text = '<c r="A1" t="inlineStr"><is><t>other 0</t></is></c>';
    return workbookOf({ sheets: { Sheet: rowsOf({ 1: text + total, 2: '<c r="A2"><v>1</v></c>' }) } });
  },
  model() {
    const all = (file: Buffer) =>
      Object.entries(gridOf(file).sheets['sheet-0']!.cellData).flatMap(([row, cells]) =>
        Object.entries(cells).map(([column, cell]) => [nameOf(Number(row), Number(column)), cell] as const),
      );
    return cellsModel(
      {
        read: (file) => new Map(all(file).flatMap(([name, { f, v }]) => (f || v !== undefined ? [[name, f ?? String(v)]] : []))),
        results: (file) => new Map(all(file).flatMap(([name, { f, v }]) => (f && v !== undefined ? [[name, Number(v)]] : []))),
        withFirst: (file, value) => changed(file, [setCell('A1', value)]),
        hasFormulas: true,
      },
      new Map([
        ['A1', 'other 0'],
        ['A2', '1'],
        ['F1', `=SUM(A2:A${ROWS})`],
      ]),
    );
  },
};
