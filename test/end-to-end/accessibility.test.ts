/** The element in each of its states, for readers with assistive technology. The office page's insides are not looked into here. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { accessibilityFindings } from '../setup/axe.js';
import { chromiumOnly, launch } from '../setup/browser.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import type { Attributes } from '../setup/tag.js';

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  const head = '<html lang="en"><title>Host</title><script type="module" src="/imm-weboffice.js"></script>';
  host = await startHostPage(office, `${head}<main><h1>Documents</h1><button id="before">Before</button></main>`);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});

/** @param scheme pages are light unless told otherwise */
async function show(attributes: Attributes, scheme = 'light'): Promise<Page> {
  const page = await browser.newPage();
  if (scheme !== 'light') await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(host.url);
  await page.evaluate(
    (all) => {
      const tag = document.createElement('imm-weboffice');
      for (const [name, value] of Object.entries(all)) tag.setAttribute(name, value);
      // An endpoint that never answers.
      if (!tag.hasAttribute('token-endpoint')) tag.fetchCredentials = () => new Promise(() => undefined);
      document.querySelector('main')!.append(tag);
    },
    { 'sdk-url': office.sdkURL, ...attributes },
  );
  return page;
}

const waitForState = (page: Page, state: string) =>
  page.waitForFunction((wanted) => document.querySelector('imm-weboffice')?.state === wanted, { polling: 100 }, state);

const STATES: Readonly<Record<string, Attributes>> = {
  idle: { 'token-endpoint': '/api/weboffice' },
  loading: { src: 'oss://test/short.pdf' },
  ready: { 'token-endpoint': '/api/weboffice', src: 'oss://test/short.pdf' },
  reconnecting: { 'token-endpoint': '/api/weboffice', 'refresh-endpoint': '/nothing', src: 'oss://test/short.pdf' },
  // The host page answers HTML there.
  error: { 'token-endpoint': '/nothing', src: 'oss://test/short.pdf' },
};

for (const [state, attributes] of Object.entries(STATES)) {
  for (const scheme of ['light', 'dark']) {
    test(`${state}, ${scheme}`, scheme === 'light' ? {} : chromiumOnly('a dark page on demand'), async () => {
      const page = await show(attributes, scheme);
      if (state === 'reconnecting') {
        await waitForState(page, 'ready');
        await page.$eval('imm-weboffice', (element) => void element.refresh().catch(() => undefined));
      }
      await waitForState(page, state);
      assert.deepEqual(await accessibilityFindings(page), []);
      await page.close();
    });
  }
}

test('what is wrong would be found: grey on grey inside the element', async () => {
  const page = await show({ ...STATES.error, style: '--imm-muted: #bbb' });
  await waitForState(page, 'error');
  const findings = await accessibilityFindings(page);
  assert.ok(findings.length > 0);
  for (const finding of findings) assert.match(finding, /^color-contrast: \[\["imm-weboffice",/);
  await page.close();
});

test('frames are named after the document', async () => {
  const page = await show(STATES.ready!);
  await waitForState(page, 'ready');
  const titles = await page.$eval('imm-weboffice', (element) => {
    const frame = element.shadowRoot!.querySelector('iframe')!;
    return [frame.title, frame.contentDocument!.querySelector('iframe')!.title];
  });
  assert.deepEqual(titles, ['Document: short.pdf', 'Document: short.pdf']);
  await page.close();
});

test('forced colours: Retry has a border, and progress is seen', chromiumOnly('forced colours on demand'), async () => {
  for (const [state, selector] of [
    ['error', '[part=retry]'],
    ['loading', '.steps li'],
  ] as const) {
    const page = await show(STATES[state]!);
    await waitForState(page, state);
    const cdp = await page.createCDPSession();
    await cdp.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    const width = await page.$eval(
      'imm-weboffice',
      (element, wanted) => {
        const found = element.shadowRoot!.querySelector(wanted)!;
        return getComputedStyle(found, wanted === '.steps li' ? '::before' : null).borderTopWidth;
      },
      selector,
    );
    assert.notEqual(width, '0px', state);
    await page.close();
  }
});

test('who asks for less motion sees progress stand still', chromiumOnly('less motion on demand'), async () => {
  const page = await show(STATES.loading!);
  await waitForState(page, 'loading');
  const animation = () =>
    page.$eval('imm-weboffice', (element) => getComputedStyle(element.shadowRoot!.querySelector('.steps .now')!, '::before').animationName);
  assert.notEqual(await animation(), 'none');
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  assert.equal(await animation(), 'none');
  await page.close();
});

describe('what stands inside the tag', () => {
  const fallback = '<imm-weboffice><a href="/report.docx">Download the report</a></imm-weboffice>';

  test('is shown where scripts do not run, and hidden where they do', chromiumOnly('a page without scripts on demand'), async () => {
    for (const enabled of [false, true]) {
      const page = await browser.newPage();
      await page.setJavaScriptEnabled(enabled);
      const plain = await startHostPage(office, `<script type="module" src="/imm-weboffice.js"></script>${fallback}`);
      await page.goto(plain.url);
      assert.equal(await (await page.$('a'))!.isVisible(), !enabled);
      await page.close();
      await plain.close();
    }
  });
});
