import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { environment, mount, nextReady } from './helpers.js';

describe('an access token', () => {
  it('is renewed before it ends, and the document goes on', async () => {
    const element = await mount({ tokenEndpoint: '/api/short' });
    await nextReady(element);
    const errors: Event[] = [];
    element.addEventListener('imm-error', (event) => errors.push(event));
    // Three renewals outlive the first token, which is good for four seconds, by far.
    for (let renewal = 0; renewal < 3; renewal++) await oneEvent(element, 'imm-token-refresh');
    expect((await element.save()).result).to.equal('nochange');
    expect(element.state).to.equal('ready');
    expect(errors).to.deep.equal([]);
  });

  it('is not asked for more often than it has to be', async () => {
    const before = (await environment()).counts['/api/short'] ?? 0;
    const element = await mount({ tokenEndpoint: '/api/short' });
    await nextReady(element);
    await oneEvent(element, 'imm-token-refresh');
    expect((await environment()).counts['/api/short']).to.equal(before + 2);
  });

  it('is with the office page when refresh() settles', async () => {
    const element = await mount({ sdkUrl: '/fault/early-sdk.js' });
    await nextReady(element);
    const gate = window as unknown as { beforeToken?: () => Promise<void> };
    let give!: () => void;
    const asked = new Promise<void>((reached) => {
      gate.beforeToken = () => new Promise<void>((resolve) => ((give = resolve), reached()));
    });
    let isSettled = false;
    const refreshing = element.refresh().then(() => (isSettled = true));
    await asked;
    // Whatever does not wait for the page has settled by then.
    await nextFrame();
    expect(isSettled).to.equal(false);
    give();
    await refreshing;
    delete gate.beforeToken;
  });

  it('stands nowhere on the page', async () => {
    const element = await mount({});
    const tokens: string[] = [];
    const original = window.fetch.bind(window);
    window.fetch = async (...request) => {
      const response = await original(...request);
      const body = (await response.clone().json()) as { accessToken?: string; refreshToken?: string };
      tokens.push(body.accessToken ?? '', body.refreshToken ?? '');
      return response;
    };
    try {
      await element.reload();
    } finally {
      window.fetch = original;
    }
    expect(tokens.filter(Boolean)).to.have.length(2);
    const realm = element.shadowRoot!.querySelector('iframe')!.contentDocument!;
    const everything = [
      document.documentElement.outerHTML,
      element.shadowRoot!.innerHTML,
      realm.documentElement.outerHTML,
      location.href,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ].join('\n');
    for (const token of tokens) expect(everything.includes(token)).to.equal(false);
  });
});
