/**
 * The host page on paper, in every engine, as far as styles decide it: WebKitGTK's driver cannot print, so rules for paper are applied on the screen.
 * What is really on the sheet is in `test/end-to-end/printing.test.ts`, in Chromium and Firefox.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { docx } from '../setup/documents.js';
import { waitFor, type EngineFrame } from '../setup/engines/engine.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { inEveryEngine, waitForWords } from './bench.js';

/** As the browser does before it prints: rules for paper count, and `beforeprint` is fired. */
const toPaper = (frame: EngineFrame) =>
  frame.evaluate(() => {
    for (const sheet of document.styleSheets) {
      for (const rule of sheet.cssRules) {
        if (rule instanceof CSSMediaRule && rule.media.mediaText === 'print') rule.media.mediaText = 'all';
      }
    }
    window.dispatchEvent(new Event('beforeprint'));
  });

/** Words that are seen, and which of these parts are. */
const seen = (frame: EngineFrame, parts: Readonly<Record<string, string>>) =>
  frame.evaluate(
    (wanted) => ({
      words: document.body.innerText.replace(/\s+/g, ' '),
      parts: Object.keys(wanted).filter((name) => [...document.querySelectorAll(wanted[name]!)].some((each) => each.checkVisibility())),
    }),
    parts,
  );

const PARTS = { bar: '.app > .bar', document: '.stage', note: '.off-paper-note' };

inEveryEngine((bench) => {
  const pathOf = (name: string) => `${bench().storage.root}/test/${name}`;

  for (const [name, mode, text] of [
    ['short.pdf', 'preview', 'Page number 1'],
    ['paper.docx', 'edit', 'Words of a Word document'],
  ] as const) {
    test(`${name} in ${mode} mode, without the bars around it`, async () => {
      await writeFile(pathOf('paper.docx'), docx([text]));
      await bench().open({ src: `oss://test/${name}`, allow: 'print', mode });
      const frame = await bench().document();
      await waitForWords(frame, text);
      assert.deepEqual((await seen(frame, PARTS)).parts, ['bar', 'document']);
      await toPaper(frame);
      const { words, parts } = await seen(frame, PARTS);
      assert.deepEqual(parts, ['document']);
      assert.ok(words.includes(text), words);
    });
  }

  test('a grid has a copy over it, as a picture of what is seen of it, until it is printed', async () => {
    await makeWorkbook(pathOf('paper.xlsx'));
    await bench().open({ src: 'oss://test/paper.xlsx', allow: 'print' });
    const frame = await bench().document();
    /** Place and width of each canvas. Its height follows the room that the bars leave, on a screen. */
    const grids = () =>
      frame.evaluate(() =>
        [...document.querySelectorAll<HTMLCanvasElement>('.sheet-room canvas')]
          .filter(({ width, height }) => width > 200 && height > 100)
          .map((canvas) => canvas.getBoundingClientRect())
          .map(({ left, top, width }) => [left, top, width].join()),
      );
    await waitFor(frame, 'a grid', async () => (await grids()).length > 0);
    const before = await grids();
    await toPaper(frame);
    // Without its bars the page has moved up.
    const onPaper = (await grids()).sort();
    assert.equal(onPaper.length, 2 * before.length);
    onPaper.forEach((grid, index) => assert.equal(grid, onPaper[index - (index % 2)], 'over the grid'));
    await frame.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert.equal((await grids()).length, before.length);
  });

  for (const [what, attributes] of Object.entries({
    'without the right to print': {},
    'of a cached preview': { allow: 'print', 'cache-preview': '' },
  })) {
    test(`a note is in the place of a document ${what}`, async () => {
      await bench().open({ src: 'oss://test/short.pdf', ...attributes });
      const frame = await bench().document();
      await waitForWords(frame, 'Page number 1');
      await toPaper(frame);
      const { words, parts } = await seen(frame, PARTS);
      assert.deepEqual(parts, ['note']);
      assert.match(words, /Printing is not allowed for this document/);
      assert.doesNotMatch(words, /Page number/);
    });
  }
});
