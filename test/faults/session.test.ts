/** Faults that come while a document is open: the document goes on, or it is said why not. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { ImmWebofficeElement } from '../../src/index.js';
import { chromiumOnly, officeFrame, waitForWords } from '../setup/browser.js';
import { until } from '../setup/until.js';
import { told, waitForState, waitForTold } from '../setup/tag.js';
import { shown, startBench, type Bench } from './bench.js';
import { Layer, answer, first, never, page as webPage, refuse } from './layer.js';
import { ENDPOINT, OFFICE_PAGE, SDK } from './rows/row.js';

/** ms an access token lives */
const LIFE = 6_000;
const REFRESH = /^\/api\/refresh$/;

let bench: Bench;
before(async () => void (bench = await startBench({}, { accessToken: LIFE })));
after(() => bench.close());
afterEach(() => {
  bench.host.faults = [];
  bench.office.faults = [];
});

async function open(attributes = {}): Promise<Page> {
  const page = await bench.open({ 'refresh-endpoint': '/api/refresh', ...attributes });
  await waitForState(page, 'ready');
  return page;
}

const refreshed = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        document.querySelector('imm-weboffice')!.addEventListener('imm-token-refresh', () => resolve(), { once: true }),
      ),
  );
const codeOf = (page: Page) => page.evaluate(() => document.querySelector<ImmWebofficeElement>('imm-weboffice')!.error?.code);
/** The frame that has the document, to see whether it is still the same. */
const keepFrame = (page: Page) =>
  page.evaluate(() => void Object.assign(window, { kept: document.querySelector('imm-weboffice')!.shadowRoot!.querySelector('iframe') }));
const isSameFrame = (page: Page) =>
  page.evaluate(
    () => (window as unknown as { kept: unknown }).kept === document.querySelector('imm-weboffice')!.shadowRoot!.querySelector('iframe'),
  );

describe('a refresh', () => {
  for (const [what, fault] of [
    ['that fails twice: reconnecting, and on it goes', refuse(503, 'ServiceUnavailable')],
    ['that a proxy answers with HTML, once', webPage(200)],
    ['that is not found while the backend is renewed, once', webPage(404)],
  ] as const) {
    test(what, async () => {
      const page = await open();
      await keepFrame(page);
      bench.host.faults = [[REFRESH, first(1, fault)]];
      await waitForTold(page, 'imm-state-change', 'reconnecting');
      assert.equal(await shown(page), 'Reconnecting…');
      await waitForState(page, 'ready');
      assert.equal(await isSameFrame(page), true);
      assert.deepEqual(await told(page, 'imm-error'), []);
      await page.close();
    });
  }

  for (const [status, code] of [
    [401, 'Unauthenticated'],
    [403, 'AccessDenied'],
  ] as const) {
    test(`that is refused with ${status}: it stops, and is told`, async () => {
      const page = await open();
      bench.host.faults = [[REFRESH, refuse(status, code)]];
      await waitForState(page, 'error');
      assert.equal(await codeOf(page), code);
      const asked = bench.host.asked.length;
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      assert.equal(bench.host.asked.length, asked, 'nobody asks any more');
      await page.close();
    });
  }

  test('with a dead refresh token: opened anew, and the same document stays', async () => {
    const page = await open();
    await keepFrame(page);
    bench.host.faults = [[REFRESH, refuse(410, 'SessionExpired')]];
    await refreshed(page);
    await refreshed(page);
    assert.equal(await isSameFrame(page), true);
    assert.deepEqual(await told(page, 'imm-state-change'), ['loading', 'ready']);
    await page.close();
  });

  test('that is redirected to another origin: nobody there gets a token', async () => {
    const evil = new Layer((_, response) => void response.end());
    await evil.listen();
    const page = await open();
    bench.host.faults = [[REFRESH, first(2, answer(307, '', { location: evil.url, 'access-control-allow-origin': '*' }))]];
    await waitForTold(page, 'imm-state-change', 'reconnecting');
    await waitForState(page, 'ready');
    assert.deepEqual(evil.asked, []);
    await evil.close();
    await page.close();
  });

  test('that never comes: the session ends, and is opened anew', async () => {
    const page = await open();
    bench.host.faults = [[REFRESH, never]];
    await waitForTold(page, 'imm-state-change', 'reconnecting');
    await waitForState(page, 'ready');
    assert.deepEqual(await told(page, 'imm-error'), []);
    await page.close();
  });
});

describe('the office page', () => {
  /** The frame goes elsewhere, as after a redirect to a sign-in. */
  const leave = (page: Page, url: string) => officeFrame(page).then((frame) => frame.evaluate((to) => void (location.href = to), url));

  test('that leaves for another page is opened anew', async () => {
    const page = await open({ timeout: '10000' });
    await leave(page, `${bench.office.url}/login`);
    await waitForTold(page, 'imm-state-change', 'reconnecting');
    await waitForState(page, 'ready');
    await waitForWords(await officeFrame(page), 'Page number 1');
    assert.deepEqual(await told(page, 'imm-error'), []);
    await page.close();
  });

  test('that leaves again and again: an error says so', async () => {
    const page = await open({ timeout: '10000' });
    bench.office.faults = [[OFFICE_PAGE, webPage(200)]];
    await leave(page, `${bench.office.url}/login`);
    await waitForState(page, 'error');
    assert.equal(await codeOf(page), 'OfficePageLeft');
    assert.match(await shown(page), /Another page has taken the document’s place/);
    await page.close();
  });

  test('that only loads itself anew goes on', async () => {
    const page = await open({ timeout: '10000' });
    const frame = await officeFrame(page);
    await frame.evaluate(() => location.reload());
    await page.waitForFunction(() => document.querySelector('imm-weboffice')!.fileInfo !== undefined);
    await waitForWords(await officeFrame(page), 'Page number 1');
    // Longer than it may take to say that it is the office page.
    await refreshed(page);
    await refreshed(page);
    assert.deepEqual(await told(page, 'imm-state-change'), ['loading', 'ready']);
    await page.close();
  });
});

describe('the network', () => {
  test('goes for a moment: nothing is lost', async () => {
    const page = await open();
    await page.setOfflineMode(true);
    await waitForTold(page, 'imm-state-change', 'reconnecting');
    await page.setOfflineMode(false);
    await waitForState(page, 'ready');
    await refreshed(page);
    assert.deepEqual(await told(page, 'imm-error'), []);
    await page.close();
  });

  test('goes for longer than a token lives: it is said, and mended as soon as it is back', async () => {
    const page = await open();
    await page.setOfflineMode(true);
    await waitForState(page, 'error');
    assert.match(await shown(page), /No connection|could not be loaded/);
    await page.setOfflineMode(false);
    await waitForState(page, 'ready');
    await page.close();
  });

  test('is not there when the document is asked for, and comes', async () => {
    const page = await open();
    await page.setOfflineMode(true);
    await page.evaluate(() => document.querySelector('imm-weboffice')!.setAttribute('src', 'oss://test/long.pdf'));
    await waitForState(page, 'error');
    assert.equal(await codeOf(page), 'EndpointUnreachable');
    await page.setOfflineMode(false);
    await waitForState(page, 'ready');
    await page.close();
  });
});

describe('the reader’s clock', () => {
  for (const hours of [12, -12]) {
    test(`is ${hours} hours off: tokens are renewed in time, and no oftener`, async () => {
      const skewed = await bench.open({ src: '' });
      await skewed.evaluate((ms) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + ms;
        Object.assign(document.querySelector<ImmWebofficeElement>('imm-weboffice')!, { src: 'oss://test/short.pdf' });
      }, hours * 3_600_000);
      await waitForState(skewed, 'ready');
      const asked = bench.host.asked.filter((path) => ENDPOINT.test(path)).length;
      await refreshed(skewed);
      await refreshed(skewed);
      assert.equal(bench.host.asked.filter((path) => ENDPOINT.test(path)).length, asked + 2);
      assert.deepEqual(await told(skewed, 'imm-error'), []);
      await skewed.close();
    });
  }
});

describe('removal', () => {
  const stages = {
    'while credentials are asked for': () => (bench.host.faults = [[ENDPOINT, never]]),
    'while the SDK is being loaded': () => (bench.office.faults = [[SDK, never]]),
    'while the office page is being loaded': () => (bench.office.faults = [[OFFICE_PAGE, never]]),
    'while the office page opens the document': () => (bench.office.faults = [[/\/session$/, never]]),
    'once the document is open': () => undefined,
  };
  for (const [when, fault] of Object.entries(stages)) {
    test(`${when} leaves nothing, and what was pending is told`, async () => {
      fault();
      const asked = [bench.host.asked.length, bench.office.asked.length];
      const page = await bench.open();
      if (when.startsWith('once')) await waitForState(page, 'ready');
      else {
        const [layer, [pattern]] = bench.host.faults[0] ? [bench.host, bench.host.faults[0]] : [bench.office, bench.office.faults[0]!];
        const isAsked = () => layer.asked.slice(layer === bench.host ? asked[0] : asked[1]).some((path) => pattern.test(path));
        await until(isAsked, `a request for ${pattern.source}`);
      }
      const left = await page.evaluate(async () => {
        const tag = document.querySelector<ImmWebofficeElement>('imm-weboffice')!;
        const pending = tag.whenReady().then(
          () => 'resolved',
          (error: { code: string }) => error.code,
        );
        tag.remove();
        const code = await pending;
        return { code, frames: tag.shadowRoot!.querySelectorAll('iframe').length, state: tag.state };
      });
      assert.deepEqual(left, { code: 'Aborted', frames: 0, state: 'idle' });
      // Frames of shadow trees are not among `window.frames`; the browser knows them all.
      await until(() => page.frames().length === 1, 'the end of every frame of the page');
      await page.close();
    });
  }

  test('and back again in one task, as frameworks mount twice: one request', async () => {
    const page = await bench.open({ src: '' });
    const before = bench.host.asked.filter((path) => ENDPOINT.test(path)).length;
    await page.evaluate(() => {
      const tag = document.querySelector<ImmWebofficeElement>('imm-weboffice')!;
      tag.remove();
      tag.src = 'oss://test/short.pdf';
      document.body.append(tag);
      tag.remove();
      document.body.append(tag);
    });
    await waitForState(page, 'ready');
    assert.equal(bench.host.asked.filter((path) => ENDPOINT.test(path)).length, before + 1);
    await page.close();
  });
});

test('a tag in a hidden part of the page opens, and fills its place when it is shown', async () => {
  const page = await bench.open({ src: '' });
  await page.evaluate(() => {
    document.body.style.display = 'none';
    document.querySelector<ImmWebofficeElement>('imm-weboffice')!.src = 'oss://test/short.pdf';
  });
  await waitForState(page, 'ready');
  await page.evaluate(() => (document.body.style.display = ''));
  const frame = page.frames().find((each) => OFFICE_PAGE.test(new URL(each.url()).pathname))!;
  await frame.waitForFunction(() => innerHeight > 300 && document.querySelector('canvas'), { polling: 50 });
  await page.close();
});

test('moved with moveBefore() the document stays as it is', chromiumOnly('others load moved frames anew'), async () => {
  const page = await open();
  await keepFrame(page);
  await page.evaluate(() => {
    const room = document.createElement('section');
    document.body.prepend(room);
    (room as unknown as { moveBefore(node: Node, child: Node | null): void }).moveBefore(document.querySelector('imm-weboffice')!, null);
  });
  await refreshed(page);
  assert.equal(await isSameFrame(page), true);
  assert.deepEqual(await told(page, 'imm-state-change'), ['loading', 'ready']);
  await page.close();
});

test('frozen for longer than a token lives, and thawed: the document goes on', chromiumOnly('a page frozen on demand'), async () => {
  const page = await open();
  const cdp = await page.createCDPSession();
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  // The fault is time itself; the frozen page has none.
  await new Promise((resolve) => setTimeout(resolve, LIFE + 1_000));
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await refreshed(page);
  await waitForState(page, 'ready');
  assert.deepEqual(await told(page, 'imm-error'), []);
  await page.close();
});

test('left and come back to: the document is there again', async () => {
  const page = await open();
  await keepFrame(page);
  await page.evaluate(() => window.addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })));
  await page.goto('about:blank');
  await page.goBack();
  // Without this the host page has started over, without the tag: that would be another test.
  assert.equal(await page.evaluate(() => 'persisted' in window && window.persisted), true, 'the page comes from the back-forward cache');
  await waitForState(page, 'ready');
  await refreshed(page);
  assert.equal(await isSameFrame(page), true);
  assert.deepEqual(await told(page, 'imm-error'), []);
  await page.close();
});

test('no token and no password in console, addresses or what the tag tells', async () => {
  const page = await bench.open({ src: '' });
  const said: string[] = [];
  const addresses: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('request', (request) => addresses.push(request.url()));
  // Seen by the page, as the browser's copy of a body may be gone by the time it is asked for.
  await page.evaluate(() => {
    const answers: string[] = [];
    const ask = window.fetch.bind(window);
    window.fetch = async (...request) => {
      const response = await ask(...request);
      answers.push(await response.clone().text());
      return response;
    };
    Object.assign(window, { answers });
  });
  await page.evaluate(() =>
    Object.assign(document.querySelector<ImmWebofficeElement>('imm-weboffice')!, { password: 'open sesame', src: 'oss://test/short.pdf' }),
  );
  await waitForState(page, 'ready');
  await refreshed(page);
  bench.host.faults = [[ENDPOINT, refuse(401, 'Unauthenticated')]];
  await waitForState(page, 'error');
  const all = [
    ...said,
    ...addresses,
    JSON.stringify(await page.evaluate(() => (window as unknown as { events: unknown }).events)),
    await page.content(),
  ].join('\n');
  const answers = await page.evaluate(() => (window as unknown as { answers: string[] }).answers);
  const tokens = answers.flatMap((text) => [...text.matchAll(/"(?:access|refresh)Token":"([^"]+)"/g)].map(([, token]) => token!));
  assert.ok(tokens.length >= 4, `${tokens.length} tokens: an opened document and a refresh have four`);
  for (const secret of [...tokens, 'open sesame']) assert.ok(!all.includes(secret), 'a secret is to be seen');
  await page.close();
});
