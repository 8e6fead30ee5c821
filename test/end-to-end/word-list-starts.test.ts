/** Lists that begin with another number than 1 do so on screen, whatever their numbers look like, and in the file. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { setUpFixture } from '../setup/fixture.js';
import { openDocument, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';
import { wordBody } from '../setup/word-documents.js';
import { press, selectWords } from '../setup/word-page.js';

const fixture = setUpFixture({ permission: { readonly: false } });

const SPACE = 'http://schemas.openxmlformats.org';
const level = (ilvl: number, start: number, format = 'decimal', text = `%${ilvl + 1}.`) =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/></w:lvl>`;
const KINDS = [
  level(0, 5),
  level(0, 3, 'lowerLetter', '%1)'),
  level(0, 4, 'upperRoman'),
  level(0, 1),
  level(0, 2) + level(1, 3, 'decimal', '%1.%2'),
  level(0, 1),
];
/** What a list says beside its kind. */
const OVERRIDES: Readonly<Record<number, string>> = {
  3: '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride>',
  5: `<w:lvlOverride w:ilvl="0">${level(0, 6, 'lowerRoman')}</w:lvlOverride>`,
};
const NUMBERING =
  `<w:numbering xmlns:w="${SPACE}/wordprocessingml/2006/main">` +
  KINDS.map((levels, id) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`).join('') +
  KINDS.map((_, id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/>${OVERRIDES[id] ?? ''}</w:num>`).join('') +
  '</w:numbering>';
const PARTS = {
  'word/numbering.xml': NUMBERING,
  'word/_rels/document.xml.rels': `<Relationships xmlns="${SPACE}/package/2006/relationships"><Relationship Id="n1" Type="${SPACE}/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`,
};
const ITEMS: readonly [list: number, level: number, text: string, marker: string][] = [
  [1, 0, 'Apple', '5.'],
  [1, 0, 'Banana', '6.'],
  [2, 0, 'Cherry', 'c)'],
  [3, 0, 'Damson', 'IV.'],
  [4, 0, 'Elder', '8.'],
  [5, 0, 'Fig', '2.'],
  [5, 1, 'Grape', '2.3'],
  [5, 1, 'Hazel', '2.4'],
  [6, 0, 'Lemon', 'vi.'],
];
const BODY = ITEMS.map(
  ([list, ilvl, text]) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`,
).join('');

async function waitForMarkers(frame: Frame, wanted: readonly string[]): Promise<void> {
  const read = () => frame.$$eval('.layout-page-content .layout-list-marker', (all) => all.map(({ textContent }) => textContent.trim()));
  await frame
    .waitForFunction(
      (list) =>
        [...document.querySelectorAll('.layout-page-content .layout-list-marker')].map((each) => each.textContent.trim()).join(' ') ===
        list,
      { polling: 100 },
      wanted.join(' '),
    )
    .catch(async () => assert.deepEqual(await read(), wanted));
}

test('letters, Roman numbers, nested levels and overrides', { timeout: 240_000 }, async () => {
  await writeFile(fixture.pathOf('starts.docx'), wordBody(BODY, PARTS));
  const open = async () => {
    const opened = await openDocument(fixture.browser, fixture.host.url, 'oss://test/starts.docx', { permission: { readonly: false } });
    await waitForStatus(opened.frame, 'saved');
    return opened;
  };
  const markers = ITEMS.map(([, , , marker]) => marker);
  const { page, frame } = await open();
  await waitForMarkers(frame, markers);
  await selectWords(frame, ['Apple', 5]);
  await press(page, 'Enter');
  await page.keyboard.type('Apricot');
  const longer = ['5.', '6.', '7.', ...markers.slice(2)];
  await waitForMarkers(frame, longer);
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  await page.close();
  const file = await readFile(fixture.pathOf('starts.docx'));
  assert.equal(partOf(file, 'word/numbering.xml'), NUMBERING);
  assert.match(partOf(file, 'word/document.xml'), /<w:numId w:val="1"\/>(?:(?!<\/w:p>).)*Apricot/);
  const again = await open();
  await waitForMarkers(again.frame, longer);
  await again.page.close();
});
