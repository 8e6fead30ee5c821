/** The lint rule that refuses tests which cannot fail. */
import { describe, it } from 'node:test';
import { RuleTester } from 'eslint';
import plugin from '../../scripts/lint/tests-assert.mjs';

Object.assign(RuleTester, { describe, it });
const errors = [{ messageId: 'none' }];

new RuleTester().run('tests-assert', plugin.rules['tests-assert'], {
  valid: [
    "test('a', () => assert.equal(1, 1));",
    "it('a', async () => { expect(1).to.equal(1); });",
    "test('a', { timeout: 1 }, async () => { await waitForState(page, 'ready'); });",
    "function check() { assert(true); } test('a', () => check());",
    "const check = () => assert(true); test('a', check);",
    "test('a', () => { for (const each of all) assert(each); });",
    "test('a', () => { if (x) assert(1); else assert(2); });",
    "describe('a', () => { prepare(); });",
    "test.skip('a');",
  ],
  invalid: [
    { code: "test('a', () => {});", errors },
    { code: "test('a', async () => { await open(); });", errors },
    { code: "test('a', () => { if (x) assert(1); });", errors },
    { code: "test('a', () => x && assert(1));", errors },
    { code: "test('a', () => (x ? assert(1) : null));", errors },
    { code: "function run() { work(); } test('a', () => run());", errors },
    { code: "test.only('a', () => {});", errors },
  ],
});
