/** PDFs as readers see and print them: fields of forms without an appearance, and pages of several sizes. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { chromiumOnly } from '../setup/browser.js';
import { pdf } from '../setup/documents.js';
import { setUpFixture } from '../setup/fixture.js';
import { openDocument } from '../setup/open-document.js';
import { until } from '../setup/until.js';

const fixture = setUpFixture({ permission: { print: true } });

interface PrintWindow {
  printed?: { style: string; sheets: string };
}

/** Prints with the page's own button. @returns HTML of what goes to the printer */
async function printed(frame: Frame): Promise<string> {
  await frame.evaluate(() => {
    // The browser's own way blocks, and the sheets go when it is over.
    window.print = () => {
      const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText));
      const images = document.querySelectorAll<HTMLImageElement>('.print-sheets img');
      for (const image of images) {
        const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
        canvas.getContext('2d')!.drawImage(image, 0, 0);
        image.src = canvas.toDataURL();
      }
      const sheets = document.querySelector('.print-sheets')!.outerHTML;
      (window as PrintWindow).printed = { style: rules.join('\n'), sheets };
    };
  });
  await frame.click('[aria-label=Print]');
  await frame.waitForFunction(() => (window as PrintWindow).printed !== undefined, { polling: 100 });
  const { style, sheets } = await frame.evaluate(() => (window as PrintWindow).printed!);
  return `<!doctype html><style>${style}</style><body>${sheets}`;
}

test('each page is printed in its own orientation and size', chromiumOnly('printing without a dialog'), async () => {
  const sizes = ['0 0 595 842', '0 0 842 595', '0 0 420 595', '0 0 595 842'];
  let at = 0;
  const file = pdf(4)
    .toString('latin1')
    .replace(/0 0 595 842/g, () => sizes[at++]!);
  await writeFile(fixture.pathOf('mixed.pdf'), file, 'latin1');
  const { page, frame } = await openDocument(fixture.browser, fixture.host.url, 'oss://test/mixed.pdf', { permission: { print: true } });
  await frame.waitForSelector('.pages-view canvas');
  const html = await printed(frame);
  const copy = await fixture.browser.newPage();
  await copy.setContent(html);
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({ data: await copy.pdf({ preferCSSPageSize: true }), verbosity: 0 });
  const paper = await loading.promise;
  const found: string[] = [];
  for (let number = 1; number <= paper.numPages; number++) {
    const { width, height } = (await paper.getPage(number)).getViewport({ scale: 1 });
    found.push(`0 0 ${Math.round(width)} ${Math.round(height)}`);
  }
  await loading.destroy();
  assert.deepEqual(found, sizes);
  await copy.close();
  await page.close();
});

/** A form whose fields have no appearance: an open text, a read-only one, a box that is checked and one that is not. */
function form(): string {
  const fields = [
    '/FT/Tx/T(name)/V(Zhang San)/DA(/Helv 24 Tf 0 g)/Rect[100 700 400 740]',
    '/FT/Tx/T(city)/V(Berlin)/Ff 1/DA(/Helv 24 Tf 0 g)/Rect[100 600 400 640]',
    '/FT/Btn/T(yes)/V/Yes/AS/Yes/DA(/ZaDb 24 Tf 0 g)/Rect[100 500 140 540]',
    '/FT/Btn/T(no)/V/Off/AS/Off/DA(/ZaDb 24 Tf 0 g)/Rect[100 400 140 440]',
  ].map((field, index) => `${index + 5} 0 obj\n<</Type/Annot/Subtype/Widget${field}/F 4/P 3 0 R>>\nendobj`);
  const list = fields.map((_, index) => `${index + 5} 0 R`).join(' ');
  const fonts = '<</Font<</Helv 4 0 R>>>>';
  const objects = [
    `1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${list}]/NeedAppearances true/DA(/Helv 12 Tf 0 g)/DR${fonts}>>>>\nendobj`,
    '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj',
    `3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[${list}]/Resources${fonts}>>\nendobj`,
    '4 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj',
    ...fields,
  ];
  return `%PDF-1.7\n${objects.join('\n')}\ntrailer\n<</Size 9/Root 1 0 R>>\n%%EOF`;
}

/** Where the form's fields are, points from the bottom left. */
const FIELDS = { name: [100, 700, 400, 740], yes: [100, 500, 140, 540], no: [100, 400, 140, 440] };

/** Names of the fields in whose place the page's canvas has dark pixels. */
const inked = (frame: Frame) =>
  frame.evaluate((fields) => {
    const sheet = document.querySelector<HTMLCanvasElement>('.pages-view .page .canvasWrapper canvas')!;
    const scale = sheet.width / 595;
    return Object.entries(fields)
      .filter(([, [left, bottom, right, top]]) => {
        const place = [left!, 842 - top!, right! - left!, top! - bottom!].map((value) => Math.round(value * scale));
        const { data } = sheet.getContext('2d')!.getImageData(place[0]!, place[1]!, place[2]!, place[3]!);
        return data.some((value, index) => index % 4 === 0 && value < 128 && data[index + 3]! > 128);
      })
      .map(([name]) => name);
  }, FIELDS);

test('a field without an appearance is painted once, a checked box checked', async () => {
  await writeFile(fixture.pathOf('form.pdf'), form());
  const { page, frame } = await openDocument(fixture.browser, fixture.host.url, 'oss://test/form.pdf');
  // The read-only field has a canvas of its own.
  await frame.waitForSelector('.annotationLayer canvas');
  await until(async () => (await inked(frame)).includes('yes'), 'a mark in the checked box', 60_000);
  assert.deepEqual(await inked(frame), ['name', 'yes']);
  const shownAsText = await frame.$$eval('.annotationLayer section *', (elements) =>
    elements.filter((element) => element.textContent && element.getClientRects().length > 0).map(({ textContent }) => textContent),
  );
  assert.deepEqual(shownAsText, []);
  await page.close();
});
