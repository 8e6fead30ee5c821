/**
 * The piece of HTML that site builders take, as it is after they have sanitised it: with the tag allowed the document opens, without it the fallback stays.
 * Sanitisers take away addresses of schemes they do not know: the document is named by an id of the host's own.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import type { AuthorizeContext } from '../../server/src/index.js';
import { launch } from '../setup/browser.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { HOST_BODY, waitForState } from '../setup/tag.js';

const DOMPURIFY = createRequire(import.meta.url).resolve('dompurify/dist/purify.min.js');

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  const authorize = ({ sourceURI }: AuthorizeContext) =>
    sourceURI === 'report-17' && { user: { id: 'ada' }, sourceURI: 'oss://test/short.pdf' };
  host = await startHostPage(office, HOST_BODY, nodeEndpoint(office, { authorize }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});

const piece = (sdkURL: string, src: string) => `<script src="https://cdn.jsdelivr.net/npm/imm-weboffice"></script>
<imm-weboffice token-endpoint="/api/weboffice" request-credentials="include" src="${src}" sdk-url="${sdkURL}"
  style="display: block; height: 600px" onclick="document.title = 'run'">
  <a href="https://files.example.com/report.pdf">Download the report</a>
</imm-weboffice>`;

/** A page whose builder puts the sanitised piece into its content; the element's script is in its head. */
async function built(config: Record<string, unknown>, src = 'report-17'): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(host.url);
  await page.addScriptTag({ path: DOMPURIFY });
  await page.evaluate(
    (html, given) => {
      const { DOMPurify } = window as unknown as { DOMPurify: { sanitize(text: string, config: object): string } };
      // Patterns do not travel as JSON.
      const patterns = { tagNameCheck: /^imm-weboffice$/, attributeNameCheck: /^(?!on)[a-z-]+$/ };
      const element = document.createElement('div');
      element.id = 'content';
      element.innerHTML = DOMPurify.sanitize(html, given.allowsElement ? { CUSTOM_ELEMENT_HANDLING: patterns } : given);
      document.body.append(element);
    },
    piece(office.sdkURL, src),
    config,
  );
  return page;
}

describe('the tag is allowed', () => {
  const rows: [what: string, config: Record<string, unknown>][] = [
    ['as a custom element', { allowsElement: true }],
    [
      'in lists of tags and attributes, as wp_kses_allowed_html has them',
      { ALLOWED_TAGS: ['a', 'imm-weboffice'], ALLOWED_ATTR: ['token-endpoint', 'request-credentials', 'src', 'sdk-url', 'style', 'href'] },
    ],
  ];
  for (const [what, config] of rows) {
    test(what, async () => {
      const page = await built(config);
      await waitForState(page, 'ready');
      const { html, isHidden } = await page.$eval('#content', (content) => ({
        html: content.innerHTML,
        isHidden: !content.querySelector('a')!.checkVisibility(),
      }));
      assert.match(html, /token-endpoint="\/api\/weboffice"/);
      assert.doesNotMatch(html, /<script|onclick/);
      assert.ok(isHidden, 'the fallback gives way');
      await page.close();
    });
  }
});

test('an oss: address goes with the sanitiser, and the page says that there is no document', async () => {
  const page = await built({ allowsElement: true }, 'oss://test/short.pdf');
  await page.waitForFunction(() => document.querySelector('imm-weboffice')!.shadowRoot?.querySelector('[part=empty]'), { polling: 50 });
  assert.equal(await page.$eval('imm-weboffice', (tag) => tag.getAttribute('src')), null);
  await page.close();
});

test('the tag is not allowed: the fallback is there to be clicked', async () => {
  const page = await built({ ALLOWED_TAGS: ['a', 'p'], ALLOWED_ATTR: ['href'] });
  const link = await page.$eval('#content a', (element) => ({ text: element.textContent, isVisible: element.checkVisibility() }));
  assert.deepEqual(link, { text: 'Download the report', isVisible: true });
  assert.equal(await page.$('#content imm-weboffice'), null);
  await page.close();
});
