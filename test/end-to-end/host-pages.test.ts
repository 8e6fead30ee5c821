/** Host pages with a Cross-Origin-Embedder-Policy, in every combination of headers; `test/engines/host-pages.test.ts` has others that are not like most. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { ImmWebofficeElement } from '../../src/index.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { engineName, launch, officeFrame, waitForWords } from '../setup/browser.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';

let storage: Storage;
let office: LocalWebOffice;
let browser: Browser;
/** An office page that knows nothing of isolation, as IMM's. */
let plain: Server;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  browser = await launch();
  plain = createServer((_, response) => response.setHeader('content-type', 'text/html').end(PLAIN_OFFICE));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser.close();
  plain.closeAllConnections();
  plain.close();
  await office.close();
  await storage.remove();
});

const PLAIN_OFFICE = `<!doctype html><script>
const say = (eventName, data) => parent.postMessage(JSON.stringify({ eventName, data }), '*');
say('ready');
addEventListener('message', ({ data }) => data.includes('setToken') && say('open.result', { success: true }));
</script>`;

const SCRIPT = '<script type="module" src="/imm-weboffice.js"></script>';
const tag = () => `<imm-weboffice token-endpoint="/api/weboffice" sdk-url="${office.sdkURL}" src="oss://test/short.pdf"></imm-weboffice>`;

/** A tag whose credentials lead to the office page without headers. */
const plainTag = () => {
  const later = Date.now() + 3_600_000;
  const credentials = {
    ...{ webofficeURL: `http://127.0.0.1:${(plain.address() as AddressInfo).port}/office/w/1`, accessToken: 'a', refreshToken: 'b' },
    ...{ accessTokenExpiredTime: later, refreshTokenExpiredTime: later },
  };
  return `<imm-weboffice sdk-url="${office.sdkURL}"></imm-weboffice>${SCRIPT}<script type="module">
    const tag = document.querySelector('imm-weboffice');
    tag.fetchCredentials = async () => (${JSON.stringify(credentials)});
    tag.src = 'oss://test/short.docx';
  </script>`;
};

async function visit(body: string, headers: Record<string, string> = {}): Promise<{ page: Page; host: HostPage }> {
  const host = await startHostPage(office, body, undefined, headers);
  const page = await browser.newPage();
  await page.goto(host.url);
  return { page, host };
}

/** State, code and message of the tag, once it has settled. */
async function outcome(page: Page): Promise<unknown[]> {
  const settled = await page.waitForFunction(
    () => {
      const { state, error } = document.querySelector<ImmWebofficeElement>('imm-weboffice')!;
      return state === 'ready' || state === 'error' ? [state, error?.code, error?.message] : undefined;
    },
    { polling: 100 },
  );
  return (await settled.jsonValue()) as unknown[];
}

const opener = { 'cross-origin-opener-policy': 'same-origin' };

for (const policy of ['require-corp', 'credentialless']) {
  for (const isIsolated of [true, false]) {
    const headers = { ...(isIsolated && opener), 'cross-origin-embedder-policy': policy };
    const name = `Cross-Origin-Embedder-Policy: ${policy}, ${isIsolated ? 'with' : 'without'} Cross-Origin-Opener-Policy`;

    test(`a page with ${name} shows documents of the local WebOffice`, async () => {
      const { page, host } = await visit(tag() + SCRIPT, headers);
      assert.equal(await page.evaluate(() => crossOriginIsolated), isIsolated);
      await waitForWords(await officeFrame(page), 'Page number 1');
      assert.equal((await outcome(page))[0], 'ready');
      await page.close();
      await host.close();
    });

    test(`an office page without such headers, in one with ${name}, is shown, or named with the header it lacks`, async () => {
      const { page, host } = await visit(plainTag(), headers);
      const [state, code, message] = await outcome(page);
      if (engineName === 'chromium' && isIsolated) assert.equal(state, 'ready');
      else {
        assert.deepEqual([state, code], ['error', 'BlockedByPolicy']);
        assert.match(
          String(message),
          /Cross-Origin-Embedder-Policy blocks http:\/\/127\.0\.0\.1:\d+: it has to send Cross-Origin-Embedder-Policy/,
        );
      }
      await page.close();
      await host.close();
    });
  }

  test(`a page with Cross-Origin-Embedder-Policy: ${policy} and no more takes an SDK that is sent with CORS only, as by Alibaba’s CDN`, async () => {
    const script = await (await fetch(office.sdkURL)).text();
    const cdn = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }).end(script);
    });
    await new Promise<void>((resolve) => cdn.listen(0, '127.0.0.1', resolve));
    // Another site: other ports of one host are the same.
    const sdkURL = `http://localhost:${(cdn.address() as AddressInfo).port}/sdk.js`;
    const { page, host } = await visit(tag().replace(office.sdkURL, sdkURL) + SCRIPT, { 'cross-origin-embedder-policy': policy });
    assert.equal((await outcome(page))[0], 'ready');
    await page.close();
    await host.close();
    cdn.closeAllConnections();
    cdn.close();
  });
}
