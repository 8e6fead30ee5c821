/** Which pages get a token. Each refused URL breaks one rule, and each allowed one shows that the rule refuses no more than it has to. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DEFAULT_OFFICE_ORIGINS, isLoopback, isOriginPattern, trustedOfficeURL } from '../../src/contract/office-url.js';

type Row = [url: string, patterns?: readonly string[], page?: string];

const IMM = 'https://office-cn-shanghai.imm.aliyuncs.com/office/w/1?_w_tokentype=1';
const EXACT = ['https://office.example'];

const trusted: readonly Row[] = [
  [IMM],
  ['https://a.b.imm.aliyuncs.com/'],
  ['https://OFFICE.IMM.ALIYUNCS.COM/'],
  ['https://office.imm.aliyuncs.com:443/'],
  ['https://office.example/x', EXACT],
  ['https://office.example/x', ['https://other.example', 'https://office.example']],
  ['https://office.example/x', ['HTTPS://Office.Example']],
  ['https://office.example/x', ['https://office.example:443']],
  ['https://office.example:8443/x', ['https://office.example:8443']],
  ['https://a.office.example:8443/x', ['https://*.office.example:8443']],
  ['https://a.office.example/x', ['https://*.OFFICE.example']],
  ['http://localhost:3000/x', ['http://localhost:3000'], 'host.example'],
  ['http://127.0.0.1:3000/x', ['http://127.0.0.1:3000'], 'host.example'],
  ['http://[::1]:3000/x', ['http://[::1]:3000'], 'host.example'],
  ['http://127.0.0.1:3000/x', [], 'localhost'],
  ['https://localhost/x', [], '127.1.2.3'],
  ['http://[::1]/x', [], '[::1]'],
];

const refused: readonly Row[] = [
  [''],
  ['/office/w/1'],
  ['javascript:alert(1)'],
  ['data:text/html,x'],
  ['ftp://office.imm.aliyuncs.com/'],
  ['http://office-cn-shanghai.imm.aliyuncs.com/office/w/1'],
  ['https://imm.aliyuncs.com/'],
  ['https://evil-imm.aliyuncs.com/'],
  ['https://bucket.oss-cn-shanghai.aliyuncs.com/'],
  ['https://office.imm.aliyuncs.com.evil.example/'],
  ['https://office.imm.aliyuncs.com@evil.example/'],
  ['https://user@office.imm.aliyuncs.com/'],
  ['https://:password@office.imm.aliyuncs.com/'],
  ['https://office.imm.aliyuncs.com:8443/'],
  ['https://office.example/x', []],
  ['https://office.example:8443/x', EXACT],
  ['https://a.office.example/x', EXACT],
  ['http://office.example/x', ['http://office.example']],
  ['https://office.example/x', ['http://office.example']],
  ['https://office.example/x', ['https://*.office.example']],
  ['https://a.office.example/x', ['https://*.office.example:8443']],
  ['https://a.office.example/x', ['http://*.office.example']],
  ['https://office.example/x', ['office.example']],
  ['https://office.example/x', ['*']],
  ['https://office.example/x', ['https://*']],
  ['https://office.example/x', ['https://office.example/path']],
  ['http://localhost:3000/x', ['http://localhost:3001'], 'host.example'],
  ['http://localhost/x', [], 'host.example'],
  ['ws://localhost/x', [], 'localhost'],
  ['xhttps://localhost/x', [], 'localhost'],
  ['http://user@localhost/x', [], 'localhost'],
  ['http://localhost.evil.example/x', [], 'localhost'],
  ['http://127.0.0.1.evil.example/x', [], 'localhost'],
  ['http://office.example/x', ['http://office.example'], 'localhost'],
];

const ask = ([url, patterns = DEFAULT_OFFICE_ORIGINS, page = 'host.example']: Row) => trustedOfficeURL(url, patterns, page);
const name = ([url, patterns, page]: Row) =>
  [`"${url}"`, patterns && `with ${JSON.stringify(patterns)}`, page && `on ${page}`].filter(Boolean).join(' ');

describe('trusted', () => {
  for (const row of trusted) test(name(row), () => assert.equal(ask(row)?.href, new URL(row[0]).href));
});
describe('refused', () => {
  for (const row of refused) test(name(row), () => assert.equal(ask(row), undefined));
});

describe('the very machine', () => {
  for (const host of ['localhost', '127.0.0.1', '127.255.0.9', '[::1]']) test(host, () => assert.equal(isLoopback(host), true));
  for (const host of ['xlocalhost', 'localhost.example', '127.0.0', '127.0.0.1.2', '127.0.0.1234', '1270.0.0.1', '[::2]', '::1', '']) {
    test(`is not "${host}"`, () => assert.equal(isLoopback(host), false));
  }
});

describe('entries of office-origins', () => {
  for (const pattern of ['https://a.example', 'http://localhost:3000', 'https://*.a.example:8443', 'http://[::1]:1', 'HTTPS://A.example']) {
    test(pattern, () => assert.equal(isOriginPattern(pattern), true));
  }
  for (const pattern of [
    '',
    '*',
    'a.example',
    'https://',
    'https://*',
    'ftp://a.example',
    'https://a.example/',
    'https://a.example:',
    'https://a.*.example',
    'x https://a.example',
  ]) {
    test(`not "${pattern}"`, () => assert.equal(isOriginPattern(pattern), false));
  }
});
