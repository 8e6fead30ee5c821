/** `useWebOffice()` of React and Vue: a host's own bar shows what goes on in the document, whatever is rendered, unmounted and mounted again. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { createElement } from 'react';
import { renderToString as renderReact } from 'react-dom/server';
import { createSSRApp, h } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import { ImmWeboffice as ReactWeboffice, useWebOffice as useInReact } from '../../src/react/index.js';
import { ImmWeboffice as VueWeboffice, useWebOffice as useInVue } from '../../src/vue/index.js';
import { officeFrame } from '../setup/browser.js';
import { setUpFixture } from '../setup/fixture.js';
import '../setup/frameworks/bar.js';
import { REACT_18, bundle } from '../setup/frameworks/bundle.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint } from '../setup/offices.js';
import { KINDS } from '../setup/written-documents.js';

const fixture = setUpFixture({ permission: { readonly: false } });

function ReactView() {
  const office = useInReact();
  return createElement('div', null, office.state, createElement(ReactWeboffice, { ref: office.ref, src: 'oss://test/a.pdf' }));
}
const VueView = {
  setup() {
    const office = useInVue();
    return () => h('div', [office.state.value, h(VueWeboffice, { ref: office.ref, src: 'oss://test/a.pdf' })]);
  },
};

const frameworks = [
  { name: 'React 19', entry: 'react-bar.tsx', alias: {}, serverRender: () => renderReact(createElement(ReactView)) },
  { name: 'React 18', entry: 'react-bar.tsx', alias: REACT_18, serverRender: () => renderReact(createElement(ReactView)) },
  { name: 'Vue', entry: 'vue-bar.ts', alias: {}, serverRender: () => renderVue(createSSRApp(VueView)) },
];

for (const { name, entry, alias, serverRender } of frameworks) {
  describe(name, () => {
    let host: HostPage;
    let values: { tokenEndpoint: string; sdkUrl: string };
    const complaints: string[] = [];
    before(async () => {
      const body = `<div id="mount"></div><script type="module">${await bundle(entry, alias)}</script>`;
      const authorize = () => ({ user: { id: 'writer', name: 'Writer' }, permission: { readonly: false } });
      host = await startHostPage(fixture.office, body, nodeEndpoint(fixture.office, { authorize }));
      values = { tokenEndpoint: '/api/weboffice', sdkUrl: fixture.office.sdkURL };
    });
    after(() => host.close());

    async function openPage(): Promise<Page> {
      const page = await fixture.browser.newPage();
      complaints.length = 0;
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => ['error', 'warn'].includes(message.type()) && complaints.push(message.text()));
      await page.goto(host.url);
      return page;
    }
    const assertNoComplaint = () =>
      assert.deepEqual(
        complaints.filter((each) => !each.startsWith('Lit is in dev mode')),
        [],
      );
    const waitForBar = (page: Page, text: string) =>
      page.waitForFunction((wanted) => document.querySelector('output')!.textContent === wanted, { polling: 50 }, text);

    test('shows opening, typing, saving and closing', async () => {
      const path = fixture.pathOf('bar.csv');
      await KINDS['csv']!.make(path);
      const page = await openPage();
      await page.evaluate((given) => window.bar.render(given), { ...values, src: 'oss://test/bar.csv', mode: 'edit' as const });
      await waitForBar(page, 'ready bar.csv');
      await KINDS['csv']!.goThere(await officeFrame(page));
      await page.keyboard.type('typed');
      await waitForBar(page, 'ready bar.csv unsaved');
      await page.evaluate(() => window.bar.save());
      await waitForBar(page, 'ready bar.csv');
      assert.match(await readFile(path, 'utf8'), /typed/);
      const shown = await page.evaluate(() => window.bar.shown);
      assert.deepEqual(shown.slice(0, 3), ['idle', 'loading', 'ready bar.csv']);
      assert.ok(
        shown.some((text) => text.includes('saving')),
        shown.join('\n'),
      );
      assert.equal(await page.evaluate(() => window.bar.identities()), 4);
      await page.evaluate(() => window.bar.close());
      await waitForBar(page, 'idle');
      assertNoComplaint();
      await page.close();
    });

    test('shows an error, and another document after it', async () => {
      const page = await openPage();
      await page.evaluate((given) => window.bar.render(given), { ...values, src: 'oss://test/there-is-none.pdf' });
      await waitForBar(page, 'error ResourceNotFound');
      await page.evaluate((given) => window.bar.render(given), { ...values, src: 'oss://test/short.pdf' });
      await waitForBar(page, 'ready short.pdf');
      assert.ok((await page.evaluate(() => window.bar.pages())) > 1);
      await page.close();
    });

    test('is idle while the document is not on the page, and its methods say so', async () => {
      const page = await openPage();
      const given = { ...values, src: 'oss://test/short.pdf' };
      await page.evaluate((all) => window.bar.render(all), given);
      await waitForBar(page, 'ready short.pdf');
      await page.evaluate((all) => window.bar.render(all, true), given);
      await waitForBar(page, 'idle');
      assert.equal(await page.evaluate(() => window.bar.save().catch((error: { code: string }) => error.code)), 'Aborted');
      await page.evaluate((all) => window.bar.render(all), given);
      await waitForBar(page, 'ready short.pdf');
      await page.evaluate(() => window.bar.unmount());
      await page.waitForFunction(() => !document.querySelector('output, imm-weboffice'), { polling: 50 });
      assertNoComplaint();
      await page.close();
    });

    test('renders on a server', async () => {
      assert.match(await serverRender(), /<div>(<!--.*?-->)?idle(<!--.*?-->)?<imm-weboffice src="oss:\/\/test\/a\.pdf"/);
    });
  });
}
