/** `Application` as scripts of integrators use it, through the element. Source: Alibaba Cloud, "JS-SDK API". */
import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { setUpFixture } from '../setup/fixture.js';
import { docx } from '../setup/documents.js';
import { makeWorkbook } from '../setup/flat-documents.js';

const fixture = setUpFixture({
  permission: { readonly: false, copy: true },
  body: '<script type="module" src="/imm-weboffice.js"></script>',
});

async function open(name: string, attributes: Record<string, string>): Promise<Page> {
  const page = await fixture.browser.newPage();
  await page.goto(fixture.host.url);
  await page.evaluate(
    (all) => {
      const element = document.createElement('imm-weboffice');
      for (const [attribute, value] of Object.entries(all)) element.setAttribute(attribute, value);
      document.body.append(element);
    },
    { src: `oss://test/${name}`, 'token-endpoint': '/api/weboffice', 'sdk-url': fixture.office.sdkURL, ...attributes },
  );
  return page;
}

/** What a script gives, or the message it fails with. `app` is what `whenReady()` gives. */
const run = (page: Page, script: string): Promise<unknown> =>
  page.evaluate(`(async () => {
    const app = await document.querySelector('imm-weboffice').whenReady();
    try { return await (async () => { ${script} })(); } catch (error) { return 'Error: ' + error.message; }
  })()`);

const reading = { mode: 'preview', allow: 'copy' };
const editing = { mode: 'edit', allow: 'copy' };

test('pages: where one is, how large it is shown, what stands there', async () => {
  const page = await open('short.pdf', reading);
  const total = await run(page, 'return app.ActivePDF.PagesCount');
  assert.ok(Number(total) > 1);
  assert.equal(await run(page, 'await app.ActivePDF.JumpToPage(2); return app.ActivePDF.CurrentPage'), 2);
  assert.equal(await run(page, 'await app.ActivePDF.JumpToPage({PageNum: 1}); return app.ActiveDocument.CurrentPage'), 1);
  assert.equal(await run(page, 'await app.ActivePDF.JumpToPage(99)'), `Error: There are pages 1 to ${String(total)}.`);
  const zoom = 'app.ActiveDocument.ActiveWindow.View.Zoom';
  assert.equal(await run(page, `${zoom}.Percentage = 150; return ${zoom}.Percentage`), 150);
  assert.equal(
    await run(page, 'const view = await app.ActiveDocument.ActiveWindow.ActivePane.View; return (await view.Zoom).Percentage'),
    150,
  );
  assert.match(String(await run(page, 'return app.ActiveDocument.Range().Text')), /\w/);
  await page.close();
});

test('slides have the names of a presentation', async () => {
  await copyFile(new URL('../../demo/storage/demo/programme.pptx', import.meta.url), fixture.pathOf('slides.pptx'));
  const page = await open('slides.pptx', reading);
  const count = Number(await run(page, 'const slides = await (await app.ActivePresentation).Slides; return slides.Count'));
  assert.ok(count >= 1);
  const index = 'app.ActivePresentation.SlideShowWindow.View.Slide.SlideIndex';
  assert.equal(await run(page, `await app.ActivePresentation.SlideShowWindow.View.GotoSlide(${count}); return ${index}`), count);
  await page.close();
});

describe('text', () => {
  test('of a text, whole and in part', async () => {
    await writeFile(fixture.pathOf('lines.txt'), 'first\r\nsecond');
    const page = await open('lines.txt', editing);
    assert.equal(await run(page, 'return app.ActiveDocument.Content.Text'), 'first\nsecond');
    assert.equal(await run(page, 'return app.ActiveDocument.Range.Text'), 'first\nsecond');
    assert.equal(await run(page, 'const range = await app.ActiveDocument.Range(6, 9); return range.Text'), 'sec');
    assert.equal(await run(page, 'return app.ActiveDocument.Range({Start: 6, End: 9}).Text'), 'sec');
    assert.deepEqual(await run(page, 'const range = app.ActiveDocument.Range(2); return [await range.Start, await range.End]'), [2, 12]);
    assert.match(String(await run(page, 'return app.ActiveDocument.Range(9, 6).Text')), /^Error: A range has a start and an end/);
    await page.close();
  });

  test('of a letter', async () => {
    await writeFile(fixture.pathOf('two.docx'), docx(['The lighthouse', 'stands still']));
    const page = await open('two.docx', editing);
    assert.match(String(await run(page, 'return app.ActiveDocument.Range().Text')), /^The lighthouse\r.*stands still/s);
    await page.close();
  });

  test('is not read out where it must not be copied', async () => {
    await writeFile(fixture.pathOf('secret.txt'), 'secret');
    const page = await open('secret.txt', { mode: 'edit' });
    assert.equal(
      await run(page, 'return app.ActiveDocument.Range().Text'),
      'Error: Reading the content is not allowed: the permission “copy” is missing.',
    );
    assert.equal(await run(page, 'return app.ActiveDocument.Name'), 'secret.txt');
    await page.close();
  });
});

test('cells are read and written, formulas and other sheets too, and saved', async () => {
  await writeFile(fixture.pathOf('cells.csv'), 'a,1\nb,2\n');
  const table = await open('cells.csv', reading);
  assert.deepEqual(await run(table, "return app.ActiveSheet.Range('A1:B2').Value"), [
    ['a', '1'],
    ['b', '2'],
  ]);
  await makeWorkbook(fixture.pathOf('prices.xlsx'));
  const page = await open('prices.xlsx', editing);
  assert.equal(await run(page, "return app.ActiveSheet.Range('A2').Value"), 'Lamp');
  assert.equal(await run(page, "return app.ActiveWorkbook.ActiveSheet.Range('D2').Formula"), '=B2*C2');
  assert.deepEqual(
    await run(page, 'return [await app.Sheets.Count, await app.Sheets(2).Name, await app.ActiveWorkbook.Sheets.Item("Prices").Index]'),
    [2, 'Notes', 1],
  );
  assert.equal(await run(page, 'return app.ActiveSheet.Cells(2, 2).Value'), 2);
  assert.equal(await run(page, 'return app.ActiveSheet.Cells.Item(2, 3).Text'), '30');
  assert.equal(await run(page, "app.Range('B2').Value = 7; return app.Range('B2').Value"), 7);
  assert.deepEqual(await run(page, "app.Range('A3:B3').Value = [['Candle', 4]]; return app.Range('$A$3:$B$3').Value"), [['Candle', 4]]);
  assert.equal(await run(page, "app.Range('E2').Formula = '=B2+1'; return app.Range('E2').Formula"), '=B2+1');
  assert.match(String(await run(page, "return app.Range('nowhere').Value")), /^Error: A range is named like "A1"/);
  assert.match(String(await run(page, 'return app.Sheets(3).Name')), /^Error: There are sheets 1 to 2/);
  const before = await readFile(fixture.pathOf('prices.xlsx'));
  const saved = (await page.evaluate("document.querySelector('imm-weboffice').save()")) as { result: string };
  // Where the machine takes its time, the page may have saved by itself.
  assert.match(saved.result, /^(ok|nochange)$/);
  assert.notDeepEqual(await readFile(fixture.pathOf('prices.xlsx')), before);
  const reader = await open('prices.xlsx', reading);
  assert.deepEqual(await run(reader, "return app.Range('A3:B3').Value"), [['Candle', 4]]);
  for (const each of [table, page, reader]) await each.close();
});

test('what there is not is undefined, and the console names what there is', async () => {
  const page = await open('short.pdf', reading);
  const said: string[] = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  assert.equal(await run(page, 'return String(app.ActiveWorkbook) + String(app.ActiveDocument.Tables)'), 'undefinedundefined');
  assert.deepEqual(
    said.map((line) => line.replace(/ has: .*/, '')),
    [
      'Application.ActiveWorkbook is not available in the local WebOffice. Application',
      'ActiveDocument.Tables is not available in the local WebOffice. ActiveDocument',
    ],
  );
  assert.match(said[0]!, /has: ActiveDocument, ActivePDF\.$/);
  await page.close();
});
