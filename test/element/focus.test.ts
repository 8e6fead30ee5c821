import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { mount, nextError, nextReady, settled } from './helpers.js';

describe('focus', () => {
  it('reaches Retry by keyboard, which tries again and keeps the reader’s place', async () => {
    const element = await mount({ tokenEndpoint: '/fault/500' });
    await settled(element);
    await element.updateComplete;
    await sendKeys({ press: 'Tab' });
    expect(element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('retry');
    const again = nextError(element);
    await sendKeys({ press: 'Enter' });
    await again;
    await element.updateComplete;
    expect(element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('retry');
  });

  it('goes into the document when what was tried again succeeds', async () => {
    const element = await mount({ tokenEndpoint: '/fault/500' });
    await settled(element);
    await element.updateComplete;
    element.shadowRoot?.querySelector<HTMLElement>('[part=retry]')?.focus();
    element.tokenEndpoint = '/api/weboffice';
    await nextReady(element);
    await waitUntil(() => element.shadowRoot?.activeElement?.getAttribute('part') === 'frame', 'the frame has the focus');
  });

  it('is not taken from the page around', async () => {
    const field = await fixture<HTMLInputElement>(html`<input />`);
    field.focus();
    const element = await mount({});
    await nextReady(element);
    await element.updateComplete;
    expect(document.activeElement).to.equal(field);
  });
});

describe('while the loading panel covers the document', () => {
  /** The element between two fields; its realm has a button, as an office page has while it loads. */
  async function mountBetweenFields(attributes: Parameters<typeof mount>[0]) {
    const element = await mount(attributes);
    const [before, after] = [document.createElement('input'), document.createElement('input')];
    element.before(before);
    element.after(after);
    await waitUntil(() => realmOf(element)?.getElementById('mount'));
    realmOf(element)!.body.append(realmOf(element)!.createElement('button'));
    before.focus();
    return { element, after };
  }
  const realmOf = (element: Element) => element.shadowRoot!.querySelector('iframe')?.contentDocument;

  it('Tab goes past it', async () => {
    const { element, after } = await mountBetweenFields({ tokenEndpoint: '/fault/never' });
    await sendKeys({ press: 'Tab' });
    expect(element.state).to.equal('loading');
    expect(document.activeElement === after).to.equal(true);
  });

  it('Tab goes into it when the panel has given way, and when the document is open', async () => {
    const { element } = await mountBetweenFields({ tokenEndpoint: '/fault/never' });
    element.shadowRoot!.querySelector('.panel')!.dispatchEvent(new AnimationEvent('animationend', { animationName: 'give-way' }));
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement === element).to.equal(true);
    element.tokenEndpoint = '/api/weboffice';
    await nextReady(element);
    await element.updateComplete;
    expect(element.stage.inert).to.equal(false);
  });

  it('not when an animation of the host’s own in the slot ends', async () => {
    const { element, after } = await mountBetweenFields({ tokenEndpoint: '/fault/never' });
    element.innerHTML = '<p slot="loading">Loading</p>';
    element.firstElementChild!.dispatchEvent(new AnimationEvent('animationend', { animationName: 'spin', bubbles: true, composed: true }));
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement === after).to.equal(true);
  });
});

describe('what people who cannot see the document hear', () => {
  it('is its state, in a status line that is there from the start', async () => {
    const element = await mount({ src: '' });
    const line = element.shadowRoot?.querySelector('[role=status]');
    expect(line?.textContent).to.equal('');
    element.src = 'oss://test/short.pdf';
    await element.updateComplete;
    expect(line?.textContent).to.equal('Opening short.pdf');
    await nextReady(element);
    await element.updateComplete;
    expect(line?.textContent).to.equal('short.pdf is open');
    element.tokenEndpoint = '/fault/500';
    await nextError(element);
    await element.updateComplete;
    expect(line?.textContent).to.equal('Something went wrong on the server. Please try again in a moment.');
    expect(element.shadowRoot?.querySelector('[role=status]')).to.equal(line);
  });
});

describe('what stands inside the tag', () => {
  it('is hidden once the element is defined', async () => {
    const element = await mount({ src: '' });
    element.innerHTML = '<a href="/report.docx">Download the report</a>';
    expect(element.querySelector('a')?.checkVisibility()).to.equal(false);
  });
});
