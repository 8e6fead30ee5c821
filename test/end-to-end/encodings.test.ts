/** Texts in older encodings, in the page: which one was taken is shown, another can be chosen, and a file never gets two. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { decodeText } from '../../local/src/server/text/decode-text.js';
import { encodeText } from '../../local/src/server/text/encode-text.js';
import { waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { select } from '../setup/grid.js';
import { openDocument, save, saveAll, waitForStatus, type Opened } from '../setup/open-document.js';

const fixture = setUpFixture({ permission: { readonly: false } });

async function edit(name: string): Promise<Opened> {
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, { permission: { readonly: false } });
  await waitForStatus(opened.frame, 'saved');
  return opened;
}

const waitForEncoding = (frame: Frame, encoding: string) =>
  frame.waitForFunction(
    (wanted) => document.querySelector<HTMLSelectElement>('select.encoding')?.value === wanted,
    { polling: 100 },
    encoding,
  );

test('a Japanese text is shown, changed and saved as Shift_JIS; what that lacks is refused until it is saved as UTF-8', async () => {
  await writeFile(fixture.pathOf('novel.txt'), encodeText('吾輩は猫である。\r\n名前はまだ無い。\r\n', 'shift_jis'));
  const { page, frame } = await edit('novel.txt');
  await waitForWords(frame, '吾輩は猫である。');
  await waitForEncoding(frame, 'shift_jis');
  await frame.focus('.cm-content');
  await page.keyboard.type('犬');
  await waitForStatus(frame, 'dirty');
  assert.equal((await save(page)).result, 'ok');
  const before = await readFile(fixture.pathOf('novel.txt'));
  assert.deepEqual(before, encodeText('犬吾輩は猫である。\r\n名前はまだ無い。\r\n', 'shift_jis'));
  await page.keyboard.type('€');
  await waitForStatus(frame, 'dirty');
  assert.equal((await save(page)).result, 'fail');
  await waitForWords(frame, 'Not saved: Japanese (Shift_JIS) has no “€”.');
  assert.deepEqual(await readFile(fixture.pathOf('novel.txt')), before);
  await frame.select('select.encoding', 'convert utf-8');
  await waitForEncoding(frame, 'utf-8');
  await waitForStatus(frame, 'saved');
  assert.equal(await readFile(fixture.pathOf('novel.txt'), 'utf8'), '犬€吾輩は猫である。\r\n名前はまだ無い。\r\n');
  await page.close();
});

test('a table of Windows-1252 keeps its encoding, its semicolons and its decimal commas', async () => {
  const table = 'Name;Betrag;Datum\r\nMüller;1.234,56;26.11.2026\r\n"Meier; Söhne";0,5;01.02.2026\r\n';
  await writeFile(fixture.pathOf('amounts.csv'), encodeText(table, 'windows-1252'));
  const { page, frame } = await edit('amounts.csv');
  await waitForEncoding(frame, 'windows-1252');
  await select(frame, 'B2');
  await page.keyboard.type('9,75 €');
  await page.keyboard.press('Enter');
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  assert.equal(decodeText(await readFile(fixture.pathOf('amounts.csv')), 'windows-1252'), table.replace('1.234,56', '9,75 €'));
  await select(frame, 'A2');
  await page.keyboard.type('灯塔');
  await page.keyboard.press('Enter');
  await waitForStatus(frame, 'dirty');
  assert.equal((await save(page)).result, 'fail');
  await frame.select('select.encoding', 'convert utf-8');
  await waitForEncoding(frame, 'utf-8');
  await waitForStatus(frame, 'saved');
  // Excel takes a table without a mark for something else.
  assert.equal(
    await readFile(fixture.pathOf('amounts.csv'), 'utf8'),
    `\ufeff${table.replace('1.234,56', '9,75 €').replace('Müller', '灯塔')}`,
  );
  await page.close();
});

test('what was taken for the wrong encoding is read as another; the file stays as it was', async () => {
  const file = encodeText('Größe', 'windows-1252');
  await writeFile(fixture.pathOf('wrong.txt'), file);
  const { page, frame } = await edit('wrong.txt');
  await waitForWords(frame, 'Größe');
  await frame.select('select.encoding', 'windows-1251');
  await waitForWords(frame, 'GrцЯe');
  await waitForEncoding(frame, 'windows-1251');
  assert.equal((await save(page)).result, 'nochange');
  assert.deepEqual(await readFile(fixture.pathOf('wrong.txt')), file);
  await frame.focus('.cm-content');
  await page.keyboard.type('Ж');
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  assert.deepEqual(await readFile(fixture.pathOf('wrong.txt')), encodeText('ЖGrцЯe', 'windows-1251'));
  // One that would change bytes by itself is not taken.
  await frame.select('select.encoding', 'utf-8');
  await waitForWords(frame, 'This text can’t be read in that encoding.');
  await waitForEncoding(frame, 'windows-1251');
  await page.close();
});
