/** What a reader types stays where it is typed, in every engine, when an office page beside it takes the focus. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { waitFor } from '../setup/engines/engine.js';
import { inEveryEngine } from './bench.js';

/** An office page that never says that it is ready, focuses its own field and tells whether it has got the focus: WebKitGTK 2.50 lets it have none. */
const GREEDY = `<!doctype html><input><script>
  document.querySelector('input').focus();
  top.postMessage(document.hasFocus() ? 'taken' : 'refused', '*');
</script>`;

interface HostWindow {
  said?: string;
  isLeft?: boolean;
}

const greedy = createServer((_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(GREEDY));
before(() => new Promise<void>((resolve) => greedy.listen(0, '127.0.0.1', resolve)));
after(() => {
  greedy.closeAllConnections();
  greedy.close();
});

inEveryEngine((bench) => {
  test('a field that loses the focus to a document that is being opened gets it back', async () => {
    await bench().open({ 'token-endpoint': '' });
    const { page } = bench();
    await page.evaluate(
      (url) => {
        const host = window as HostWindow;
        addEventListener('message', ({ data }) => /^(taken|refused)$/.test(String(data)) && (host.said = String(data)));
        addEventListener('blur', () => (host.isLeft = true));
        const field = document.createElement('input');
        document.body.prepend(field);
        field.focus();
        const end = Date.now() + 600_000;
        const times = { accessTokenExpiredTime: end, refreshTokenExpiredTime: end };
        const tag = document.querySelector('imm-weboffice')!;
        tag.fetchCredentials = () => Promise.resolve({ webofficeURL: url, accessToken: 'a', refreshToken: 'r', ...times });
        tag.src = 'oss://demo/visitor-notes.txt';
      },
      `http://localhost:${(greedy.address() as AddressInfo).port}/office/t/0`,
    );
    const heard = () => page.evaluate(() => (window as HostWindow).said);
    await waitFor(page, 'the office page to focus itself', async () => (await heard()) !== undefined);
    if ((await heard()) === 'taken')
      await waitFor(page, 'the field to be left', () => page.evaluate(() => !!(window as HostWindow).isLeft));
    await waitFor(page, 'the field to have the focus', () => page.evaluate(() => document.activeElement?.tagName === 'INPUT'));
    await page.type('Dear reader');
    assert.equal(await page.evaluate(() => document.querySelector('input')!.value), 'Dear reader');
  });
});
