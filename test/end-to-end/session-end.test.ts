/** A session that ends while something is unsaved: what was typed is in the file when the document has been opened again, and the reader hears of it. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { toNodeHandler } from '../../server/src/index.js';
import { chromiumOnly, launch, officeFrame, waitForWords } from '../setup/browser.js';
import { docx } from '../setup/documents.js';
import { downloadOf } from '../setup/downloads.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { startOffice, temporaryStorage, tokenHandlerFor, type Storage } from '../setup/offices.js';
import { freePort } from '../setup/program.js';
import { HOST_BODY, openTag, waitForState } from '../setup/tag.js';
import { KINDS, isGrid, waitForFile, type Kind } from '../setup/written-documents.js';

/** ms an access token lives, where it is to end */
const LIFE = 15_000;
const WORDS = 'typedlast';

let storage: Storage;
let office: LocalWebOffice;
/** Its tokens end soon. */
let brief: LocalWebOffice;
const hosts: HostPage[] = [];
/** What the last page was given. */
let given: { webofficeURL: string; accessToken: string };
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  brief = await startOffice(storage, { lifetimes: { accessToken: LIFE } });
  const authorize = () => ({ user: { id: 'writer', name: 'Writer' }, permission: { readonly: false, copy: true } });
  for (const each of [office, brief]) {
    const handler = tokenHandlerFor(each, { authorize });
    const endpoint = toNodeHandler(async (request) => {
      const response = await handler(request);
      given = (await response.clone().json()) as typeof given;
      return response;
    });
    hosts.push(await startHostPage(each, HOST_BODY, endpoint));
  }
  browser = await launch();
});
after(async () => {
  await browser.close();
  for (const host of hosts) await host.close();
  await office.close();
  await brief.close();
  await storage.remove();
});

const SAVED = 'What you typed before the connection ended has been saved';

async function make(extension: string, name: string): Promise<{ kind: Kind; path: string; src: string }> {
  const kind = KINDS[extension]!;
  const path = `${storage.root}/test/${name}.${extension}`;
  await kind.make(path);
  return { kind, path, src: `oss://test/${name}.${extension}` };
}

async function write(page: Page, kind: Kind, extension: string): Promise<void> {
  await kind.goThere(await officeFrame(page));
  await page.keyboard.type(WORDS);
  if (isGrid(extension)) await page.keyboard.press('Enter');
  // The office page has taken the keys.
  await page.waitForFunction(() => document.querySelector('imm-weboffice')!.unsaved, { polling: 20 });
}

/** Another page opens the document with the same token. */
async function takeSession(): Promise<void> {
  const { webofficeURL, accessToken } = given;
  const fileId = new URL(webofficeURL).pathname.split('/').at(-1);
  const headers = { authorization: `Bearer ${accessToken}`, 'x-page': 'another' };
  assert.equal((await fetch(`${office.url}/office/api/${fileId}/session`, { method: 'POST', headers })).status, 200);
}

for (const extension of Object.keys(KINDS)) {
  describe(extension, () => {
    test('offline for longer than a token lives', async () => {
      const { kind, path, src } = await make(extension, 'offline');
      const { page } = await openTag(browser, brief, hosts[1]!.url, { src, mode: 'edit' });
      await waitForState(page, 'ready');
      await page.setOfflineMode(true);
      await write(page, kind, extension);
      await waitForState(page, 'error');
      assert.ok(!kind.words(await readFile(path)).includes(WORDS));
      await page.setOfflineMode(false);
      await waitForState(page, 'ready');
      await waitForWords(await officeFrame(page), SAVED);
      await waitForFile(path, kind, WORDS);
      const found = kind.words(await readFile(path));
      assert.equal(found.indexOf(WORDS), found.lastIndexOf(WORDS), 'once');
      await page.close();
    });

    test('another page takes the session', async () => {
      const { kind, path, src } = await make(extension, 'replaced');
      const { page } = await openTag(browser, office, hosts[0]!.url, { src, mode: 'edit' });
      await waitForState(page, 'ready');
      // Texts are sent with every letter: nothing is, before the session is taken.
      await page.setOfflineMode(true);
      await write(page, kind, extension);
      await takeSession();
      await page.setOfflineMode(false);
      // A stream that is open tells a page that it is over even while the browser is offline, where it can't be opened anew yet.
      await page.waitForFunction(
        () =>
          (window as unknown as { events: [string, unknown][] }).events.some(
            ([type, state]) => type === 'imm-state-change' && (state === 'reconnecting' || state === 'error'),
          ),
        { polling: 100 },
      );
      await waitForState(page, 'ready');
      await waitForWords(await officeFrame(page), SAVED);
      await waitForFile(path, kind, WORDS);
      await page.close();
    });
  });
}

test('changes of a text whose answer is lost are not made twice', chromiumOnly('answers are lost on demand'), async () => {
  const { kind, path, src } = await make('txt', 'lost-answer');
  const { page } = await openTag(browser, office, hosts[0]!.url, { src, mode: 'edit' });
  await waitForState(page, 'ready');
  const lost = await loseAnswers(page);
  await write(page, kind, 'txt');
  await lost.happened;
  await takeSession();
  await page.waitForFunction(() => document.querySelector('imm-weboffice')!.state !== 'ready', { polling: 20 });
  await lost.end();
  await waitForState(page, 'ready');
  await waitForWords(await officeFrame(page), SAVED);
  await page.$eval('imm-weboffice', (tag) => tag.save());
  const found = kind.words(await readFile(path));
  assert.equal(found.split(WORDS).length - 1, 1, found);
  await page.close();
});

/** The server gets what the office page writes, and its answers get lost. */
async function loseAnswers(page: Page): Promise<{ happened: Promise<void>; end: () => Promise<void> }> {
  const session: CDPSession = await page.createCDPSession();
  let tell = () => {};
  const happened = new Promise<void>((resolve) => (tell = resolve));
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const isWriting = request.postData?.includes(WORDS.at(-1)!) ?? false;
    void session.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' }).then(() => isWriting && tell());
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/live', requestStage: 'Response' }] });
  return { happened, end: () => session.detach() };
}

test(
  'a Word document that others have saved meanwhile: the reader’s version is offered as a file',
  chromiumOnly('downloads into a folder'),
  async () => {
    const { kind, path, src } = await make('docx', 'overtaken');
    const opened = await openTag(browser, brief, hosts[1]!.url, { src, mode: 'edit', allow: 'copy', 'external-uploaded': '' });
    const { page } = opened;
    await waitForState(page, 'ready');
    await page.setOfflineMode(true);
    await write(page, kind, 'docx');
    await waitForState(page, 'error');
    await writeFile(path, docx(['written by another']));
    await page.setOfflineMode(false);
    await waitForState(page, 'ready');
    const frame = await officeFrame(page);
    await waitForWords(frame, 'could not be saved: the document may have been changed since');
    const { name, content } = await downloadOf(browser, () => frame.click('::-p-text(Download my version)'));
    assert.equal(name, 'overtaken (my version).docx');
    assert.ok(kind.words(content).includes(WORDS));
    assert.match(kind.words(await readFile(path)), /written by another/);
    // The reader has it: it is not offered again.
    await page.$eval('imm-weboffice', (tag) => tag.reload());
    const again = await officeFrame(page);
    await waitForWords(again, 'written by another');
    assert.ok(!(await again.$eval('body', (body) => body.innerText)).includes('Download my version'));
    await page.close();
  },
);

// A server that has started anew counts versions from 1 again: number 1 may be another content by now.
for (const [extension, other, outcome] of [
  ['docx', docx(['written by another']), 'could not be saved: the document may have been changed since'],
  ['csv', Buffer.from('written by another,b\nc,d\n'), SAVED],
] as const) {
  test(`${extension}: the server has started anew, with another version of the document`, async () => {
    const accessKeys = { local: randomBytes(24).toString('base64url') };
    const options = { port: await freePort(), accessKeys, lifetimes: { accessToken: LIFE } };
    let own = await startOffice(storage, options);
    const authorize = () => ({ user: { id: 'writer' }, permission: { readonly: false, copy: true } });
    const host = await startHostPage(own, HOST_BODY, toNodeHandler(tokenHandlerFor(own, { authorize })));
    const { kind, path, src } = await make(extension, 'started-anew');
    const { page } = await openTag(browser, own, host.url, { src, mode: 'edit' });
    await waitForState(page, 'ready');
    await page.setOfflineMode(true);
    await write(page, kind, extension);
    await waitForState(page, 'error');
    await own.close();
    await writeFile(path, other);
    own = await startOffice(storage, options);
    await page.setOfflineMode(false);
    await waitForState(page, 'ready');
    await waitForWords(await officeFrame(page), outcome);
    if (extension === 'csv') await waitForFile(path, kind, WORDS);
    assert.match(kind.words(await readFile(path)), /written by another/);
    await page.close();
    await host.close();
    await own.close();
  });
}
