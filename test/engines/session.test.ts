/** A document's life on a host page, in every engine: switched, failed and tried again, its token renewed, asleep and awake. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { inEveryEngine, waitForWords, type Bench } from './bench.js';

/** ms an access token lives */
const LIFE = 60_000;

const waitForRefresh = (bench: Bench) =>
  bench.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        document.querySelector('imm-weboffice')!.addEventListener('imm-token-refresh', () => resolve(), { once: true });
      }),
  );

inEveryEngine(
  (bench) => {
    afterEach(() => void (bench().fault.isOn = false));

    test('another src shows another document, and the first one’s frame is gone', async () => {
      await bench().open({ src: 'oss://demo/field-guide.pdf' });
      await waitForWords(await bench().document(), 'A field guide for the naked eye');
      await bench().page.evaluate(() => document.querySelector('imm-weboffice')!.setAttribute('src', 'oss://demo/visitor-notes.txt'));
      await bench().waitForState('loading');
      await waitForWords(await bench().document(), '游客须知');
      assert.equal(
        await bench().page.evaluate(() => document.querySelector('imm-weboffice')!.shadowRoot!.querySelectorAll('iframe').length),
        1,
      );
      assert.deepEqual(await bench().told('imm-state-change'), ['loading', 'ready', 'loading', 'ready']);
    });

    test('a host that fails is said, and Try again, by keyboard, opens the document', async () => {
      bench().fault.isOn = true;
      await bench().open({ src: 'oss://test/short.pdf' });
      await bench().waitForState('error');
      const shown = () =>
        bench().page.evaluate(() => document.querySelector('imm-weboffice')!.shadowRoot!.querySelector('.panel')!.textContent);
      assert.match(await shown(), /Try again/);
      assert.deepEqual(await bench().told('imm-error'), ['EndpointFailed']);
      bench().fault.isOn = false;
      await bench().page.press('Tab');
      await bench().page.press('Enter');
      await waitForWords(await bench().document(), 'Page number 1');
    });

    test('a page whose policy forbids the office’s frame is told what to add', async () => {
      await bench().open({});
      await bench().page.evaluate(() => {
        document.head.insertAdjacentHTML('beforeend', `<meta http-equiv="Content-Security-Policy" content="frame-src 'self'">`);
        document.querySelector('imm-weboffice')!.setAttribute('src', 'oss://test/short.pdf');
      });
      await bench().waitForState('error');
      assert.deepEqual(await bench().told('imm-error'), ['BlockedByPolicy']);
      assert.match(await bench().page.evaluate(() => document.querySelector('imm-weboffice')!.error!.message), /add it to frame-src$/);
    });

    test('a move in the page, with moveBefore() where there is one, keeps the document or brings it back', async () => {
      await bench().open({ src: 'oss://test/short.pdf' });
      await waitForWords(await bench().document(), 'Page number 1');
      await bench().page.evaluate(() => {
        const tag = document.querySelector('imm-weboffice')!;
        const room = document.createElement('section');
        document.body.prepend(room);
        const { moveBefore } = room as { moveBefore?: (node: Node, child: null) => void };
        if (moveBefore) moveBefore.call(room, tag, null);
        else room.append(tag);
      });
      // Nothing tells when nothing happens; a renewal comes after what a move begins.
      await bench().page.evaluate(() => document.querySelector('imm-weboffice')!.refresh());
      await waitForWords(await bench().document(), 'Page number 1');
      assert.deepEqual(await bench().told('imm-error'), []);
    });

    test('an office page that goes elsewhere is opened anew', async () => {
      await bench().open({ src: 'oss://test/short.pdf', timeout: '24000' });
      const frame = await bench().document();
      await waitForWords(frame, 'Page number 1');
      await frame.evaluate(() => void setTimeout(() => (location.href = '/office/login')));
      await bench().waitForState('reconnecting');
      await waitForWords(await bench().document(), 'Page number 1');
      assert.deepEqual(await bench().told('imm-state-change'), ['loading', 'ready', 'reconnecting', 'ready']);
      assert.deepEqual(await bench().told('imm-error'), []);
    });

    test('after a sleep the token is renewed at once, and the document stays', async () => {
      await bench().open({ src: 'oss://test/short.pdf' });
      const frame = await bench().document();
      await waitForWords(frame, 'Page number 1');
      const refreshed = waitForRefresh(bench());
      // A machine that wakes: the clock has gone on, timers have not, and the page is told that it is shown.
      await bench().page.evaluate((slept) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + slept;
        window.dispatchEvent(new Event('pageshow'));
      }, LIFE);
      await refreshed;
      assert.deepEqual(await bench().told('imm-state-change'), ['loading', 'ready']);
      assert.deepEqual(await bench().told('imm-error'), []);
      await waitForWords(frame, 'Page number 1');
      // The office page answers with the token it has now.
      assert.equal(await bench().page.evaluate(async () => (await document.querySelector('imm-weboffice')!.save()).result), 'nochange');
    });
  },
  { lifetimes: { accessToken: LIFE } },
);
