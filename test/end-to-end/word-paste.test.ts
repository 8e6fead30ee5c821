/** What is pasted into a Word document from Word, LibreOffice, Excel, web pages and the document itself: it keeps its form, or the reader is told what is missing. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Frame, KeyInput, Page } from 'puppeteer-core';
import { misplaced } from '../../local/src/server/ooxml/schema-order.js';
import { parseXml } from '../../local/src/server/ooxml/xml.js';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { chromiumOnly, engineName, keepToasts, waitForToast } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { docx } from '../setup/documents.js';
import { openDocument, type Opened, save, saveAll, waitForStatus } from '../setup/open-document.js';
import { clickInto, pasteData, press, undoAll } from '../setup/word-page.js';
import { commented, commentOn, TABLE, wordBody } from '../setup/word-documents.js';

const fixture = setUpFixture({ permission: { readonly: false, copy: true } });

const byScript = chromiumOnly('a paste event made by a script');
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function edit(name: string, content: Buffer): Promise<Opened> {
  await writeFile(`${fixture.storage.root}/test/${name}`, content);
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, {
    permission: { readonly: false, copy: true },
  });
  await waitForStatus(opened.frame, 'saved');
  await keepToasts(opened.frame);
  return opened;
}

/** The caret in an empty line below the words. */
async function goBelow(page: Page, frame: Frame, words: string): Promise<void> {
  await clickInto(frame, words);
  await press(page, 'End');
  await press(page, 'Enter');
}

interface Saved {
  zip: ZipFile;
  /** What stands in the body. */
  body: string;
  lists: string;
}

/** Saves, and checks what every paste must come to: a file that can be saved, in the order of the schema. */
async function savedParts(page: Page, frame: Frame, name: string): Promise<Saved> {
  await saveAll(page);
  await waitForStatus(frame, 'saved');
  const zip = ZipFile.parse(await readFile(`${fixture.storage.root}/test/${name}`));
  const document = zip.text('word/document.xml')!;
  assert.deepEqual(misplaced(parseXml(document)), []);
  return { zip, body: document.split('<w:body>')[1]!, lists: zip.text('word/numbering.xml') ?? '' };
}

const paragraphWith = (body: string, words: string) => body.split(/(?=<w:p[ >])/).find((each) => each.includes(`>${words}<`)) ?? '';
const runWith = (body: string, words: string) => body.split('<w:r>').find((each) => each.includes(`>${words}<`)) ?? '';

/** The format of the list an item is in, and its level. */
function itemOf({ body, lists }: Saved, words: string): string {
  const [, level, number] = /<w:ilvl w:val="(\d)"\/><w:numId w:val="(\d+)"\/>/.exec(paragraphWith(body, words)) ?? [];
  if (!number) return 'none';
  const [, look] = new RegExp(`w:numId="${number}"><w:abstractNumId w:val="(\\d+)"`).exec(lists)!;
  const levels = lists.split(`w:abstractNumId="${look}"`)[1]!.split('<w:lvl ');
  return `${/numFmt w:val="(\w+)"/.exec(levels[Number(level) + 1]!)![1]} ${level}`;
}
const listOf = ({ body }: Saved, words: string) => /<w:numId w:val="(\d+)"\/>/.exec(paragraphWith(body, words))?.[1];

describe('HTML of Word', () => {
  const item = (list: string, sign: string, words: string) =>
    `<p class=MsoListParagraph style='text-indent:-.25in;mso-list:${list}'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span>&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;
  const html = (body: string) =>
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
    @list l0:level1 {mso-level-number-format:bullet;} @list l0:level2 {mso-level-number-format:bullet;}
    @list l1:level1 {mso-level-text:"%1\\.";} @list l1:level2 {mso-level-number-format:roman-lower;}
    p.MsoNormal {margin-bottom:8.0pt;font-size:11.0pt;font-family:"Calibri",sans-serif;} p.MsoListParagraph {margin-left:.5in;}
    span.MsoFootnoteReference {vertical-align:super;} --></style></head><body><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

  test('lists, nested and numbered, as lists that count as they did', byScript, async () => {
    const { page, frame } = await edit('word-lists.docx', docx(['Top', 'Last']));
    await goBelow(page, frame, 'Top');
    const body = [
      item('l0 level1 lfo1', '·', 'Apples'),
      item('l0 level2 lfo1', 'o', 'Green'),
      item('l1 level1 lfo2', '1.', 'First'),
      item('l1 level2 lfo2', 'i.', 'Below first'),
      item('l1 level1 lfo2', '2.', 'Second'),
      item('l1 level2 lfo2', 'i.', 'Below second'),
    ];
    await pasteData(frame, { 'text/html': html(body.join('')), 'text/plain': 'Apples' });
    await frame.waitForSelector('.layout-page-content ::-p-text(Below second)');
    const signs = await frame.$$eval('.layout-page-content .layout-list-marker', (all) => all.map(({ textContent }) => textContent.trim()));
    assert.deepEqual(signs, ['•', '◦', '1.', 'i.', '2.', 'i.']);
    const saved = await savedParts(page, frame, 'word-lists.docx');
    const words = ['Apples', 'Green', 'First', 'Below first', 'Second', 'Below second'];
    assert.deepEqual(
      words.map((each) => itemOf(saved, each)),
      ['bullet 0', 'bullet 1', 'decimal 0', 'lowerRoman 1', 'decimal 0', 'lowerRoman 1'],
    );
    assert.equal(listOf(saved, 'First'), listOf(saved, 'Second'));
    assert.notEqual(listOf(saved, 'Below first'), listOf(saved, 'Below second'), 'it begins again');
    await undoAll(page);
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    const undone = ZipFile.parse(await readFile(`${fixture.storage.root}/test/word-lists.docx`)).text('word/document.xml')!;
    assert.doesNotMatch(undone, /numPr|Apples/);
    await page.close();
  });

  test('colours, highlighting, faces and sizes, footnotes as text with their style, and a notice of that', byScript, async () => {
    const { page, frame } = await edit('word-looks.docx', docx(['Top', 'Last']));
    await goBelow(page, frame, 'Top');
    const note = `<a style='mso-footnote-id:ftn1' href="#_ftn1"><span class=MsoFootnoteReference>[1]</span></a>`;
    const body =
      `<p class=MsoNormal>Plain <span style='color:red'>red</span> <span style='background:yellow'>marked</span> <span style='background:#CCFFCC'>shaded</span>` +
      ` <span style='font-family:"Times New Roman";font-size:14.0pt'>large</span>${note}<span style='mso-tab-count:1'>     </span>after</p>` +
      `<div style='mso-element:footnote-list'><p>The note.</p></div>`;
    await pasteData(frame, { 'text/html': html(body) });
    await waitForToast(frame, 'Pasted without footnotes as such');
    const { body: saved } = await savedParts(page, frame, 'word-looks.docx');
    assert.match(runWith(saved, 'red'), /<w:color w:val="FF0000"\/>/);
    assert.match(runWith(saved, 'marked'), /<w:highlight w:val="yellow"\/>/);
    assert.match(runWith(saved, 'shaded'), /<w:shd w:val="clear" w:color="auto" w:fill="CCFFCC"\/>/);
    assert.match(runWith(saved, 'large'), /<w:rFonts w:ascii="Times New Roman"[^>]*\/>.*<w:sz w:val="28"\/>/);
    assert.doesNotMatch(runWith(saved, 'large'), /eastAsia/);
    assert.match(runWith(saved, '[1]'), /<w:vertAlign w:val="superscript"\/>/);
    assert.match(saved, /The note\./);
    assert.match(saved, /<w:tab\/>/);
    await page.close();
  });

  test('pictures that come beside it as RTF, at their size', byScript, async () => {
    const { page, frame } = await edit('word-pictures.docx', docx(['Top', 'Last']));
    await goBelow(page, frame, 'Top');
    const hex = Buffer.from(PIXEL, 'base64').toString('hex');
    const rtf = `{\\rtf1{\\*\\shppict{\\pict{\\*\\picprop}\\picw100\\pngblip\\bliptag12{\\*\\blipuid 0102}${hex}}}{\\nonshppict{\\pict\\wmetafile8 0100}}}`;
    const image = '<img width=40 height=20 src="file:///C:/Users/ann/clip_image001.png">';
    await pasteData(frame, { 'text/html': html(`<p class=MsoNormal>Seen: ${image}</p>`), 'text/rtf': rtf });
    const { zip, body } = await savedParts(page, frame, 'word-pictures.docx');
    // 40 × 20 px in EMU.
    assert.match(body, /<wp:extent cx="381000" cy="190500"\/>/);
    const [media] = zip.names.filter((name) => name.startsWith('word/media/'));
    assert.equal(zip.read(media!)!.toString('base64'), PIXEL);
    await page.close();
  });
});

describe('HTML of other programs', () => {
  test('lists of web pages, links and headings; what has no place is named', byScript, async () => {
    const { page, frame } = await edit('web.docx', docx(['Top', 'Last']));
    await goBelow(page, frame, 'Top');
    const html =
      '<h2>A heading</h2><p style="color: rgb(0, 0, 0); background-color: rgb(255, 255, 255)">Some <em>words</em> <a href="https://example.com/x">linked</a> <a href="#top">inside</a></p>' +
      '<ul><li>one</li><li>two<ol type="a"><li>x</li><li><p>y</p><p>more</p></li></ol></li></ul><ol start="3"><li>three</li></ol>' +
      `<img src="https://example.com/remote.png"><img alt="dot" src="data:image/png;base64,${PIXEL}"><video src="x"></video>`;
    await pasteData(frame, { 'text/html': html });
    await waitForToast(
      frame,
      'links within the page, first numbers of lists, pictures that are stored elsewhere, and videos and other media',
    );
    const saved = await savedParts(page, frame, 'web.docx');
    assert.deepEqual(
      ['one', 'two', 'x', 'y', 'more', 'three'].map((each) => itemOf(saved, each)),
      ['bullet 0', 'bullet 0', 'lowerLetter 1', 'lowerLetter 1', 'none', 'decimal 0'],
    );
    assert.match(paragraphWith(saved.body, 'more'), /<w:ind w:left="1440"\/>/);
    assert.match(paragraphWith(saved.body, 'A heading'), /<w:outlineLvl w:val="1"\/>.*<w:b\/>/);
    assert.match(runWith(saved.body, 'words'), /<w:i\/>/);
    assert.match(saved.zip.text('word/_rels/document.xml.rels')!, /Target="https:\/\/example\.com\/x" TargetMode="External"/);
    assert.equal(saved.zip.names.filter((name) => name.startsWith('word/media/')).length, 1);
    assert.doesNotMatch(saved.zip.text('word/_rels/document.xml.rels')!, /remote/);
    assert.doesNotMatch(saved.body, /0000FF"|highlight|FFFFFF/);
    await page.close();
  });

  test('tables of Excel: widths, borders, fills, merged cells and alignment, and not the picture beside them', byScript, async () => {
    const { page, frame } = await edit('excel.docx', docx(['Top', 'Last']));
    await goBelow(page, frame, 'Top');
    const html =
      '<html><head><style><!--td{color:black;font-size:11.0pt;font-family:Calibri;vertical-align:bottom;border:none} .xl65{background:#FFF2CC;border:.5pt solid windowtext;font-weight:700;text-align:center}--></style></head>' +
      '<body><table border=0><!--StartFragment--><col width=120 style="width:90pt"><col width=80 style="width:60pt"><tr><td class=xl65>Name</td><td class=xl65>Sum</td></tr>' +
      '<tr><td rowspan=2>Two</td><td align=right>12.50</td></tr><tr><td>b</td></tr><!--EndFragment--></table></body></html>';
    await frame.evaluate(
      (text, pixel) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/html', text);
        const bytes = Uint8Array.from(atob(pixel), (character) => character.charCodeAt(0));
        clipboardData.items.add(new File([bytes], 'range.png', { type: 'image/png' }));
        document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      html,
      PIXEL,
    );
    const { zip, body } = await savedParts(page, frame, 'excel.docx');
    assert.match(body, /<w:tblGrid><w:gridCol w:w="1800"\/><w:gridCol w:w="1200"\/><\/w:tblGrid>/);
    const [, head] = body.split('<w:tc>');
    assert.match(
      head!,
      /<w:tcBorders><w:top w:val="single" w:sz="4" w:color="auto"\/>.*<w:shd [^>]*w:fill="FFF2CC"\/>.*<w:jc w:val="center"\/>.*<w:b\/>.*Name/,
    );
    assert.match(body, /<w:vMerge w:val="restart"\/>.*Two.*<w:vMerge\/>/);
    assert.match(paragraphWith(body, '12.50'), /<w:jc w:val="right"\/>/);
    assert.ok(!zip.names.some((name) => name.startsWith('word/media/')));
    await page.close();
  });

  test('lists and tables of LibreOffice', byScript, async () => {
    const { page, frame } = await edit('libreoffice.docx', docx(['Top', 'Last']));
    await goBelow(page, frame, 'Top');
    const html =
      '<html><head><style type="text/css">p { line-height: 115%; margin-bottom: 0.1in; background: transparent }</style></head><body>' +
      '<ol><li><p>uno</p></li><ol type="i"><li><p>sub</p></li></ol><li><p>due</p></li></ol>' +
      '<table width="100%"><col width="128*"/><col width="128*"/><tr><td style="border: 1px solid #ff0000"><p><font color="#ff0000">A1</font></p></td><td bgcolor="#ffff00"><p align="center">B1</p></td></tr></table></body></html>';
    await pasteData(frame, { 'text/html': html });
    const saved = await savedParts(page, frame, 'libreoffice.docx');
    assert.deepEqual(
      ['uno', 'sub', 'due'].map((each) => itemOf(saved, each)),
      ['decimal 0', 'lowerRoman 1', 'decimal 0'],
    );
    assert.equal(listOf(saved, 'uno'), listOf(saved, 'due'));
    assert.match(saved.body, /<w:top w:val="single" w:sz="6" w:color="FF0000"\/>.*<w:shd [^>]*w:fill="FFFF00"\/>/);
    assert.match(runWith(saved.body, 'A1'), /<w:color w:val="FF0000"\/>/);
    assert.match(paragraphWith(saved.body, 'B1'), /<w:jc w:val="center"\/>/);
    await page.close();
  });

  test('words into a paragraph stay in it, lists part it', byScript, async () => {
    const { page, frame } = await edit('places.docx', docx(['The lighthouse', 'Last']));
    await clickInto(frame, 'The lighthouse');
    await press(page, 'Home');
    // The caret is where the editor draws it as soon as something is typed.
    await page.keyboard.type('In ');
    await pasteData(frame, { 'text/html': '<b>the</b> ' });
    await pasteData(frame, { 'text/html': '<ul><li>item</li></ul>' });
    const saved = await savedParts(page, frame, 'places.docx');
    assert.match(saved.body, /In <.*<w:b\/>.*>the</);
    assert.equal(saved.body.match(/<w:p[ >]/g)!.length, 3);
    assert.equal(itemOf(saved, 'itemThe lighthouse'), 'bullet 0');
    await page.close();
  });
});

describe('what was copied in the document', () => {
  test('comes back as it was: lists, tables, and comments once', byScript, async () => {
    const list =
      '<w:p><w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>listed</w:t></w:r></w:p>';
    const { page, frame } = await edit(
      'copied.docx',
      wordBody(`<w:p><w:r><w:t>Top</w:t></w:r></w:p>${list}${TABLE}<w:p><w:r><w:t>Last</w:t></w:r></w:p>`),
    );
    await clickInto(frame, 'Top');
    await press(page, 'Control', 'a');
    const data = await frame.evaluate(() => {
      const clipboardData = new DataTransfer();
      document.activeElement!.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
      return Object.fromEntries(clipboardData.types.map((type) => [type, clipboardData.getData(type)]));
    });
    await clickInto(frame, 'Last');
    await press(page, 'End');
    await press(page, 'Enter');
    await pasteData(frame, data);
    const { body } = await savedParts(page, frame, 'copied.docx');
    assert.equal(body.match(/<w:numId w:val="3"\/>/g)!.length, 2);
    assert.equal(body.match(/<w:keepNext\/>/g)!.length, 2);
    assert.equal(body.match(/<w:tbl>/g)!.length, 2);
    const names = [...body.matchAll(/w14:paraId="(\w+)"/g)].map(([, name]) => name);
    assert.equal(new Set(names).size, names.length);
    await page.close();
  });

  test('does not take a comment along', byScript, async () => {
    const { page, frame } = await edit('copied-comment.docx', commented([`Before ${commentOn(1, 'commented')} after.`, 'Last'], [1]));
    await clickInto(frame, 'commented');
    await press(page, 'Control', 'a');
    const data = await frame.evaluate(() => {
      const clipboardData = new DataTransfer();
      document.activeElement!.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
      return Object.fromEntries(clipboardData.types.map((type) => [type, clipboardData.getData(type)]));
    });
    await clickInto(frame, 'Last');
    await press(page, 'End');
    await pasteData(frame, data);
    const { body } = await savedParts(page, frame, 'copied-comment.docx');
    assert.equal(body.match(/<w:commentRangeStart /g)!.length, 1);
    const [, rest] = body.split('<w:commentRangeStart w:id="1"/>');
    assert.equal(rest!.split('<w:commentRangeEnd')[0]!.replace(/<[^>]*>/g, ''), 'commented');
    assert.equal(body.match(/commented</g)!.length, 2);
    await page.close();
  });
});

test('lines of a text become paragraphs, empty ones and tabs too', byScript, async () => {
  const { page, frame } = await edit('text.docx', docx(['Top', 'Last']));
  await goBelow(page, frame, 'Top');
  await pasteData(frame, { 'text/plain': 'a\tb\r\n\r\nc\n' });
  const { body } = await savedParts(page, frame, 'text.docx');
  const lines = body.split(/(?=<w:p[ >])/).map((each) => each.replace(/<w:tab\/>/g, '→').replace(/<[^>]*>/g, ''));
  assert.deepEqual(lines.slice(0, 5), ['Top', 'a→b', '', 'c', 'Last']);
  await page.close();
});

test('keys copy and paste within a document', async () => {
  const { page, frame } = await edit('keys.docx', docx(['The lighthouse', 'Last']));
  await clickInto(frame, 'The lighthouse');
  await press(page, 'Control', 'a');
  await edited(page, 'c', 'Copy');
  await clickInto(frame, 'Last');
  await press(page, 'End');
  await edited(page, 'v', 'Paste');
  await frame.waitForFunction(() => document.querySelector('.layout-page-content')!.textContent.split('The lighthouse').length === 3, {
    polling: 100,
  });
  const { body } = await savedParts(page, frame, 'keys.docx');
  assert.equal(body.match(/The lighthouse</g)!.length, 2);
  assert.equal((await save(page)).result, 'nochange');
  await page.close();
});

/** Chromium without a window has no editing keys, but takes their commands. */
async function edited(page: Page, key: KeyInput, command: string): Promise<void> {
  if (engineName === 'chromium') await page.keyboard.press(key, { commands: [command] });
  else await press(page, 'Control', key);
}
