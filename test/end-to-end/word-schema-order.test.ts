/** Each kind of edit the Word editor offers, made on words whose paragraph, run or table has properties from before: what is saved keeps to the schema. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Frame, KeyInput, Page } from 'puppeteer-core';
import { chromiumOnly } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { openDocument, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';
import { trackedBody, wordBody } from '../setup/word-documents.js';
import { pasteData, press, selectWords } from '../setup/word-page.js';
import { schemaFaults } from '../setup/word-schema.js';

const fixture = setUpFixture({ permission: { readonly: false, copy: true } });

type Edit = (page: Page, frame: Frame) => Promise<unknown>;

const keys =
  (...chord: KeyInput[]): Edit =>
  (page) =>
    press(page, ...chord);
/** A button of the tool bar, by its label. */
const button =
  (label: string): Edit =>
  async (_, frame) =>
    (await frame.waitForSelector(`.word-view button[aria-label="${label}"]:not([disabled])`))!.click();
const paste =
  (html: string): Edit =>
  (_, frame) =>
    pasteData(frame, { 'text/html': html, 'text/plain': 'pasted' });
const link: Edit = async (page, frame) => {
  await press(page, 'Control', 'k');
  await frame.waitForFunction(() => document.activeElement?.matches('#hyperlink-url'), { polling: 100 });
  await page.keyboard.type('https://example.com/');
  await press(page, 'Enter');
};
const EDITS: Readonly<Record<string, Edit>> = {
  'letters typed': (page) => page.keyboard.type('typed'),
  'letters deleted': keys('Delete'),
  'a tab': keys('Tab'),
  'a line break': keys('Shift', 'Enter'),
  'a paragraph': keys('Enter'),
  bold: keys('Control', 'b'),
  italic: keys('Control', 'i'),
  underline: keys('Control', 'u'),
  strikethrough: button('Strikethrough'),
  superscript: button('Superscript'),
  subscript: button('Subscript'),
  'a larger size': button('Increase font size'),
  'a colour': button('Font Color'),
  'a highlight': button('Text Highlight Color'),
  'no look': button('Clear formatting'),
  'a bulleted list': button('Bullet List'),
  'a numbered list': button('Numbered List'),
  'an indent': button('Increase Indent'),
  'another line spacing': async (_, frame) => {
    await (await frame.waitForSelector('.word-view button[title^="Line spacing"]'))!.click();
    await (await frame.waitForSelector('::-p-xpath(//*[text()="Double"])'))!.click();
  },
  centred: async (_, frame) => {
    await frame.click('[data-testid=toolbar-alignment]');
    await (await frame.waitForSelector('button[aria-label*="Center"], button[title*="Center"]'))!.click();
  },
  'a link': link,
  'rich words pasted': paste('<b>rich</b> <i style="color:red">words</i><a href="https://example.com/">link</a>'),
  'a list pasted': paste('<ul><li>one<ol><li>two</li></ol></li></ul>'),
  'a table pasted': paste('<table border="1"><tr><td style="background:yellow">a</td><td colspan="1">b</td></tr></table>'),
};

const LOOK =
  '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:hint="cs"/><w:color w:val="336699" w:themeColor="text1"/><w:kern w:val="2"/><w:sz w:val="22"/><w:lang w:val="de-DE"/></w:rPr>';
const FORMAT =
  '<w:pPr><w:keepNext/><w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr><w:kinsoku/><w:spacing w:after="120"/><w:ind w:left="200"/><w:textAlignment w:val="auto"/><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:pPr>';
const run = (text: string) => `<w:r>${LOOK}<w:t xml:space="preserve">${text}</w:t><w:lastRenderedPageBreak/></w:r>`;

/** Around the words of an edit. */
const PLACES: Readonly<Record<string, (words: string) => string>> = {
  'a paragraph': (words) => `<w:p>${FORMAT}${run(words)}</w:p>`,
  'a cell': (words) =>
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>' +
    `<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/><w:noWrap/></w:tcPr><w:p>${FORMAT}${run(words)}</w:p></w:tc></w:tr></w:tbl><w:p/>`,
  'a content control': (words) =>
    `<w:p>${FORMAT}<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>${run(words)}</w:sdtContent></w:sdt>${run(' end')}</w:p>`,
};

for (const [mode, bodyOf] of Object.entries({ plain: wordBody, tracked: trackedBody })) {
  describe(mode, () => {
    for (const [place, around] of Object.entries(PLACES)) {
      test(`in ${place}`, { timeout: 280_000, ...chromiumOnly('pastes made by a script') }, async () => {
        const name = `${mode}-${place.replaceAll(' ', '-')}.docx`;
        const all = Object.entries(EDITS).map(([what, edit], index) => ({ what, edit, words: `Words${index} of it` }));
        const made = bodyOf(all.map(({ words }) => around(words)).join(''));
        await writeFile(fixture.pathOf(name), made);
        const { page, frame } = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, {
          permission: { readonly: false, copy: true },
        });
        await page.setViewport({ width: 2_000, height: 900 });
        await waitForStatus(frame, 'saved');
        let saved = partOf(made, 'word/document.xml');
        assert.deepEqual(schemaFaults(saved), []);
        const faults: string[] = [];
        // Lists are not made from within a control.
        const isOffered = (what: string) => place !== 'a content control' || !/^a (?:bulleted|numbered) list$/.test(what);
        for (const { what, edit, words } of all.filter(({ what }) => isOffered(what))) {
          await selectWords(frame, [words, 2], [words, 5]);
          await edit(page, frame);
          await saveAll(page);
          const is = partOf(await readFile(fixture.pathOf(name)), 'word/document.xml');
          if (is === saved) faults.push(`${what}: nothing has changed`);
          faults.push(...[...new Set(schemaFaults(is))].map((fault) => `${what}: ${fault}`));
          saved = is;
        }
        assert.deepEqual([...new Set(faults)], []);
        await page.close();
      });
    }
  });
}
