/** A right that is taken away, or becomes less, while somebody writes: what was typed is in the file, and the document is open with what is left. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser, Frame, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import type { Grant, TokenEvent } from '../../server/src/index.js';
import { launch, officeFrame } from '../setup/browser.js';
import { docx } from '../setup/documents.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { select } from '../setup/grid.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { HOST_BODY, openTag, told, waitForState } from '../setup/tag.js';

const EDITING: Grant = { user: { id: 'ada', name: 'Ada' }, permission: { readonly: false, copy: true, print: true } };

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
let grant: Grant | false = EDITING;
const events: TokenEvent[] = [];
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  const options = { authorize: () => grant, onEvent: (event: TokenEvent) => void events.push(event) };
  host = await startHostPage(office, HOST_BODY, nodeEndpoint(office, options));
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});
afterEach(() => {
  grant = EDITING;
  events.length = 0;
});

const LETTERS = 'written before the right was taken away';

interface Kind {
  make: (path: string) => Promise<void>;
  /** Puts the caret where letters are to be typed. */
  goThere: (frame: Frame) => Promise<unknown>;
  words: (file: Buffer) => string;
}

const wordsOfPackage = (file: Buffer): string => {
  const zip = ZipFile.parse(file);
  const parts = zip.names.filter((name) => /document\.xml$|sheet\d+\.xml$|sharedStrings\.xml$/.test(name));
  return parts.map((name) => zip.text(name)!.replaceAll(/<[^>]*>/g, '')).join('\n');
};

const KINDS: Readonly<Record<string, Kind>> = {
  txt: {
    make: (path) => writeFile(path, 'before\n'),
    goThere: (frame) => frame.click('.cm-line'),
    words: (file) => file.toString(),
  },
  xlsx: { make: makeWorkbook, goThere: (frame) => select(frame, 'F1'), words: wordsOfPackage },
  docx: {
    make: (path) => writeFile(path, docx(['before'])),
    async goThere(frame) {
      await (await frame.waitForSelector('::-p-text(before)'))!.click();
      await frame.waitForSelector('.ProseMirror-focused');
    },
    words: wordsOfPackage,
  },
};

async function edit(name: string): Promise<{ page: Page; frame: Frame; path: string }> {
  const path = `${storage.root}/test/${name}`;
  await KINDS[name.split('.').at(-1)!]!.make(path);
  const opened = await openTag(browser, office, host.url, { src: `oss://test/${name}`, mode: 'edit', allow: 'copy print' });
  await waitForState(opened.page, 'ready');
  return { ...opened, path };
}

const refresh = (page: Page) => page.$eval('imm-weboffice', (tag) => tag.refresh());
const keepFrame = (page: Page) =>
  page.evaluate(() => void Object.assign(window, { kept: document.querySelector('imm-weboffice')!.shadowRoot!.querySelector('iframe') }));
const isSameFrame = (page: Page) =>
  page.evaluate(
    () => (window as unknown as { kept: unknown }).kept === document.querySelector('imm-weboffice')!.shadowRoot!.querySelector('iframe'),
  );
/** What the office page that is open may do, as the endpoint granted it. */
const lastPermission = () => events.findLast(({ type }) => type === 'opened')?.permission;

describe('editing becomes reading while letters are typed', () => {
  for (const [extension, kind] of Object.entries(KINDS)) {
    test(`${extension}: they are in the file, and the page reads only`, async () => {
      const { page, frame, path } = await edit(`narrowed.${extension}`);
      await kind.goThere(frame);
      await page.keyboard.type(LETTERS);
      grant = { ...EDITING, permission: { readonly: true, copy: true, print: true } };
      await refresh(page);
      await waitForState(page, 'ready');
      assert.ok(kind.words(await readFile(path)).includes(LETTERS), kind.words(await readFile(path)));
      assert.deepEqual(
        events.map(({ type, code }) => code ?? type),
        ['opened', 'SessionExpired', 'opened'],
      );
      assert.equal(lastPermission()?.readonly, true);
      const reading = await officeFrame(page);
      await reading.waitForSelector('::-p-text(before), canvas, .page');
      assert.equal(await reading.$('.save-status'), null, 'there is no editor any more');
      assert.deepEqual(await told(page, 'imm-error'), []);
      assert.deepEqual(await told(page, 'imm-state-change'), ['loading', 'ready', 'reconnecting', 'ready']);
      await page.close();
    });
  }
});

test('a user who may no longer read at all: what was typed is in the file, then there is an error', async () => {
  const { page, frame, path } = await edit('denied.txt');
  await frame.click('.cm-line');
  await page.keyboard.type(LETTERS);
  grant = false;
  await assert.rejects(refresh(page), /AccessDenied|does not allow/);
  await waitForState(page, 'error');
  assert.ok((await readFile(path, 'utf8')).includes(LETTERS));
  assert.deepEqual(await told(page, 'imm-error'), ['AccessDenied']);
  await page.close();
});

describe('the page stays as it is', () => {
  for (const [what, later] of [
    ['under the same grant', EDITING],
    ['when more is granted', { ...EDITING, permission: { ...EDITING.permission, export: true, rename: true } }],
  ] as const) {
    test(what, async () => {
      const { page } = await edit('kept.txt');
      await keepFrame(page);
      grant = later;
      await refresh(page);
      assert.equal(await isSameFrame(page), true);
      assert.deepEqual(
        events.map(({ type }) => type),
        ['opened', 'refreshed'],
      );
      await page.close();
    });
  }
});

test('a preview that loses a right is opened anew without it', async () => {
  const reading = { user: { id: 'ada' }, permission: { copy: true, print: true } };
  grant = reading;
  const { page } = await openTag(browser, office, host.url, { src: 'oss://test/short.pdf', allow: 'copy print' });
  await waitForState(page, 'ready');
  await keepFrame(page);
  grant = { ...reading, permission: { copy: true } };
  await refresh(page);
  await waitForState(page, 'ready');
  assert.equal(await isSameFrame(page), false);
  assert.equal(lastPermission()?.print, false);
  assert.deepEqual(await told(page, 'imm-error'), []);
  await page.close();
});
