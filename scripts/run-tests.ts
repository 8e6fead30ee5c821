/**
 * Runs a part of the tests: `node --import tsx scripts/run-tests.ts node`. Tests of many pages run in each browser that is named, as a further
 * argument, by `BROWSERS`, or else in Chromium.
 *
 * A suite this long meets a busy machine now and then. A file that fails runs once more, alone; if it passes then, it is listed as flaky
 * with its first error. A flaky test is a defect to be fixed, so more than {@link MAX_FLAKY} flaky files fail the run.
 */
import { chooseEngines, describeChoice } from '../test/setup/engines/index.js';
import { filesOf, PARTS, type Part } from './testing/parts.js';
import { runTestFiles, type FileResult } from './testing/run-files.js';
import { isFailure, summary } from './testing/summary.js';

const [name = '', browsers] = process.argv.slice(2);
const part = Object.entries<Part>(PARTS).find(([key]) => key === name)?.[1];
if (!part) throw new Error(`There is no part "${name}"; there are ${Object.keys(PARTS).join(', ')}.`);
if (part.perBrowser) await runInBrowsers(part);
else await runPart(part);

async function runPart({ files, concurrency, limit }: Part): Promise<void> {
  const first = await runTestFiles(filesOf(files), { concurrency, limit });
  const failed = first.filter(({ failed }) => failed > 0).map(({ file }) => file);
  if (failed.length) console.log(`\nRunning again, one at a time: ${failed.join(', ')}`);
  const again: readonly FileResult[] = failed.length ? await runTestFiles(failed, { concurrency: 1, limit }) : [];
  console.log(summary(first, again));
  if (isFailure(first, again)) process.exitCode = 1;
}

async function runInBrowsers(part: Part): Promise<void> {
  const { engines } = chooseEngines(browsers ?? process.env.BROWSERS ?? 'chromium');
  const able = engines.filter(({ options }) => options);
  if (!able.length) throw new Error('The tests of many pages need Chromium or Firefox: BROWSERS=chromium,firefox');
  for (const engine of able) {
    console.log(describeChoice({ engines: [engine], missing: [] }));
    process.env.BROWSERS = engine.name;
    await runPart(part);
  }
}
