/** A text that several pages write at once, compared with a model that keeps everything: also where changes are dropped that are too old. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { LiveChange, LiveUpdate } from '../../local/src/shared/page-api.js';
import { changeText } from '../../local/src/server/text/text-file.js';
import { changesOf, mapPlace, mapPlaces, stretchesOf } from '../../local/src/shared/text-changes.js';
import { LongText } from '../../local/src/server/together/long-text.js';
import { TextRoom } from '../../local/src/server/together/text-room.js';
import type { Visit } from '../../local/src/server/visits/visit.js';

const visitOf = (id: string) => ({ session: { user: { id, name: id } } }) as unknown as Visit;
const apply = (text: string, changes: LiveChange) => changeText(text, stretchesOf(changes));

/** Characters of a text that the model keeps few versions of. */
const LONG = 10_000;

/** One push: of whom, how many changes, how long each is, and how far behind the page is when it only asks. */
const step = fc.record({
  who: fc.nat(2),
  kind: fc.constantFrom('write', 'ask', 'file', 'stale'),
  count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 100, max: 700 })),
  size: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 5 }) }, { weight: 1, arbitrary: fc.constant(600_000) }),
  behind: fc.nat(600),
  place: fc.nat(),
});

test('whatever is pushed, a page that gets changes has the text afterwards, and one that gets none is too far behind', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const visits = ['a', 'b', 'c'].map(visitOf);
      const room = new TextRoom({ text: LongText.of('start'), encoding: 'utf-8', hasMark: false }, 1, () => undefined);
      /** The text after so many changes. */
      const texts = ['start'];
      const push = (who: number, since: number, updates: LiveUpdate[]) => room.push(visits[who]!, { room: room.name, since, updates });
      for (const { who, kind, count, size, behind, place } of steps) {
        const newest = texts.length - 1;
        if (kind === 'file') {
          const text = `${texts[newest]!.slice(0, 1000)}!`;
          room.adopt({ ...room.content, text: LongText.of(text) }, room.saved.version + 1);
          // What it becomes is the room's own affair; a page that follows has it.
          if (room.version > newest) texts.push(room.content.text.toString());
          continue;
        }
        const since = kind === 'write' ? newest : Math.max(0, newest - behind);
        const updates: LiveUpdate[] = [];
        const written: string[] = [];
        let text = texts[since]!;
        // Of a long text, every version of which is kept here, there are few.
        const most = size > 5 || text.length > LONG ? 2 : count;
        for (let number = 0; kind !== 'ask' && number < most; number++) {
          const from = place % (text.length + 1);
          const to = Math.min(text.length, from + (number % 3));
          const changes = changesOf([{ from, to, insert: 'x'.repeat(size) }], text.length);
          text = apply(text, changes);
          updates.push({ client: visits[who]!.session.user.id, changes });
          written.push(text);
        }
        const isTaken = since === newest;
        const state = push(who, since, updates);
        if (isTaken) texts.push(...written);
        assert.equal(room.version, texts.length - 1);
        assert.ok(room.content.text.toString() === texts.at(-1));
        if (!state) {
          assert.ok(!isTaken, 'a page that is up to date always gets an answer');
          continue;
        }
        assert.equal(state.version, room.version);
        assert.equal(state.updates.length, room.version - since);
        const shown = state.updates.reduce((before, { changes }) => apply(before, changes), texts[since]!);
        assert.ok(shown === texts.at(-1), 'what it is sent leads from its text to the newest');
      }
    }),
    { numRuns: 60 },
  );
});

test('the answer to a push that makes older changes be dropped has exactly what the page has missed', () => {
  const visit = visitOf('a');
  const room = new TextRoom({ text: LongText.of(''), encoding: 'utf-8', hasMark: false }, 1, () => undefined);
  for (let version = 0; version < 1_100; version++) {
    const update: LiveUpdate = { client: 'a', changes: version === 0 ? [[0, 'x']] : [version, [0, 'x']] };
    const state = room.push(visit, { room: room.name, since: version, updates: [update] });
    assert.deepEqual(state?.updates, [update]);
  }
});

test('many places are mapped as each of them is', () => {
  const part = fc.oneof(
    fc.nat(5),
    fc.tuple(fc.nat(4)),
    fc.tuple(fc.nat(4), fc.constantFrom('', 'a', 'bc')),
    fc.constant<[number, string, string]>([0, '', '']),
  );
  fc.assert(
    fc.property(fc.array(part), fc.array(fc.nat(60)), (changes, unordered) => {
      const places = [...unordered].sort((one, two) => one - two);
      assert.deepEqual(
        mapPlaces(places, changes as LiveChange),
        places.map((place) => mapPlace(place, changes as LiveChange)),
      );
    }),
  );
});

test('the longest farewell there can be is put on top of all changes that are kept', () => {
  const visit = visitOf('a');
  const length = 40_000;
  const room = new TextRoom({ text: LongText.of('-'.repeat(length)), encoding: 'utf-8', hasMark: false }, 1, () => undefined);
  const updates = Array.from({ length: 500 }, (_, index): LiveUpdate => ({ client: 'b', changes: [[0, 'x'], length + index] }));
  for (const [since, update] of updates.entries()) room.push(visit, { room: room.name, since, updates: [update] });
  // Every other character gets one before it, in 64 KB.
  const changes: LiveChange = Array.from({ length: 10_000 }, (): LiveChange => [2, [0, 'y']]).flat();
  room.pushLast(visit, { room: room.name, since: 0, client: 'a', changes: [...changes, length - 20_000], sent: 0, rest: [] });
  assert.ok(room.content.text.toString() === 'x'.repeat(500) + '--y'.repeat(10_000) + '-'.repeat(length - 20_000));
});
