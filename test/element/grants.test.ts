/** Signed grants: where the element has them from, with which requests they go, and what happens when one is over. */
import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { WebOfficeError, type ImmWebofficeElement } from '../../src/index.js';
import { environment, mount, nextError, nextReady, settled, shownText } from './helpers.js';

const GRANTED = '/api/granted';

/** A grant from the page's backend. @param session s that a session may go on with it */
async function signed(wish: object = { sourceURI: 'oss://test/short.pdf' }, session?: number): Promise<string> {
  const query = session === undefined ? '' : `?session=${session}`;
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`/api/grant${query}`, { method: 'POST', headers, body: JSON.stringify(wish) });
  return ((await response.json()) as { grant: string }).grant;
}

const asked = async (path: string) => (await environment()).counts[path] ?? 0;

/** Refreshes until the endpoint says that the grant is over: its session ends in about a second. */
async function refreshPastItsEnd(element: ImmWebofficeElement): Promise<void> {
  const end = Date.now() + 1_500;
  await waitUntil(() => Date.now() > end, 'the session to be over', { timeout: 10_000 });
  await element.refresh();
}

/** How often the document was opened and refreshed, and what failed, from now on. */
function watch(element: ImmWebofficeElement) {
  const seen: string[] = [];
  for (const type of ['imm-ready', 'imm-token-refresh', 'imm-error', 'imm-grant-required']) {
    element.addEventListener(type, () => seen.push(type));
  }
  return seen;
}

describe('a signed grant', () => {
  it('comes from the page’s backend by grant-endpoint: one for an open, none for a refresh', async () => {
    const before = await asked('/api/grant');
    const element = await mount({ tokenEndpoint: GRANTED, grantEndpoint: '/api/grant', headers: { 'x-csrf': 'one' } });
    await nextReady(element);
    await element.refresh();
    expect(await asked('/api/grant')).to.equal(before + 1);
    const { headers } = await environment();
    expect(headers['/api/grant']).to.include({ 'x-csrf': 'one', 'content-type': 'application/json' });
  });

  it('comes from the page’s own function, which hears what it is for', async () => {
    const wishes: object[] = [];
    const element = await mount({
      ...{ tokenEndpoint: GRANTED, src: 'oss://test/long.pdf', filename: 'other.pdf', allow: 'copy print' },
      getGrant: (wish) => {
        wishes.push(wish);
        return signed(wish);
      },
    });
    await nextReady(element);
    expect(wishes).to.have.length(1);
    expect(JSON.parse(JSON.stringify(wishes[0]))).to.deep.equal({
      sourceURI: 'oss://test/long.pdf',
      filename: 'other.pdf',
      permission: { readonly: true, copy: true, print: true },
    });
  });

  it('stands on the tag', async () => {
    const element = await mount({ tokenEndpoint: GRANTED, grant: await signed() });
    await nextReady(element);
    await element.refresh();
    expect(element.state).to.equal('ready');
  });

  it('that is another one later opens nothing anew, and goes with the next refresh', async () => {
    const element = await mount({ tokenEndpoint: GRANTED, grant: await signed(undefined, 3) });
    await nextReady(element);
    const seen = watch(element);
    element.grant = await signed();
    await element.updateComplete;
    await element.refresh();
    const end = Date.now() + 3_000;
    await waitUntil(() => Date.now() > end, 'the first grant to be over', { timeout: 10_000 });
    // With the first one alone, this would be refused.
    await element.refresh();
    expect(seen).to.deep.equal(['imm-token-refresh', 'imm-token-refresh']);
  });
});

describe('when a grant is over', () => {
  it('the next comes from where the first came, and the document stays', async () => {
    for (const source of [{ grantEndpoint: '/api/grant?session=1' }, { getGrant: (wish: object) => signed(wish, 1) }]) {
      const element = await mount({ tokenEndpoint: GRANTED, ...source });
      await nextReady(element);
      const seen = watch(element);
      await refreshPastItsEnd(element);
      expect(seen).to.deep.equal(['imm-token-refresh']);
      expect(element.state).to.equal('ready');
    }
  });

  it('a page that listens sets the next', async () => {
    const element = await mount({ tokenEndpoint: GRANTED, grant: await signed(undefined, 1) });
    await nextReady(element);
    const seen = watch(element);
    element.addEventListener('imm-grant-required', () => void signed().then((grant) => (element.grant = grant)));
    await refreshPastItsEnd(element);
    expect(seen).to.deep.equal(['imm-grant-required', 'imm-token-refresh']);
  });

  it('and nobody has another, the reader hears of it, and a new one opens the document again', async () => {
    const element = await mount({ tokenEndpoint: GRANTED, grant: await signed(undefined, 1) });
    await nextReady(element);
    const failed = nextError(element);
    const reason: unknown = await refreshPastItsEnd(element).catch((error: unknown) => error);
    expect((await failed).error.code).to.equal('GrantExpired');
    expect(reason).to.equal(element.error);
    expect(shownText(element)).to.contain('Your access has expired');
    const ready = nextReady(element);
    element.grant = await signed();
    await ready;
  });

  it('and the page listens and sets none, it waits no longer than timeout', async () => {
    const element = await mount({ tokenEndpoint: GRANTED, timeout: 500 });
    element.addEventListener('imm-grant-required', () => undefined);
    await element.reload().catch(() => undefined);
    expect(element.error?.code).to.equal('Timeout');
    expect(element.error?.message).to.contain('the page set no new grant within 500 ms');
  });
});

describe('without a grant', () => {
  it('a page that listens is asked for one', async () => {
    const element = document.createElement('imm-weboffice');
    const required = oneEvent(element, 'imm-grant-required');
    const mounted = mountElement(element);
    await required;
    element.grant = await signed();
    await mounted;
    await nextReady(element);
    expect(element.state).to.equal('ready');
  });

  it('a page that listens to everything opens its documents as before', async () => {
    const element = document.createElement('imm-weboffice');
    const seen = watch(element);
    const ready = nextReady(element);
    await mountElement(element, '/api/weboffice');
    await ready;
    expect(seen).to.deep.equal(['imm-ready']);
  });

  it('nobody is let in', async () => {
    const element = await mount({ tokenEndpoint: GRANTED });
    await settled(element);
    expect(element.error?.code).to.equal('Unauthenticated');
  });
});

async function mountElement(element: ImmWebofficeElement, tokenEndpoint = GRANTED): Promise<void> {
  const { sdkURL } = await environment();
  Object.assign(element, { tokenEndpoint, src: 'oss://test/short.pdf', sdkUrl: sdkURL });
  document.body.append(element);
}

describe('a way to grants that fails', () => {
  const rows: [what: string, source: Partial<ImmWebofficeElement>, code: string, message: RegExp][] = [
    ['a page of a proxy', { grantEndpoint: '/fault/page' }, 'InvalidResponse', /the grant endpoint answered text\/html/],
    ['no grant in it', { grantEndpoint: '/fault/no-grant' }, 'InvalidResponse', /the grant endpoint gave no grant/],
    ['nobody signed in', { grantEndpoint: '/fault/unauthenticated' }, 'Unauthenticated', /sign in/],
    ['a server that fails', { grantEndpoint: '/fault/500' }, 'EndpointFailed', /the grant endpoint answered 500/],
    ['no answer', { grantEndpoint: '/fault/never', timeout: 500 }, 'Timeout', /the grant endpoint did not answer within 500 ms/],
    ['no URL', { grantEndpoint: 'mailto:ada' }, 'InvalidConfiguration', /grant-endpoint="mailto:ada" is not allowed/],
    ['no function', { getGrant: 'grant' as never }, 'InvalidConfiguration', /getGrant has to be a function/],
    ['no text', { getGrant: () => Promise.resolve(17 as never) }, 'InvalidResponse', /getGrant gave no grant/],
    ['a failure', { getGrant: () => Promise.reject(new Error('token 0123456789abcdef')) }, 'EndpointFailed', /^getGrant failed$/],
    ['no text on the tag', { grant: { token: '0123456789abcdef' } as never }, 'InvalidConfiguration', /^grant has to be text$/],
    [
      'a failure that the page names',
      { getGrant: () => Promise.reject(new WebOfficeError('AccessDenied', 'credentials', 'not yours')) },
      'AccessDenied',
      /not yours/,
    ],
  ];
  for (const [what, source, code, message] of rows) {
    it(what, async () => {
      const element = await mount({ tokenEndpoint: GRANTED, ...source });
      await settled(element);
      expect(element.error?.code).to.equal(code);
      expect(element.error?.message).to.match(message);
      expect(element.error?.message).not.to.contain('0123456789abcdef');
    });
  }
});
