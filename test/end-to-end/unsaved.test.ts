/** What is being typed counts as unsaved before it is in the document, and no longer once it is given up. And: the office page's connection as the element reports it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { setUpFixture } from '../setup/fixture.js';
import { HOST_BODY, openTag, waitForState, type OpenTag } from '../setup/tag.js';
import { makeLetter } from '../setup/flat-documents.js';
import { KINDS } from '../setup/written-documents.js';

const fixture = setUpFixture({ permission: { readonly: false }, body: HOST_BODY });

async function edit(name: string): Promise<OpenTag> {
  const kind = KINDS[name.split('.').at(-1)!]!;
  await kind.make(`${fixture.storage.root}/test/${name}`);
  const opened = await openTag(fixture.browser, fixture.office, fixture.host.url, { src: `oss://test/${name}`, mode: 'edit' });
  await waitForState(opened.page, 'ready');
  await kind.goThere(opened.frame);
  return opened;
}

/** Waits until the element has something unsaved, or nothing. */
async function waitForUnsaved(page: Page, wanted: boolean): Promise<void> {
  await page.waitForFunction((unsaved) => document.querySelector('imm-weboffice')!.unsaved === unsaved, { polling: 50 }, wanted);
}

const warns = (page: Page) => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));

async function openCommentBox(page: Page, frame: Frame): Promise<void> {
  await page.keyboard.press('Home');
  await page.keyboard.down('Shift');
  await page.keyboard.press('End');
  await page.keyboard.up('Shift');
  await (await frame.waitForSelector('.word-view button[style*="translate(-50%, -50%)"]'))!.click();
  await frame.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA', { polling: 100 });
}

describe('unsaved, while it is typed', () => {
  for (const extension of ['xlsx', 'csv']) {
    test(`a cell of a ${extension} that is still open, given up with Escape`, async () => {
      const { page } = await edit(`cell.${extension}`);
      await page.keyboard.type('x');
      await waitForUnsaved(page, true);
      assert.equal(await warns(page), true);
      await page.keyboard.press('Escape');
      await waitForUnsaved(page, false);
      assert.equal(await warns(page), false);
      await page.close();
    });
  }

  test('the formula bar', async () => {
    const { page, frame } = await edit('formula.xlsx');
    // Univer does not notice a button that is up again sooner than a hand lets it go.
    await (await frame.waitForSelector('[data-u-comp=formula-bar] canvas'))!.click({ delay: 100 });
    await frame.waitForSelector('[id$=FORMULA_BAR][data-u-comp=editor]:focus');
    await page.keyboard.type('=1+');
    await waitForUnsaved(page, true);
    await page.keyboard.press('Escape');
    await waitForUnsaved(page, false);
    await page.close();
  });

  test('a comment in its box, which an autosave of the document does not save, given up with Escape', async () => {
    const { page, frame } = await edit('comment.docx');
    await openCommentBox(page, frame);
    await waitForUnsaved(page, false);
    await page.keyboard.type('Which one?');
    await waitForUnsaved(page, true);
    await page.keyboard.press('Escape');
    await waitForUnsaved(page, false);
    await page.close();
  });

  test('a comment in its box while the document is saved by itself', async () => {
    const { page, frame } = await edit('comment-and-text.docx');
    await page.keyboard.type('more');
    await openCommentBox(page, frame);
    await page.keyboard.type('Which one?');
    await waitForUnsaved(page, true);
    assert.equal((await page.$eval('imm-weboffice', (tag) => tag.save())).result, 'ok');
    await waitForUnsaved(page, false);
    await page.close();
  });

  test('a header', async () => {
    await makeLetter(`${fixture.storage.root}/test/letter.docx`);
    const { page, frame } = await openTag(fixture.browser, fixture.office, fixture.host.url, {
      src: 'oss://test/letter.docx',
      mode: 'edit',
    });
    await waitForState(page, 'ready');
    await (await frame.waitForSelector('.layout-page ::-p-text(Harbour office)'))!.click({ count: 2 });
    // Headers have an editor of their own.
    await frame.waitForFunction(() => document.activeElement?.textContent === 'Harbour office', { polling: 100 });
    await page.keyboard.type('Old ');
    await waitForUnsaved(page, true);
    await page.close();
  });
});

test('imm-web-socket-status says when the office page’s connection is lost, and when it is back', async () => {
  const { page } = await edit('connection.txt');
  await page.$eval('imm-weboffice', (tag) => {
    const told: unknown[] = ((window as unknown as { told: unknown[] }).told = []);
    tag.addEventListener('imm-web-socket-status', ({ data }) => told.push((data as { status: unknown }).status));
  });
  const waitForTold = (count: number) =>
    page.waitForFunction((wanted) => (window as unknown as { told: unknown[] }).told.length >= wanted, { polling: 50 }, count);
  await page.setOfflineMode(true);
  await waitForTold(1);
  await page.setOfflineMode(false);
  await waitForTold(2);
  assert.deepEqual(await page.evaluate(() => (window as unknown as { told: unknown[] }).told), ['closed', 'open']);
  await page.close();
});
