/** Messages to the SDK that the office page did not send. Only those from the document's own frame, and of the office's origin, count. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { officeFrame } from '../setup/browser.js';
import { told, waitForState, waitForTold } from '../setup/tag.js';
import { startBench, type Bench } from './bench.js';
import { Layer, answer } from './layer.js';

/** Ends the session, when the office page says so. */
const ERROR = JSON.stringify({ eventName: 'error', data: { reason: 'userNotLogin' } });
/** Gets the token, when the office page says so after it has loaded again. */
const READY = JSON.stringify({ eventName: 'ready' });
/** The second time a token is sent can be told from a refresh. */
const FORGED = [ERROR, READY, READY];
const NOTHING = '/office/nothing';

let bench: Bench;
before(async () => void (bench = await startBench({}, { accessToken: 6_000 })));
after(() => bench.close());

async function open(attributes = {}): Promise<Page> {
  const page = await bench.open({ 'refresh-endpoint': '/api/refresh', ...attributes });
  await waitForState(page, 'ready');
  const frame = await officeFrame(page);
  await frame.evaluate(() => {
    const received: string[] = [];
    addEventListener('message', ({ data }) => {
      const message = JSON.parse(data as string) as { eventName: string; data: { token: string } };
      if (message.eventName === 'setToken') received.push(message.data.token);
    });
    Object.assign(window, { received });
  });
  return page;
}

/** Tokens the office page has received since it opened the document. */
const received = async (page: Page) =>
  (await officeFrame(page)).evaluate(() => (window as unknown as { received: readonly string[] }).received);

/** The document goes on: nothing was reported, and the office page received the tokens of refreshes, each once. */
async function expectUntouched(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        document.querySelector('imm-weboffice')!.addEventListener('imm-token-refresh', () => resolve(), { once: true }),
      ),
  );
  await (
    await officeFrame(page)
  ).waitForFunction(() => (window as unknown as { received: readonly string[] }).received.length > 0, { polling: 50 });
  assert.deepEqual(await told(page, 'imm-state-change'), ['loading', 'ready']);
  assert.deepEqual(await told(page, 'imm-error'), []);
  const tokens = await received(page);
  assert.equal(new Set(tokens).size, tokens.length, 'a token was sent again, as to a page that has loaded again');
  await page.close();
}

test('the office page itself is heard: the same message from its frame ends the session', async () => {
  const page = await open();
  await (await officeFrame(page)).evaluate((message) => parent.postMessage(message, '*'), ERROR);
  await waitForState(page, 'error');
  assert.deepEqual(await told(page, 'imm-error'), ['Unauthenticated']);
  await page.close();
});

test('forged messages do nothing: from the host page, and from a frame of its origin beside the office page', async () => {
  const page = await open();
  await page.evaluate((messages) => {
    const realm = document.querySelector('imm-weboffice')!.shadowRoot!.querySelector('iframe')!.contentWindow!;
    const frame = realm.document.createElement('iframe');
    realm.document.body.append(frame);
    const post = (frame.contentWindow as unknown as { Function: (...source: string[]) => (message: string) => void }).Function(
      'message',
      'parent.postMessage(message, "*")',
    );
    for (const message of messages) {
      realm.postMessage(message, '*');
      post(message);
    }
  }, FORGED);
  await expectUntouched(page);
});

test('forged messages do nothing: from another frame of the office’s origin', async () => {
  const page = await open();
  await page.evaluate((url) => {
    const realm = document.querySelector('imm-weboffice')!.shadowRoot!.querySelector('iframe')!.contentDocument!;
    const frame = realm.createElement('iframe');
    frame.src = url;
    realm.body.append(frame);
    return new Promise((resolve) => (frame.onload = resolve));
  }, bench.office.url + NOTHING);
  const beside = page.frames().find((frame) => frame.url().endsWith(NOTHING))!;
  await beside.evaluate((messages) => messages.forEach((message) => parent.postMessage(message, '*')), FORGED);
  await expectUntouched(page);
});

test('forged messages do nothing: from a window of the office’s origin that was opened', async () => {
  const page = await open();
  const opened = new Promise<Page>((resolve) => page.once('popup', (popup) => resolve(popup!)));
  await page.evaluate((url) => {
    const realm = document.querySelector('imm-weboffice')!.shadowRoot!.querySelector('iframe')!.contentWindow!;
    realm.open(url);
  }, bench.office.url + NOTHING);
  const popup = await opened;
  await popup.waitForFunction(
    (url) => location.href === url && document.readyState === 'complete',
    { polling: 50 },
    bench.office.url + NOTHING,
  );
  assert.equal(await popup.evaluate(() => opener !== null), true);
  await popup.evaluate((messages) => messages.forEach((message) => (opener as Window).postMessage(message, '*')), FORGED);
  await page.bringToFront();
  await expectUntouched(page);
});

test('forged messages do nothing: from a page of another origin in the office page’s own frame: it gets no token, and the document is opened again', async (t) => {
  const stranger = new Layer((_, response) => {
    const script = `addEventListener('message', ({ data }) => fetch('/received', { method: 'POST', body: data })); parent.postMessage('${READY}', '*')`;
    answer(200, `<!doctype html><title>Stranger</title><script>${script}</script>`)(_, response, () => undefined);
  });
  await stranger.listen();
  t.after(() => stranger.close());
  const page = await open({ timeout: '10000' });
  await (await officeFrame(page)).evaluate((url) => void (location.href = url), `${stranger.url}/stranger`);
  await waitForTold(page, 'imm-state-change', 'reconnecting');
  await waitForState(page, 'ready');
  assert.ok(stranger.asked.includes('/stranger'), 'the frame has shown the stranger’s page');
  assert.ok(!stranger.asked.includes('/received'), 'the stranger has received a message');
  assert.deepEqual(await told(page, 'imm-error'), []);
  await page.close();
});
