/** The walk through a ZIP file's directory, on bytes that need not be a whole file. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directoryRecords, findEnd, nameIn } from '../../local/src/server/ooxml/zip-directory.js';
import { zip } from '../setup/zip.js';

const file = zip({ 'word/a.xml': 'a', 'word/b.xml': 'bb', 'ä.xml': '' });
const end = findEnd(file)!;
const start = file.readUInt32LE(end + 16);
const names = (bytes: Buffer, from: number, to?: number) => [...directoryRecords(bytes, from, to)].map((record) => nameIn(record));

test('every record is found, and nothing behind them', () => assert.deepEqual(names(file, start), ['word/a.xml', 'word/b.xml', 'ä.xml']));

test('no record reaches beyond the given end', () => assert.deepEqual(names(file, start, start + 60), ['word/a.xml']));

test('bytes that break off within a name give what is there of it', () =>
  assert.deepEqual(names(file.subarray(start, start + 50), 0), ['word']));

test('places that hold no record give none', () => {
  assert.deepEqual(names(file, 0), []);
  assert.deepEqual(names(file, file.length + 10), []);
});

test('the end is the last one that is whole, not before a given place', () => {
  assert.equal(findEnd(Buffer.concat([file, Buffer.from('a comment')])), end);
  assert.equal(findEnd(file.subarray(0, -1)), undefined);
  assert.equal(findEnd(file, end + 1), undefined);
  assert.equal(findEnd(Buffer.alloc(0)), undefined);
});
