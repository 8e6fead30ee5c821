/** Keeps docs/size.json: how many bytes each entry point is. No byte comes or goes unseen. */
import { readFileSync } from 'node:fs';
import { ownSizes, type Size } from './entry-points.js';
import { writeOrCheck } from './write-or-check.js';

const FILE = 'docs/size.json';

const sizes = await ownSizes();
const before = JSON.parse(readFileSync(new URL(`../${FILE}`, import.meta.url), 'utf8')) as Record<string, Size>;
for (const [name, { minified, brotli }] of Object.entries(sizes)) {
  const was = before[name];
  if (was?.minified === minified && was.brotli === brotli) continue;
  console.log(`${name}: ${minified} bytes, ${brotli} in Brotli; it was ${was ? `${was.minified} and ${was.brotli}` : 'not there'}`);
}
await writeOrCheck(FILE, JSON.stringify(sizes), 'npm run size');
