/** The second document of a kind in a browser: its page fetches no code. */
import assert from 'node:assert/strict';
import { copyFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import type { HTTPResponse } from 'puppeteer-core';
import { chromiumOnly } from '../setup/browser.js';
import { docx, pdf } from '../setup/documents.js';
import { setUpFixture } from '../setup/fixture.js';
import { openDocument } from '../setup/open-document.js';

const demo = (name: string) => fileURLToPath(new URL(`../../demo/storage/demo/${name}`, import.meta.url));

const fixture = setUpFixture({
  permission: { readonly: false },
  async prepare({ pathOf }) {
    for (const number of [1, 2]) {
      await copyFile(demo('budget.xlsx'), pathOf(`kind-${number}.xlsx`));
      await writeFile(pathOf(`kind-${number}.pdf`), pdf(number));
      await writeFile(pathOf(`kind-${number}.txt`), `text ${number}`);
      await writeFile(pathOf(`kind-${number}.docx`), docx([`text ${number}`]));
    }
  },
});

/** Opens a document in a page of its own. @returns what it was sent of code: neither from the cache nor “not modified” */
async function fetchedCode(name: string, readonly: boolean, shown: string): Promise<{ sent: string[]; known: string[] }> {
  const page = await fixture.browser.newPage();
  const responses: HTTPResponse[] = [];
  page.on('response', (response) => responses.push(response));
  try {
    const newPage = () => Promise.resolve(page);
    const { frame } = await openDocument({ newPage }, fixture.host.url, `oss://test/${name}`, { permission: { readonly } });
    await frame.waitForSelector(shown);
    await page.waitForNetworkIdle({ idleTime: 500, concurrency: 3 });
  } finally {
    await page.close();
  }
  const code = responses.filter((response) => /\.m?js$|\.css$/.test(new URL(response.url()).pathname));
  const isKnown = (response: HTTPResponse) => response.fromCache() || response.status() === 304;
  return { sent: code.filter((response) => !isKnown(response)).map(nameOf), known: code.filter(isKnown).map(nameOf) };
}

const nameOf = (response: HTTPResponse) => new URL(response.url()).pathname;

const kinds: [extension: string, readonly: boolean, shown: string][] = [
  ['xlsx', true, 'canvas'],
  ['pdf', true, '.pages-view canvas'],
  ['txt', true, '.cm-content'],
  ['docx', false, '.ProseMirror'],
];
for (const [extension, readonly, shown] of kinds) {
  test(`${extension}: the second document fetches no code`, chromiumOnly('tells what comes from the cache'), async () => {
    const first = await fetchedCode(`kind-1.${extension}`, readonly, shown);
    assert.ok(first.sent.length > 0);
    const second = await fetchedCode(`kind-2.${extension}`, readonly, shown);
    assert.deepEqual(second.sent, []);
    assert.ok(second.known.length > 0);
  });
}
