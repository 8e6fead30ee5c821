/** `npm run bench [-- name…]`: measures, prints tables, and writes them to docs/performance.md. Without a name, all parts. `npm run build` comes first. */
import { print, write, type Report } from './tools/report.js';

const PARTS: Readonly<Record<string, () => Promise<{ run(): Promise<Report | void> }>>> = {
  size: () => import('./parts/size.js'),
  start: () => import('./parts/start.js'),
  many: () => import('./parts/many.js'),
  switch: () => import('./parts/switch.js'),
  leaks: () => import('./parts/leaks.js'),
  hostile: () => import('./parts/hostile.js'),
  conversion: () => import('./parts/conversion.js'),
  trace: () => import('./parts/trace.js'),
  local: () => import('./parts/local.js'),
  scaling: () => import('./scaling/index.js'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
    console.log(`\n${name}`);
    const report = await (await PARTS[name]!()).run();
    // Without a report, a part has written a page of its own.
    if (!report) continue;
    print(report);
    await write(name, report);
    if (report.failed) process.exitCode = 1;
  }
}
