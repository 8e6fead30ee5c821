import { expect, fixture, html } from '@open-wc/testing';
import type { OpenRequest } from '../../src/contract/requests.js';
import { ImmWebofficeElement } from '../../src/index.js';
import { environment, mount, nextReady, settled, shownText } from './helpers.js';

/** What an element asks its token endpoint for. */
async function askedBy(attributes: Record<string, string>): Promise<OpenRequest> {
  const original = window.fetch.bind(window);
  const asked = new Promise<OpenRequest>((resolve) => {
    window.fetch = (input, init) => {
      if (input === new URL('/api/weboffice', location.href).href) resolve(JSON.parse(init?.body as string) as OpenRequest);
      return original(input, init);
    };
  });
  const { sdkURL } = await environment();
  const element = document.createElement('imm-weboffice');
  const given = { 'token-endpoint': '/api/weboffice', src: 'oss://test/short.pdf', 'sdk-url': sdkURL, ...attributes };
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  try {
    await fixture(html`<div>${element}</div>`);
    return await asked;
  } finally {
    window.fetch = original;
  }
}

const plain = { action: 'open', sourceURI: 'oss://test/short.pdf', permission: { readonly: true } };

describe('attributes become the request', () => {
  const cases: [Record<string, string>, Partial<OpenRequest>][] = [
    [{}, {}],
    [{ filename: 'shown.pdf' }, { filename: 'shown.pdf' }],
    [{ mode: 'edit' }, { permission: { readonly: false } }],
    [{ allow: 'copy, print export' }, { permission: { readonly: true, copy: true, print: true, export: true } }],
    [{ 'cache-preview': '' }, { cachePreview: true }],
    [{ 'preview-pages': '5' }, { previewPages: 5 }],
    [{ password: '123456' }, { password: '123456' }],
    [{ 'hide-toolbar': '' }, { hidecmb: true }],
    [{ watermark: 'Internal' }, { watermark: { type: 1, value: 'Internal' } }],
    [
      { watermark: '{"value":"内部资料","rotate":-0.5,"vertical":80,"horizontal":40,"font":"20px serif","fillStyle":"red"}' },
      { watermark: { type: 1, value: '内部资料', rotate: -0.5, vertical: 80, horizontal: 40, font: '20px serif', fillStyle: 'red' } },
    ],
    [
      { 'user-id': '7', 'user-name': 'Ada', 'user-avatar': 'https://a.example/7.png' },
      { user: { id: '7', name: 'Ada', avatar: 'https://a.example/7.png' } },
    ],
    [{ 'user-data': '{"id":"test-id"}' }, { userData: '{"id":"test-id"}' }],
    [{ 'external-uploaded': '' }, { externalUploaded: true }],
  ];
  for (const [attributes, expected] of cases) {
    it(JSON.stringify(attributes), async () => {
      expect(await askedBy(attributes)).to.deep.equal({ ...plain, ...expected });
    });
  }
});

describe('what frameworks set where nothing is given', () => {
  for (const nothing of [undefined, null]) {
    it(`${nothing} counts as the default`, async () => {
      const element = await mount({});
      await settled(element);
      const names = [...ImmWebofficeElement.elementProperties.keys()].filter(
        (name) => !['tokenEndpoint', 'src', 'sdkUrl'].includes(String(name)),
      );
      expect(names).to.include.members(['mode', 'allow', 'timeout', 'officeOrigins']);
      Object.assign(element, Object.fromEntries(names.map((name) => [name, nothing])));
      await element.updateComplete;
      expect(element.state).to.equal('ready');
    });
  }

  it('an attribute taken away counts as the default', async () => {
    const element = await mount({});
    element.setAttribute('mode', 'nonsense');
    element.setAttribute('allow', 'copy');
    await settled(element);
    expect(element.state).to.equal('error');
    element.removeAttribute('mode');
    element.removeAttribute('allow');
    await nextReady(element);
    expect(element.raw).to.include({ mode: 'preview', allow: '' });
  });
});

describe('JSON is read as page builders hand it on', () => {
  const expected = { type: 1, value: "Ada's draft", rotate: -0.5 };
  const written = {
    'as it should be': `{"value":"Ada's draft","rotate":-0.5}`,
    'entities written twice': '{&quot;value&quot;:&quot;Ada&#39;s draft&#x22;,&#34;rotate&quot;:-0.5}',
    'typographic quotes': `{“value”: “Ada's draft”, „rotate‟: -0.5}`,
    'single quotes': `{'value': 'Ada\\'s draft', 'rotate': -0.5}`,
    'typographic single quotes': `{‘value’: "Ada's draft", ‘rotate’: -0.5}`,
  };
  for (const [how, watermark] of Object.entries(written)) {
    it(how, async () => {
      expect((await askedBy({ watermark })).watermark).to.deep.equal(expected);
    });
  }

  it('and what is JSON already keeps its entities and quotes', async () => {
    const value = '“&quot;” ‘x’';
    expect((await askedBy({ watermark: JSON.stringify({ value }) })).watermark).to.deep.equal({ type: 1, value });
  });
});

describe('an attribute that cannot be is said, with what can', () => {
  const cases: [Partial<ImmWebofficeElement>, string][] = [
    [{ previewPages: 0 }, '1 to 5000'],
    [{ previewPages: 2.5 }, '1 to 5000'],
    [{ watermark: '{"value":1}' }, 'value, font, rotate (radians)'],
    [{ watermark: '{value}' }, 'watermark is not a JSON object'],
    [{ watermark: "{'value': 'a" }, `names and texts in double quotes. It is: {'value': 'a`],
    [{ watermark: '{&bogus;&#x110000;}' }, 'It is: {&bogus;&#x110000;}'],
    [{ sdkOptions: 'simple' }, 'sdk-options is not a JSON object'],
    [{ sdkOptions: { url: 'https://attacker.example' } }, 'which the element sets itself'],
  ];
  for (const [wrong, allowed] of cases) {
    it(JSON.stringify(wrong), async () => {
      const element = await mount(wrong);
      await settled(element);
      await element.updateComplete;
      expect(element.error?.code).to.equal('InvalidConfiguration');
      expect(shownText(element)).to.contain(allowed);
    });
  }

  it('all of them at once, in the element and once in the console', async () => {
    const { error } = console;
    const lines: unknown[] = [];
    console.error = (...args: unknown[]) => void lines.push(args[0]);
    try {
      const element = await mount({ mode: 'write' as 'edit', previewPages: -1, allow: 'fly' });
      await settled(element);
      await element.updateComplete;
      for (const name of ['mode=', 'preview-pages=', 'allow has "fly"']) expect(shownText(element)).to.contain(name);
    } finally {
      console.error = error;
    }
    expect(lines).to.have.length(1);
  });
});

describe('what changes while a document is open', () => {
  it('is changed in place where the SDK can: command bars need no new document', async () => {
    const element = await mount({ sdkOptions: { commandBars: [] } });
    await nextReady(element);
    const before = (await environment()).counts['/api/weboffice'] ?? 0;
    element.sdkOptions = { commandBars: [{ cmbId: 'Find', attributes: { visible: false } }] };
    await element.updateComplete;
    expect(element.state).to.equal('ready');
    expect((await environment()).counts['/api/weboffice']).to.equal(before);
  });

  it('is not changed by equal objects, as frameworks give them on every render', async () => {
    const element = await mount({ watermark: { value: 'a' }, sdkOptions: { commonOptions: { isShowHeader: false } } });
    await nextReady(element);
    const before = (await environment()).counts['/api/weboffice'] ?? 0;
    Object.assign(element, { watermark: { value: 'a' }, sdkOptions: { commonOptions: { isShowHeader: false } } });
    await element.updateComplete;
    expect((await environment()).counts['/api/weboffice']).to.equal(before);
  });

  it('is saved first in edit mode', async () => {
    const element = await mount({ src: 'oss://test/gbk.txt', mode: 'edit', tokenEndpoint: '/api/editable' });
    await nextReady(element);
    const order: string[] = [];
    element.addEventListener('imm-file-status', () => order.push('stored'));
    element.addEventListener('imm-state-change', (event) => order.push(event.state));
    element.src = 'oss://test/utf16.txt';
    expect((await nextReady(element)).fileInfo?.name).to.equal('utf16.txt');
    expect(order).to.deep.equal(['stored', 'loading', 'ready']);
  });

  it('is closed after it was saved, and the element is empty then', async () => {
    const element = await mount({ src: 'oss://test/gbk.txt', mode: 'edit', tokenEndpoint: '/api/editable' });
    await nextReady(element);
    const order: string[] = [];
    element.addEventListener('imm-file-status', () => order.push('stored'));
    await element.close();
    expect([element.state, element.src, element.shadowRoot?.querySelector('iframe')]).to.deep.equal(['idle', '', null]);
    expect(order).to.deep.equal(['stored']);
    expect(element.unsaved).to.equal(false);
    expect((await environment()).counts['/api/editable']).to.be.greaterThan(0);
  });
});
