import { expect } from '@open-wc/testing';
import { addMessages, type Messages } from '../../src/index.js';
import { enUS } from '../../src/locales/en-us.js';
import { messagesFor } from '../../src/locales/index.js';
import { register } from '../../src/locales/registry.js';
import { mount, settled, shownText } from './helpers.js';

describe('languages of their own files', () => {
  it('are not there until they are loaded, and change what is on screen when they are', async () => {
    const element = await mount({ tokenEndpoint: '/fault/500', lang: 'ja' });
    await settled(element);
    await element.updateComplete;
    expect(shownText(element)).to.contain('Something went wrong on the server');
    await import('../../src/locales/ja.js');
    await element.updateComplete;
    expect(shownText(element)).to.contain('サーバーで問題が発生しました');
    expect(element.shadowRoot?.querySelector('[part=retry]')?.textContent).to.equal('再試行');
  });

  const spoken: [tag: string, locale: string][] = [
    ['ja-JP', 'ja'],
    ['zh-Hant', 'zh-Hant'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-MO', 'zh-Hant'],
    ['zh_TW', 'zh-Hant'],
    ['zh', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-Hans-HK', 'zh-CN'],
    ['en-GB', 'en-US'],
    ['xx', 'en-US'],
    ['no tag at all', 'en-US'],
    ['', 'en-US'],
  ];
  for (const [tag, locale] of spoken) {
    it(`“${tag}” is answered in ${locale}`, async () => {
      await Promise.all([import('../../src/locales/ja.js'), import('../../src/locales/zh-hant.js')]);
      expect(messagesFor(tag).locale).to.equal(locale);
    });
  }

  it('say something of their own for every word', async () => {
    const { ja } = await import('../../src/locales/ja.js');
    const { zhHant } = await import('../../src/locales/zh-hant.js');
    for (const messages of [ja, zhHant]) {
      for (const [code, { title, hint }] of Object.entries(enUS.errors)) {
        expect(messages.errors[code as keyof Messages['errors']].title, code).not.to.equal(title);
        expect(messages.errors[code as keyof Messages['errors']].hint, code).not.to.equal(hint);
      }
      for (const word of ['document', 'loading', 'ready'] as const) expect(messages[word]('a.pdf'), word).to.contain('a.pdf');
    }
  });
});

describe('addMessages', () => {
  it('adds a language, chosen by its region too', () => {
    addMessages('pt-BR', { ...enUS, locale: 'pt-BR', retry: 'Tentar novamente' });
    expect(messagesFor('pt').retry).to.equal('Tentar novamente');
    expect(messagesFor('pt-BR').retry).to.equal('Tentar novamente');
    expect(messagesFor('pt-PT').retry).to.equal('Try again');
  });

  it('replaces words of a language that is there', () => {
    addMessages('en-AU', { ...enUS, locale: 'en-AU', retry: 'Give it another go' });
    expect(messagesFor('en-AU').retry).to.equal('Give it another go');
    expect(messagesFor('en').retry).to.equal('Try again');
  });

  it('names every word that is missing or of the wrong type', () => {
    const wrong = { ...enUS, retry: undefined, loading: 'Opening', errors: { ...enUS.errors, Timeout: { title: 'Late' } } };
    expect(() => addMessages('de', wrong as unknown as Messages)).to.throw(TypeError, /loading, retry, errors\.Timeout\.hint$/);
    expect(messagesFor('de').locale).to.equal('en-US');
  });

  it('refuses a tag that is none', () => {
    expect(() => addMessages('no tag', enUS)).to.throw(RangeError);
  });

  it('says in English what the file of another version lacks', () => {
    const { Timeout: _, ...errors } = enUS.errors;
    register('fr', { ...enUS, locale: 'fr', errors } as unknown as Messages);
    expect(messagesFor('fr').errors.Timeout).to.deep.equal(enUS.errors.Timeout);
  });
});
