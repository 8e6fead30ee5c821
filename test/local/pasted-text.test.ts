/** Pasted text on its way into cells: which of it is marked, and what a marked cell gets. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CellValueType, type ICellData } from '@univerjs/core';
import { fillCell, markOf, markTexts, markedIndex } from '../../local/src/page/views/sheet/pasted-text.js';

describe('texts', () => {
  const isCode = (text: string) => /^0\d+$/.test(text);
  for (const [what, text, shown, marked] of [
    ['that need no mark stay as they are', '1\ta\n2\tb', '1\ta\n2\tb', []],
    ['that would become numbers are marked', '007\t7\r\n008\t8', '<0>\t7\n<1>\t8', ['007', '008']],
    ['alone are marked too', '007', '<0>', ['007']],
    ['with line breaks are one cell, in quotes', 'a\t"b\nc"\td', 'a\t<0>\td', ['b\nc']],
    ['with doubled quotes are read', '"a ""b"""\tc', '<0>\tc', ['a "b"']],
    ['in quotes that need none keep them', '"a"\tb', '"a"\tb', []],
    ['that are empty get no mark', '\t\n', '\t\n', []],
  ] as const) {
    test(what, () => {
      const cells: unknown[] = [];
      assert.equal(
        markTexts(text, isCode, ({ value }) => `<${cells.push(value) - 1}>`),
        shown,
      );
      assert.deepEqual(cells, marked);
    });
  }
});

test('marks are found again, and nothing else is taken for one', () => {
  for (const index of [0, 9, 10, 4_711]) assert.equal(markedIndex(markOf(index)), index);
  for (const text of ['', 'imm-cell-', 'imm-cell-1', 'imm-cell-a b', ' imm-cell-a', 'imm-cell-k'])
    assert.equal(markedIndex(text), undefined);
});

describe('a cell gets', () => {
  const { BOOLEAN, NUMBER, STRING, FORCE_STRING } = CellValueType;
  const pasted = { text: 'shown', value: 'held' as string | number | boolean, pattern: undefined as string | undefined, isFormula: false };
  for (const [what, given, isPlain, before, after] of [
    ['what was held', {}, false, {}, { v: 'held', t: STRING }],
    ['what was shown in a table of text', {}, true, {}, { v: 'shown', t: STRING }],
    ['a number', { value: 7 }, false, {}, { v: 7, t: NUMBER }],
    ['a truth as Univer writes it', { value: true }, false, {}, { v: 1, t: BOOLEAN }],
    ['a text that looks like a number, said to be one', { value: '007' }, false, {}, { v: '007', t: FORCE_STRING }],
    ['a text that looks like a truth, said to be one', { value: 'TRUE' }, false, {}, { v: 'TRUE', t: FORCE_STRING }],
    [
      'the format, beside what it has',
      { pattern: '0.0' },
      false,
      { s: { bl: 1 } },
      { v: 'held', t: STRING, s: { bl: 1, n: { pattern: '0.0' } } },
    ],
    ['the general format', { pattern: '' }, false, { s: { bl: 1 } }, { v: 'held', t: STRING, s: { bl: 1, n: null } }],
    ['lines that may be broken', { value: 'a\nb' }, false, {}, { v: 'a\nb', t: STRING, s: { tb: 3 } }],
  ] as [string, Partial<typeof pasted>, boolean, ICellData, ICellData][]) {
    test(what, () => {
      const cell = { ...before };
      fillCell(cell, { ...pasted, ...given }, isPlain);
      assert.deepEqual(cell, after);
    });
  }
});
