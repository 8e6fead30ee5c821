/** A document that is edited gives way only when its edits are stored. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { HOST_BODY, openTag, waitForState } from '../setup/tag.js';

const fixture = setUpFixture({ permission: { readonly: false }, body: HOST_BODY });

test('close() keeps the document open while it cannot be stored, and closes it once it is', async () => {
  const path = `${fixture.storage.root}/test/closing.txt`;
  await writeFile(path, 'before');
  const { page, frame } = await openTag(fixture.browser, fixture.office, fixture.host.url, { src: 'oss://test/closing.txt', mode: 'edit' });
  await waitForState(page, 'ready');
  await waitForWords(frame, 'before');
  let isDown = true;
  await page.setRequestInterception(true);
  page.on('request', (request) => void (isDown && request.method() === 'PUT' ? request.abort() : request.continue()));
  await frame.focus('.cm-content');
  await page.keyboard.type('not ');
  const close = () =>
    page.$eval('imm-weboffice', async (tag) => {
      const end = await tag.close().then(
        () => 'closed',
        (error: { code: string }) => error.code,
      );
      return { end, state: tag.state, src: tag.src, unsaved: tag.unsaved, frames: tag.shadowRoot!.querySelectorAll('iframe').length };
    });
  const src = 'oss://test/closing.txt';
  assert.deepEqual(await close(), { end: 'SaveFailed', state: 'ready', src, unsaved: true, frames: 1 });
  await waitForWords(frame, 'not before');
  isDown = false;
  assert.deepEqual(await close(), { end: 'closed', state: 'idle', src: '', unsaved: false, frames: 0 });
  assert.equal(await readFile(path, 'utf8'), 'not before');
  await page.close();
});
