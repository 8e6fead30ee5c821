/** Into another document and back: portals, windows of their own. */
import { expect, fixture, html } from '@open-wc/testing';
import { mount, nextReady, shownText } from './helpers.js';

/** A frame with a document of its own on the test page. */
async function otherDocument(): Promise<Document> {
  const frame = await fixture<HTMLIFrameElement>(html`<iframe src="/api/blank" width="600" height="500"></iframe>`);
  const { URL, readyState } = frame.contentDocument!;
  // Its own document has its URL before it has a body.
  if (URL === 'about:blank' || readyState !== 'complete')
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  return frame.contentDocument!;
}

/** What the element's style sheet does, as far as it can be measured. */
const looks = (element: Element) => {
  const { display, position, overflow } = element.ownerDocument.defaultView!.getComputedStyle(element);
  return [display, position, overflow];
};
const styled = ['block', 'relative', 'hidden'];

describe('an element that is adopted by another document', () => {
  it('keeps its styles and its document there, and after coming back', async function () {
    // Three openings; WebKitGTK on a busy machine takes ten seconds for one.
    this.timeout(90_000);
    const element = await mount({});
    const home = element.parentElement!;
    await nextReady(element);
    expect(looks(element)).to.deep.equal(styled);
    const other = await otherDocument();

    other.body.append(other.adoptNode(element));
    await nextReady(element);
    expect(element.ownerDocument).to.equal(other);
    expect(looks(element)).to.deep.equal(styled);
    expect((await element.save()).result).to.equal('nochange');

    home.append(document.adoptNode(element));
    await nextReady(element);
    expect(looks(element)).to.deep.equal(styled);
    expect((await element.save()).result).to.equal('nochange');
    expect(element.shadowRoot?.querySelectorAll('iframe')).to.have.length(1);
  });

  it('keeps the styles of its panels', async () => {
    const element = await mount({ src: '' });
    const other = await otherDocument();
    other.body.append(element);
    await element.updateComplete;
    expect(shownText(element)).to.equal('No document selected');
    const panel = element.shadowRoot!.querySelector('.panel')!;
    expect(other.defaultView!.getComputedStyle(panel).display).to.equal('grid');
  });

  it('has none in a document without a window, and has them again afterwards', async () => {
    const element = await mount({ src: '' });
    const home = element.parentElement!;
    document.implementation.createHTMLDocument().body.append(element);
    home.append(element);
    expect(looks(element)).to.deep.equal(styled);
  });
});
