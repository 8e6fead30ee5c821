/**
 * Runs the tests of many pages in each browser that is named, one after the other: as an argument, by `BROWSERS`, or else in Chromium.
 * Of WebKitGTK there is one page, so these tests leave it out.
 *
 * A suite this long meets a busy machine now and then. A file that fails runs once more, alone; if it passes then, it is listed as flaky
 * with its first error. A flaky test is a defect to be fixed, so more than {@link MAX_FLAKY} flaky files fail the run.
 */
import { readdirSync } from 'node:fs';
import { chooseEngines, describeChoice } from '../test/setup/engines/index.js';
import { runTestFiles, type FileResult } from './end-to-end/run-files.js';
import { isFailure, summary } from './end-to-end/summary.js';

/** Files that run at the same time. */
const CONCURRENCY = 2;

const { engines } = chooseEngines(process.argv[2] ?? process.env.BROWSERS ?? 'chromium');
const able = engines.filter(({ options }) => options);
if (!able.length) throw new Error('The tests of many pages need Chromium or Firefox: BROWSERS=chromium,firefox');
const files = ['test/end-to-end', 'test/faults'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`),
);
for (const engine of able) {
  console.log(describeChoice({ engines: [engine], missing: [] }));
  process.env.BROWSERS = engine.name;
  const first = await runTestFiles(files, CONCURRENCY);
  const failed = first.filter(({ failed }) => failed > 0).map(({ file }) => file);
  if (failed.length) console.log(`\nRunning again, one at a time: ${failed.join(', ')}`);
  const again: readonly FileResult[] = failed.length ? await runTestFiles(failed, 1) : [];
  console.log(summary(first, again));
  if (isFailure(first, again)) process.exitCode = 1;
}
