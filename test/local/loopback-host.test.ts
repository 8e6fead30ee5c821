/** Which Host headers the servers on this machine take for their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopbackHost } from '../../local/src/shared/loopback-host.js';

for (const [host, isOwn] of [
  ['127.0.0.1:8080', true],
  ['127.8.9.1', true],
  ['localhost:80', true],
  ['LOCALHOST', true],
  ['[::1]:8080', true],
  // As numbers: URLs write them as addresses.
  ['2130706433:8080', true],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['evil.example:8080', false],
  ['127.0.0.1@evil.example', false],
  ['evil.example#127.0.0.1', false],
  ['', false],
  [undefined, false],
  ['a b', false],
] as const) {
  test(`${host} is ${isOwn ? 'this machine' : 'another'}`, () => assert.equal(isLoopbackHost(host), isOwn));
}
