import { expect, fixture, html } from '@open-wc/testing';
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
    await element.updateComplete;
    expect(element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('frame');
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
