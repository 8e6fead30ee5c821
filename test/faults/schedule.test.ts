/** What pages do together, ten thousand of them by the clock of a calendar: docs/scaling.md has a million. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reckon, type Scene } from '../../bench/scaling/pages.js';
import { MINUTE, OUTAGE, outage, product, rush, usual } from '../../bench/scaling/scenes.js';
import { refreshDelay } from '../../src/credentials/lifetime.js';
import { refreshWait, retryWait } from '../../src/credentials/schedule.js';

const PAGES = 10_000;
const few = (scene: Scene): Scene => ({ ...scene, pages: PAGES, ...(scene.quota && { quota: (scene.quota * PAGES) / scene.pages }) });
const perMinute = (perSecond: Uint32Array, from: number, to: number) =>
  Array.from({ length: to - from }, (_, minute) =>
    perSecond.subarray((from + minute) * 60, (from + minute + 1) * 60).reduce((a, b) => a + b, 0),
  );

test('each page has a pace of its own, a fifth apart at most; a short life is not refreshed more often than once a second', () => {
  const lifetime = 30 * MINUTE;
  assert.equal(refreshWait(lifetime, 0), refreshDelay(lifetime));
  assert.equal(refreshWait(lifetime, 1), refreshDelay(lifetime) * 0.8);
  assert.equal(refreshWait(3_500, 1), 1_680);
});

test('pairs that are dead on arrival are asked for ever less often: 1, 3, 9 s and more, at most every five minutes', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 99].map((dead) => refreshWait(0, 0, dead) / 1_000);
  assert.deepEqual(waits, [1, 3, 9, 27, 81, 243, 300, 300]);
  assert.equal(refreshWait(2_000, 1, 6), 243_000 * 0.8);
});

test('between attempts: 1, 3, 9 s and more, a quarter of what the token has left; never less than the server asks', () => {
  const waits = [0, 1, 2, 3, 4, Infinity].map((failures) => retryWait(failures, 4 * MINUTE, 0, 0) / 1_000);
  assert.deepEqual(waits, [1, 3, 9, 27, 60, 60]);
  assert.deepEqual(
    [20 * MINUTE, 8_000, 0, -MINUTE].map((remaining) => retryWait(9, remaining, 0, 0) / 1_000),
    [90, 10, 60, 60],
  );
  assert.equal(retryWait(0, MINUTE, 2 * MINUTE, 0), 2 * MINUTE);
  assert.equal(retryWait(0, MINUTE, 0, 1), 1_500);
});

test('after a rush of five minutes every wave of refreshes is lower than the last, and in the fourth hour there is none', () => {
  const { asked, lapsed } = reckon(few(rush(5)), product);
  const [opening, first, second] = [
    [0, 5],
    [5, 28],
    [28, 51],
  ].map(([from, to]) => Math.max(...perMinute(asked, from!, to!)));
  assert.ok(first! < opening! * 0.6 && second! < first! * 0.6, `${opening}, ${first}, ${second} a minute`);
  const fourth = perMinute(asked, 180, 240);
  assert.ok(Math.max(...fourth) < 2 * Math.min(...fourth), `${Math.min(...fourth)} to ${Math.max(...fourth)} a minute`);
  assert.equal(lapsed, 0);
});

test('IMM is away for five minutes: no document loses its token, and the load is a good third lower than with fixed steps', () => {
  const [ours, theirs] = [product, usual].map((schedule) => reckon(few(outage(5)), schedule));
  assert.equal(ours!.lapsed, 0);
  const most = ({ asked }: typeof ours & object) => Math.max(...perMinute(asked, OUTAGE / MINUTE, OUTAGE / MINUTE + 10));
  assert.ok(most(ours!) < most(theirs!) * 0.67, `${most(ours!)} and ${most(theirs!)} a minute`);
});

test('… and comes back with little to spare: those get through first whose tokens end first', () => {
  const [ours, theirs] = [product, usual].map((schedule) => reckon(few(outage(5, 1_500)), schedule).lapsed);
  assert.ok(ours! < theirs! / 4, `${ours} documents lost their token, ${theirs} with fixed steps`);
});

test('the same seed gives the same course', () => {
  assert.deepEqual(reckon(few(rush(5)), product), reckon(few(rush(5)), product));
});
