/** What a reader of a Word document that may be edited does without meaning to change it leaves its file as it is, to the byte; and what was written stays when others come in between. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { docx } from '../setup/documents.js';
import { makeLetter } from '../setup/flat-documents.js';
import { openDocument, type Opened, save, saveAll, waitForStatus } from '../setup/open-document.js';
import { changedParts, partOf } from '../setup/packages.js';

const fixture = setUpFixture({ permission: { readonly: false, history: true, copy: true } });

const find = async (frame: Frame, selector: string) => (await frame.waitForSelector(selector)) as ElementHandle<HTMLElement>;

async function edit(name: string): Promise<Opened> {
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, {
    permission: { readonly: false, history: true },
  });
  await waitForStatus(opened.frame, 'saved');
  return opened;
}

async function chord(page: Page, ...keys: ('Control' | 'Shift' | 'End' | 'f' | 'z')[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await page.keyboard.down(key);
  await page.keyboard.press(keys.at(-1)!);
  for (const key of held.reverse()) await page.keyboard.up(key);
}

/** Where the mouse types in a Word document from now on. */
async function clickInto(frame: Frame, words: string): Promise<void> {
  await (await find(frame, `.layout-page-content ::-p-text(${words})`)).click();
  await frame.waitForSelector('.ProseMirror-focused');
}

async function assertUntouched({ page }: Opened, name: string, made: Buffer): Promise<void> {
  assert.equal((await save(page)).result, 'nochange');
  assert.deepEqual(await readFile(fixture.pathOf(name)), made);
}

describe('a letter', () => {
  test('whose header and footer were opened and left again changes where it is typed into, and nowhere else', async () => {
    await makeLetter(fixture.pathOf('left.docx'));
    const made = await readFile(fixture.pathOf('left.docx'));
    const opened = await edit('left.docx');
    const { page, frame } = opened;
    // There is no footer: the editor makes one to write in.
    for (const part of ['header', 'footer']) {
      for (const leave of [() => page.keyboard.press('Escape'), () => clickInto(frame, 'The lighthouse')]) {
        await (await find(frame, `.layout-page-${part}`)).click({ count: 2 });
        await frame.waitForSelector('.hf-inline-editor');
        await frame.waitForFunction(() => document.activeElement?.closest('[data-hf-r-id]') !== null, { polling: 100 });
        await leave();
        await frame.waitForSelector('.hf-inline-editor', { hidden: true });
        await frame.waitForFunction(() => document.activeElement?.matches('.paged-editor__hidden-pm *'), { polling: 100 });
      }
    }
    await assertUntouched(opened, 'left.docx', made);
    // Where it was clicked, not where the caret was in the header.
    await page.keyboard.type('storm');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    const saved = await readFile(fixture.pathOf('left.docx'));
    assert.deepEqual(changedParts(made, saved), ['docProps/core.xml', 'word/document.xml']);
    assert.equal(partOf(saved, 'word/document.xml').replace('storm', ''), partOf(made, 'word/document.xml'));
    await (await find(frame, '.layout-page-footer')).click({ count: 2 });
    await frame.waitForSelector('.hf-inline-editor');
    await page.keyboard.type('Page of the keeper');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    assert.match(partOf(await readFile(fixture.pathOf('left.docx')), 'word/footer1.xml'), /Page of the keeper/);
    await page.close();
  });

  test('keeps its direction when words are selected by Ctrl+Shift, and is as it was when what was typed is undone', async () => {
    await makeLetter(fixture.pathOf('keys.docx'));
    const made = await readFile(fixture.pathOf('keys.docx'));
    const opened = await edit('keys.docx');
    const { page, frame } = opened;
    await clickInto(frame, 'The lighthouse');
    await chord(page, 'Control', 'Shift', 'End');
    await assertUntouched(opened, 'keys.docx', made);
    await page.keyboard.press('End');
    await page.keyboard.type('x');
    await waitForStatus(frame, 'dirty');
    await chord(page, 'Control', 'z');
    await assertUntouched(opened, 'keys.docx', made);
    await page.close();
  });

  test('keeps a table that is selected when a letter is deleted in the search', async () => {
    await makeLetter(fixture.pathOf('search.docx'));
    const made = await readFile(fixture.pathOf('search.docx'));
    const opened = await edit('search.docx');
    const { page, frame } = opened;
    await (await find(frame, '.layout-page-content ::-p-text(Wind)')).click();
    await page.mouse.down();
    const { x, y } = await (await find(frame, '.layout-page-content ::-p-text(North)')).clickablePoint();
    await page.mouse.move(x, y, { steps: 5 });
    await page.mouse.up();
    await frame.waitForFunction(() => document.querySelectorAll('.ProseMirror .selectedCell').length === 2, { polling: 100 });
    await chord(page, 'Control', 'f');
    await frame.waitForFunction(() => document.activeElement?.matches('.find input, input[type=search], input'), { polling: 100 });
    await page.keyboard.type('xqz');
    await page.keyboard.press('Backspace');
    await frame.waitForFunction(() => (document.activeElement as HTMLInputElement).value === 'xq', { polling: 100 });
    await assertUntouched(opened, 'search.docx', made);
    await page.close();
  });

  test('that somebody else saves while a word is typed keeps the word, and asks whose shall count', async () => {
    await makeLetter(fixture.pathOf('between.docx'));
    const { page, frame } = await edit('between.docx');
    await clickInto(frame, 'The lighthouse');
    let answer = () => {};
    const isAsked = new Promise<void>((resolve) => {
      void page.setRequestInterception(true);
      page.on('request', (request) => {
        if (!/\/content(\?|$)/.test(request.url())) return void request.continue();
        answer = () => void request.continue();
        resolve();
      });
    });
    await writeFile(fixture.pathOf('between.docx'), docx(['theirs']));
    await isAsked;
    await page.keyboard.type('mine');
    await waitForStatus(frame, 'dirty');
    answer();
    await waitForStatus(frame, 'conflict');
    await waitForWords(frame, 'mine');
    await page.close();
  });

  test('has the writer’s caret where it was when somebody else has saved', async () => {
    await makeLetter(fixture.pathOf('caret.docx'));
    const { page, frame } = await edit('caret.docx');
    await clickInto(frame, 'The lighthouse');
    await page.keyboard.press('End');
    await writeFile(fixture.pathOf('caret.docx'), docx(['The lighthouse', 'theirs']));
    await waitForWords(frame, 'theirs');
    await frame.waitForSelector('.ProseMirror-focused');
    await page.keyboard.type(' keeper');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    assert.match(partOf(await readFile(fixture.pathOf('caret.docx')), 'word/document.xml'), /The lighthouse keeper.*theirs/);
    await page.close();
  });
});

test('a picture keeps its size when one of its handles is clicked', async () => {
  await writeFile(fixture.pathOf('picture.docx'), await readFile(`${fixture.storage.root}/demo/annual-report.docx`));
  const made = await readFile(fixture.pathOf('picture.docx'));
  const opened = await edit('picture.docx');
  const { page, frame } = opened;
  await (await find(frame, '.layout-page-content img.layout-run-image')).click();
  await (await find(frame, '.image-selection-overlay [data-handle=se]')).click();
  await assertUntouched(opened, 'picture.docx', made);
  assert.equal(await frame.$('.save-status.dirty'), null);
  const { x, y } = await (await find(frame, '.image-selection-overlay [data-handle=se]')).clickablePoint();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y - 40, { steps: 4 });
  await page.mouse.up();
  await waitForStatus(frame, 'dirty');
  await page.close();
});

test('a comment that stands at a place and not around words stays when something is typed', async () => {
  const comment = (id: number) => `<w:comment w:id="${id}" w:author="Ann"><w:p><w:r><w:t>note ${id}</w:t></w:r></w:p></w:comment>`;
  const at = (id: number) => `</w:t></w:r><w:r><w:commentReference w:id="${id}"/></w:r><w:r><w:t>`;
  const around = `</w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>words</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:r><w:t>`;
  const zip = ZipFile.parse(docx([`The lighthouse${at(0)} and ${around}.`]));
  const space = 'http://schemas.openxmlformats.org';
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml';
  const parts = {
    '[Content_Types].xml': zip
      .text('[Content_Types].xml')!
      .replace('</Types>', `<Override PartName="/word/comments.xml" ContentType="${type}"/></Types>`),
    'word/comments.xml': `<w:comments xmlns:w="${space}/wordprocessingml/2006/main">${comment(0)}${comment(1)}</w:comments>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${space}/package/2006/relationships"><Relationship Id="r1" Type="${space}/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`,
  };
  const made = zip.with(new Map(Object.entries(parts))).toBuffer();
  await writeFile(fixture.pathOf('comments.docx'), made);
  const { page, frame } = await edit('comments.docx');
  await clickInto(frame, 'The lighthouse');
  await page.keyboard.type('x');
  // The editor tidies its comments a little later.
  await frame.waitForFunction(() => !document.querySelector('.save-status.dirty'), { polling: 100 });
  await page.keyboard.type('y');
  await waitForStatus(frame, 'dirty');
  await waitForStatus(frame, 'saved');
  const saved = await readFile(fixture.pathOf('comments.docx'));
  assert.match(partOf(saved, 'word/document.xml'), /x.*y/);
  assert.equal(partOf(saved, 'word/comments.xml'), partOf(made, 'word/comments.xml'));
  await page.close();
});
