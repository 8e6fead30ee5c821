/** Writing in a Word document: keys that must not destroy unseen, comments that stay with their words, and other people's saves. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Frame, KeyInput, Page } from 'puppeteer-core';
import { chromiumOnly, waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { docx } from '../setup/documents.js';
import { openDocument, type Opened, save, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';
import { clickInto, pasteData, press, undoAll } from '../setup/word-page.js';
import { commented, commentOn, PAGE_BREAK, PICTURE, TABLE, withPicture, wordBody } from '../setup/word-documents.js';

const fixture = setUpFixture({ permission: { readonly: false, history: true, copy: true } });

const bodyOf = async (name: string) => partOf(await readFile(fixture.pathOf(name)), 'word/document.xml');
const commentsOf = async (name: string) => partOf(await readFile(fixture.pathOf(name)), 'word/comments.xml');

async function edit(name: string, content: Buffer): Promise<Opened> {
  await writeFile(fixture.pathOf(name), content);
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, {
    permission: { readonly: false, history: true },
  });
  await waitForStatus(opened.frame, 'saved');
  return opened;
}

/** Saves, and waits until everything pressed before has come to the file. */
async function savedBody(page: Page, frame: Frame, name: string): Promise<string> {
  await saveAll(page);
  await waitForStatus(frame, 'saved');
  return bodyOf(name);
}

describe('no key deletes a block that is not shown as selected', () => {
  const cases: { title: string; content: Buffer; into: string; keys: KeyInput[][]; kept: RegExp }[] = [
    {
      title: 'Escape in a paragraph',
      content: docx(['One', 'Two', 'Three']),
      into: 'Two',
      keys: [['End'], ['Escape']],
      kept: /One<.*TwoX<.*Three</,
    },
    {
      title: 'Escape three times in a cell',
      content: wordBody(`<w:p><w:r><w:t>One</w:t></w:r></w:p>${TABLE}<w:p><w:r><w:t>Three</w:t></w:r></w:p>`),
      into: 'North',
      keys: [['End'], ['Escape'], ['Escape'], ['Escape']],
      kept: /One<.*Wind<.*NorthX<.*Three</,
    },
    {
      title: 'Escape beside a picture',
      content: withPicture(`<w:p><w:r><w:t>One</w:t></w:r>${PICTURE}</w:p>`),
      into: 'One',
      keys: [['Escape']],
      // Where in the word it was clicked depends on the machine's faces.
      kept: /O.?n.?e.*<w:drawing>/,
    },
    {
      title: 'Ctrl+Backspace after a table',
      content: wordBody(`${TABLE}<w:p><w:r><w:t>Three</w:t></w:r></w:p>`),
      into: 'Three',
      keys: [['Home'], ['Control', 'Backspace']],
      kept: /Wind<.*North/,
    },
    {
      title: 'Ctrl+Delete before a table',
      content: wordBody(`<w:p><w:r><w:t>One</w:t></w:r></w:p>${TABLE}<w:p/>`),
      into: 'One',
      keys: [['End'], ['Control', 'Delete']],
      kept: /One.*Wind<.*North/,
    },
    {
      title: 'an arrow key at a page break',
      content: wordBody(`<w:p><w:r><w:t>One</w:t></w:r></w:p>${PAGE_BREAK}<w:p><w:r><w:t>Three</w:t></w:r></w:p>`),
      into: 'One',
      keys: [['End'], ['ArrowRight']],
      kept: /One.*<w:br w:type="page"\/>.*Three/,
    },
  ];
  for (const [index, { title, content, into, keys, kept }] of cases.entries()) {
    test(title, async () => {
      const name = `keys-${index}.docx`;
      const { page, frame } = await edit(name, content);
      await clickInto(frame, into);
      for (const each of keys) await press(page, ...each);
      await page.keyboard.type('X');
      await waitForStatus(frame, 'dirty');
      const body = await savedBody(page, frame, name);
      assert.match(body, kept);
      assert.match(body, /X/);
      await page.close();
    });
  }
});

describe('a comment', () => {
  const START = '<w:commentRangeStart w:id="1"/>';
  const END = '<w:commentRangeEnd w:id="1"/>';
  const make = () => commented([`Before ${commentOn(1, 'some commented words')} after.`, 'Next'], [1]);
  const count = (text: string, part: string) => text.split(part).length - 1;

  async function assertIsThere(name: string, words: RegExp): Promise<void> {
    const body = await bodyOf(name);
    assert.deepEqual([count(body, START), count(body, END), count(body, '<w:commentReference w:id="1"/>')], [1, 1, 1], body);
    const [, rest] = body.split(START);
    assert.match(rest!.split(END)[0]!.replace(/<[^>]*>/g, ''), words);
    assert.match(await commentsOf(name), /note 1/);
  }

  test('stays when its words are written into, at the edges and inside, and when part of them is deleted', async () => {
    const { page, frame } = await edit('inside.docx', make());
    await clickInto(frame, 'some commented');
    await press(page, 'Home');
    for (let left = 'Before '.length; left > 0; left--) await press(page, 'ArrowRight');
    await page.keyboard.type('A');
    await savedBody(page, frame, 'inside.docx');
    await assertIsThere('inside.docx', /^A?some commented words$/);
    await press(page, 'ArrowRight');
    await page.keyboard.type('B');
    await press(page, 'ArrowRight');
    await press(page, 'Backspace');
    await savedBody(page, frame, 'inside.docx');
    await assertIsThere('inside.docx', /^A?sBme commented words$/);
    assert.match((await bodyOf('inside.docx')).replace(/<[^>]*>/g, ''), /Before AsBme commented words after\./);
    await page.close();
  });

  test('stays one comment when its paragraph is split, and joined again', async () => {
    const { page, frame } = await edit('split.docx', make());
    await clickInto(frame, 'some commented');
    await press(page, 'Home');
    for (let left = 'Before some '.length; left > 0; left--) await press(page, 'ArrowRight');
    await press(page, 'Enter');
    await waitForStatus(frame, 'dirty');
    await savedBody(page, frame, 'split.docx');
    await assertIsThere('split.docx', /^some commented words$/);
    await press(page, 'Backspace');
    await waitForStatus(frame, 'dirty');
    await savedBody(page, frame, 'split.docx');
    await assertIsThere('split.docx', /^some commented words$/);
    await page.close();
  });

  test('goes with the last of its words, and comes back when that is undone', async () => {
    const { page, frame } = await edit('gone.docx', make());
    await clickInto(frame, 'some commented');
    await press(page, 'Home');
    await press(page, 'Shift', 'End');
    await page.keyboard.type('Nothing');
    await waitForStatus(frame, 'dirty');
    // The editor looks for comments without words a moment later.
    await frame.waitForFunction(
      () => !document.querySelector('.docx-unified-sidebar, .docx-comments-sidebar')?.textContent.includes('note 1'),
      { polling: 100 },
    );
    assert.doesNotMatch(await savedBody(page, frame, 'gone.docx'), /comment/);
    assert.doesNotMatch(await commentsOf('gone.docx'), /note 1/);
    await undoAll(page);
    await waitForWords(frame, 'note 1');
    await waitForStatus(frame, 'dirty');
    await savedBody(page, frame, 'gone.docx');
    await assertIsThere('gone.docx', /^some commented words$/);
    await page.close();
  });
});

describe('what somebody else saves', () => {
  test('comes into the text around the caret, and undoing takes back one’s own words only', async () => {
    const { page, frame } = await edit('others.docx', docx(['First', 'The lighthouse', 'Last']));
    await clickInto(frame, 'The lighthouse');
    await press(page, 'End');
    await page.keyboard.type(' keeper');
    await waitForStatus(frame, 'dirty');
    await savedBody(page, frame, 'others.docx');
    const pages = await frame.$('.paged-editor__hidden-pm .ProseMirror');
    await writeFile(fixture.pathOf('others.docx'), docx(['New first', 'First of all', 'The lighthouse keeper', 'Last', 'theirs']));
    await waitForWords(frame, 'theirs');
    // The editor is the one it was.
    assert.ok(await pages!.evaluate((element) => element.isConnected));
    await page.keyboard.type(' sleeps');
    await waitForStatus(frame, 'dirty');
    assert.match(
      (await savedBody(page, frame, 'others.docx')).replace(/<[^>]*>/g, '|'),
      /New first\|.*First of all\|.*The lighthouse keeper\|* sleeps\|.*Last\|.*theirs/,
    );
    await undoAll(page);
    await waitForStatus(frame, 'dirty');
    assert.match(
      (await savedBody(page, frame, 'others.docx')).replace(/<[^>]*>/g, '|'),
      /New first\|.*First of all\|.*The lighthouse\|+Last\|.*theirs/,
    );
    assert.equal((await save(page)).result, 'nochange');
    await page.close();
  });

  test('in a document whose styles have changed, too, leaves the caret where it was', async () => {
    const { page, frame } = await edit('styles.docx', docx(['The lighthouse', 'Last']));
    await clickInto(frame, 'The lighthouse');
    await press(page, 'End');
    await writeFile(
      fixture.pathOf('styles.docx'),
      withPicture('<w:p><w:r><w:t>The lighthouse</w:t></w:r></w:p><w:p><w:r><w:t>theirs</w:t></w:r></w:p>'),
    );
    await waitForWords(frame, 'theirs');
    await frame.waitForSelector('.ProseMirror-focused');
    await page.keyboard.type(' keeper');
    await waitForStatus(frame, 'dirty');
    assert.match(await savedBody(page, frame, 'styles.docx'), /The lighthouse keeper.*theirs/);
    await page.close();
  });
});

describe('what is still being typed is saved', () => {
  test('a comment in its box', async () => {
    const { page, frame } = await edit('box.docx', docx(['The lighthouse', 'Last']));
    await clickInto(frame, 'The lighthouse');
    await press(page, 'Home');
    await press(page, 'Shift', 'End');
    const button = await frame.waitForSelector('.word-view button[style*="translate(-50%, -50%)"]');
    await button!.click();
    await frame.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA', { polling: 100 });
    await page.keyboard.type('Which one?');
    assert.equal((await save(page)).result, 'ok');
    assert.match(await commentsOf('box.docx'), /Which one\?/);
    assert.match(await bodyOf('box.docx'), /<w:commentRangeStart w:id="\d+"\/>/);
    await page.close();
  });

  test('and what was pasted has no characters that a file cannot have', chromiumOnly('a paste event made by a script'), async () => {
    const { page, frame } = await edit('paste.docx', docx(['The lighthouse']));
    await clickInto(frame, 'The lighthouse');
    await press(page, 'End');
    await pasteData(frame, { 'text/plain': 'a\u0001b\u000bc\ufffe\ud800d' });
    await waitForStatus(frame, 'dirty');
    assert.match(await savedBody(page, frame, 'paste.docx'), /abcd/);
    await page.close();
  });
});
