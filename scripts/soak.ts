/**
 * `npm run soak -- [minutes] [kinds] [seed]`, e.g. `npm run soak -- 30 docx,xlsx 7`. Writes in each kind of editor for so many minutes, in Chromium.
 * A failure names the seed and the act; the document and a picture of the screen are kept in a folder that is printed.
 */
import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { startSoaks } from '../test/soak/start.js';
import { KINDS } from '../test/soak/kinds.js';

const [minutes = '30', names = Object.keys(KINDS).join(','), seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const chosen = names.split(',');
const unknown = chosen.filter((name) => !KINDS[name]);
if (!(Number(minutes) > 0) || unknown.length) {
  console.error(`Usage: npm run soak -- [minutes] [kinds] [seed]; kinds are ${Object.keys(KINDS).join(', ')}.`);
  process.exit(2);
}
const soaks = await startSoaks();
try {
  for (const name of chosen) {
    const until = Date.now() + Number(minutes) * 60_000;
    // Documents start anew now and then, so that a short history is met as well as a long one.
    for (let round = Number(seed); Date.now() < until; round++) {
      try {
        const counts = await soaks.run(KINDS[name]!, round, (done) => done < 150 && Date.now() < until);
        const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
        console.log(`${name}, seed ${round}: ${total} acts, no difference`);
      } catch (error) {
        process.exitCode = 1;
        console.error((error as Error).message);
        const kept = await mkdtemp(join(tmpdir(), 'imm-weboffice-soak-'));
        const keep = async (path: string, page: Page) => {
          await copyFile(path, join(kept, `document.${name}`));
          await page.screenshot({ path: join(kept, 'screen.png') });
        };
        // A page that is just being left has no picture.
        await soaks.keep(keep).catch(() => undefined);
        console.error(`Kept in ${kept}`);
      }
    }
  }
} finally {
  await soaks.close();
}
