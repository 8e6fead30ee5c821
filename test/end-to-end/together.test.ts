/** Two people at one document, each in a page of their own: they see each other, each other’s saves, and a text as both write it. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Frame } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { accessibilityFindings } from '../setup/axe.js';
import { keepToasts, launch, waitForToast, waitForWords } from '../setup/browser.js';
import { docx, pdf } from '../setup/documents.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { partOf } from '../setup/packages.js';
import { type HostWindow, openDocument, type Opened, save, saveAll } from '../setup/open-document.js';

let storage: Storage;
let office: LocalWebOffice;
let browser: Browser;
/** A host page for each of them. */
const hosts = new Map<string, HostPage>();
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  const permission = { readonly: false, history: true, copy: true };
  for (const name of ['Ann', 'Bob', 'Li-Lei']) {
    const authorize = () => ({ user: { id: name.replace('-', ''), name }, permission });
    const body = `<div id="mount"></div><script src="${office.sdkURL}"></script>`;
    hosts.set(name, await startHostPage(office, body, nodeEndpoint(office, { authorize })));
  }
  browser = await launch();
});
after(async () => {
  await browser.close();
  for (const host of hosts.values()) await host.close();
  await office.close();
  await storage.remove();
});

const pathOf = (name: string) => `${storage.root}/test/${name}`;
const open = (who: string, name: string, readonly = false): Promise<Opened> =>
  openDocument(browser, hosts.get(who)!.url, `oss://test/${name}`, { permission: { readonly } });
/** Waits until these are said to be there too. */
const waitForPeople = (frame: Frame, label: string | null) =>
  frame.waitForFunction(
    (wanted) => (document.querySelector('.people')?.getAttribute('aria-label') ?? null) === wanted,
    { polling: 100 },
    label,
  );
const textOf = (frame: Frame) => frame.$$eval('.cm-line', (lines) => lines.map((line) => line.textContent).join('\n'));
const waitForText = (frame: Frame, text: string) =>
  frame.waitForFunction(
    (wanted) => [...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n') === wanted,
    { polling: 100 },
    text,
  );
async function type({ page, frame }: Opened, keys: string[], text: string): Promise<void> {
  await page.bringToFront();
  await frame.click('.cm-line');
  for (const key of keys) await page.keyboard.press(key as 'End');
  await page.keyboard.type(text);
}

test('they see who else is there, until one’s tab is closed', async () => {
  await writeFile(pathOf('seen.txt'), 'seen');
  const ann = await open('Ann', 'seen.txt');
  await waitForWords(ann.frame, 'seen');
  assert.equal(await ann.frame.$('.people'), null);
  const bob = await open('Bob', 'seen.txt', true);
  await waitForPeople(ann.frame, 'Also here: Bob (viewing)');
  await waitForPeople(bob.frame, 'Also here: Ann (editing)');
  const li = await open('Li-Lei', 'seen.txt');
  await waitForPeople(ann.frame, 'Also here: Bob (viewing), Li-Lei (editing)');
  await ann.page.bringToFront();
  await ann.frame.click('.people');
  const names = await ann.frame.$$eval('.people-list:popover-open li', (items) => items.map((item) => item.textContent.trim()));
  assert.deepEqual(names, ['BBob (viewing)', 'LLLi-Lei (editing)']);
  assert.deepEqual(
    (await accessibilityFindings(ann.page)).filter((finding) => /people|person/.test(finding)),
    [],
  );
  await li.page.close();
  await bob.page.evaluate(() => (window as unknown as HostWindow).instance.destroy());
  await waitForPeople(ann.frame, null);
  await ann.page.close();
  await bob.page.close();
});

test('the integrator chooses their colours, or that they are not shown', async () => {
  await writeFile(pathOf('colours.txt'), 'colours');
  const ann = await open('Ann', 'colours.txt');
  const bob = await open('Bob', 'colours.txt');
  await waitForPeople(ann.frame, 'Also here: Bob (editing)');
  await ann.page.evaluate(async () => {
    const { instance } = window as unknown as { instance: { setCooperUserColor(colours: object[]): Promise<unknown> } };
    await instance.setCooperUserColor([{ userId: 'Bob', color: 'rgb(1, 2, 3)' }]);
  });
  await ann.frame.waitForFunction(() => getComputedStyle(document.querySelector('.person')!).borderTopColor === 'rgb(1, 2, 3)', {
    polling: 100,
  });
  await ann.page.close();
  await bob.page.close();
});

test('a text has what both write, letter by letter, also after one was offline', async () => {
  await writeFile(pathOf('both.txt'), 'one\r\ntwo\r\n');
  const [ann, bob] = [await open('Ann', 'both.txt'), await open('Bob', 'both.txt')];
  for (const { frame } of [ann, bob]) await waitForText(frame, 'one\ntwo\n');
  await type(ann, ['End'], '!');
  await waitForText(bob.frame, 'one!\ntwo\n');
  await bob.frame.waitForSelector('.other-caret[data-name=Ann]');
  await type(bob, ['ArrowDown', 'End'], '?');
  await waitForText(ann.frame, 'one!\ntwo?\n');
  // One undoes what they have written themselves, and nothing else.
  await ann.page.bringToFront();
  await ann.frame.click('[aria-label=Undo]');
  await waitForText(bob.frame, 'one\ntwo?\n');
  await bob.page.setOfflineMode(true);
  await type(bob, ['ArrowDown', 'End'], ' offline');
  await type(ann, ['End'], ' online');
  await bob.page.setOfflineMode(false);
  await waitForText(ann.frame, 'one online\ntwo? offline\n');
  await waitForText(bob.frame, 'one online\ntwo? offline\n');
  await saveAll(ann.page);
  assert.equal((await save(bob.page)).result, 'nochange');
  assert.equal(await readFile(pathOf('both.txt'), 'utf8'), 'one online\r\ntwo? offline\r\n');
  for (const { frame } of [ann, bob]) await frame.waitForSelector('.save-status.saved');
  assert.equal(await textOf(ann.frame), await textOf(bob.frame));
  await ann.page.close();
  await bob.page.close();
});

test('a reader is told who has saved, and stays where they are', async () => {
  const lines = Array.from({ length: 400 }, (_, index) => `line ${index + 1}`);
  await writeFile(pathOf('read.txt'), lines.join('\n'));
  const bob = await open('Bob', 'read.txt', true);
  await waitForWords(bob.frame, 'line 1');
  await bob.frame.$eval('.cm-scroller', (scroller) => (scroller.scrollTop = 4_000));
  await waitForWords(bob.frame, 'line 180');
  const placeOf = ({ frame }: Opened) =>
    frame.$$eval('.cm-line', (shown) => Math.round(shown.find((line) => line.textContent === 'line 180')!.getBoundingClientRect().top));
  const before = await placeOf(bob);
  const ann = await open('Ann', 'read.txt');
  await waitForWords(ann.frame, 'line 1');
  await keepToasts(bob.frame);
  await type(ann, ['Enter'], 'new');
  await saveAll(ann.page);
  await bob.page.bringToFront();
  await waitForToast(bob.frame, 'Updated: Ann saved a new version');
  await waitForWords(bob.frame, 'of 401');
  assert.ok(Math.abs((await placeOf(bob)) - before) < 12, 'within half a line');
  await ann.page.close();
  await bob.page.close();
});

test('what another program saves has nobody’s name', async () => {
  await writeFile(pathOf('outside.pdf'), pdf(2));
  const bob = await open('Bob', 'outside.pdf', true);
  await waitForWords(bob.frame, 'of 2');
  await keepToasts(bob.frame);
  await writeFile(pathOf('outside.pdf'), pdf(3));
  await waitForToast(bob.frame, 'Updated to the newest version');
  await bob.page.close();
});

test('tracked changes in a letter carry the name of who made them', async () => {
  await writeFile(pathOf('tracked.docx'), docx(['The lighthouse stands']));
  const ann = await open('Ann', 'tracked.docx');
  await ann.page.setViewport({ width: 1300, height: 700 });
  await waitForWords(ann.frame, 'The lighthouse');
  await (await ann.frame.waitForSelector('button[aria-label^=Editing], button[title^=Editing]'))!.click();
  await (await ann.frame.waitForSelector('::-p-text(Suggesting)'))!.click();
  await (await ann.frame.waitForSelector('::-p-text(The lighthouse)'))!.click();
  await ann.frame.waitForSelector('.ProseMirror-focused');
  await ann.page.keyboard.type('still');
  await ann.frame.waitForSelector('.save-status.dirty');
  await saveAll(ann.page);
  assert.match(partOf(await readFile(pathOf('tracked.docx')), 'word/document.xml'), /<w:ins [^>]*w:author="Ann"/);
  await ann.page.close();
});
