/** The React and Vue components in a browser: once opened, whatever is rendered anew; handlers, refs, hydration, removal. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { createElement } from 'react';
import { renderToString as renderReact } from 'react-dom/server';
import { createSSRApp, h } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import type { ImmWebofficeProperties } from '../../src/frameworks/tag.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import type { TokenHandlerOptions } from '../../server/src/index.js';
import { ImmWeboffice as ReactWeboffice } from '../../src/react/index.js';
import { ImmWeboffice as VueWeboffice } from '../../src/vue/index.js';
import { bodyOf, launch, officeFrame, waitForNoOfficeFrame, waitForWords } from '../setup/browser.js';
import { docx } from '../setup/documents.js';
import { REACT_18, bundle } from '../setup/frameworks/bundle.js';
import '../setup/frameworks/page.js';
import { startHostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { partOf } from '../setup/packages.js';
import { until } from '../setup/until.js';

let storage: Storage;
let office: LocalWebOffice;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await office.close();
  await storage.remove();
});

const renderInReact = (values: ImmWebofficeProperties) => renderReact(createElement(ReactWeboffice, { ...values, className: 'viewer' }));
const renderInVue = (values: ImmWebofficeProperties) =>
  renderVue(createSSRApp({ render: () => h(VueWeboffice, { ...values, class: 'viewer' }) }));

const frameworks = [
  { name: 'React 19', entry: 'react.tsx', alias: {}, serverRender: renderInReact },
  { name: 'React 18', entry: 'react.tsx', alias: REACT_18, serverRender: renderInReact },
  { name: 'Vue', entry: 'vue.ts', alias: {}, serverRender: renderInVue },
];

const waitForFile = (file: string, letters: string) =>
  until(async () => partOf(await readFile(file), 'word/document.xml').includes(letters), `${letters} in the file`);

for (const { name, entry, alias, serverRender } of frameworks) {
  describe(name, () => {
    let script: string;
    let values: ImmWebofficeProperties;
    before(async () => {
      script = await bundle(entry, alias);
      values = {
        tokenEndpoint: '/api/weboffice',
        sdkUrl: office.sdkURL,
        src: 'oss://test/short.pdf',
        watermark: { value: 'Internal' },
        hideToolbar: true,
        previewPages: 1,
        sdkOptions: { commandBars: [] },
      };
    });

    /** A page with `markup` in it; what it asked for and what the browser complained of. */
    async function inPage(
      markup: string,
      look: (page: Page, asked: Promise<string>[]) => Promise<void>,
      options?: Partial<TokenHandlerOptions>,
    ): Promise<void> {
      const body = `<div id="mount">${markup}</div><script type="module">${script}</script>`;
      const host = await startHostPage(office, body, nodeEndpoint(office, options));
      const page = await browser.newPage();
      const asked: Promise<string>[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => request.url().endsWith('/api/weboffice') && asked.push(bodyOf(request)));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => ['error', 'warn'].includes(message.type()) && complaints.push(message.text()));
      try {
        await page.goto(host.url);
        await look(page, asked);
        assert.deepEqual(
          complaints.filter((each) => !each.startsWith('Lit is in dev mode')),
          [],
        );
      } catch (error) {
        throw new Error(`${(error as Error).message}; the page said: ${complaints.join('\n') || 'nothing'}`, { cause: error });
      } finally {
        await page.close();
        await host.close();
      }
    }

    const render = (page: Page, next: ImmWebofficeProperties, label: string) =>
      page.evaluate((...given) => window.framework.render(...given), next, label);
    const told = (page: Page, line: string) =>
      page.waitForFunction((wanted) => window.framework.events.includes(wanted), { polling: 100 }, line);

    test('opens once, and not again when equal values are rendered', () =>
      inPage('', async (page, asked) => {
        await render(page, values, 'first');
        await told(page, 'first: imm-ready');
        await render(page, { ...values, watermark: { value: 'Internal' }, sdkOptions: { commandBars: [] } }, 'second');
        await page.evaluate(() => window.framework.element?.refresh());
        await told(page, 'second: imm-token-refresh');
        assert.equal((await Promise.all(asked)).filter((body) => body.includes('"open"')).length, 1);
        const { watermark, hidecmb, previewPages } = JSON.parse(await asked[0]!) as Record<string, unknown>;
        assert.deepEqual(
          { watermark, hidecmb, previewPages },
          { watermark: { type: 1, value: 'Internal' }, hidecmb: true, previewPages: 1 },
        );
        // Every event once, and to the handler that was rendered last.
        assert.deepEqual(await page.evaluate(() => window.framework.events), ['first: imm-ready', 'second: imm-token-refresh']);
      }));

    test('what is rendered no more is the default again', () =>
      inPage('', async (page, asked) => {
        await render(page, { ...values, password: 'secret', lang: 'zh-CN' }, 'first');
        await told(page, 'first: imm-ready');
        assert.doesNotMatch(await page.$eval('#mount', (mount) => mount.innerHTML), /secret/);
        const { tokenEndpoint, sdkUrl, src } = values;
        await render(page, { tokenEndpoint, sdkUrl, src, hideToolbar: false }, 'second');
        await told(page, 'second: imm-ready');
        assert.equal((JSON.parse(await asked[0]!) as { password: string }).password, 'secret');
        assert.deepEqual(JSON.parse(await asked[1]!), { action: 'open', sourceURI: src, permission: { readonly: true } });
        assert.equal(asked.length, 2);
      }));

    test('the ref is the element while it is there', () =>
      inPage('', async (page) => {
        await render(page, values, 'first');
        await told(page, 'first: imm-ready');
        assert.equal(await page.evaluate(() => window.framework.element === document.querySelector('imm-weboffice.viewer')), true);
        await page.evaluate(() => window.framework.unmount());
        await page.waitForFunction(() => !window.framework.element && !document.querySelector('imm-weboffice'), { polling: 100 });
      }));

    test('what was typed is in the file when another view takes its place, and when it is unmounted', () => {
      const file = `${storage.root}/test/typed.docx`;
      const user = { user: { id: 'writer', name: 'Writer' }, permission: { readonly: false } };
      return inPage(
        '',
        async (page) => {
          await writeFile(file, docx(['before']));
          const { tokenEndpoint, sdkUrl } = values;
          await render(page, { tokenEndpoint, sdkUrl, src: 'oss://test/typed.docx', mode: 'edit' }, 'edited');
          for (const [letters, way] of [
            ['one', 'leave'],
            ['two', 'unmount'],
          ] as const) {
            await page.waitForFunction(() => window.framework.element?.state === 'ready', { polling: 100 });
            const frame = await officeFrame(page);
            await (await frame.waitForSelector('.layout-page p, .layout-page span'))!.click();
            await frame.waitForSelector('.ProseMirror-focused');
            await page.keyboard.type(letters);
            await page.evaluate((name) => window.framework[name](), way);
            await waitForFile(file, letters);
            if (way === 'unmount') return;
            // The frame that has saved is still there for a moment.
            await waitForNoOfficeFrame(page);
            await page.evaluate(() => window.framework.comeBack());
            await waitForWords(await officeFrame(page), letters);
          }
        },
        { authorize: () => user },
      );
    });

    test('takes over what a server rendered, without opening it again', async () => {
      const { sdkOptions, ...attributes } = values;
      assert.ok(sdkOptions);
      await inPage(await serverRender(attributes), async (page, asked) => {
        await page.evaluate((...given) => window.framework.hydrate(...given), attributes, 'hydrated');
        await page.waitForFunction(() => window.framework.element?.state === 'ready', { polling: 100 });
        assert.equal(asked.length, 1);
      });
    });
  });
}
