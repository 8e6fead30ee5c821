/** Changes of a Word document whose author wants them tracked: whatever the reader inserts or deletes stands in the file as a tracked change. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame, KeyInput } from 'puppeteer-core';
import { misplaced } from '../../local/src/server/ooxml/schema-order.js';
import { parseXml } from '../../local/src/server/ooxml/xml.js';
import { chromiumOnly } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { openDocument, save, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';
import { trackedBody, withHeader } from '../setup/word-documents.js';
import { press, selectWords, type Spot } from '../setup/word-page.js';

const fixture = setUpFixture({ permission: { readonly: false, copy: true } });

/** `+` around what was inserted, `-` around what was deleted, `[]` around a control, `()` around a link, `>` for a tab, `/` for a line break, `|` between paragraphs. */
function trackedWords(xml: string): string {
  return xml
    .replaceAll(/<\/?w:ins\b[^>]*>/g, '+')
    .replaceAll(/<\/?w:del\b[^>]*>/g, '-')
    .replaceAll('<w:sdtContent>', '[')
    .replaceAll('</w:sdtContent>', ']')
    .replaceAll(/<w:hyperlink\b[^>]*>/g, '(')
    .replaceAll('</w:hyperlink>', ')')
    .replaceAll('<w:tab/>', '>')
    .replaceAll(/<w:br(?: w:type="textWrapping")?\/>/g, '/')
    .replaceAll('</w:p>', '|')
    .replace(/<[^>]*>/g, '')
    .replaceAll(/\+\+|--/g, '');
}

interface Change {
  of: string;
  from: Spot;
  to?: Spot;
  keys: readonly (KeyInput[] | ((frame: Frame) => Promise<unknown>))[];
  becomes: string;
}

const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const p = (...inside: string[]) => `<w:p>${inside.join('')}</w:p>`;
const TAB = '<w:r><w:tab/></w:r>';
const sdt = (...inside: string[]) => `<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>${inside.join('')}</w:sdtContent></w:sdt>`;
const cell = (inside: string) =>
  `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>${inside}</w:tc></w:tr></w:tbl>`;
const byAnn = (inside: string) => `<w:ins w:id="70" w:author="Ann" w:date="2024-01-01T00:00:00Z">${inside}</w:ins>`;
const link = (...inside: string[]) => `<w:hyperlink w:anchor="there">${inside.join('')}</w:hyperlink>`;
const type = (...letters: KeyInput[]) => letters.map((letter): KeyInput[] => [letter]);
/** A cut made by a script: headless browsers have no clipboard. */
const cut = async (frame: Frame) => {
  await frame.evaluate(() =>
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('cut', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true }),
    ),
  );
};

const changes: readonly Change[] = [
  { of: p(run('Ape')), from: ['Ape', 1], keys: [['Tab']], becomes: 'A+>+pe' },
  { of: p(run('Bee')), from: ['Bee', 1], keys: [['Shift', 'Enter']], becomes: 'B+/+ee' },
  { of: p(run('Cat')), from: ['Cat', 0], to: ['Cat', 2], keys: [['Tab']], becomes: '-Ca-+>+t' },
  { of: p(run('Dog')), from: ['Dog', 0], to: ['Dog', 2], keys: [['Shift', 'Enter']], becomes: '-Do-+/+g' },
  { of: p(run('Eel')), from: ['Eel', 1], to: ['Eel', 3], keys: [cut], becomes: 'E-el-' },
  { of: p(run('Fox'), TAB, run('Gnu')), from: ['Fox', 3], keys: [['Delete']], becomes: 'Fox->-Gnu' },
  { of: p(run('Hen'), TAB, run('Ibex')), from: ['Hen', 2], to: ['Ibex', 1], keys: [['Delete']], becomes: 'He-n>I-bex' },
  { of: p(run('Jay')), from: ['Jay', 3], keys: [['Tab'], ['Backspace']], becomes: 'Jay' },
  { of: p(sdt(run('Kiwi')), run('K')), from: ['Kiwi', 2], keys: [...type('x'), ['Tab'], ['Shift', 'Enter']], becomes: '[Ki+x>/+wi]K' },
  { of: p(sdt(run('Lynx')), run('L')), from: ['Lynx', 0], to: ['Lynx', 4], keys: [['Delete']], becomes: '[-Lynx-]L' },
  {
    of: p(run('Mole'), sdt(run('Newt')), run('Orca')),
    from: ['Mole', 2],
    to: ['Orca', 2],
    keys: [['Delete']],
    becomes: 'Mo-le-[-Newt-]-Or-ca',
  },
  { of: cell(p(sdt(run('Puma')))) + p(run('Q')), from: ['Puma', 2], keys: type('x'), becomes: '[Pu+x+ma]' },
  {
    of: p(sdt(run('Rook'), byAnn(run('Swan')))),
    from: ['Swan', 2],
    keys: [['Shift', 'ArrowRight'], ['Delete']],
    becomes: '[Rook+Sw-a-n+]',
  },
  { of: p(byAnn(run('Toad'))), from: ['Toad', 1], to: ['Toad', 3], keys: [['Delete']], becomes: '+T-oa-d+' },
  { of: p(link(run('Urial'))), from: ['Urial', 1], to: ['Urial', 3], keys: [['Delete']], becomes: '(U-ri-al)' },
  { of: p(byAnn(link(run('Viper')))), from: ['Viper', 1], to: ['Viper', 3], keys: [['Delete']], becomes: '(+V-ip-er+)' },
  {
    of: p(link(run('Wasp'), byAnn(run('Xerus')))),
    from: ['Xerus', 1],
    keys: [['Shift', 'ArrowRight'], ['Delete']],
    becomes: '(Wasp+X-e-rus+)',
  },
];

test('tabs, line breaks and what they replace are tracked', { timeout: 240_000, ...chromiumOnly('a cut made by a script') }, async () => {
  await writeFile(fixture.pathOf('tracked.docx'), trackedBody(changes.map(({ of }) => of).join('')));
  const { page, frame } = await openDocument(fixture.browser, fixture.host.url, 'oss://test/tracked.docx', {
    permission: { readonly: false, copy: true },
  });
  await waitForStatus(frame, 'saved');
  for (const { from, to, keys } of changes) {
    await selectWords(frame, from, to);
    for (const key of keys) await (typeof key === 'function' ? key(frame) : press(page, ...key));
  }
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  const body = partOf(await readFile(fixture.pathOf('tracked.docx')), 'word/document.xml');
  assert.deepEqual(
    trackedWords(body).split('|').filter(Boolean),
    changes.flatMap(({ becomes }) => (becomes === '[Pu+x+ma]' ? [becomes, 'Q'] : [becomes])),
    body,
  );
  assert.deepEqual(misplaced(parseXml(body)), []);
  assert.doesNotMatch(body, /_imm_tracked/);
  await page.close();
  // They are there to be seen, and as changes, when the document is opened again.
  const again = await openDocument(fixture.browser, fixture.host.url, 'oss://test/tracked.docx', { permission: { readonly: false } });
  await waitForStatus(again.frame, 'saved');
  const shown = await again.frame.$$eval('.paged-editor__hidden-pm .docx-insertion, .paged-editor__hidden-pm .docx-deletion', (all) =>
    all.map(({ textContent }) => textContent),
  );
  for (const words of ['x', 'Lynx', 'Newt', 'a', 'oa', 'ri', 'V', 'er', 'X', 'rus'])
    assert.ok(shown.includes(words), `${words} in ${shown.join()}`);
  assert.equal((await save(again.page)).result, 'nochange');
  await again.page.close();
});

test('tabs, line breaks, controls and looks in a header are tracked, too', { timeout: 240_000 }, async () => {
  const header = p(run('Head '), sdt(run('inner'), byAnn(run('plus'))), run(' tail'));
  await writeFile(fixture.pathOf('header.docx'), withHeader(trackedBody(p(run('Body'))), header));
  const { page, frame } = await openDocument(fixture.browser, fixture.host.url, 'oss://test/header.docx', {
    permission: { readonly: false },
  });
  await waitForStatus(frame, 'saved');
  await (await frame.waitForSelector('.layout-page-header'))!.click({ count: 2 });
  await frame.waitForFunction(() => document.activeElement?.closest('[data-hf-r-id]') !== null, { polling: 100 });
  const keys: KeyInput[][] = [['Home'], ['A'], ['Tab'], ['Shift', 'Enter'], ...Array<KeyInput[]>(8).fill(['ArrowRight']), ['X']];
  for (const key of [...keys, ['End'], ['Shift', 'ArrowLeft'], ['Control', 'b']] as KeyInput[][]) await press(page, ...key);
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  const saved = partOf(await readFile(fixture.pathOf('header.docx')), 'word/header1.xml');
  assert.equal(trackedWords(saved), '+A>/+Head [inn+X+er+plus+] tail|', saved);
  assert.match(saved, /<w:rPr><w:b\/><w:bCs\/><w:rPrChange [^>]*w:author="Writer"[^>]*><w:rPr><\/w:rPr><\/w:rPrChange><\/w:rPr><w:t>l</);
  assert.deepEqual(misplaced(parseXml(saved)), []);
  await page.close();
});

test('a link given to words that are tracked is saved', { timeout: 240_000 }, async () => {
  await writeFile(fixture.pathOf('linked.docx'), trackedBody(p(byAnn(run('added words')))));
  const { page, frame } = await openDocument(fixture.browser, fixture.host.url, 'oss://test/linked.docx', {
    permission: { readonly: false },
  });
  await waitForStatus(frame, 'saved');
  await selectWords(frame, ['added words', 2], ['added words', 7]);
  await press(page, 'Control', 'k');
  await frame.waitForFunction(() => document.activeElement?.matches('#hyperlink-url'), { polling: 100 });
  await page.keyboard.type('https://example.com/');
  await press(page, 'Enter');
  await saveAll(page);
  const saved = await readFile(fixture.pathOf('linked.docx'));
  const body = partOf(saved, 'word/document.xml');
  assert.equal(trackedWords(body), '+ad+(+ded w+)+ords+|', body);
  const id = /<w:hyperlink r:id="(\w+)"/.exec(body)![1];
  assert.match(partOf(saved, 'word/_rels/document.xml.rels'), new RegExp(`Id="${id}"[^>]*Target="https://example.com/"`));
  await page.close();
});

test('how text looks is a tracked change, and each change has its own number', { timeout: 240_000 }, async () => {
  const made = ['One', 'Two three', 'Four', 'Five', 'Six'].map((text) => p(run(text))).join('');
  await writeFile(fixture.pathOf('formatted.docx'), trackedBody(made));
  const { page, frame } = await openDocument(fixture.browser, fixture.host.url, 'oss://test/formatted.docx', {
    permission: { readonly: false },
  });
  await waitForStatus(frame, 'saved');
  const bodyNow = async () => partOf(await readFile(fixture.pathOf('formatted.docx')), 'word/document.xml');
  await selectWords(frame, ['Two three', 0], ['Two three', 3]);
  await press(page, 'Control', 'b');
  for (const words of ['Four', 'Five', 'Six']) {
    await selectWords(frame, [words, 0], [words, 2]);
    await press(page, 'Delete');
  }
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  const body = await bodyNow();
  assert.match(
    body,
    /<w:rPr><w:b\/><w:bCs\/><w:rPrChange [^>]*w:author="Writer"[^>]*><w:rPr><\/w:rPr><\/w:rPrChange><\/w:rPr><w:t[^>]*>Two</,
  );
  assert.equal(body.match(/<w:rPrChange /g)?.length, 1, body);
  const ids = [...body.matchAll(/<w:(?:del|rPrChange) w:id="(\d+)"/g)].map(([, id]) => id);
  assert.equal(ids.length, 4, body);
  assert.equal(new Set(ids).size, 4, body);
  assert.doesNotMatch(body, /bookmark/);
  assert.deepEqual(misplaced(parseXml(body)), []);
  // Taken back, in the next save.
  await selectWords(frame, ['Two', 0], ['Two', 3]);
  await press(page, 'Control', 'b');
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  assert.doesNotMatch(await bodyNow(), /rPrChange|<w:b\/>/);
  await page.close();
});
