/** The element and the office page with SDKs that speak as older and newer versions do. For 1.1.2, see test/element/early-sdk.test.ts. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { ImmWebofficeElement } from '../../src/index.js';
import { told, waitForState, waitForTold } from '../setup/tag.js';
import { startBench, type Bench } from './bench.js';
import { answer } from './layer.js';
import { SDK } from './rows/row.js';

let bench: Bench;
before(async () => void (bench = await startBench()));
after(() => bench.close());

const own = () => readFile(new URL('../../local/dist/browser-sdk/aliyun-web-office-sdk.min.js', import.meta.url), 'utf8');
/** The page answers by the version an SDK says it has; ours can say any. */
const as = (version: string) => async () => (await own()).replaceAll('1.1.19', version);
const sdks: Readonly<Record<string, () => Promise<string>>> = {
  '1.1.5': as('1.1.5'),
  '1.1.15': as('1.1.15'),
  '1.1.20': as('1.1.20'),
  '2.0.0': as('2.0.0'),
};

describe('a document with the SDK', () => {
  for (const [version, load] of Object.entries(sdks)) {
    test(`${version} opens, saves, gives its Application, and goes on with new tokens`, async () => {
      bench.office.faults = [[SDK, answer(200, await load(), { 'content-type': 'text/javascript' })]];
      const page = await bench.open({ 'preview-pages': '1' });
      await waitForState(page, 'ready');
      await waitForTold(page, 'imm-preview-limit', 2);
      const results = await page.evaluate(async () => {
        const tag = document.querySelector<ImmWebofficeElement>('imm-weboffice')!;
        // Each settles when the office page has the token.
        await tag.refresh();
        await tag.refresh();
        const application = await tag.whenReady();
        return [tag.state, typeof application, (await tag.save()).result];
      });
      assert.deepEqual(results, ['ready', 'object', 'nochange']);
      assert.deepEqual(await told(page, 'imm-error'), []);
      await page.close();
    });
  }
});
