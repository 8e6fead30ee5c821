import { expect, nextFrame } from '@open-wc/testing';
import { mount, nextReady } from './helpers.js';

const early = { sdkUrl: '/fault/early-sdk.js' };

describe('an SDK like 1.1.2', () => {
  it('opens, saves, and tells each event once', async () => {
    const element = await mount(early);
    const ready: Event[] = [];
    const statuses: number[] = [];
    element.addEventListener('imm-ready', (event) => ready.push(event));
    element.addEventListener('imm-file-status', ({ status }) => statuses.push(status));
    await nextReady(element);
    expect((await element.save()).result).to.equal('nochange');
    expect(statuses).to.deep.equal([0]);
    expect(ready).to.have.length(1);
  });

  it('goes on with new tokens, though its page never asks', async () => {
    const element = await mount({ ...early, tokenEndpoint: '/api/short' });
    await nextReady(element);
    for (let renewal = 0; renewal < 2; renewal++)
      await new Promise((resolve) => element.addEventListener('imm-token-refresh', resolve, { once: true }));
    expect(element.state).to.equal('ready');
  });

  it('hears nobody but its own page', async () => {
    const element = await mount(early);
    await nextReady(element);
    const realm = element.shadowRoot!.querySelector('iframe')!.contentWindow!;
    const stranger = document.createElement('iframe');
    document.body.append(stranger);
    const forged = JSON.stringify({ eventName: 'error', data: { reason: 'PermissionDenied' } });
    realm.postMessage(forged, '*');
    const script = `parent.document.querySelector('imm-weboffice').shadowRoot.querySelector('iframe').contentWindow.postMessage(${JSON.stringify(forged)}, '*')`;
    (stranger.contentWindow as unknown as { eval(code: string): void }).eval(script);
    // The page's answer comes after both.
    expect((await element.save()).result).to.equal('nochange');
    stranger.remove();
    expect(element.state).to.equal('ready');
  });

  it('gets frames that may use the clipboard and fill the element', async () => {
    const element = await mount({ ...early });
    element.style.cssText = 'width: 500px; height: 400px';
    await nextReady(element);
    const realm = element.shadowRoot!.querySelector('iframe')!;
    const office = realm.contentDocument!.querySelector('iframe')!;
    expect(realm.allow).to.contain('clipboard-write');
    expect(office.dataset.allow).to.contain('clipboard-write');
    expect(office.title).to.contain('short.pdf');
    element.style.cssText = 'width: 300px; height: 350px';
    await nextFrame();
    expect([office.getBoundingClientRect().width, office.getBoundingClientRect().height]).to.deep.equal([300, 350]);
  });
});
