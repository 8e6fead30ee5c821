/** Somebody prints the host page, with the browser's own menu: the visible part of the document is on the paper, or a note that it must not be. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { engineName, launch, waitForWords } from '../setup/browser.js';
import { docx } from '../setup/documents.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { waitForCells } from '../setup/grid.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { HOST_BODY, openTag, waitForState, type Attributes } from '../setup/tag.js';

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  const authorize = () => ({ user: { id: 'reader', name: 'Reader' }, permission: { readonly: false, print: true } });
  host = await startHostPage(office, `<h1>A host page</h1>${HOST_BODY}`, nodeEndpoint(office, { authorize }));
  browser = await launch();
  await writeFile(`${storage.root}/test/paper.docx`, docx(['Words of a Word document']));
  await writeFile(`${storage.root}/test/paper.txt`, 'Words of a text\n');
  await writeFile(`${storage.root}/test/paper.csv`, 'Words,of a table\n');
  await makeWorkbook(`${storage.root}/test/paper.xlsx`);
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});

/** As pdf.js decodes one. */
interface Picture {
  data: Uint8Array;
  /** px */
  width: number;
  height: number;
}

/** What stands on the first sheet of paper. */
interface Paper {
  text: string;
  /** Colours of the largest picture, as far as they are many: an empty grid has one or none. */
  colours: number;
  /** Pictures, and areas that are filled with one. */
  pictures: number;
}

async function paperOf(page: Page): Promise<Paper> {
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({ data: await page.pdf({ pageRanges: '1' }), verbosity: 0 });
  const sheet = await (await loading.promise).getPage(1);
  const { items } = await sheet.getTextContent();
  const { fnArray, argsArray } = await sheet.getOperatorList();
  const pictures = fnArray.flatMap((operation, index) =>
    operation === OPS.paintImageXObject ? [String((argsArray[index] as unknown[])[0])] : [],
  );
  let colours = 0;
  for (const picture of pictures) {
    const { data, width, height } = await new Promise<Picture>((resolve) => void sheet.objs.get(picture, resolve));
    if (width < 200 || height < 100) continue;
    const bytes = data.length / (width * height);
    const seen = new Set<string>();
    for (let at = 0; at < data.length; at += bytes) seen.add(data.slice(at, at + bytes).join());
    colours = Math.max(colours, seen.size);
  }
  await loading.destroy();
  const tiled = argsArray.filter((args: unknown) => Array.isArray(args) && args[0] === 'TilingPattern').length;
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
  return { text: text.replaceAll(/\s+/g, ' '), colours, pictures: pictures.length + tiled };
}

/** @param shown what the reader sees before: words, or the cells of a grid */
async function print(attributes: Attributes, shown?: string | typeof waitForCells): Promise<Paper> {
  const { page, frame } = await openTag(browser, office, host.url, attributes);
  await waitForState(page, 'ready');
  if (typeof shown === 'string') await waitForWords(frame, shown);
  else await shown?.(frame);
  const paper = await paperOf(page);
  await page.close();
  return paper;
}

/** In Chromium as text. Firefox's PDF has characters without a name, of which the number is right, and pages of pdf.js as pictures alone. */
function shows({ text, colours }: Paper, words: string): boolean {
  if (text.includes(words)) return true;
  return engineName === 'firefox' && (text.includes('\ufffd'.repeat(words.length)) || colours > 5);
}

const KINDS = {
  'short.pdf': 'Page number 1',
  'paper.docx': 'Words of a Word document',
  'paper.txt': 'Words of a text',
  'paper.csv': 'Words',
};

describe('a host page that is printed', () => {
  for (const [name, words] of Object.entries(KINDS)) {
    test(`shows ${name}, without the bars around it`, async () => {
      const paper = await print({ src: `oss://test/${name}`, allow: 'print' }, words);
      const { text } = paper;
      assert.match(text, /A host page/);
      assert.ok(shows(paper, words), JSON.stringify(paper));
      assert.ok(!text.includes(name), `the office page's bar: ${text}`);
    });
  }

  for (const name of ['paper.docx', 'paper.txt']) {
    test(`shows ${name} while it is edited`, async () => {
      const words = KINDS[name as keyof typeof KINDS];
      const paper = await print({ src: `oss://test/${name}`, allow: 'print', mode: 'edit' }, words);
      const { text } = paper;
      assert.ok(shows(paper, words), JSON.stringify(paper));
      assert.ok(!text.includes('Arial'), `the editor's bar: ${text}`);
    });
  }

  for (const [name, mode] of [
    ['paper.xlsx', 'preview'],
    ['paper.xlsx', 'edit'],
    ['paper.csv', 'edit'],
  ] as const) {
    test(`shows the grid of ${name} in ${mode} mode, which is a picture`, async () => {
      const { colours } = await print({ src: `oss://test/${name}`, allow: 'print', mode }, waitForCells);
      assert.ok(colours > 20, `colours: ${colours}`);
    });
  }

  for (const [what, attributes] of Object.entries<Attributes>({
    'without the right to print': {},
    'of a cached preview': { allow: 'print', 'cache-preview': '' },
  })) {
    test(`has a note in the place of a document ${what}`, async () => {
      for (const name of ['short.pdf', 'paper.txt', 'paper.xlsx']) {
        const { text, colours } = await print({ src: `oss://test/${name}`, ...attributes });
        assert.match(text, /Printing is not allowed for this document/);
        assert.doesNotMatch(text, /Page number|Words of/);
        assert.equal(colours, 0);
      }
    });
  }

  test('has the watermark over the document', async () => {
    const attributes = { src: 'oss://test/paper.txt', allow: 'print' };
    const plain = await print(attributes, 'Words of a text');
    const { pictures } = await print({ ...attributes, watermark: 'Internal' }, 'Words of a text');
    assert.ok(pictures > plain.pictures, `pictures: ${pictures} and ${plain.pictures}`);
  });
});
