/** The demo's documents in every engine, to read and to edit: what a reader sees of each kind. */
import { test } from 'node:test';
import { waitFor, type EnginePage } from '../setup/engines/engine.js';
import { inEveryEngine, waitForWords } from './bench.js';

/** How many colours the picture of the page has, right of and below all bars: text has dozens, an empty page or grid a handful. */
async function coloursShown(page: EnginePage): Promise<number> {
  const picture = Buffer.from(await page.screenshot()).toString('base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(80, 120, image.width - 120, image.height - 200).data;
    const seen = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4) seen.add((pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!);
    return seen.size;
  }, picture);
}

const waitForDrawing = (page: EnginePage) => waitFor(page, 'a drawing', async () => (await coloursShown(page)) > 40);

inEveryEngine((bench) => {
  for (const [name, words] of [
    ['annual-report.docx', 'busiest September in our history'],
    ['budget.xlsx', 'Months'],
    ['programme.pptx', 'a great deal of hot tea'],
    ['field-guide.pdf', 'A field guide for the naked eye'],
  ] as const) {
    test(`${name} is shown`, async () => {
      await bench().open({ src: `oss://demo/${name}` });
      const frame = await bench().document();
      await waitForWords(frame, words);
      await waitForDrawing(bench().page);
    });
  }

  for (const [name, words] of [
    ['visitor-notes.txt', '游客须知'],
    ['opening-hours.csv', '主圆顶'],
  ] as const) {
    for (const mode of name.endsWith('.txt') ? ['preview', 'edit'] : ['preview']) {
      test(`${name}, mode ${mode}`, async () => {
        await bench().open({ src: `oss://demo/${name}`, mode });
        await waitForWords(await bench().document(), words);
      });
    }
  }

  for (const name of ['budget.xlsx', 'opening-hours.csv']) {
    test(`${name} is drawn as a grid in mode edit`, async () => {
      await bench().open({ src: `oss://demo/${name}`, mode: 'edit' });
      await bench().document();
      await waitForDrawing(bench().page);
    });
  }

  test('annual-report.docx in Word’s editor, all of whose toolbar is inside its bar', async () => {
    await bench().open({ src: 'oss://demo/annual-report.docx', mode: 'edit' });
    const frame = await bench().document();
    await waitForWords(frame, 'busiest September in our history');
    // Where scrollbars take room, one more bar in the bar would push the buttons out of it.
    await waitFor(frame, 'the buttons in the bar', () =>
      frame.evaluate(() => {
        const bar = document.querySelector('[data-testid=editor-toolbar]')?.getBoundingClientRect();
        const button = document.querySelector('[data-testid=toolbar-bold]')?.getBoundingClientRect();
        const row = document.querySelector('[data-testid=formatting-bar]')?.getBoundingClientRect();
        return !!bar && !!button && !!row && row.top >= bar.top && row.bottom <= bar.bottom && button.top >= bar.top + 2;
      }),
    );
  });
});
