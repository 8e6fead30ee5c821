/** Letters that are in a field of their own when the page goes: the formula bar, a header, a word of an input method that is not finished, the document's name. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { chromiumOnly } from '../setup/browser.js';
import { makeLetter } from '../setup/flat-documents.js';
import { setUpFixture } from '../setup/fixture.js';
import { closeAtLast, LEAVING } from '../setup/leaving.js';
import { HOST_BODY, openTag, waitForState } from '../setup/tag.js';
import { until } from '../setup/until.js';
import { KINDS, waitForFile } from '../setup/written-documents.js';

/** Places of documents after they were renamed. */
const renamed: (string | null | undefined)[] = [];

const fixture = setUpFixture({
  permission: { readonly: false, rename: true },
  body: HOST_BODY,
  notify: (_, { events }) =>
    renamed.push(...events.filter(({ eventName }) => eventName === 'OfficeEdit:Rename').map(({ imm }) => imm.tgtUri)),
});

async function edit(name: string, make: (path: string) => Promise<void>): Promise<{ page: Page; frame: Frame }> {
  await make(fixture.pathOf(name));
  const opened = await openTag(fixture.browser, fixture.office, fixture.host.url, {
    src: `oss://test/${name}`,
    mode: 'edit',
    allow: 'rename',
  });
  // Whether the page may be left is not asked here.
  opened.page.on('dialog', (dialog) => void dialog.accept());
  await waitForState(opened.page, 'ready');
  return opened;
}

const isUnsaved = (page: Page) => page.waitForFunction(() => document.querySelector('imm-weboffice')!.unsaved, { polling: 20 });

/** Selects what is in the field of the name, to be replaced. */
async function selectName(frame: Frame): Promise<void> {
  await frame.waitForSelector('.name-field input');
  await frame.$eval('.name-field input', (field) => (field.focus(), field.select()));
}

async function leaveBy(way: string, page: Page): Promise<void> {
  await LEAVING[way]!(page);
}

for (const way of Object.keys(LEAVING)) {
  const nameFor = (what: string, extension: string) => `${what}-${way.replaceAll(/\W/g, '')}.${extension}`;

  describe(way, () => {
    test('the formula bar', async () => {
      const name = nameFor('bar', 'xlsx');
      const { page, frame } = await edit(name, KINDS['xlsx']!.make);
      await KINDS['xlsx']!.goThere(frame);
      // Univer does not notice a button that is up again sooner than a hand lets it go.
      await (await frame.waitForSelector('[data-u-comp=formula-bar] canvas'))!.click({ delay: 100 });
      await frame.waitForSelector('[id$=FORMULA_BAR][data-u-comp=editor]:focus');
      await page.keyboard.type('lighthouse');
      await isUnsaved(page);
      await leaveBy(way, page);
      await waitForFile(fixture.pathOf(name), KINDS['xlsx']!, 'lighthouse');
      await closeAtLast(page);
    });

    test('a header', async () => {
      const name = nameFor('header', 'docx');
      const { page, frame } = await edit(name, makeLetter);
      await (await frame.waitForSelector('.layout-page ::-p-text(Harbour office)'))!.click({ count: 2 });
      // Headers have an editor of their own.
      await frame.waitForFunction(() => document.activeElement?.textContent === 'Harbour office', { polling: 100 });
      await page.keyboard.type('lighthouse');
      await isUnsaved(page);
      await leaveBy(way, page);
      await until(async () => {
        const zip = ZipFile.parse(await readFile(fixture.pathOf(name)));
        return zip.names.some(
          (part) =>
            /header\d*\.xml$/.test(part) &&
            zip
              .text(part)!
              .replaceAll(/<[^>]*>/g, '')
              .includes('lighthouse'),
        );
      }, 'the header is in the file');
      await closeAtLast(page);
    });

    for (const [extension, kind] of Object.entries(KINDS)) {
      test(`a word of an input method, ${extension}`, chromiumOnly('input methods are driven by its protocol'), async () => {
        const name = nameFor('ime', extension);
        const { page, frame } = await edit(name, kind.make);
        await kind.goThere(frame);
        const session = await page.createCDPSession();
        for (const text of ['f', 'fa', 'fan', '帆船']) {
          await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
        }
        await isUnsaved(page);
        await leaveBy(way, page);
        await waitForFile(fixture.pathOf(name), kind, '帆船');
        assert.equal(kind.words(await readFile(fixture.pathOf(name))).split('帆船').length, 2, 'it is there once');
        await closeAtLast(page);
      });
    }

    test('the name of the document', async () => {
      const name = nameFor('name', 'txt');
      const wanted = name.replace('name', 'renamed');
      const { page, frame } = await edit(name, (path) => writeFile(path, 'before'));
      await (await frame.waitForSelector('button.name'))!.click();
      await selectName(frame);
      await page.keyboard.type(wanted.replace('.txt', ''));
      await isUnsaved(page);
      await leaveBy(way, page);
      await until(() => renamed.includes(`oss://test/${wanted}`), `the document is called ${wanted}, not ${renamed.at(-1)}`);
      await closeAtLast(page);
    });
  });
}

test('a name that is given up is no change', async () => {
  const { page, frame } = await edit('kept.txt', (path) => writeFile(path, 'before'));
  await (await frame.waitForSelector('button.name'))!.click();
  await selectName(frame);
  await page.keyboard.type('x');
  await isUnsaved(page);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('imm-weboffice')!.unsaved, { polling: 20 });
  await page.close();
});
