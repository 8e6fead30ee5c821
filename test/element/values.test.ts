/** Attribute values as frameworks, page builders and mistakes send them. */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { OpenRequest } from '../../src/contract/requests.js';
import { ImmWebofficeElement } from '../../src/index.js';
import { attributesOf } from '../../src/frameworks/split.js';
import { mount, settled, shownText } from './helpers.js';

/** An element that is opened with what is given; its request for credentials, if it asks for any. */
async function opened(set: (element: ImmWebofficeElement) => void) {
  const asked: OpenRequest[] = [];
  const element = document.createElement('imm-weboffice');
  element.src = 'oss://test/short.pdf';
  element.fetchCredentials = (request) => {
    if (request.action === 'open') asked.push(request);
    return Promise.reject(new Error('the request is all that is wanted'));
  };
  // Never fetched from Alibaba's CDN by a test.
  element.sdkUrl = '/fault/never';
  set(element);
  document.body.append(element);
  await settled(element);
  await element.updateComplete;
  // An element that is removed forgets its error.
  const { error, raw } = element;
  const text = shownText(element);
  element.remove();
  return { error, raw, text, asked: asked[0] };
}
const withAttributes = (attributes: Record<string, string>) =>
  opened((element) => Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value)));
const withProperties = (properties: object) => opened((element) => Object.assign(element, properties));

const { properties, attributes } = (() => {
  const entries = [...ImmWebofficeElement.elementProperties].map(([name, { attribute }]) => [String(name), attribute] as const);
  return {
    properties: entries.map(([name]) => name),
    attributes: entries.flatMap(([name, attribute]) => (attribute === false ? [] : typeof attribute === 'string' ? attribute : name)),
  };
})();

describe('values as they are written', () => {
  it('"false" means false, and anything else that is there means true, as in HTML', async () => {
    const fields = { 'cache-preview': 'cachePreview', 'hide-toolbar': 'hidecmb', 'external-uploaded': 'externalUploaded' } as const;
    for (const [attribute, field] of Object.entries(fields)) {
      expect((await withAttributes({ [attribute]: 'false' })).asked?.[field], `${attribute}="false"`).to.equal(undefined);
      for (const value of ['', 'true', attribute]) {
        expect((await withAttributes({ [attribute]: value })).asked?.[field], `${attribute}="${value}"`).to.equal(true);
      }
    }
    const given = { cachePreview: 'false', hideToolbar: '', externalUploaded: 1 };
    const { asked } = await withProperties(given);
    expect([asked?.cachePreview, asked?.hidecmb, asked?.externalUploaded]).to.deep.equal([undefined, true, true]);
  });

  it('an empty attribute means its default', async () => {
    const booleans = ['cache-preview', 'hide-toolbar', 'external-uploaded'];
    // These say which document; without it there is nothing to open.
    const empty = attributes.filter((name) => !booleans.includes(name) && name !== 'src');
    expect(empty).to.include.members(['mode', 'preview-pages', 'timeout', 'sdk-url', 'lang', 'sdk-options']);
    const { error, raw, asked } = await withAttributes(Object.fromEntries(empty.map((name) => [name, ''])));
    expect(error?.code).to.equal('EndpointFailed');
    expect(asked).to.deep.equal({ action: 'open', sourceURI: 'oss://test/short.pdf', permission: { readonly: true } });
    const { mode, timeout, sdkUrl, officeOrigins } = raw;
    expect([mode, timeout, sdkUrl, officeOrigins]).to.deep.equal([
      'preview',
      60_000,
      'https://g.alicdn.com/IMM/office-js/1.1.19/aliyun-web-office-sdk.min.js',
      'https://*.imm.aliyuncs.com',
    ]);
  });

  it('lists work as properties', async () => {
    const { raw, asked } = await withProperties({
      allow: ['copy', 'print'],
      officeOrigins: ['https://a.example', 'https://b.example'],
    });
    expect(asked?.permission).to.deep.equal({ readonly: true, copy: true, print: true });
    expect(raw.officeOrigins).to.equal('https://a.example https://b.example');
    expect((await withProperties({ allow: [], officeOrigins: [] })).asked?.permission).to.deep.equal({ readonly: true });
  });

  it('numbers work as text, numbers as ids, and URL objects as addresses', async () => {
    const { raw, asked } = await withProperties({
      ...{ previewPages: '5', timeout: ' 5000 ', userId: 7, userName: 8n },
      tokenEndpoint: new URL('/api/weboffice', location.href),
    });
    expect([asked?.previewPages, raw.timeout, asked?.user]).to.deep.equal([5, 5_000, { id: '7', name: '8' }]);
    expect(raw.tokenEndpoint).to.equal(`${location.origin}/api/weboffice`);
  });
});

describe('what is of no use is said in the author’s words', () => {
  const cases: [Record<string, string>, string][] = [
    [{ 'preview-pages': 'all' }, 'preview-pages="all" is not allowed: use a whole number'],
    [{ timeout: '30s' }, 'timeout="30s" is not allowed: use milliseconds'],
    [{ mode: 'View' }, 'mode="View" is not allowed: use "preview" or "edit"'],
    [{ src: `oss://${'x'.repeat(1_200)}` }, 'src is too long: it has 1206 characters, and 1200 are allowed'],
    [{ 'user-data': '页'.repeat(683) }, 'user-data is too long: it has 2049 bytes, and 2048 are allowed'],
    [{ 'user-avatar': 'x'.repeat(2_001) }, 'user-avatar is too long'],
    [{ watermark: '{"rotate":"-45"}' }, 'watermark is not allowed (rotate has to be of type number): use text'],
    [{ watermark: '{"text":"a"}' }, 'has "text", which does not exist'],
    [{ watermark: '{"type":2}' }, 'type is not allowed'],
  ];
  for (const [given, words] of cases) {
    it(Object.keys(given).join() + ': ' + words, async () => {
      const { error, text } = await withAttributes(given);
      expect(error?.code).to.equal('InvalidConfiguration');
      expect(error?.message).to.contain(words).and.not.contain('Invalid input');
      expect(text).to.contain(words);
    });
  }

  it('but never a password, nor headers', async () => {
    const secret = { toString: () => 'secret', toJSON: () => 'secret' };
    const { error } = await withProperties({ password: secret, userData: secret, headers: { authorization: '密cret' } });
    expect(error?.message).to.contain('password has to be text').and.contain('headers has to be').and.not.contain('cret');
  });
});

describe('a value of an impossible type', function () {
  // Hundreds of values in turn.
  this.timeout(120_000);

  const hostile = {
    get value() {
      throw new Error('a getter that throws');
    },
  };
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const impossible = {
    'a symbol': Symbol('x'),
    'an object whose getter throws': hostile,
    'an object that holds itself': circular,
    'an object with a BigInt': { value: 1n },
    'a revoked proxy': revoked.proxy,
    'a list of lists': [[1]],
    'an object without a prototype': Object.assign(Object.create(null) as object, { value: 1n }),
  };
  /** Properties that have no attribute. */
  const FUNCTIONS = ['fetchCredentials', 'getGrant'];
  const accepted: Record<string, string[]> = { headers: ['a symbol'] };
  for (const [what, value] of Object.entries(impossible)) {
    it(`${what} is an error panel and imm-error, for every property`, async () => {
      for (const name of properties.filter((property) => !accepted[property]?.includes(what) && property !== 'headers')) {
        const { error, text } = await withProperties({ [name]: value });
        expect(error?.code, name).to.equal('InvalidConfiguration');
        const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        expect(error?.message, name).to.contain(FUNCTIONS.includes(name) ? name : attribute);
        expect(text, name).to.contain('has to be');
      }
    });
  }

  it('never throws out of the element, whatever is set to whatever while it is open', async () => {
    const failures: unknown[] = [];
    const note = (event: ErrorEvent | PromiseRejectionEvent) => failures.push('reason' in event ? event.reason : event.error);
    window.addEventListener('error', note);
    window.addEventListener('unhandledrejection', note);
    const { error, warn } = console;
    console.error = console.warn = () => undefined;
    const anything = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true, withTypedArray: true }),
      fc.constantFrom(
        ...Object.values(impossible).filter((value) => value !== revoked.proxy),
        () => 1,
        class {},
        new URL('https://a.example'),
        document.body,
        window,
        NaN,
        Infinity,
      ),
    );
    try {
      const element = await mount({ fetchCredentials: () => Promise.reject(new Error('none')), sdkUrl: '/fault/never' });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...properties), anything, fc.boolean(), async (name, value, alone) => {
          if (alone) for (const each of properties) Object.assign(element, { [each]: undefined });
          Object.assign(element, { src: 'oss://test/short.pdf', [name]: value });
          await element.updateComplete;
          expect(element.state).to.be.oneOf(['idle', 'loading', 'error']);
        }),
        { numRuns: 100 },
      );
      await new Promise((resolve) => requestAnimationFrame(resolve));
      element.remove();
      expect(failures).to.deep.equal([]);
    } finally {
      Object.assign(console, { error, warn });
      window.removeEventListener('error', note);
      window.removeEventListener('unhandledrejection', note);
    }
  });

  it('becomes text in the wrappers, which never throw either', () => {
    fc.assert(
      fc.property(fc.constantFrom(...properties), fc.anything({ withBigInt: true }), (name, value) => {
        for (const text of Object.values(attributesOf({ [name]: value })))
          expect(typeof text).to.be.oneOf(['string', 'number', 'undefined']);
      }),
    );
    const written = attributesOf({
      allow: ['copy', 'print'],
      cachePreview: 'false' as unknown as boolean,
      previewPages: 5,
      watermark: { value: 'a' },
    });
    expect(written).to.include({ allow: 'copy print', 'cache-preview': 'false', 'preview-pages': 5, watermark: '{"value":"a"}' });
  });
});

describe('hints in the console', () => {
  async function warnings(set: Parameters<typeof opened>[0]): Promise<string[]> {
    const { warn } = console;
    const lines: string[] = [];
    console.warn = (line: unknown) => void lines.push(String(line));
    try {
      await opened(set);
      return lines.filter((line) => line.startsWith('<imm-weboffice>'));
    } finally {
      console.warn = warn;
    }
  }

  it('one for a misspelt attribute, with the right name', async () => {
    const names = { tokenendpoint: 'token-endpoint', watermak: 'watermark', preview_pages: 'preview-pages', scr: 'src' };
    for (const [wrong, right] of Object.entries(names)) {
      const write = (element: Element) => element.setAttribute(wrong, 'x');
      // `scr` is two letters away from `src`: not named.
      const expected = wrong === 'scr' ? [] : [`<imm-weboffice> has no attribute "${wrong}": did you mean "${right}"?`];
      expect(await warnings(write)).to.deep.equal(expected);
      expect(await warnings(write), 'once').to.deep.equal([]);
    }
  });

  it('none for attributes of HTML, ARIA and frameworks', async () => {
    const names =
      'class style id slot part title role dir hidden tabindex name is exportparts data-src data-mode data-v-7ba5bd90 aria-label onsrc x-src v-mode ng-src _ngcontent-abc-1 hx-src';
    const lines = await warnings((element) => {
      for (const name of names.split(' ')) element.setAttribute(name, '');
      const written = document.createElement('div');
      written.innerHTML = '<i :src="x" @src="x" [src]="x" #src></i>';
      for (const attribute of [...written.firstElementChild!.attributes]) element.setAttributeNode(attribute.cloneNode() as Attr);
    });
    expect(lines).to.deep.equal([]);
  });

  it('one for a language without words, and English panels', async () => {
    const lines = await warnings((element) => (element.lang = 'tlh'));
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('lang="tlh"');
    for (const lang of ['en-GB', 'zh-TW', 'zh-Hans-CN']) expect(await warnings((element) => (element.lang = lang)), lang).to.deep.equal([]);
  });
});
