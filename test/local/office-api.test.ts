import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { Progress, SessionInfo } from '../../local/src/shared/page-api.js';
import { immClientFor, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
});
after(async () => {
  await office.close();
  await storage.remove();
});

async function open(sourceURI: string) {
  const answer = await immClientFor(office).call('GenerateWebofficeToken', { SourceURI: sourceURI, Permission: { Readonly: true } });
  const fileId = new URL(String(answer.WebofficeURL)).pathname.split('/').pop()!;
  const headers = { authorization: `Bearer ${String(answer.AccessToken)}` };
  const call = (name: string, init: RequestInit = {}) =>
    fetch(`${office.url}/office/api/${fileId}/${name}`, { ...init, headers: { ...headers, ...init.headers } });
  return { fileId, call };
}

async function progress(call: (name: string) => Promise<Response>): Promise<Progress[]> {
  const text = await (await call('progress')).text();
  return text
    .trim()
    .split('\n')
    .map((line) => Progress.parse(JSON.parse(line)));
}

test('a session says what the page needs to know', async () => {
  const { fileId, call } = await open('oss://test/gbk.txt');
  const info = SessionInfo.parse(await (await call('session', { method: 'POST' })).json());
  assert.equal(info.fileInfo.id, fileId);
  assert.equal(info.fileInfo.name, 'gbk.txt');
  assert.equal(info.kind, 'text');
  assert.equal(info.permission.readonly, true);
  assert.equal(info.permission.copy, false);
  assert.ok(info.expiresIn > 29 * 60_000);
});

describe('text is Unicode, whatever the file was', () => {
  for (const [name, words] of [
    ['oss://test/gbk.txt', '中文文本'],
    ['oss://test/utf16.txt', '带有签名的文本'],
    ['oss://demo/visitor-notes.txt', '游客须知'],
    ['oss://demo/opening-hours.csv', '主圆顶'],
  ] as const) {
    test(name, async () => {
      const { call } = await open(name);
      assert.ok((await (await call('content')).text()).includes(words));
    });
  }
});

test('an office document becomes a PDF, the second time at once', async () => {
  const first = await open('oss://test/chinese.docx');
  assert.deepEqual((await progress(first.call)).at(-1), { state: 'ready' });
  const pdf = Buffer.from(await (await first.call('content')).arrayBuffer());
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  const second = await open('oss://test/chinese.docx');
  await second.call('session', { method: 'POST' });
  assert.deepEqual(await progress(second.call), [{ state: 'ready' }], 'no conversion this time');
});

describe('what cannot be shown says why', () => {
  for (const [name, code] of [
    ['broken.docx', 'DocumentBroken'],
    ['truncated.docx', 'ConversionFailed'],
    ['protected.docx', 'PasswordRequired'],
  ] as const) {
    test(`${name}: ${code}`, async () => {
      const { call } = await open(`oss://test/${name}`);
      assert.deepEqual((await progress(call)).at(-1), { state: 'failed', code });
    });
  }
});

test('a PDF under another name is shown as what it is', async () => {
  const { call } = await open('oss://test/pdf-inside.docx');
  assert.deepEqual(await progress(call), [{ state: 'ready' }]);
  assert.equal((await (await call('content')).text()).slice(0, 5), '%PDF-');
});

test('a PDF can be read in ranges', async () => {
  const { call } = await open('oss://test/long.pdf');
  await progress(call);
  const part = await call('content', { headers: { range: 'bytes=0-7' } });
  assert.equal(part.status, 206);
  assert.equal(await part.text(), '%PDF-1.7');
  assert.match(part.headers.get('content-range') ?? '', /^bytes 0-7\/\d+$/);
  assert.equal((await call('content', { headers: { range: 'bytes=99999999-' } })).status, 416);
});

describe('nobody gets in', () => {
  test('without a token, or with the token of another document', async () => {
    const { fileId } = await open('oss://test/short.pdf');
    const other = await open('oss://test/long.pdf');
    const url = `${office.url}/office/api/${fileId}/content`;
    assert.equal((await fetch(url)).status, 401);
    assert.equal((await fetch(url, { headers: { authorization: 'Bearer 00000000000000000000000000000000' } })).status, 401);
    assert.equal((await other.call(`../${fileId}/content`)).status, 403);
  });

  test('after the token has ended', async () => {
    const brief = await startOffice(storage, { lifetimes: { accessToken: 1 } });
    try {
      const answer = await immClientFor(brief).call('GenerateWebofficeToken', {
        SourceURI: 'oss://test/short.pdf',
        Permission: { Readonly: true },
      });
      const fileId = new URL(String(answer.WebofficeURL)).pathname.split('/').pop();
      const response = await fetch(`${brief.url}/office/api/${fileId}/content`, {
        headers: { authorization: `Bearer ${String(answer.AccessToken)}` },
      });
      assert.equal(response.status, 401);
    } finally {
      await brief.close();
    }
  });

  test('under another name for this machine', async () => {
    const status = await new Promise((resolve) =>
      request(office.url, { method: 'POST', headers: { host: 'attacker.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end(),
    );
    assert.equal(status, 421);
  });
});

test('the page and the SDK are there, with their headers', async () => {
  const page = await fetch(`${office.url}/office/w/${'0'.repeat(40)}?_w_tokentype=1`);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors/);
  const sdk = await fetch(office.sdkURL);
  assert.match(sdk.headers.get('content-type') ?? '', /javascript/);
  assert.match(await sdk.text(), /aliyun/);
  assert.equal((await fetch(`${office.url}/office/pdfjs/../../package.json`)).status, 404);
  assert.equal((await fetch(`${office.url}/office/pdfjs/build/pdf.min.mjs`)).status, 200);
});
