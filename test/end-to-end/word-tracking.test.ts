/** Changes of a Word document whose author wants them tracked: whatever the reader inserts or deletes stands in the file as a tracked change. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame, KeyInput } from 'puppeteer-core';
import { misplaced } from '../../local/src/server/ooxml/schema-order.js';
import { parseXml } from '../../local/src/server/ooxml/xml.js';
import { chromiumOnly } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { openDocument, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';
import { trackedBody } from '../setup/word-documents.js';
import { press, selectWords, type Spot } from '../setup/word-page.js';

const fixture = setUpFixture({ permission: { readonly: false, copy: true } });

/** `+` around what was inserted, `-` around what was deleted, `>` for a tab, `/` for a line break, `|` between paragraphs. */
function trackedWords(xml: string): string {
  const inside = (text: string, sign: string) => sign + text + sign;
  return xml
    .replace(/<w:(ins|del) [^>]*>(.*?)<\/w:\1>/g, (_, kind: string, text: string) => inside(text, kind === 'ins' ? '+' : '-'))
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
    changes.map(({ becomes }) => becomes),
    body,
  );
  assert.deepEqual(misplaced(parseXml(body)), []);
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
