/** Every fault on the way to a document: what the reader sees, the code of the error, and that nothing is left behind. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ImmWebofficeElement } from '../../src/index.js';
import { engineName, officeFrame, waitForWords } from '../setup/browser.js';
import { waitForState } from '../setup/tag.js';
import { shown, startBench, type Bench } from './bench.js';
import { endpointRows } from './rows/endpoint.js';
import { SDK, type Row } from './rows/row.js';
import { sdkRows } from './rows/sdk.js';

let bench: Bench;
before(async () => void (bench = await startBench()));
after(() => bench.close());

for (const row of [...endpointRows, ...sdkRows]) test(row.what, () => show(engineName === 'firefox' ? { ...row, ...row.inFirefox } : row));

/** Firefox counts among a page's errors what it says itself of what it blocks. */
const COMPLAINT = /^Error: (Content-Security-Policy|Cross-Origin Request Blocked|None of the “sha384” hashes)/;

async function show({ host, office, attributes, policy, code, words = '', message, opensAgain }: Row): Promise<void> {
  bench.host.faults = host ? [host] : [];
  bench.office.faults = office ? [office] : [];
  const page = await bench.open(attributes?.(bench), policy?.(bench));
  const errors: string[] = [];
  page.on('pageerror', (error) => !COMPLAINT.test(String(error)) && errors.push(String(error)));
  await page.waitForFunction(() => document.querySelector('imm-weboffice:is(:state(ready), :state(error))'), {
    timeout: 30_000,
    polling: 50,
  });
  const found = await page.evaluate(() => {
    const tag = document.querySelector<ImmWebofficeElement>('imm-weboffice')!;
    return {
      state: tag.state,
      code: tag.error?.code,
      message: tag.error?.message ?? '',
      frames: tag.shadowRoot!.querySelectorAll('iframe').length,
    };
  });
  assert.deepEqual([found.state, found.code], [code ? 'error' : 'ready', code], found.message);
  assert.equal(found.frames, code ? 0 : 1);
  assert.match(found.message, message ?? /^/);
  const text = await shown(page);
  assert.ok(text.includes(words), text);
  if (opensAgain) {
    await page.evaluate(() => document.querySelector('imm-weboffice')!.shadowRoot!.querySelector<HTMLElement>('[part~="retry"]')!.click());
    await waitForState(page, 'ready');
    await waitForWords(await officeFrame(page), 'Page number 1');
  }
  // A script that is no SDK may fail in its own way.
  if (code !== 'SdkInvalid') assert.deepEqual(errors, []);
  await page.close();
}

test('twelve documents on a page: the SDK is fetched once', async () => {
  bench.host.faults = [];
  bench.office.faults = [];
  const fetched = () => bench.office.asked.filter((path) => SDK.test(path)).length;
  const before = fetched();
  const page = await bench.open();
  await page.evaluate(() => {
    const tag = document.querySelector('imm-weboffice')!;
    for (let more = 0; more < 11; more++) document.body.append(tag.cloneNode());
  });
  await page.waitForFunction(() => document.querySelectorAll('imm-weboffice:state(ready)').length === 12, { timeout: 60_000, polling: 50 });
  assert.equal(fetched(), before + 1);
  await page.close();
});
