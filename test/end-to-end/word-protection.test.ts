/** Word documents in the page: what their authors allow, and parts under other names. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Frame } from 'puppeteer-core';
import type { LocalWebOffice } from '../../src/local/index.js';
import { ZipFile } from '../../src/local/packages/zip-file.js';
import { launch, waitForWords } from '../setup/browser.js';
import { docx } from '../setup/documents.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { openDocument, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  const authorize = () => ({ user: { id: 'writer', name: 'Writer' }, permission: { readonly: false } });
  host = await startHostPage(office, `<div id="mount"></div><script src="${office.sdkURL}"></script>`, nodeEndpoint(office, { authorize }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const pathOf = (name: string) => `${storage.root}/test/${name}`;
const withParts = (parts: Record<string, string | null>) =>
  ZipFile.parse(docx(['The lighthouse keeper.']))
    .with(new Map(Object.entries(parts)))
    .toBuffer();
const withSettings = (settings: string) =>
  withParts({
    'word/settings.xml': `<w:settings ${W}>${settings}</w:settings>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="${OFFICE}/settings" Target="settings.xml"/></Relationships>`,
  });
const open = (name: string) => openDocument(browser, host.url, `oss://test/${name}`, { permission: { readonly: false } });

async function clickInto(frame: Frame): Promise<void> {
  await (await frame.waitForSelector('.layout-page-content ::-p-text(The lighthouse)'))!.click();
  await frame.waitForSelector('.ProseMirror-focused');
}

test('a document restricted to reading says so, and is not edited', async () => {
  await writeFile(pathOf('restricted.docx'), withSettings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'));
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
    await writeFile(pathOf(name), made);
    const { page, frame } = await open(name);
    await waitForStatus(frame, 'saved');
    await clickInto(frame);
    await page.keyboard.press('End');
    await page.keyboard.type('new');
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    const saved = await readFile(pathOf(name));
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
  await writeFile(pathOf('renamed.docx'), made);
  const { page, frame } = await open('renamed.docx');
  await waitForStatus(frame, 'saved');
  await clickInto(frame);
  await page.keyboard.press('End');
  await page.keyboard.type('new');
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  const saved = await readFile(pathOf('renamed.docx'));
  assert.match(partOf(saved, 'word/document2.xml'), /The lighthouse keeper\.new/);
  assert.deepEqual(ZipFile.parse(saved).names, ZipFile.parse(made).names);
  await page.close();
});
