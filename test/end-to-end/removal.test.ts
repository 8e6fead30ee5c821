/** An element that is removed while somebody writes: what was typed up to that moment is in the file, whatever removes it and whatever the document is. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { officeFrame } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { docx } from '../setup/documents.js';
import { HOST_BODY, waitForState, type OpenTag } from '../setup/tag.js';
import { KINDS, LETTERS, isGrid, waitForFile } from '../setup/written-documents.js';

const fixture = setUpFixture({ permission: { readonly: false }, body: HOST_BODY });

const WAYS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'el.remove()': (page) => page.$eval('imm-weboffice', (tag) => tag.remove()),
  'removal of an ancestor': (page) => page.$eval('main', (around) => around.remove()),
  'innerHTML of an ancestor': (page) => page.$eval('main', (around) => void (around.innerHTML = '')),
  navigation: (page) => page.goto('about:blank'),
  'closing the tab': (page) => page.close(),
};

async function edit(name: string): Promise<OpenTag> {
  const page = await fixture.browser.newPage();
  await page.goto(fixture.host.url);
  await page.evaluate(
    (sdkURL, src) => {
      document.body.innerHTML = `<main style="height:100%"><imm-weboffice token-endpoint="/api/weboffice" mode="edit"></imm-weboffice></main>`;
      Object.assign(document.querySelector('imm-weboffice')!, { sdkUrl: sdkURL, src });
    },
    fixture.office.sdkURL,
    `oss://test/${name}`,
  );
  const frame = await officeFrame(page);
  await waitForState(page, 'ready');
  return { page, frame };
}

for (const [extension, kind] of Object.entries(KINDS)) {
  describe(extension, () => {
    test('the first change is unsaved, the page warns before it is left, and once it is in the file nothing is', async () => {
      const name = `unsaved.${extension}`;
      await kind.make(fixture.pathOf(name));
      const { page, frame } = await edit(name);
      await kind.goThere(frame);
      await page.$eval('imm-weboffice', (tag) => {
        const told: unknown[] = ((window as unknown as { unsaved: unknown[] }).unsaved = []);
        tag.addEventListener('imm-unsaved-change', ({ unsaved }) => told.push([unsaved, tag.unsaved]));
      });
      const look = () =>
        page.$eval('imm-weboffice', (tag) => ({
          told: (window as unknown as { unsaved: unknown[] }).unsaved,
          unsaved: tag.unsaved,
          warns: !window.dispatchEvent(new Event('beforeunload', { cancelable: true })),
        }));
      assert.deepEqual(await look(), { told: [], unsaved: false, warns: false });
      const before = await readFile(fixture.pathOf(name));
      await page.keyboard.type('x');
      if (isGrid(extension)) await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('imm-weboffice')!.unsaved, { polling: 20 });
      assert.deepEqual(await look(), { told: [[true, true]], unsaved: true, warns: true });
      assert.deepEqual(await readFile(fixture.pathOf(name)), before, 'that was before it was saved');
      await page.waitForFunction(() => !document.querySelector('imm-weboffice')!.unsaved, { polling: 100 });
      assert.match(kind.words(await readFile(fixture.pathOf(name))), /x/);
      assert.deepEqual(await look(), {
        told: [
          [true, true],
          [false, false],
        ],
        unsaved: false,
        warns: false,
      });
      await page.close();
    });

    if (isGrid(extension)) {
      test('64 letters in a cell that is still being written, then el.remove()', async () => {
        const name = `still-typing.${extension}`;
        await kind.make(fixture.pathOf(name));
        const { page, frame } = await edit(name);
        await kind.goThere(frame);
        await page.keyboard.type(LETTERS);
        await WAYS['el.remove()']!(page);
        await waitForFile(fixture.pathOf(name), kind, LETTERS);
        await page.close();
      });
    }

    for (const [way, remove] of Object.entries(WAYS)) {
      test(`64 letters, then ${way}`, async () => {
        const name = `removed-${way.replaceAll(/\W/g, '')}.${extension}`;
        await kind.make(fixture.pathOf(name));
        const { page, frame } = await edit(name);
        // Whether the page may be left is not asked here.
        page.on('dialog', (dialog) => void dialog.accept());
        await kind.goThere(frame);
        await page.keyboard.type(LETTERS);
        if (isGrid(extension)) await page.keyboard.press('Enter');
        await remove(page);
        await waitForFile(fixture.pathOf(name), kind, LETTERS);
        if (!page.isClosed()) await page.close();
      });
    }
  });
}

describe('a Word document', () => {
  const { make, goThere, words } = KINDS['docx']!;

  test('changed at both ends of a long one, while a save is under way: all of it is in the file', async () => {
    const name = 'both-ends.docx';
    const middle = Array.from({ length: 2_000 }, (_, line) => `Line ${line} of a document that is too long for a farewell`);
    await writeFile(fixture.pathOf(name), docx(['before', ...middle, 'behind']));
    const { page, frame } = await edit(name);
    await goThere(frame);
    await page.keyboard.type('first');
    await page.$eval('imm-weboffice', (tag) => void tag.save().catch(() => undefined));
    await page.keyboard.type('second');
    await page.keyboard.down('Control');
    await page.keyboard.press('End');
    await page.keyboard.up('Control');
    await page.keyboard.type('third');
    await page.$eval('imm-weboffice', (tag) => tag.remove());
    for (const word of ['first', 'second', 'third']) await waitForFile(fixture.pathOf(name), { make, goThere, words }, word);
    await page.close();
  });
});
