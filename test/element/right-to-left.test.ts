import { expect } from '@open-wc/testing';
import { mount, settled } from './helpers.js';

/** Where the characters of a text stand: left edge of the first, left edge of the last. */
function ends(element: Element): [first: number, last: number] {
  const text = [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())!;
  const start = text.textContent!.search(/\S/);
  const end = text.textContent!.trimEnd().length;
  const left = (from: number) => {
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, from + 1);
    return range.getBoundingClientRect().left;
  };
  return [left(start), left(end - 1)];
}

const middle = (element: Element) => {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
};

for (const dir of ['ltr', 'rtl']) {
  describe(`in a page that is written ${dir}`, () => {
    before(() => void (document.documentElement.dir = dir));
    after(() => document.documentElement.removeAttribute('dir'));

    it('progress runs the way people read', async () => {
      const element = await mount({ tokenEndpoint: '/fault/never' });
      const [first, , last] = element.shadowRoot!.querySelectorAll('.steps li');
      expect(middle(first!) < middle(last!)).to.equal(dir === 'ltr');
      expect(Math.abs((middle(first!) + middle(last!)) / 2 - middle(element))).to.be.below(20);
    });

    it('the line at the top stands in the middle, and English words keep their dots at their own end', async () => {
      const element = await mount({ refreshEndpoint: '/fault/500' });
      await element.whenReady();
      await element.refresh().catch(() => undefined);
      await element.updateComplete;
      const banner = element.shadowRoot!.querySelector('.banner')!;
      expect(banner.textContent).to.equal('Reconnecting…');
      expect(Math.abs(middle(banner) - middle(element))).to.be.below(1);
      const [first, last] = ends(banner);
      expect(first).to.be.below(last);
    });

    it('an error’s panel stands in the middle', async () => {
      const element = await mount({ tokenEndpoint: '/fault/500' });
      await settled(element);
      await element.updateComplete;
      const hint = element.shadowRoot!.querySelector('.hint')!;
      const [first, last] = ends(hint);
      expect(first).to.be.below(last);
      for (const part of [hint, element.shadowRoot!.querySelector('[part=retry]')!]) {
        expect(Math.abs(middle(part) - middle(element))).to.be.below(1);
      }
    });
  });
}
