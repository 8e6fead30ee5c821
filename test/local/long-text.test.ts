/** A text in pieces, compared with a plain string. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changeText } from '../../local/src/server/text/text-file.js';
import { differenceOf } from '../../local/src/shared/text-changes.js';
import { LongText, plain } from '../../local/src/server/together/long-text.js';

const pause = () => Promise.resolve();
/** Line ends of all kinds, characters of two units, and enough of them for several pieces. */
const unit = fc.constantFrom('a', 'b', '\r\n', '\r', '\n', '😀', 'é', ' ');
const short = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''));
const text = fc
  .record({ start: short, repeated: short, times: fc.constantFrom(0, 1, 30_000), end: short })
  .map(({ start, repeated, times, end }) => start + repeated.repeat(times) + end);
const places = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.constantFrom(0, 0, 1, 2, 40_000), insert: short }),
  { maxLength: 5 },
);

/** Changes that fit a text of this length, in order. */
function fitting(length: number, wanted: readonly { at: number; length: number; insert: string }[]) {
  let end = 0;
  return [...wanted]
    .sort((one, two) => one.at - two.at)
    .map(({ at, length: count, insert }) => {
      const from = Math.max(end, Math.floor(at * length));
      end = Math.min(length, from + count);
      return { from, to: end, insert };
    });
}

test('whatever is changed, it is the text that a string would be, and counts each line break once', () => {
  fc.assert(
    fc.property(text, fc.array(places, { maxLength: 4 }), (start, rounds) => {
      let string = start;
      let long = LongText.of(start);
      for (const wanted of rounds) {
        const changes = fitting(plain(string).length, wanted);
        [string, long] = [changeText(string, changes), long.change(changes)];
        assert.ok(long.toString() === string, 'the text');
        assert.equal(long.length, plain(string).length);
        assert.ok([...long].join('') === string, 'its pieces');
      }
    }),
    { numRuns: 150 },
  );
});

test('the difference of two texts is that of two strings', () => {
  fc.assert(
    fc.property(text, text, places, (one, two, wanted) => {
      for (const other of [two, changeText(one, fitting(plain(one).length, wanted))]) {
        assert.deepEqual(LongText.of(one).differenceTo(LongText.of(other)), differenceOf(plain(one), plain(other)));
      }
    }),
    { numRuns: 60 },
  );
});

test('it is read from bytes, a mark at the beginning and characters across pieces included', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      const read = await LongText.decode(Buffer.from(`\ufeff${written}`), pause);
      assert.ok(read.toString() === `\ufeff${written}`);
      assert.equal(read.length, plain(written).length + 1);
    }),
    { numRuns: 60 },
  );
});

test('what lies elsewhere is not touched: an old state and a new one share it', () => {
  const before = LongText.of('line\r\n'.repeat(100_000));
  const after = before.change([{ from: 250_000, to: 250_001, insert: 'x' }]);
  const kept = new Set([...before]);
  assert.ok([...after].filter((piece) => !kept.has(piece)).length <= 3);
  assert.equal(after.length, before.length);
});

test('two line breaks that come together stay two', () => {
  for (const [from, to] of [
    ['a\rb\nc', 'a\r\n\nc'],
    [`${'a'.repeat(40_000)}\rb\n${'c'.repeat(40_000)}`, `${'a'.repeat(40_000)}\r\n\n${'c'.repeat(40_000)}`],
  ] as const) {
    const at = from.indexOf('b');
    assert.equal(changeText(from, [{ from: at, to: at + 1, insert: '' }]), to);
    assert.equal(
      LongText.of(from)
        .change([{ from: at, to: at + 1, insert: '' }])
        .toString(),
      to,
    );
  }
});

test('changes beyond the end are refused', () => {
  assert.throws(() => LongText.of('abc').change([{ from: 4, to: 4, insert: 'x' }]), RangeError);
  assert.throws(() => LongText.of('').change([{ from: 0, to: 1, insert: '' }]), RangeError);
});
