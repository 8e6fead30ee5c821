import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
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
  ['an endpoint that is not there', { tokenEndpoint: '/fault/404' }, 'EndpointNotFound', 'not set up correctly'],
  ['an endpoint that fails', { tokenEndpoint: '/fault/500' }, 'EndpointFailed', 'went wrong on the server'],
  ['an endpoint that answers HTML', { tokenEndpoint: '/fault/html' }, 'InvalidResponse', 'makes no sense'],
  ['an endpoint that redirects', { tokenEndpoint: '/fault/redirect' }, 'InvalidResponse', 'makes no sense'],
  ['an endpoint that answers far too much', { tokenEndpoint: '/fault/huge' }, 'InvalidResponse', 'makes no sense'],
  ['an endpoint that never answers', { tokenEndpoint: '/fault/never', timeout: 300 }, 'Timeout', 'takes too long'],
  ['an endpoint nobody listens at', { tokenEndpoint: 'http://127.0.0.1:9/' }, 'EndpointUnreachable', 'No connection'],
  ['an answer that misses a field', { tokenEndpoint: '/fault/missing-field' }, 'InvalidResponse', 'makes no sense'],
  ['a WebofficeURL of a foreign origin', { tokenEndpoint: '/fault/foreign' }, 'UntrustedURL', 'does not trust'],
  ['a WebofficeURL that is a script', { tokenEndpoint: '/fault/script' }, 'UntrustedURL', 'does not trust'],
  ['a visitor who is not signed in', { tokenEndpoint: '/fault/unauthenticated' }, 'Unauthenticated', 'Please sign in'],
  ['too many requests', { tokenEndpoint: '/fault/throttled' }, 'Throttling', 'Too many requests'],
  ['a document that is not there', { src: 'oss://test/nothing.pdf' }, 'ResourceNotFound', 'Document not found'],
  ['a kind of file nobody opens', { src: 'oss://test/image.png' }, 'UnsupportedFormat', 'cannot be shown'],
  ['an SDK script that is not there', { sdkUrl: '/fault/404' }, 'SdkLoadFailed', 'ad blocker'],
  ['a script that is not the SDK', { sdkUrl: '/fault/not-the-sdk.js' }, 'SdkInvalid', 'could not be started'],
  ['a document that is broken', { src: 'oss://test/broken.docx' }, 'OpenFailed', 'damaged'],
  ['a PDF that is broken', { src: 'oss://test/broken.pdf' }, 'OpenFailed', 'damaged'],
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

  it('is said in Chinese on a Chinese page', async () => {
    const element = await mount({ tokenEndpoint: '/fault/500', lang: 'zh-CN' });
    await settled(element);
    await element.updateComplete;
    expect(shownText(element)).to.contain('服务器出错');
    expect(element.shadowRoot?.querySelector('[part=retry]')?.textContent).to.equal('重试');
  });

  it('fits a narrow page', async () => {
    await setViewport({ width: 320, height: 600 });
    const element = await mount({ tokenEndpoint: '' });
    await settled(element);
    await element.updateComplete;
    const panel = element.shadowRoot?.querySelector('.panel');
    expect(panel?.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 800, height: 600 });
  });
});
