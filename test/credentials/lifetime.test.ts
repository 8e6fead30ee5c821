/** How long a pair of tokens is good for, and when the office page is made to ask. */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { SHORTEST_WITH_LEAD, isDeadOnArrival, lifetimeOf, refreshDelay } from '../../src/credentials/lifetime.js';
import { pageTimeout } from '../../src/sdk/page-tokens.js';

const NOW = 1_000_000_000_000;
const MINUTE = 60_000;
const HALF_AN_HOUR = 30 * MINUTE;
const pair = (lives: number, serverTime?: number) => ({
  ...{ accessToken: 'a', refreshToken: 'r', refreshTokenExpiredTime: NOW },
  ...{ accessTokenExpiredTime: (serverTime ?? NOW) + lives, serverTime },
});

test('by the server’s clock, whatever the page’s says', () => {
  assert.equal(lifetimeOf(pair(HALF_AN_HOUR, 5)), HALF_AN_HOUR);
  assert.equal(lifetimeOf(pair(0, 5)), 0);
  assert.equal(lifetimeOf(pair(-1, 5)), 0);
});

test('by the page’s clock without it, where that makes sense', () => {
  mock.timers.enable({ apis: ['Date'], now: NOW });
  try {
    assert.equal(lifetimeOf(pair(5 * MINUTE)), 5 * MINUTE);
    assert.equal(lifetimeOf(pair(0)), HALF_AN_HOUR);
    assert.equal(lifetimeOf(pair(-MINUTE)), HALF_AN_HOUR);
    assert.equal(lifetimeOf(pair(365 * 24 * 60 * MINUTE)), HALF_AN_HOUR);
  } finally {
    mock.timers.reset();
  }
});

test('refreshed six minutes before the end, or with two fifths left', () => {
  assert.equal(refreshDelay(HALF_AN_HOUR), 24 * MINUTE);
  assert.equal(refreshDelay(15 * MINUTE), 9 * MINUTE);
  assert.equal(refreshDelay(10 * MINUTE), 6 * MINUTE);
  assert.equal(refreshDelay(10_000), 6_000);
});

test('the page asks five minutes before its timeout: at three quarters of a short life', () => {
  assert.equal(pageTimeout(HALF_AN_HOUR, SHORTEST_WITH_LEAD), HALF_AN_HOUR);
  assert.equal(pageTimeout(15 * MINUTE, SHORTEST_WITH_LEAD), 15 * MINUTE);
  assert.equal(pageTimeout(10 * MINUTE, SHORTEST_WITH_LEAD), 12.5 * MINUTE);
  assert.equal(pageTimeout(4_000, SHORTEST_WITH_LEAD), 5 * MINUTE + 3_000);
  assert.equal(pageTimeout(0, SHORTEST_WITH_LEAD), 5 * MINUTE + 1_000);
});

test('dead on arrival', () => {
  assert.deepEqual([0, 1_999, 10_000, HALF_AN_HOUR].map(isDeadOnArrival), [true, true, false, false]);
});
