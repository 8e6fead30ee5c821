/** The piece of HTML that site builders take, as it is after they have sanitised it: with the tag allowed the document opens, without it the fallback stays. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { setUpFixture } from '../setup/fixture.js';
import { HOST_BODY, waitForState } from '../setup/tag.js';

const DOMPURIFY = createRequire(import.meta.url).resolve('dompurify/dist/purify.min.js');
const fixture = setUpFixture({ permission: { readonly: true, copy: true }, body: HOST_BODY });

const piece = (sdkURL: string) => `<script src="https://cdn.jsdelivr.net/npm/imm-weboffice"></script>
<imm-weboffice token-endpoint="/api/weboffice" request-credentials="include" src="oss://test/short.pdf" sdk-url="${sdkURL}"
  style="display: block; height: 600px" onclick="document.title = 'run'">
  <a href="https://files.example.com/report.pdf">Download the report</a>
</imm-weboffice>`;

/** A page whose builder puts the sanitised piece into its content; the element's script is in its head. */
async function built(config: Record<string, unknown>): Promise<Page> {
  const page = await fixture.browser.newPage();
  await page.goto(fixture.host.url);
  await page.addScriptTag({ path: DOMPURIFY });
  await page.evaluate(
    (html, given) => {
      const { DOMPurify } = window as unknown as { DOMPurify: { sanitize(text: string, config: object): string } };
      // Patterns do not travel as JSON.
      const patterns = { tagNameCheck: /^imm-weboffice$/, attributeNameCheck: /^[a-z-]+$/ };
      const element = document.createElement('div');
      element.id = 'content';
      element.innerHTML = DOMPurify.sanitize(html, given.allowsElement ? { CUSTOM_ELEMENT_HANDLING: patterns } : given);
      document.body.append(element);
    },
    piece(fixture.office.sdkURL),
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

test('the tag is not allowed: the fallback is there to be clicked', async () => {
  const page = await built({ ALLOWED_TAGS: ['a', 'p'], ALLOWED_ATTR: ['href'] });
  const link = await page.$eval('#content a', (element) => ({ text: element.textContent, isVisible: element.checkVisibility() }));
  assert.deepEqual(link, { text: 'Download the report', isVisible: true });
  assert.equal(await page.$('#content imm-weboffice'), null);
  await page.close();
});
