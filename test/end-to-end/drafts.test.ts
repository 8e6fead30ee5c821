/** A comment that is still being typed when its page goes: it is in the file, whatever ends the page. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { docx } from '../setup/documents.js';
import { commented, commentOn } from '../setup/word-documents.js';
import { setUpFixture } from '../setup/fixture.js';
import { closeAtLast, LEAVING } from '../setup/leaving.js';
import { HOST_BODY, openTag, waitForState } from '../setup/tag.js';
import { until } from '../setup/until.js';
import { clickInto, press } from '../setup/word-page.js';

const fixture = setUpFixture({ permission: { readonly: false }, body: HOST_BODY });

const ways = { ...LEAVING, 'another src': (page: Page) => page.$eval('imm-weboffice', (tag) => void (tag.src = 'oss://test/other.txt')) };

async function write(name: string): Promise<{ page: Page; frame: Frame }> {
  await writeFile(fixture.pathOf(name), docx(['The lighthouse', 'The keeper']));
  await writeFile(fixture.pathOf('other.txt'), 'other');
  return open(name);
}

async function open(name: string): Promise<{ page: Page; frame: Frame }> {
  const opened = await openTag(fixture.browser, fixture.office, fixture.host.url, { src: `oss://test/${name}`, mode: 'edit' });
  // Whether the page may be left is not asked here.
  opened.page.on('dialog', (dialog) => void dialog.accept());
  await waitForState(opened.page, 'ready');
  return opened;
}

/** Opens the box of a new comment on a line. */
async function comment(page: Page, frame: Frame, line: string): Promise<void> {
  await clickInto(frame, line);
  await press(page, 'Home');
  await press(page, 'Shift', 'End');
  await (await frame.waitForSelector('.word-view button[style*="translate(-50%, -50%)"]'))!.click();
  await frame.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA', { polling: 100 });
}

interface Comments {
  /** Text by id. */
  texts: Record<string, string>;
  /** Ids the document's text refers to. */
  referred: string[];
  list: string;
  extended: string;
}

async function commentsIn(name: string): Promise<Comments> {
  const zip = ZipFile.parse(await readFile(fixture.pathOf(name)));
  const list = zip.text('word/comments.xml') ?? '';
  const texts = [...list.matchAll(/<w:comment [^>]*w:id="(\d+)".*?<\/w:comment>/g)].map(([xml, id]) => [
    id,
    xml.replaceAll(/<[^>]*>/g, ''),
  ]);
  return {
    texts: Object.fromEntries(texts) as Record<string, string>,
    referred: [...zip.text('word/document.xml')!.matchAll(/<w:commentReference w:id="(\d+)"/g)].map(([, id]) => id!),
    list,
    extended: zip.text('word/commentsExtended.xml') ?? '',
  };
}

async function waitForComment(name: string, words: string): Promise<Comments> {
  let found = await commentsIn(name);
  await until(async () => {
    found = await commentsIn(name);
    return Object.values(found.texts).includes(words);
  }, `the comment “${words}” is in the file`);
  return found;
}

/** A document with a comment that is stored, opened anew: replies are to what the file has. */
async function writeWithComment(name: string): Promise<{ page: Page; frame: Frame }> {
  const first = await write(name);
  await comment(first.page, first.frame, 'The lighthouse');
  await first.page.keyboard.type('Which one?');
  await first.page.$eval('imm-weboffice', (tag) => tag.close());
  await first.page.close();
  return open(name);
}

/** Opens the box of a reply. A click opens a card or closes it, and what is drawn is drawn anew now and then. */
async function reply(frame: Frame): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await (await frame.waitForSelector('.docx-comment-card'))!.click().catch(() => undefined);
    const box = await frame.waitForSelector('.docx-comment-card input', { timeout: 5_000 }).catch(() => null);
    if (
      await box?.click().then(
        () => true,
        () => false,
      )
    )
      break;
  }
  await frame.waitForFunction(() => document.activeElement?.matches('.docx-comment-card input:not([readonly])'), { polling: 100 });
}

/** The box of a reply goes with it. */
async function closeBox(frame: Frame): Promise<void> {
  await clickInto(frame, 'The keeper');
  await frame.waitForFunction(() => document.querySelector('.docx-comment-card input') === null, { polling: 100 });
}

async function openCard(frame: Frame): Promise<void> {
  await frame.click('.docx-comment-card');
  await frame.waitForSelector('.docx-comment-card input');
}

/** The name of a comment's last paragraph, by which others refer to it. */
const nameOf = ({ list }: Comments, words: string): string =>
  new RegExp(`<w:comment (?:(?!</w:comment>).)*w14:paraId="(\\w+)"(?:(?!</w:comment>|w14:paraId).)*${words.replace('?', '\\?')}`).exec(
    list,
  )![1]!;

for (const [way, leave] of Object.entries(ways)) {
  describe(way, () => {
    test('a new comment', async () => {
      const name = `new-${way.replaceAll(/\W/g, '')}.docx`;
      const { page, frame } = await write(name);
      await comment(page, frame, 'The lighthouse');
      // The words are marked when the box opens.
      await page.waitForFunction(() => !document.querySelector('imm-weboffice')!.unsaved, { polling: 50 });
      await page.$eval('imm-weboffice', (tag) => {
        document.title = String(tag.unsaved);
        tag.addEventListener('imm-unsaved-change', ({ unsaved }) => (document.title += ` ${unsaved} ${tag.unsaved}`));
      });
      await page.keyboard.type('W');
      await page.waitForFunction(() => document.title === 'false true true', { polling: 20 });
      await page.keyboard.type('hich one?');
      await leave(page);
      const { texts, referred } = await waitForComment(name, 'Which one?');
      assert.deepEqual(referred, Object.keys(texts), 'its words are known');
      await closeAtLast(page);
    });

    test('a reply', async () => {
      const name = `reply-${way.replaceAll(/\W/g, '')}.docx`;
      const { page, frame } = await writeWithComment(name);
      await reply(frame);
      await page.keyboard.type('The old one.');
      await page.waitForFunction(() => document.querySelector('imm-weboffice')!.unsaved, { polling: 20 });
      await leave(page);
      const comments = await waitForComment(name, 'The old one.');
      assert.deepEqual(Object.values(comments.texts), ['Which one?', 'The old one.']);
      const [asked, answered] = [nameOf(comments, 'Which one?'), nameOf(comments, 'The old one.')];
      const entry = comments.extended.split('<').find((each) => each.includes(`w15:paraId="${answered}"`));
      assert.ok(entry?.includes(`w15:paraIdParent="${asked}"`), `it answers the other: ${comments.extended}`);
      await closeAtLast(page);
    });

    test('a reply whose box the reader has closed by a click into the text', async () => {
      const name = `closed-${way.replaceAll(/\W/g, '')}.docx`;
      const { page, frame } = await writeWithComment(name);
      await reply(frame);
      await page.keyboard.type('The old one.');
      await closeBox(frame);
      assert.equal(await page.evaluate(() => document.querySelector('imm-weboffice')!.unsaved), true);
      await leave(page);
      const { texts } = await waitForComment(name, 'The old one.');
      assert.deepEqual(Object.values(texts), ['Which one?', 'The old one.']);
      await closeAtLast(page);
    });
  });
}

test('a reply whose box was closed is in it when it is opened again, and can be written to its end or given up', async () => {
  const { page, frame } = await writeWithComment('reopened.docx');
  await page.setViewport({ width: 1500, height: 700 });
  const boxSays = (text: string) =>
    frame.waitForFunction(
      (wanted) => document.querySelector<HTMLInputElement>('.docx-comment-card input')?.value === wanted,
      { polling: 100 },
      text,
    );
  await reply(frame);
  await page.keyboard.type('The old');
  await closeBox(frame);
  await press(page, 'End');
  await page.keyboard.type('X');
  await openCard(frame);
  await boxSays('The old');
  await frame.click('.docx-comment-card input');
  await frame.waitForFunction(() => document.activeElement?.matches('.docx-comment-card input:not([readonly])'), { polling: 100 });
  await boxSays('The old');
  await page.keyboard.type(' one.');
  await page.keyboard.press('Enter');
  const { texts } = await waitForComment('reopened.docx', 'The old one.');
  assert.deepEqual(Object.values(texts), ['Which one?', 'The old one.']);
  await reply(frame);
  await boxSays('');
  await page.keyboard.type('Never mind');
  await closeBox(frame);
  await openCard(frame);
  await boxSays('Never mind');
  await frame.click('.docx-comment-card input');
  await boxSays('Never mind');
  await page.keyboard.press('Escape');
  await boxSays('');
  await page.waitForFunction(() => !document.querySelector('imm-weboffice')!.unsaved, { polling: 50 });
  assert.deepEqual(Object.values((await commentsIn('reopened.docx')).texts), ['Which one?', 'The old one.']);
  await page.close();
});

test('a reply that is being typed is sent when its comment is resolved', async () => {
  const { page, frame } = await writeWithComment('resolved.docx');
  await reply(frame);
  await page.keyboard.type('The old one.');
  await (await frame.waitForSelector('.docx-comment-card button[title]'))!.click();
  await frame.waitForSelector('[data-comment-resolved=true]');
  const comments = await waitForComment('resolved.docx', 'The old one.');
  assert.deepEqual(Object.values(comments.texts), ['Which one?', 'The old one.']);
  assert.match(comments.extended, new RegExp(`w15:paraId="${nameOf(comments, 'Which one?')}"[^>]*w15:done="1"`));
  await page.close();
});

test('a comment of a file that names none is resolved and answered', async () => {
  const name = 'nameless.docx';
  // As Word before 2013 writes it.
  const before = commented([commentOn(0, 'The lighthouse'), 'The keeper'], [0]);
  assert.doesNotMatch(ZipFile.parse(before).text('word/comments.xml')!, /paraId/);
  await writeFile(fixture.pathOf(name), before);
  const { page, frame } = await open(name);
  await reply(frame);
  await page.keyboard.type('The old one.');
  await (await frame.waitForSelector('.docx-comment-card button[title]'))!.click();
  await frame.waitForSelector('[data-comment-resolved=true]');
  const comments = await waitForComment(name, 'The old one.');
  const answered = nameOf(comments, 'The old one.');
  const [, parent] = new RegExp(`w15:paraId="${answered}"[^>]*w15:paraIdParent="(\\w+)"`).exec(comments.extended)!;
  assert.match(comments.extended, new RegExp(`w15:paraId="${parent}"[^>]*w15:done="1"`));
  assert.ok(comments.list.includes(`w14:paraId="${parent}"`), comments.list);
  await page.close();
  const again = await open(name);
  await again.frame.waitForSelector('[data-comment-resolved=true]');
  await again.page.close();
});

test('a new comment that is being typed is kept when the list of comments is hidden', async () => {
  const { page, frame } = await write('hidden.docx');
  await page.setViewport({ width: 1500, height: 700 });
  await comment(page, frame, 'The lighthouse');
  await page.keyboard.type('Which one?');
  await frame.click('[data-testid=toolbar-toggle-comments-sidebar]');
  const { texts, referred } = await waitForComment('hidden.docx', 'Which one?');
  assert.deepEqual(referred, Object.keys(texts));
  await page.close();
});
