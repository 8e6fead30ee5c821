/** React and Vue on a server: the tag with its attributes, and nothing that a page's source must not hold. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createElement } from 'react';
import { renderToString as renderReact } from 'react-dom/server';
import { createSSRApp, h } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import { ImmWeboffice as ReactWeboffice } from '../../src/react/index.js';
import { ImmWeboffice as VueWeboffice } from '../../src/vue/index.js';

const given = {
  tokenEndpoint: '/api/weboffice',
  src: 'oss://bucket/report.docx',
  mode: 'edit' as const,
  cachePreview: false,
  previewPages: 3,
  hideToolbar: true,
  watermark: { value: 'Internal' },
  password: 'secret',
  sdkOptions: { commandBars: [] },
  onReady: () => undefined,
  id: 'viewer',
};
const attributes = {
  'token-endpoint': '/api/weboffice',
  src: 'oss://bucket/report.docx',
  mode: 'edit',
  'preview-pages': '3',
  'hide-toolbar': '',
  watermark: '{"value":"Internal"}',
  id: 'viewer',
  class: 'wide',
};

const renderers = {
  React: () =>
    Promise.resolve(
      renderReact(createElement(ReactWeboffice, { ...given, className: 'wide' }, createElement('p', { slot: 'loading' }, 'One moment'))),
    ),
  Vue: () => renderVue(createSSRApp({ render: () => h(VueWeboffice, { ...given, class: 'wide' }, { loading: () => 'One moment' }) })),
};

for (const [name, render] of Object.entries(renderers)) {
  test(`${name} renders the tag with its attributes`, async () => {
    const html = await render();
    const tag = /^<imm-weboffice([^>]*)>/.exec(html)?.[1] ?? assert.fail(html);
    const found = [...tag.matchAll(/ ([\w-]+)(?:="([^"]*)")?/g)].map(([, key, value = '']) => [key, value.replaceAll('&quot;', '"')]);
    assert.deepEqual(Object.fromEntries(found), attributes);
    assert.match(html, /<(p|div) slot="loading">One moment<\/\1>/);
  });
}
