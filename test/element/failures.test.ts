import { expect, waitUntil } from '@open-wc/testing';
import type { ErrorCode, ImmWebofficeElement } from '../../src/index.js';
import { mount, nextError, nextReady, settled, shownText } from './helpers.js';

/** What is wrong, the code it has, and words the reader sees. */
const cases: [what: string, wrong: Partial<ImmWebofficeElement>, code: ErrorCode, words: string][] = [
  ['no endpoint', { tokenEndpoint: '' }, 'InvalidConfiguration', 'token-endpoint is missing'],
  ['an endpoint that is no URL', { tokenEndpoint: 'javascript:alert(1)' }, 'InvalidConfiguration', 'is not allowed'],
  ['an unknown mode', { mode: 'readonly' as 'preview' }, 'InvalidConfiguration', 'use "preview" or "edit"'],
  ['an unknown permission', { allow: 'copy fly' }, 'InvalidConfiguration', 'use copy, export, print'],
  ['an origin that is none', { officeOrigins: 'aliyuncs.com' }, 'InvalidConfiguration', 'office-origins has "aliyuncs.com"'],
  ['a timeout that is none', { timeout: Number.NaN }, 'InvalidConfiguration', 'use milliseconds'],
];

describe('what goes wrong', () => {
  for (const [what, wrong, code, words] of cases) {
    it(`${what}: ${code}`, async () => {
      const element = await mount(wrong);
      await settled(element);
      await element.updateComplete;
      expect(element.state).to.equal('error');
      expect(element.error?.code).to.equal(code);
      expect(shownText(element)).to.contain(words);
      expect(shownText(element)).to.contain(code);
      expect(element.shadowRoot?.querySelector('iframe'), 'no frame is left').to.equal(null);
      const rejected = await element.whenReady().catch((error: unknown) => error);
      expect(rejected).to.equal(element.error);
    });
  }

  it('names what an answer lacks, and no token', async () => {
    const element = await mount({ tokenEndpoint: '/fault/missing-field' });
    await settled(element);
    expect(element.error?.message).to.contain('accessToken');
    expect(element.error?.message).not.to.contain('b'.repeat(32));
  });

  it('is tried again by a click, and by a changed attribute', async () => {
    const element = await mount({ tokenEndpoint: '/fault/500' });
    await settled(element);
    await element.updateComplete;
    const again = nextError(element);
    element.shadowRoot?.querySelector<HTMLButtonElement>('[part=retry]')?.click();
    expect((await again).error.code).to.equal('EndpointFailed');
    element.tokenEndpoint = '/api/weboffice';
    expect((await nextReady(element)).fileInfo?.name).to.equal('short.pdf');
  });

  for (const failures of [1, 2]) {
    it(`is tried again by itself when the network has come back before the request fails, ${failures} in a row`, async () => {
      const fetch = window.fetch.bind(window);
      const element = await mount({ src: '' });
      const pending: (() => void)[] = [];
      window.fetch = () => new Promise((_, reject) => pending.push(() => reject(new TypeError('Failed to fetch'))));
      try {
        element.src = 'oss://test/short.pdf';
        for (let count = 1; count <= failures; count += 1) {
          await waitUntil(() => pending.length === count, `request ${count}`, { timeout: 20_000 });
          if (count === 1) window.dispatchEvent(new Event('online'));
          const failed = nextError(element);
          pending.at(-1)!();
          expect((await failed).error.code).to.equal('EndpointUnreachable');
        }
      } finally {
        window.fetch = fetch;
      }
      expect((await nextReady(element)).fileInfo?.name).to.equal('short.pdf');
    });
  }

  it('is tried again when the network comes back, also after a move within the page', async () => {
    const fetch = window.fetch.bind(window);
    const element = await mount({ src: '' });
    window.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    try {
      const failed = nextError(element);
      element.src = 'oss://test/short.pdf';
      await failed;
    } finally {
      window.fetch = fetch;
    }
    const parent = document.createElement('section');
    element.parentElement!.append(parent);
    parent.append(element);
    await element.updateComplete;
    expect(element.state).to.equal('error');
    const ready = nextReady(element);
    window.dispatchEvent(new Event('online'));
    expect((await ready).fileInfo?.name).to.equal('short.pdf');
  });

  it('is said in Chinese on a Chinese page', async () => {
    const element = await mount({ tokenEndpoint: '/fault/500', lang: 'zh-CN' });
    await settled(element);
    await element.updateComplete;
    expect(shownText(element)).to.contain('服务器出错');
    expect(element.shadowRoot?.querySelector('[part=retry]')?.textContent).to.equal('重试');
  });

  it('fits a narrow page', async () => {
    const element = await mount({ tokenEndpoint: '' });
    element.parentElement!.style.width = '320px';
    await settled(element);
    await element.updateComplete;
    const panel = element.shadowRoot?.querySelector('.panel');
    expect(panel?.scrollWidth).to.be.at.most(320);
  });
});
