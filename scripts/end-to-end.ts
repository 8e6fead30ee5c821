/**
 * Runs the tests of many pages in each browser that is named, one after the other: as an argument, by `BROWSERS`, or else in Chromium.
 * Of WebKitGTK there is one page, so these tests leave it out.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { chooseEngines, describeChoice } from '../test/setup/engines/index.js';

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
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', '--test-concurrency=2', ...files], {
    stdio: 'inherit',
    env: { ...process.env, BROWSERS: engine.name },
  });
  if (status !== 0) process.exitCode = 1;
}
