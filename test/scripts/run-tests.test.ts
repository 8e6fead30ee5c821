/** The runner: a file that fails by chance passes the run, and is named. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runTestFiles, type FileResult } from '../../scripts/testing/run-files.js';
import { isFailure, summary } from '../../scripts/testing/summary.js';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-runner-'));
  // Node refuses to run tests from within a test unless this is unset.
  delete process.env.NODE_TEST_CONTEXT;
});
after(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, body: string): Promise<string> {
  const path = join(folder, `${name}.test.mjs`);
  await writeFile(path, `import { describe, test } from 'node:test';\nimport { existsSync, writeFileSync } from 'node:fs';\n${body}`);
  return path;
}

/** @param mark a path that is there from the first run on */
const failsOnce = (mark: string) => `
  describe('suite', () => test('chance', () => {
    if (existsSync(${JSON.stringify(mark)})) return;
    writeFileSync(${JSON.stringify(mark)}, '');
    throw new Error('the first time');
  }));`;

test('a file that fails once is counted as passed, and listed as flaky with its first error', async () => {
  const good = await file('good', `test('one', () => {}); test.skip('two', () => {});`);
  const flaky = await file('flaky', failsOnce(join(folder, 'mark')));
  const first = await runTestFiles([good, flaky], { concurrency: 2, limit: 60_000 });
  assert.deepEqual(
    first.map(({ passed, failed, skipped }) => [passed, failed, skipped]),
    [
      [1, 0, 1],
      [0, 1, 0],
    ],
  );
  const again = await runTestFiles([flaky], { concurrency: 1, limit: 60_000 });
  assert.equal(isFailure(first, again), false);
  assert.deepEqual(summary(first, again).split('\n'), [`flaky: ${flaky}: chance: the first time`, '2 passed, 0 failed, 1 skipped']);
});

test('a file that fails twice, or can’t be loaded, fails the run', async () => {
  for (const body of [`test('always', () => { throw new Error('no'); });`, `import './missing.mjs';`]) {
    const bad = await file('bad', body);
    const [first, again] = [
      await runTestFiles([bad], { concurrency: 1, limit: 60_000 }),
      await runTestFiles([bad], { concurrency: 1, limit: 60_000 }),
    ];
    assert.equal(isFailure(first, again), true);
    assert.match(summary(first, again), /^failed twice: .*bad\.test\.mjs.*\n0 passed, 1 failed, 0 skipped$/);
  }
});

test('a file without a test fails', async () => {
  const results = await runTestFiles([await file('empty', '')], { concurrency: 1, limit: 60_000 });
  assert.deepEqual(
    results.map(({ passed, failed, firstError }) => [passed, failed, firstError]),
    [[0, 1, 'it has no test']],
  );
});

test('more than two flaky files fail the run, and so does a run without files', () => {
  const results = (count: number, failed: number): FileResult[] =>
    Array.from({ length: count }, (_, index) => ({ file: `${index}`, passed: 1, failed, skipped: 0, firstError: 'x' }));
  assert.equal(isFailure(results(2, 1), results(2, 0)), false);
  assert.equal(isFailure(results(3, 1), results(3, 0)), true);
  assert.match(summary(results(3, 1), results(3, 0)), /3 flaky files; 2 are tolerated/);
  assert.equal(isFailure([], []), true);
});
