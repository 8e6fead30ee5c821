/** What else GenerateWebofficeToken promises, from the tag to what readers and hosts see: versions, sessions, names, notifications, refusals. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import type { NotificationMessage } from '../../src/contract/notifications.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { toNodeHandler } from '../../server/src/index.js';
import { keepToasts, launch, officeFrame, waitForToast, waitForWords } from '../setup/browser.js';
import { docx } from '../setup/documents.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { startOffice, temporaryStorage, tokenHandlerFor, type Storage } from '../setup/offices.js';
import { HOST_BODY, openTag, told, waitForState, waitForTold, type Attributes } from '../setup/tag.js';

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
const notified: [topic: string, message: NotificationMessage][] = [];
/** What the next requests are answered with, before the endpoint is asked. */
let replay: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, {
    buckets: { demo: { referers: ['https://app.example.com/*'] } },
    notify: (topic, message) => notified.push([topic, message]),
  });
  const permission = { readonly: false, rename: true, history: true, copy: true, export: true, print: true };
  const handler = tokenHandlerFor(office, {
    authorize: () => ({ user: { id: 'tester', name: 'Tester' }, permission }),
    notifyTopicName: 'documents',
  });
  const endpoint = toNodeHandler(handler);
  host = await startHostPage(office, HOST_BODY, (request, response) => {
    if (!replay?.(request, response)) void endpoint(request, response);
  });
  browser = await launch();
});
beforeEach(() => {
  replay = undefined;
  notified.length = 0;
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});

const src = 'oss://test/note.docx';
const save = (...paragraphs: string[]) => writeFile(join(storage.root, 'test/note.docx'), docx(paragraphs));

async function open(attributes: Attributes) {
  const opened = await openTag(browser, office, host.url, attributes);
  await waitForState(opened.page, 'ready');
  return opened;
}

describe('a new version of the document', () => {
  test('is shown while the page is open', async () => {
    await save('First version');
    const { page, frame } = await open({ src });
    await waitForWords(frame, 'First version');
    await keepToasts(frame);
    await save('Second version');
    await waitForWords(frame, 'Second version');
    await waitForToast(frame, 'Updated to the newest version');
    await page.close();
  });

  test('is shown by each of five documents on a page, though browsers keep few connections', async () => {
    await save('Before');
    const { page } = await open({ src });
    await page.evaluate(() => {
      const [tag] = document.getElementsByTagName('imm-weboffice');
      tag!.style.height = '240px';
      for (let more = 0; more < 4; more++) document.body.append(tag!.cloneNode());
    });
    // What is out of sight is not painted.
    await page.setViewport({ width: 800, height: 1_200 });
    await page.waitForFunction(() => document.querySelectorAll('imm-weboffice:state(ready)').length === 5, { polling: 100 });
    await save('After');
    const frames = page.frames().filter((frame) => frame.url().includes('/office/w/'));
    assert.equal(frames.length, 5);
    for (const frame of frames) await waitForWords(frame, 'After');
    await page.close();
  });

  test('is never shown in a cached preview, which has neither search nor print', async () => {
    await save('As it was');
    const cached = await open({ src, 'cache-preview': '' });
    await waitForWords(cached.frame, 'As it was');
    const live = await open({ src, allow: 'print' });
    await save('As it is');
    await waitForWords(live.frame, 'As it is');
    const later = await open({ src, 'cache-preview': '' });
    await waitForWords(later.frame, 'As it was');
    assert.deepEqual(await cached.frame.$$('[aria-label^=Find], [aria-label^=Print]'), []);
    assert.equal((await live.frame.$$('[aria-label^=Find], [aria-label^=Print]')).length, 2);
    for (const { page } of [cached, live, later]) await page.close();
  });
});

test('one Generate result serves one user: the tag that loses it opens anew', async () => {
  await save('For one reader at a time');
  const asking = JSON.stringify({ action: 'open', sourceURI: src, permission: { readonly: true } });
  const headers = { 'content-type': 'application/json' };
  const answer = await (await fetch(`${host.url}/api/weboffice`, { method: 'POST', headers, body: asking })).text();
  let left = 2;
  replay = (_, response) => {
    if (left-- <= 0) return false;
    response.writeHead(200, headers).end(answer);
    return true;
  };
  const first = await open({ src });
  const second = await open({ src });
  await waitForTold(first.page, 'imm-state-change', 'reconnecting');
  await waitForState(first.page, 'ready');
  await first.page.bringToFront();
  await waitForWords(await officeFrame(first.page), 'For one reader at a time');
  assert.deepEqual(await told(first.page, 'imm-error'), []);
  assert.deepEqual(await told(second.page, 'imm-state-change'), ['loading', 'ready'], 'the last user keeps it');
  for (const { page } of [first, second]) await page.close();
});

test('the page says who reads: the name the host gives', async () => {
  const { page, frame } = await open({ src: 'oss://test/short.pdf' });
  assert.equal(await frame.$eval('.reader', (element) => element.getAttribute('aria-label')), 'Tester');
  await page.close();
});

test('renaming: the reader sees it, the page hears it, the host is notified with its user data', async () => {
  await save('To be renamed');
  const { page, frame } = await open({ src, mode: 'edit', allow: 'rename', 'user-data': 'order 7' });
  await (await frame.waitForSelector('button.name'))!.click();
  const field = await frame.waitForSelector('.name-field input');
  await field!.type('minutes');
  await field!.press('Enter');
  await waitForWords(frame, 'minutes.docx');
  await waitForTold(page, 'imm-file-name-change', 'minutes.docx');
  assert.deepEqual(await told(page, 'imm-file-name-change'), ['minutes.docx']);
  const [topic, { events }] = notified.at(-1)!;
  assert.equal(topic, 'documents');
  assert.equal(events[0]!.eventName, 'OfficeEdit:Rename');
  assert.deepEqual([events[0]!.imm.tgtUri, events[0]!.imm.userData], ['oss://test/minutes.docx', 'order 7']);
  await page.close();
});

test('an upload over an edited document has to be said to be expected', async () => {
  await save('Being edited');
  const editor = await open({ src, mode: 'edit' });
  await waitForWords(editor.frame, 'Being edited');
  await save('Uploaded');
  await waitForWords(editor.frame, 'Uploaded');
  const refused = await browser.newPage();
  await refused.goto(host.url);
  await refused.evaluate(
    (url, document) => {
      window.document.body.insertAdjacentHTML(
        'beforeend',
        `<imm-weboffice token-endpoint="/api/weboffice" sdk-url="${url}" src="${document}">`,
      );
    },
    office.sdkURL,
    src,
  );
  await waitForState(refused, 'error');
  assert.deepEqual(await told(refused, 'imm-error'), ['InvalidExternalUploaded']);
  const expected = await open({ src, 'external-uploaded': '' });
  await waitForWords(expected.frame, 'Uploaded');
  for (const page of [editor.page, refused, expected.page]) await page.close();
});

test('a bucket with hotlink protection, and a host that sends no Referer: it is said, not shown', async () => {
  const { page } = await openTag(browser, office, host.url, { src: 'oss://demo/field-guide.pdf' });
  await waitForState(page, 'error');
  assert.deepEqual(await told(page, 'imm-error'), ['OpenFailed']);
  await page.close();
});
