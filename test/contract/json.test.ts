import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonOrUndefined } from '../../src/contract/json.js';

for (const [text, value] of [
  ['{"a":[1]}', { a: [1] }],
  ['null', null],
  ['"a"', 'a'],
  ['', undefined],
  ['{"a":1', undefined],
  ['undefined', undefined],
] as const) {
  test(`${JSON.stringify(text)} is ${JSON.stringify(value) ?? 'no JSON'}`, () => assert.deepEqual(jsonOrUndefined(text), value));
}
