/** Content controls of Word documents: what their author has locked stays as it is, and lists are chosen from. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { keepToasts, waitForToast } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { openDocument, type Opened, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';
import { clickInto, press, undoAll } from '../setup/word-page.js';
import { wordBody } from '../setup/word-documents.js';

const fixture = setUpFixture({ permission: { readonly: false } });

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (...inside: string[]) => `<w:p>${inside.join('')}</w:p>`;
const control = (properties: string, content: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const items = (...names: string[]) => names.map((name) => `<w:listItem w:displayText="${name}" w:value="${name[0]}"/>`).join('');
const LIST = `<w:id w:val="11"/><w:dropDownList>${items('North', 'South')}</w:dropDownList>`;

async function edit(name: string, body: string): Promise<Opened> {
  await writeFile(`${fixture.storage.root}/test/${name}`, wordBody(body));
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, { permission: { readonly: false } });
  await waitForStatus(opened.frame, 'saved');
  await keepToasts(opened.frame);
  return opened;
}

async function savedBody(page: Page, frame: Frame, name: string): Promise<string> {
  await saveAll(page);
  await waitForStatus(frame, 'saved');
  return partOf(await readFile(`${fixture.storage.root}/test/${name}`), 'word/document.xml');
}

const wordsOf = (xml: string) => xml.replace(/<[^>]*>/g, '');

describe('a list', () => {
  test('in a line: an item is chosen by mouse and by keys, anything else is refused', async () => {
    const { page, frame } = await edit('list.docx', paragraph(run('Wind: '), control(LIST, run('North')), run(' today.')));
    await clickInto(frame, 'North');
    const south = await frame.waitForSelector('.word-choices [role=option] ::-p-text(South)');
    await page.keyboard.type('X');
    await waitForToast(frame, 'choose one of its items');
    assert.match(wordsOf(await savedBody(page, frame, 'list.docx')), /Wind: North today\./);
    assert.ok(!(await south!.evaluate((element) => element.isConnected)), 'typing goes on in the text');
    await clickInto(frame, 'North');
    await (await frame.waitForSelector('.word-choices [role=option] ::-p-text(South)'))!.click();
    const body = await savedBody(page, frame, 'list.docx');
    // All of it in the control, whatever both have in common.
    assert.match(body, /Wind: <\/w:t><\/w:r><w:sdt>.*<w:sdtContent><w:r><w:t[^>]*>South<\/w:t><\/w:r><\/w:sdtContent>/);
    await clickInto(frame, 'South');
    await frame.waitForSelector('.word-choices');
    await press(page, 'ArrowDown');
    await press(page, 'Enter');
    assert.match(wordsOf(await savedBody(page, frame, 'list.docx')), /Wind: North today\./);
    await undoAll(page);
    assert.match(wordsOf(await savedBody(page, frame, 'list.docx')), /Wind: North today\./);
    await page.close();
  });

  test('of paragraphs, with a hint in it: the hint goes', async () => {
    const hint = `<w:showingPlcHdr/><w:comboBox>${items('Blue')}</w:comboBox>`;
    const { page, frame } = await edit('combo.docx', control(hint, paragraph(run('Choose one'))) + paragraph(run('Last')));
    await clickInto(frame, 'Choose one');
    await (await frame.waitForSelector('.word-choices [role=option] ::-p-text(Blue)'))!.click();
    const body = await savedBody(page, frame, 'combo.docx');
    assert.match(wordsOf(body), /BlueLast/);
    assert.doesNotMatch(body, /showingPlcHdr/);
    await page.close();
  });
});

describe('a lock', () => {
  const lock = (kind: string) => `<w:id w:val="12"/><w:lock w:val="${kind}"/>`;
  const cases: { title: string; properties: string; words: RegExp; afterAll: RegExp; says: string }[] = [
    { title: 'of contents', properties: lock('contentLocked'), words: /FirstHeld/, afterAll: /X/, says: 'The author has locked' },
    {
      title: 'of the control',
      properties: lock('sdtLocked'),
      words: /First\w*X\w*Last/,
      afterAll: /First\w*X\w*Last/,
      says: 'The author has locked',
    },
    {
      title: 'of both',
      properties: lock('sdtContentLocked'),
      words: /FirstHeld/,
      afterAll: /FirstHeldLast/,
      says: 'The author has locked',
    },
    { title: 'of a group', properties: '<w:id w:val="12"/><w:group/>', words: /FirstHeld/, afterAll: /X/, says: 'The author has locked' },
    {
      title: 'by what it repeats',
      properties: '<w:id w:val="12"/><w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>',
      words: /FirstHeld/,
      afterAll: /X/,
      says: 'a property of the document',
    },
    {
      title: 'of a list by what it repeats',
      properties: `${LIST}<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>`,
      words: /FirstHeld/,
      afterAll: /X/,
      says: 'a property of the document',
    },
  ];
  for (const [index, { title, properties, words, afterAll, says }] of cases.entries()) {
    test(title, async () => {
      const name = `lock-${index}.docx`;
      const body = paragraph(run('First')) + control(properties, paragraph(run('Held'))) + paragraph(run('Last'));
      const { page, frame } = await edit(name, body);
      await clickInto(frame, 'Held');
      await page.keyboard.type('X');
      if (!properties.includes('"sdtLocked"')) await waitForToast(frame, says);
      assert.match(wordsOf(await savedBody(page, frame, name)), words);
      await clickInto(frame, 'Last');
      await press(page, 'Control', 'a');
      await page.keyboard.type('X');
      if (title === 'of the control') await waitForToast(frame, says);
      assert.match(wordsOf(await savedBody(page, frame, name)), afterAll);
      await page.close();
    });
  }
});

describe('what the editor would hide', () => {
  const cell = (inside: string) => `<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>${inside}</w:tc>`;
  const table = (rows: string) => `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>${rows}</w:tbl>`;
  const row = (inside: string) => `<w:tr>${cell(inside)}</w:tr>`;

  test('rows and paragraphs in controls are shown and written into; a locked one is not', async () => {
    const open = control('<w:id w:val="21"/>', row(paragraph(run('Open'))));
    const locked = control('<w:id w:val="22"/><w:lock w:val="contentLocked"/>', row(paragraph(run('Fixed'))));
    const inside = row(control('<w:id w:val="23"/>', paragraph(run('Inside'))));
    const { page, frame } = await edit('rows.docx', table(open + locked + inside) + paragraph(run('Last')));
    for (const words of ['Open', 'Fixed', 'Inside']) {
      await clickInto(frame, words);
      await press(page, 'End');
      await page.keyboard.type('X');
    }
    await waitForToast(frame, 'The author has locked');
    const body = await savedBody(page, frame, 'rows.docx');
    assert.match(body, /<w:id w:val="21"\/><\/w:sdtPr><w:sdtContent><w:tr>(?:(?!<\/w:sdt>).)*OpenX</);
    assert.match(body, /<w:id w:val="22"\/>.*<w:sdtContent><w:tr>(?:(?!<\/w:sdt>).)*Fixed<\/w:t>/);
    assert.match(body, /<w:id w:val="23"\/><\/w:sdtPr><w:sdtContent><w:p(?: [^>]*)?>(?:(?!<\/w:sdt>).)*InsideX</);
    assert.doesNotMatch(body, /bookmark/);
    await page.close();
  });

  test('annotated words and dates are shown as the file has them, and stay what they are', async () => {
    const ruby = `<w:r><w:ruby><w:rubyPr><w:lid w:val="ja-JP"/></w:rubyPr><w:rt>${run('みずうみ')}</w:rt><w:rubyBase>${run('湖')}</w:rubyBase></w:ruby></w:r>`;
    const date = `<w:fldSimple w:instr=" DATE \\@ &quot;yyyy年&quot; ">${run('2024年')}</w:fldSimple>`;
    const { page, frame } = await edit('ruby.docx', paragraph(run('Lake '), ruby, run(' in '), date) + paragraph(run('Last')));
    const shown = await frame.$eval('.layout-page-content', (element) => element.textContent);
    assert.match(shown, /Lake 湖 in 2024年/);
    await clickInto(frame, 'Lake');
    await press(page, 'Home');
    await page.keyboard.type('X');
    const body = await savedBody(page, frame, 'ruby.docx');
    assert.ok(body.includes(ruby), body);
    assert.match(body, / DATE \\@ &quot;yyyy年&quot;/);
    await page.close();
  });
});
