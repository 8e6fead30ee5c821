import { expect, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import { WebOfficeError, type FetchCredentials } from '../../src/index.js';
import { mount, nextReady } from './helpers.js';

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
    // Counted here, up to the event: the server counts for all browsers, and the next refresh is due soon after.
    const original = window.fetch.bind(window);
    let asked = 0;
    window.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input), location.href);
      if (url.pathname === '/api/short') asked++;
      return original(input, init);
    };
    try {
      const element = await mount({ tokenEndpoint: '/api/short' });
      let counted = 0;
      element.addEventListener('imm-token-refresh', () => (counted = asked), { once: true });
      await nextReady(element);
      if (!counted) await oneEvent(element, 'imm-token-refresh');
      expect(counted).to.equal(2);
    } finally {
      window.fetch = original;
    }
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

describe('other rights at a refresh', () => {
  /** An endpoint that ends every session at its refresh, and grants something else each time `rights` changes. */
  const ending = (rights: () => string, refused: () => WebOfficeError): FetchCredentials => {
    return async (request) => {
      if (request.action === 'refresh') throw refused();
      const response = await fetch('/api/editable', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      return { ...((await response.json()) as object), rights: rights() };
    };
  };
  const expired = () => new WebOfficeError('SessionExpired', 'credentials', 'less is granted');

  async function edit(fetchCredentials: FetchCredentials) {
    const element = await mount({ src: 'oss://test/gbk.txt', mode: 'edit', fetchCredentials });
    await nextReady(element);
    const order: string[] = [];
    element.addEventListener('imm-file-status', () => order.push('stored'));
    element.addEventListener('imm-state-change', (event) => order.push(event.state));
    const frame = () => element.shadowRoot!.querySelector('iframe');
    return { element, order, frame, first: frame() };
  }

  it('store what was edited, then open the page anew; refresh() settles when it is there', async () => {
    let rights = 'edit';
    const { element, order, frame, first } = await edit(ending(() => rights, expired));
    rights = 'read';
    await element.refresh();
    expect(order).to.deep.equal(['reconnecting', 'stored', 'ready']);
    expect(frame()).not.to.equal(first);
    expect(element.error).to.equal(undefined);
  });

  it('that are the same leave the page where it is', async () => {
    const { element, order, frame, first } = await edit(ending(() => 'edit', expired));
    await element.refresh();
    expect(order).to.deep.equal([]);
    expect(frame()).to.equal(first);
  });

  it('that are none store what was edited, and then are an error', async () => {
    const denied = () => new WebOfficeError('AccessDenied', 'credentials', 'not any more');
    const { element, order } = await edit(ending(() => 'edit', denied));
    const error = await element.refresh().catch((reason: unknown) => reason);
    expect((error as WebOfficeError).code).to.equal('AccessDenied');
    await waitUntil(() => element.state === 'error', 'it stays without an error', { timeout: 30_000 });
    expect(order).to.deep.equal(['reconnecting', 'stored', 'error']);
  });
});
