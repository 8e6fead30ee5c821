/** A short soak of each editor, always the same: `npm run soak` is the long one. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromiumOnly } from '../setup/browser.js';
import { KINDS } from '../soak/kinds.js';
import { startSoaks, type Soaks } from '../soak/start.js';

const ACTS = 40;
const SEED = 1;

let soaks: Soaks;
before(async () => {
  soaks = await startSoaks();
});
after(() => soaks.close());

for (const [extension, kind] of Object.entries(KINDS)) {
  test(
    `${ACTS} acts of a writer in ${extension}: the file is what they have seen`,
    chromiumOnly('others move carets by other keys'),
    async () => {
      await assert.doesNotReject(soaks.run(kind, SEED, (done) => done < ACTS));
    },
  );
}
