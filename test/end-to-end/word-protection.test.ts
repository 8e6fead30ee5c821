/** Word documents in the page: what their authors allow, and parts under other names. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { waitForWords } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import { docx } from '../setup/documents.js';
import { openDocument, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';

const fixture = setUpFixture({ permission: { readonly: false } });

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const withParts = (parts: Record<string, string | null>) =>
  ZipFile.parse(docx(['The lighthouse keeper.']))
    .with(new Map(Object.entries(parts)))
    .toBuffer();
const withSettings = (settings: string) =>
  withParts({
    'word/settings.xml': `<w:settings ${W}>${settings}</w:settings>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="${OFFICE}/settings" Target="settings.xml"/></Relationships>`,
  });
const open = (name: string) => openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, { permission: { readonly: false } });

async function clickInto(frame: Frame): Promise<void> {
  await (await frame.waitForSelector('.layout-page-content ::-p-text(The lighthouse)'))!.click();
  await frame.waitForSelector('.ProseMirror-focused');
}

test('a document restricted to reading says so, and is not edited', async () => {
  await writeFile(fixture.pathOf('restricted.docx'), withSettings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'));
  const { page, frame } = await open('restricted.docx');
  await waitForWords(frame, 'restricted this document to reading');
  assert.equal(await frame.$('.ProseMirror'), null);
  await page.close();
});

for (const [name, settings] of [
  ['tracked.docx', '<w:trackRevisions/>'],
  ['required.docx', '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>'],
] as const) {
  test(`what is typed into ${name} is a tracked change of the writer`, async () => {
    const made = withSettings(settings);
    await writeFile(fixture.pathOf(name), made);
    const { page, frame } = await open(name);
    await waitForStatus(frame, 'saved');
    await clickInto(frame);
    await page.keyboard.press('End');
    await page.keyboard.type('new');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    const saved = await readFile(fixture.pathOf(name));
    assert.match(partOf(saved, 'word/document.xml'), /<w:ins [^>]*w:author="Writer"[^>]*>(?:(?!<\/w:ins>).)*new/);
    assert.equal(partOf(saved, 'word/settings.xml'), partOf(made, 'word/settings.xml'));
    await page.close();
  });
}

test('a document whose main part has another name is shown, and saved there', async () => {
  const usual = ZipFile.parse(docx([]));
  const renamed = (part: string) => usual.text(part)!.replace('word/document.xml', 'word/document2.xml');
  const made = withParts({
    '[Content_Types].xml': renamed('[Content_Types].xml'),
    '_rels/.rels': renamed('_rels/.rels'),
    'word/document.xml': null,
    'word/document2.xml': ZipFile.parse(docx(['The lighthouse keeper.'])).text('word/document.xml')!,
  });
  await writeFile(fixture.pathOf('renamed.docx'), made);
  const { page, frame } = await open('renamed.docx');
  await waitForStatus(frame, 'saved');
  await clickInto(frame);
  await page.keyboard.press('End');
  await page.keyboard.type('new');
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  const saved = await readFile(fixture.pathOf('renamed.docx'));
  assert.match(partOf(saved, 'word/document2.xml'), /The lighthouse keeper\.new/);
  assert.deepEqual(ZipFile.parse(saved).names, ZipFile.parse(made).names);
  await page.close();
});
