/** What an earlier session could not save, where the next one may only read: nobody can put it into the file, so it is offered as a file, and stays in the browser. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Frame, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import type { Grant } from '../../server/src/index.js';
import { chromiumOnly, launch, officeFrame, waitForWords } from '../setup/browser.js';
import { downloadOf } from '../setup/downloads.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { HOST_BODY, openTag, waitForState } from '../setup/tag.js';
import { KINDS, isGrid, waitForFile } from '../setup/written-documents.js';

const WORDS = 'typedlast';
const SAVED = 'What you typed before the connection ended has been saved';
const FAILED = 'You can only read this document now';

let storage: Storage;
/** Its tokens end soon, and live long enough for a preview that is converted. */
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
const user = { id: 'writer', name: 'Writer' };
const EDITING: Grant = { user, permission: { readonly: false, copy: true } };
let grant = EDITING;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { lifetimes: { accessToken: 30_000 } });
  host = await startHostPage(office, HOST_BODY, nodeEndpoint(office, { authorize: () => grant }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});
beforeEach(() => void (grant = EDITING));

/** @param base name of a document of the test's own: one that is being edited must not be written anew. Letters are typed while the network is away, the token ends, and the right to write with it. */
async function narrowWhileAway(extension: string, base: string, later: Grant): Promise<{ page: Page; frame: Frame; path: string }> {
  const kind = KINDS[extension]!;
  const path = `${storage.root}/test/${base}.${extension}`;
  await kind.make(path);
  const { page } = await openTag(browser, office, host.url, { src: `oss://test/${base}.${extension}`, mode: 'edit', allow: 'copy' });
  await waitForState(page, 'ready');
  await page.setOfflineMode(true);
  await kind.goThere(await officeFrame(page));
  await page.keyboard.type(WORDS);
  if (isGrid(extension)) await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('imm-weboffice')!.unsaved, { polling: 20 });
  await waitForState(page, 'error');
  grant = later;
  await page.setOfflineMode(false);
  await waitForState(page, 'ready');
  return { page, frame: await officeFrame(page), path };
}

for (const extension of Object.keys(KINDS)) {
  describe(extension, () => {
    test('is offered as a file, once', chromiumOnly('downloads into a folder'), async () => {
      const { page, frame, path } = await narrowWhileAway(extension, 'narrowed', { user, permission: { readonly: true, copy: true } });
      await waitForWords(frame, FAILED);
      assert.ok(!KINDS[extension]!.words(await readFile(path)).includes(WORDS));
      const { name, content } = await downloadOf(browser, () => frame.click('::-p-text(Download my version)'));
      const expected = isGrid(extension) ? 'narrowed (my changes).csv' : `narrowed (my version).${extension}`;
      assert.equal(name, expected);
      assert.match(extension === 'docx' ? KINDS['docx']!.words(content) : content.toString(), new RegExp(WORDS));
      await page.$eval('imm-weboffice', (tag) => tag.reload());
      const again = await officeFrame(page);
      assert.ok(!(await again.$eval('body', (body) => body.innerText)).includes('Download my version'));
      await page.close();
    });

    test('is saved when the right to write comes back', async () => {
      const { page, frame, path } = await narrowWhileAway(extension, 'given-back', { user, permission: { readonly: true, copy: false } });
      await waitForWords(frame, FAILED);
      grant = EDITING;
      await page.$eval('imm-weboffice', (tag) => tag.reload());
      await waitForWords(await officeFrame(page), SAVED);
      await waitForFile(path, KINDS[extension]!, WORDS);
      await page.close();
    });
  });
}
