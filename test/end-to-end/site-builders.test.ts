/**
 * The tag in content that a site builder sanitises: readers get the document, and who writes the content decides nothing but which one. Sanitisers remove addresses
 * of schemes they do not know: documents are named by an id of the host's own.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { setUpFixture } from '../setup/fixture.js';
import { HOST_BODY, waitForState } from '../setup/tag.js';

const DOMPURIFY = createRequire(import.meta.url).resolve('dompurify/dist/purify.min.js');
const fixture = setUpFixture({
  authorize: ({ sourceURI }) => sourceURI === 'report-17' && { user: { id: 'ada' }, sourceURI: 'oss://test/short.pdf' },
  body: HOST_BODY,
});

/** As a writer of content would like it who means no good. */
const content = (src: string) => `<script>document.title = 'run'</script>
<imm-weboffice src="${src}" filename="report.pdf" token-endpoint="https://evil.example/token" sdk-url="https://evil.example/sdk.js"
  grant-endpoint="https://evil.example/grant" style="display: block; height: 600px" onclick="document.title = 'run'">
  <a href="https://files.example.com/report.pdf">Download the report</a>
</imm-weboffice>`;

/** Patterns do not travel as JSON. */
type Config = 'custom-elements' | { ALLOWED_TAGS: string[]; ALLOWED_ATTR: string[] };

/** A page whose builder puts sanitised content into it; its own script, in the head, says where tokens come from. */
async function built(config: Config, src = 'report-17'): Promise<Page> {
  const page = await fixture.browser.newPage();
  await page.goto(fixture.host.url);
  await page.addScriptTag({ path: DOMPURIFY });
  await page.evaluate(
    (html, given, sdkUrl) => {
      const { DOMPurify } = window as unknown as { DOMPurify: { sanitize(text: string, config: object): string } };
      const patterns = { tagNameCheck: /^imm-weboffice$/, attributeNameCheck: /^(src|filename|style)$/ };
      const place = document.createElement('div');
      place.id = 'content';
      place.innerHTML = DOMPurify.sanitize(html, given === 'custom-elements' ? { CUSTOM_ELEMENT_HANDLING: patterns } : given);
      document.body.append(place);
      for (const tag of document.querySelectorAll('imm-weboffice')) Object.assign(tag, { tokenEndpoint: '/api/weboffice', sdkUrl });
    },
    content(src),
    config,
    fixture.office.sdkURL,
  );
  return page;
}

describe('the tag is allowed, with the attributes that may hold user data', () => {
  const rows: [what: string, config: Config][] = [
    ['as a custom element', 'custom-elements'],
    [
      'in lists of tags and attributes, as wp_kses_allowed_html has them',
      { ALLOWED_TAGS: ['a', 'imm-weboffice'], ALLOWED_ATTR: ['src', 'filename', 'style', 'href'] },
    ],
  ];
  for (const [what, config] of rows) {
    test(what, async () => {
      const page = await built(config);
      await waitForState(page, 'ready');
      const { html, isHidden } = await page.$eval('#content', (element) => ({
        html: element.innerHTML,
        isHidden: !element.querySelector('a')!.checkVisibility(),
      }));
      assert.match(html, /src="report-17"/);
      assert.doesNotMatch(html, /<script|onclick|evil/);
      assert.ok(isHidden, 'the fallback gives way');
      await page.close();
    });
  }
});

test('an oss: address goes with the sanitiser, and the page says that there is no document', async () => {
  const page = await built('custom-elements', 'oss://test/short.pdf');
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
