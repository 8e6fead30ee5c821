import { expect } from '@open-wc/testing';
import { WebOfficeError, type ImmWebofficeElement } from '../../src/index.js';
import { environment, mount, nextError, nextReady, settled } from './helpers.js';

const ask = async (body: unknown): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch('/api/weboffice', { method: 'POST', headers, body: JSON.stringify(body) })).json();
};

describe('how credentials are asked for', () => {
  it('by the host’s own function, for opening and for refreshing', async () => {
    const asked: string[] = [];
    const element = await mount({
      tokenEndpoint: '',
      fetchCredentials: (request) => {
        asked.push(request.action);
        return ask(request);
      },
    });
    await nextReady(element);
    await element.refresh();
    expect(asked).to.deep.equal(['open', 'refresh']);
    // Another function, as frameworks make one on every render, opens nothing anew.
    element.fetchCredentials = (request) => ask(request);
    await element.updateComplete;
    expect(element.state).to.equal('ready');
  });

  it('what the host’s function throws is told: a WebOfficeError as it is, anything else without its text', async () => {
    const failing = async (error: Error) => {
      const element = await mount({ tokenEndpoint: '', fetchCredentials: () => Promise.reject(error) });
      await settled(element);
      return element.error;
    };
    const known = await failing(new WebOfficeError('AccessDenied', 'credentials', 'not yours'));
    expect([known?.code, known?.message]).to.deep.equal(['AccessDenied', 'not yours']);
    const unknown = await failing(new Error('token 0123456789abcdef is bad'));
    expect(unknown?.code).to.equal('EndpointFailed');
    expect(unknown?.message).not.to.contain('0123456789abcdef');
  });

  it('with the host’s headers, as they are at that time', async () => {
    const seen = async () => (await environment()).headers['/api/weboffice']?.['x-csrf'];
    const element = await mount({ headers: { 'x-csrf': 'one' } });
    await nextReady(element);
    expect(await seen()).to.equal('one');
    element.headers = { 'x-csrf': 'two', 'content-type': 'text/plain' };
    await element.refresh();
    expect(await seen()).to.equal('two');
    expect(element.state).to.equal('ready');
  });

  it('refreshing at an endpoint of its own', async () => {
    const element = await mount({ refreshEndpoint: '/fault/unauthenticated' });
    await nextReady(element);
    const failed = nextError(element);
    const refused = await element.refresh().catch((error: unknown) => error);
    expect((await failed).error.code).to.equal('Unauthenticated');
    expect(refused).to.equal(element.error);
  });
});

describe('loading="lazy"', () => {
  const far = async (attributes: Partial<ImmWebofficeElement> = {}) => {
    const element = await mount({ loading: 'lazy', ...attributes });
    // `mount` has put it on the screen; a new one goes far below.
    const copy = element.cloneNode() as ImmWebofficeElement;
    element.remove();
    copy.src = 'oss://test/long.pdf';
    copy.tokenEndpoint = '/api/weboffice';
    copy.sdkUrl = element.sdkUrl;
    copy.loading = 'lazy';
    const room = document.createElement('div');
    room.style.paddingTop = '5000px';
    room.append(copy);
    document.body.append(room);
    await copy.updateComplete;
    return { copy, room };
  };

  it('opens when it comes near, and not before', async () => {
    const { copy, room } = await far();
    await new Promise((resolve) => new IntersectionObserver(resolve).observe(copy));
    expect(copy.state).to.equal('idle');
    expect(copy.shadowRoot?.querySelector('iframe')).to.equal(null);
    copy.scrollIntoView();
    await nextReady(copy);
    room.remove();
  });

  it('opens for whoever asks, wherever it is', async () => {
    const { copy, room } = await far();
    await copy.whenReady();
    expect(copy.state).to.equal('ready');
    room.remove();
  });
});
