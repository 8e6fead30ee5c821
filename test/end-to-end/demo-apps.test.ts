/** The React and the Vue app of the demo: each opens, switches and saves documents. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { bodyOf, launch, officeFrame, waitForWords } from '../setup/browser.js';
import { startDemo, type Demo } from '../setup/demo.js';
import { until } from '../setup/until.js';

let demo: Demo;
let browser: Browser;
before(async () => {
  demo = await startDemo();
  browser = await launch();
});
after(async () => {
  await browser.close();
  await demo.close();
});

/**
 * What is found in one of the page's frames, as soon as it is there. A document has the same address to read and to edit, so that its frame cannot
 * be known by that; and the frame it was read in goes while we look.
 */
async function findInFrames<T>(page: Page, look: (frame: Frame) => Promise<T | null | false>): Promise<T> {
  const addresses = () => page.frames().map((frame) => frame.url());
  const found = async () => {
    for (const frame of page.frames()) {
      // It went. Puppeteer throws, and its promises reject.
      const inside = await Promise.resolve(frame)
        .then(look)
        .catch(() => false as const);
      if (inside) return inside;
    }
    return false;
  };
  return await until(found, () => `what is in none of the frames ${addresses().join(', ')}`, 60_000);
}

for (const [name, path] of [
  ['React, in StrictMode', 'react/'],
  ['Vue', 'vue/'],
] as const) {
  describe(name, () => {
    let page: Page;
    /** What the page asked its token endpoint to open, and what the browser complained of. */
    const asked: Promise<string>[] = [];
    const complaints: string[] = [];
    before(async () => {
      page = await browser.newPage();
      page.on('request', (request) => new URL(request.url()).pathname === '/api/weboffice' && asked.push(bodyOf(request)));
      page.on('console', (message) => {
        // Lit says that it is the development build, which is what a development server serves.
        if (['error', 'warn'].includes(message.type()) && !message.text().startsWith('Lit is in dev mode')) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(demo.address + path);
    });

    const opened = async () =>
      (await Promise.all(asked))
        .map((body) => JSON.parse(body) as { action: string; sourceURI: string; permission: { readonly: boolean } })
        .filter(({ action }) => action === 'open')
        .map(({ sourceURI, permission }) => `${permission.readonly ? 'read' : 'edit'} ${sourceURI}`);

    const status = (...words: string[]) =>
      page.waitForFunction(
        (expected) => expected.includes(document.querySelector('[role=status]')?.textContent?.trim() ?? ''),
        { polling: 100 },
        words,
      );

    test('the first document is opened, once', async () => {
      await waitForWords(await officeFrame(page), 'busiest September in our history');
      await status('Open');
      assert.deepEqual(await opened(), ['read oss://demo/annual-report.docx']);
    });

    test('another one takes its place', async () => {
      const former = (await officeFrame(page)).url();
      await page.locator('nav ::-p-text(Opening Hours)').click();
      const frame = await page.waitForFrame((each) => /\/office\/[wspf]\//.test(each.url()) && each.url() !== former);
      await waitForWords(frame, '主圆顶');
      await status('Open');
      assert.deepEqual((await opened()).slice(1), ['read oss://demo/opening-hours.csv']);
      assert.equal(await page.$eval('nav [aria-current]', (button) => button.textContent?.includes('Opening Hours')), true);
    });

    test('it can be saved once it is edited, not before', async () => {
      const disabled = () => page.$eval('.save', (button) => (button as HTMLButtonElement).disabled);
      assert.equal(await disabled(), true);
      await page.locator('label ::-p-text(Edit), label::-p-text(Edit)').click();
      await page.waitForSelector('.save:not(:disabled)');
      assert.deepEqual((await opened()).slice(2), ['edit oss://demo/opening-hours.csv']);
      await page.locator('.save').click();
      await status('Nothing to save');
    });

    test('what is typed is saved, and is there when the page is loaded again', async () => {
      const words = `Written in ${name.slice(0, 5)}.`;
      await page.locator('nav ::-p-text(Notes for Visitors)').click();
      const editor = await findInFrames(page, (frame) => frame.$('.cm-content[contenteditable=true]'));
      await editor.click();
      await page.keyboard.down('Control');
      await page.keyboard.press('Home');
      await page.keyboard.up('Control');
      await page.keyboard.type(words);
      await page.locator('.save').click();
      // Where the machine takes its time, the editor has saved by itself before the button is pressed.
      await status('Saved', 'Nothing to save');
      await page.reload();
      await page.locator('nav ::-p-text(Notes for Visitors)').click();
      await findInFrames(page, (frame) => frame.evaluate((text) => document.body.innerText.includes(text), words));
    });

    test('nothing was complained of until now; what cannot be opened is said', async () => {
      assert.deepEqual(complaints, []);
      await page.evaluate(() => {
        window.fetch = () => Promise.reject(new TypeError('no network'));
      });
      await page.locator('nav ::-p-text(The Winter Sky)').click();
      await page.waitForSelector('[role=status][data-state=error]');
      assert.match(await page.$eval('[role=status]', (line) => line.textContent ?? ''), /\w+ \w+/);
      assert.match(complaints.join('\n'), /^<imm-weboffice> /);
    });
  });
}
