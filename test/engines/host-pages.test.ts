/** Host pages that are not like others, in every engine: a sandbox, a document that is a Proxy, a changed `Object.prototype`, another document that adopts the tag. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '../setup/engines/engine.js';
import { inEveryEngine, waitForWords, type Bench } from './bench.js';

/** State, code and message of the tag, as `document.title`: scripts that a test sends need not work in such a page. */
const OUTCOME = `const say = (...what) => (document.title = JSON.stringify(what));
  tag.addEventListener('imm-ready', () => say('ready'));
  tag.addEventListener('imm-error', ({ error }) => say('error', error.code, error.message));`;

async function outcome(bench: Bench): Promise<string[]> {
  let title = '';
  await waitFor(bench.page, 'ready or an error', async () => (title = await bench.page.title()).startsWith('['));
  return JSON.parse(title) as string[];
}

const script = (text: string) => `<script type="module">${text}</script>`;

inEveryEngine((bench) => {
  const tag = () =>
    `<imm-weboffice token-endpoint="/api/weboffice" sdk-url="${bench().sdkURL}" src="oss://test/short.pdf" watermark="Internal"></imm-weboffice>`;
  const opened = script(`const tag = document.querySelector('imm-weboffice'); ${OUTCOME} await import('/imm-weboffice.js');`);

  test('a sandbox without allow-same-origin is named, at once', async () => {
    await bench().visit(tag() + opened, { 'content-security-policy': 'sandbox allow-scripts' });
    const [state, code, message] = await outcome(bench());
    assert.deepEqual([state, code], ['error', 'BlockedByPolicy']);
    assert.match(message!, /sandboxed.*allow-same-origin/);
  });

  test('members that a page has added to Object.prototype are no obstacle', async () => {
    const names = ['foo', 'extend', 'each', 'clone', 'isEmpty', 'check', 'describe', 'parse', 'contains'];
    await bench().visit(
      `<script>for (const name of ${JSON.stringify(names)}) Object.prototype[name] = function () {};</script>${tag()}${opened}`,
    );
    assert.deepEqual(await outcome(bench()), ['ready']);
  });

  test('scripts that see a Proxy for the document, as in qiankun: panels and documents are shown', async () => {
    const proxied = script(`
      const text = await (await fetch('/imm-weboffice.js')).text();
      // Methods are called on the document itself; what is compared or handed over is the Proxy.
      const get = (target, name) => {
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      };
      const fake = new Proxy(document, { get, set: (target, name, value) => Reflect.set(target, name, value) });
      new Function('document', text.replace(/export\\s*\\{[^}]*\\};?/, ''))(fake);`);
    await bench().visit(`<imm-weboffice></imm-weboffice>${proxied}`);
    await waitFor(bench().page, 'the empty panel', () =>
      bench().page.evaluate(
        () => document.querySelector('imm-weboffice')!.shadowRoot?.querySelector('.panel')?.textContent.includes('No document') ?? false,
      ),
    );
    await bench().page.evaluate(
      (sdkUrl) =>
        void Object.assign(document.querySelector('imm-weboffice')!, {
          sdkUrl,
          tokenEndpoint: '/api/weboffice',
          src: 'oss://test/short.pdf',
        }),
      bench().sdkURL,
    );
    await waitForWords(await bench().document(), 'Page number 1');
  });

  test('a tag that another document adopts keeps its styles and its document there, and after coming back', async () => {
    await bench().open({ src: 'oss://test/short.pdf' });
    await waitForWords(await bench().document(), 'Page number 1');
    const moved = (how: 'out' | 'back') =>
      bench().page.evaluate(async (way) => {
        const page = window as unknown as { tag: Element; other: HTMLIFrameElement };
        if (way === 'out') {
          page.tag = document.querySelector('imm-weboffice')!;
          page.other = document.createElement('iframe');
          page.other.style.cssText = 'width: 600px; height: 500px';
          const loaded = new Promise((resolve) => page.other.addEventListener('load', resolve));
          page.other.srcdoc = '<!doctype html><body>';
          document.body.append(page.other);
          await loaded;
        }
        const { tag } = page;
        const home = way === 'out' ? page.other.contentDocument! : document;
        const ready = new Promise((resolve) => tag.addEventListener('imm-ready', resolve, { once: true }));
        home.body.append(home.adoptNode(tag));
        await ready;
        const { display, position, overflow } = home.defaultView!.getComputedStyle(tag);
        const { result } = await (tag as HTMLElementTagNameMap['imm-weboffice']).save();
        return [display, position, overflow, result];
      }, how);
    assert.deepEqual(await moved('out'), ['block', 'relative', 'hidden', 'nochange']);
    assert.deepEqual(await moved('back'), ['block', 'relative', 'hidden', 'nochange']);
    await waitForWords(await bench().document(), 'Page number 1');
    assert.deepEqual(await bench().told('imm-error'), []);
  });
});
