/** The documentation site in a browser: everybody can use it, and what it promises happens. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { SECTIONS } from '../../demo/site/pages.js';
import { accessibilityFindings } from '../setup/axe.js';
import { chromiumOnly, launch, officeFrame, waitForWords } from '../setup/browser.js';
import { startDemo, type Demo } from '../setup/demo.js';

let site: Demo;
let browser: Browser;
before(async () => {
  site = await startDemo();
  browser = await launch();
});
after(async () => {
  await browser.close();
  await site.close();
});

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

async function visit(path: string, viewport = WIDE, scheme = 'light'): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(viewport);
  // Pages are light unless told otherwise.
  if (scheme !== 'light') await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(new URL(path, site.address).href);
  return page;
}

/** Until every form is filled and every element has gone as far as it goes; those that wait for ever stay in `loading`. */
const elementsSettled = (page: Page) =>
  page.waitForFunction(
    () =>
      [...document.querySelectorAll('form:not(:has(input))')].length === 0 &&
      [...document.querySelectorAll('imm-weboffice')].every(
        (element) =>
          element.matches(':defined') &&
          (element.id !== 'preview' || element.state === 'ready') &&
          (!element.src || element.loading === 'lazy' || /never/.test(element.tokenEndpoint) || /ready|error/.test(element.state)),
      ),
  );

const paths = SECTIONS.flatMap(({ pages }) => pages.map(({ path }) => path)).filter((path) =>
  existsSync(new URL(`../../demo${path}index.html`, import.meta.url)),
);

for (const path of paths) {
  for (const [viewport, scheme] of [
    [WIDE, 'light'],
    [PHONE, 'dark'],
  ] as const) {
    test(
      `${path} keeps nobody out: ${viewport.width} px, ${scheme}`,
      scheme === 'light' ? {} : chromiumOnly('a dark page on demand'),
      async () => {
        const page = await visit(path, viewport, scheme);
        await elementsSettled(page);
        assert.deepEqual(await accessibilityFindings(page), []);
        const { scrollWidth } = await page.$eval('html', (html) => ({ scrollWidth: html.scrollWidth }));
        assert.ok(scrollWidth <= viewport.width, `${scrollWidth} px do not fit`);
        await page.close();
      },
    );
  }
}

describe('the menu of a narrow window', () => {
  test('opens, leads on and closes by keyboard', async () => {
    const page = await visit('/security/', PHONE);
    const isOpen = () => page.$eval('#pages', (menu) => menu.checkVisibility());
    assert.equal(await isOpen(), false);
    await page.focus('#menu');
    await page.keyboard.press('Enter');
    assert.equal(await isOpen(), true);
    await page.keyboard.press('Tab');
    // Firefox stops at what can be scrolled, too.
    if (await page.evaluate(() => document.activeElement?.id === 'pages')) await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Demo');
    await page.keyboard.press('Escape');
    assert.equal(await isOpen(), false);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'menu');
    await page.close();
  });

  test('is there without scripts', chromiumOnly('a page without scripts on demand'), async () => {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.setViewport(PHONE);
    await page.goto(new URL('/security/', site.address).href);
    assert.ok(await (await page.$('#pages a[href="/reference/"]'))!.isVisible());
    assert.ok(!(await (await page.$('#menu'))!.isVisible()));
    await page.close();
  });
});

test('a button copies the code it stands on', chromiumOnly('leave to read the clipboard'), async () => {
  const page = await visit('/getting-started/');
  await browser.defaultBrowserContext().setPermission(new URL(site.address).origin, {
    permission: { name: 'clipboard-write' },
    state: 'granted',
  });
  await browser.defaultBrowserContext().setPermission(new URL(site.address).origin, {
    permission: { name: 'clipboard-read' },
    state: 'granted',
  });
  await page.locator('figure.code ::-p-text(Copy)').click();
  await page.waitForFunction(() => document.querySelector('.copy')?.textContent === 'Copied', { polling: 100 });
  const code = await page.$eval('figure.code pre', (pre) => pre.textContent.trim());
  assert.ok(code);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
  await page.close();
});

describe('the configurator', () => {
  test('changes the document, and the code', async () => {
    const page = await visit('/configurator/');
    await waitForWords(await officeFrame(page), 'busiest September');
    const before = await officeFrame(page);
    await page.locator('#attribute-src').fill('oss://demo/visitor-notes.txt');
    const frame = await page.waitForFrame((each) => /\/office\/[wspf]\//.test(each.url()) && each.url() !== before.url());
    await waitForWords(frame, '游客须知');
    await page.waitForFunction(() => document.querySelector('#code')?.textContent?.includes('src="oss://demo/visitor-notes.txt"'), {
      polling: 100,
    });
    await page.close();
  });

  test('shows the element’s own error for what is not allowed, and goes on when it is mended', async () => {
    const page = await visit('/configurator/');
    await waitForWords(await officeFrame(page), 'busiest September');
    await page.locator('#attribute-preview-pages').fill('0');
    await page.waitForFunction(() => document.querySelector('#state')?.textContent?.includes('use a whole number, 1 to 5000'), {
      polling: 100,
    });
    await page.locator('#attribute-preview-pages').fill('2');
    await page.waitForFunction(() => document.querySelector('imm-weboffice')?.state === 'ready', { polling: 100 });
    await page.close();
  });

  test('its tabs are chosen by arrow keys', async () => {
    const page = await visit('/configurator/');
    await page.locator('#tab-HTML').click();
    for (const [tab, words] of [
      ['React', "from 'imm-weboffice/react'"],
      ['Vue', "from 'imm-weboffice/vue'"],
      ['Server', 'createTokenHandler'],
    ] as const) {
      await page.keyboard.press('ArrowRight');
      assert.equal(await page.evaluate(() => document.activeElement?.id), `tab-${tab}`);
      assert.ok((await page.$eval('#code', (panel) => panel.textContent ?? '')).includes(words), tab);
    }
    await page.close();
  });
});

test('the theme’s playground changes the element and writes the CSS', async () => {
  const page = await visit('/theming/');
  await elementsSettled(page);
  await page.$eval('input[name="--imm-accent"]', (input) => {
    input.value = '#008000';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await waitForWords(page, '--imm-accent: #008000;');
  const color = await page.$eval('.playground imm-weboffice', (element) => {
    const button = element.shadowRoot!.querySelector('[part=retry]')!;
    return getComputedStyle(button).backgroundColor;
  });
  assert.equal(color, 'rgb(0, 128, 0)');
  await page.close();
});
