/** Host pages with a Cross-Origin-Embedder-Policy, in every engine; `test/end-to-end/host-pages.test.ts` has every combination of headers. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { waitFor } from '../setup/engines/engine.js';
import { inEveryEngine, waitForWords } from './bench.js';

/** An office page that knows nothing of such policies, as IMM's. */
let plain: Server;
before(async () => {
  const page = `<!doctype html><script>
    const say = (eventName, data) => parent.postMessage(JSON.stringify({ eventName, data }), '*');
    say('ready');
    addEventListener('message', ({ data }) => data.includes('setToken') && say('open.result', { success: true }));
  </script>`;
  plain = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
});
after(() => {
  plain.closeAllConnections();
  plain.close();
});

const HEADERS: Record<string, string>[] = [
  { 'cross-origin-embedder-policy': 'require-corp' },
  { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
];

for (const headers of HEADERS) {
  describe(Object.keys(headers).join(' and '), () => {
    inEveryEngine(
      (bench) => {
        test('a document of the local WebOffice is shown', async () => {
          await bench().open({ src: 'oss://test/short.pdf' });
          await waitForWords(await bench().document(), 'Page number 1');
        });

        test('an office page without such headers is shown, or the error names the header it lacks', async () => {
          await bench().open({});
          await bench().page.evaluate(
            (webofficeURL) => {
              const expires = Date.now() + 3_600_000;
              const tokens = { accessToken: 'a', refreshToken: 'b', accessTokenExpiredTime: expires, refreshTokenExpiredTime: expires };
              const tag = document.querySelector('imm-weboffice')!;
              tag.fetchCredentials = () => Promise.resolve({ webofficeURL, ...tokens } as never);
              tag.src = 'oss://test/short.docx';
            },
            `http://127.0.0.1:${(plain.address() as AddressInfo).port}/office/w/1`,
          );
          const outcome = () =>
            bench().page.evaluate(() => {
              const { state, error } = document.querySelector('imm-weboffice')!;
              return state === 'ready' || state === 'error' ? [state, error?.code ?? '', error?.message ?? ''] : undefined;
            });
          await waitFor(bench().page, 'ready or an error', async () => (await outcome()) !== undefined);
          const [state, code, message] = (await outcome())!;
          if (state === 'ready') return;
          assert.equal(code, 'BlockedByPolicy', message);
          assert.match(message!, /Cross-Origin-Embedder-Policy/);
        });
      },
      {},
      headers,
    );
  });
}
