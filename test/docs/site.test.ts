/** The documentation says what is so: its JSON fits the contract, its links lead somewhere, its lists are complete. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import * as z from 'zod/mini';
import { htmlCode, reactCode, serverCode, vueCode } from '../../demo/configurator/code.js';
import { groups } from '../../demo/configurator/fields.js';
import { ERROR_HELP } from '../../demo/site/errors.js';
import { page } from '../../demo/site/layout.js';
import { element } from '../../demo/site/manifest.js';
import { FRAMEWORKS, SECTIONS } from '../../demo/site/pages.js';
import { Credentials, TokenPair, unwrap } from '../../src/contract/credentials.js';
import { ENDPOINT_ERRORS, EndpointError } from '../../src/contract/errors.js';
import { TokenRequest } from '../../src/contract/requests.js';
import { enUS } from '../../src/locales/en-us.js';

const demo = new URL('../../demo/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, demo), 'utf8');
const paths = SECTIONS.flatMap(({ pages }) => pages.map(({ path }) => path)).filter((path) =>
  existsSync(new URL(`.${path}index.html`, demo)),
);
const documented = paths.filter((path) => !/^\s*<!doctype/i.test(read(`.${path}index.html`)));
const rendered = new Map(documented.map((path) => [path, page(read(`.${path}index.html`), path)]));

interface Message {
  start: string;
  headers: string;
  body: unknown;
}

/** The requests and answers in an `.http` file. */
function messages(name: string): Message[] {
  const parts = read(`samples/${name}`).split(/^(?=POST |HTTP\/1\.1 )/m);
  return parts.map((part) => {
    const [head = '', ...body] = part.trim().split('\n\n');
    const [start = '', ...headers] = head.split('\n');
    return { start, headers: headers.join('\n'), body: JSON.parse(body.join('\n\n')) as unknown };
  });
}

const checks: [sample: string, ...schemas: z.ZodMiniType[]][] = [
  ['open.http', TokenRequest, Credentials],
  ['refresh.http', TokenRequest, TokenPair],
  ['refused.http', EndpointError, EndpointError, EndpointError],
  ['imm-answer.http', Credentials],
];

describe('HTTP samples fit the contract', () => {
  for (const [sample, ...schemas] of checks) {
    test(sample, () => {
      const found = messages(sample);
      assert.equal(found.length, schemas.length);
      found.forEach(({ start, headers, body }, index) => {
        const schema = schemas[index]!;
        const isAnswer = start.startsWith('HTTP') && schema !== EndpointError;
        schema.parse(isAnswer ? unwrap(body) : body);
        assert.match(headers, /^Content-Type: application\/json$/m);
        if (schema !== EndpointError) return;
        const { code } = (body as EndpointError).error;
        assert.equal(start.split(' ')[1], String(ENDPOINT_ERRORS[code]), code);
      });
    });
  }

  test('all of them', () => {
    const samples = readdirSync(new URL('samples/', demo)).filter((name) => name.endsWith('.http') && !name.startsWith('policy'));
    assert.deepEqual(samples.sort(), checks.map(([name]) => name).sort());
  });
});

describe('lists are complete', () => {
  test('every error code is explained, with causes, and has a place of its own', () => {
    const codes = Object.keys(enUS.errors).sort();
    assert.deepEqual(Object.keys(ERROR_HELP).sort(), codes);
    const html = rendered.get('/troubleshooting/')!;
    for (const code of codes) {
      assert.ok(html.includes(`<section class="error-code" id="${code}">`), code);
      assert.ok(ERROR_HELP[code as keyof typeof ERROR_HELP].causes.length > 0, code);
    }
  });

  test('the configurator has every attribute once', () => {
    const names = groups.flatMap(({ fields }) => fields.map(({ name }) => name));
    assert.deepEqual(names.sort(), element.attributes.map(({ name }) => name).sort());
  });

  test('the reference has every attribute, event, slot, part and custom property', () => {
    const html = rendered.get('/reference/')!;
    const { attributes, events, cssParts, cssProperties } = element;
    for (const { name } of [...attributes, ...events, ...cssParts, ...cssProperties])
      assert.ok(html.includes(`<code>${name}</code>`), name);
    assert.ok(!html.includes('<code>#'), 'nothing private');
  });

  test('the menu has every page', () => {
    const folders = readdirSync(demo).filter((name) => existsSync(new URL(`${name}/index.html`, demo)));
    assert.deepEqual(paths.sort(), ['/', ...folders.map((name) => `/${name}/`)].sort());
  });
});

describe('links lead somewhere', () => {
  const known = new Set([...paths, ...FRAMEWORKS.map(({ path }) => path)]);
  for (const [path, html] of rendered) {
    test(path, () => {
      for (const [, href] of html.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)) {
        const { origin, pathname, hash } = new URL(href!, `http://site${path}`);
        if (origin !== 'http://site') continue;
        assert.ok(known.has(pathname), `${href} leads to no page`);
        if (hash) assert.ok(rendered.get(pathname)?.includes(`id="${hash.slice(1)}"`), `${href} leads to no place in the page`);
      }
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      assert.equal(new Set(ids).size, ids.length, 'ids are unique');
    });
  }
});

describe('the configurator’s code', () => {
  const values = {
    'token-endpoint': '/api/weboffice',
    mode: 'edit',
    allow: 'copy print',
    'preview-pages': '5',
    'cache-preview': true,
  } as const;

  test('HTML: quotes in values are kept', () => {
    assert.match(htmlCode({ watermark: '{"value":"A & B"}' }), /watermark='\{"value":"A &amp; B"\}'/);
    assert.match(htmlCode({ watermark: `it's "A"` }), /watermark="it's &quot;A&quot;"/);
    assert.match(htmlCode(values), /\n {2}cache-preview\n/);
  });

  test('React: properties in camel case, numbers as numbers, JSON as an object', () => {
    const code = reactCode({ ...values, watermark: '{"value": "A"}', 'sdk-options': "{'simple': true}", 'user-data': '{"id":7}' });
    for (const prop of [
      'tokenEndpoint="/api/weboffice"',
      'previewPages={5}',
      'watermark={{"value":"A"}}',
      `sdkOptions={"{'simple': true}"}`,
      'userData={"{\\"id\\":7}"}',
      '    cachePreview\n',
    ]) {
      assert.ok(code.includes(prop), prop);
    }
  });

  test('Vue: attributes, numbers and objects bound', () => {
    const code = vueCode({ ...values, watermark: '{"value": "A"}' });
    for (const prop of ['token-endpoint="/api/weboffice"', ':preview-pages="5"', `:watermark='{"value":"A"}'`, '    cache-preview\n']) {
      assert.ok(code.includes(prop), prop);
    }
  });

  test('server: grants what is asked for, and no more', () => {
    const code = serverCode(values);
    assert.ok(code.includes('permission: { readonly: false, copy: true, print: true },\n'));
    assert.ok(code.includes('previewPages: 5,\n'));
    assert.ok(!serverCode({}).includes('permission'));
  });
});
