/** The office page's files as browsers keep them: names that last, variants that are compressed, validators, and what a page names for fetching early. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { request as ask, type IncomingMessage } from 'node:http';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { LocalWebOffice } from '../../local/src/index.js';
import { docx } from '../setup/documents.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { visit } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  await writeFile(`${storage.root}/test/text.docx`, docx(['text']));
});
after(async () => {
  await office.close();
  await storage.remove();
});

interface Answer {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** As it comes over the wire: `fetch` would decompress it. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    ask(office.url + path, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}

/** The page of a document, and the files it names. */
async function pageOf(name: string, readonly: boolean): Promise<{ html: string; preloads: string[]; scripts: string[] }> {
  const { fileId } = await visit(office, { SourceURI: `oss://test/${name}`, Permission: { Readonly: readonly } });
  const html = (await get(`/office/w/${fileId}`)).body.toString();
  const hrefs = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]!);
  return { html, preloads: hrefs(/<link rel="modulepreload" href="([^"]+)"/g), scripts: hrefs(/<script[^>]* src="([^"]+)"/g) };
}

test('what is named after its content is kept for ever, compressed as the browser takes it', async () => {
  const [script] = (await pageOf('text.docx', true)).scripts;
  const plain = await get(script!);
  assert.equal(plain.status, 200);
  assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.equal(plain.headers['content-encoding'], undefined);
  const brotli = await get(script!, { 'accept-encoding': 'gzip, deflate, br, zstd' });
  assert.equal(brotli.headers['content-encoding'], 'br');
  assert.deepEqual(brotliDecompressSync(brotli.body), plain.body);
  const gzip = await get(script!, { 'accept-encoding': 'br;q=0, gzip' });
  assert.equal(gzip.headers['content-encoding'], 'gzip');
  assert.deepEqual(gunzipSync(gzip.body), plain.body);
  for (const { headers, body } of [plain, brotli, gzip]) {
    assert.equal(headers.vary, 'accept-encoding');
    assert.match(headers['content-type'] ?? '', /^text\/javascript/);
    assert.equal(Number(headers['content-length']), body.length);
  }
  assert.equal(new Set([plain, brotli, gzip].map(({ headers }) => headers.etag)).size, 3);
});

test('what has a lasting name is answered briefly while it is the same', async () => {
  const sdk = new URL(office.sdkURL).pathname;
  for (const path of [sdk, '/office/pdfjs/build/pdf.min.mjs', '/office/pdfjs/web/pdf_viewer.css']) {
    const first = await get(path);
    assert.equal(first.status, 200, path);
    assert.doesNotMatch(first.headers['cache-control'] ?? '', /immutable/);
    const { etag } = first.headers;
    for (const known of [etag!, `"other", W/${etag}`, '*']) {
      const again = await get(path, { 'if-none-match': known });
      assert.equal(again.status, 304, `${path} ${known}`);
      assert.equal(again.body.length, 0);
      assert.equal(again.headers.etag, etag);
    }
    assert.equal((await get(path, { 'if-none-match': '"other"' })).status, 200);
  }
});

test('nothing outside of the folders is sent', async () => {
  for (const path of [
    '/office/pdfjs/../package.json',
    '/office/pdfjs/%2e%2e/lit/package.json',
    '/office/assets/none-12345678.js',
    '/office/assets/..',
  ]) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test('a page names the code for its kind of document, and each file it names is there', async () => {
  await writeFile(`${storage.root}/test/text.txt`, 'text');
  await writeFile(`${storage.root}/test/table.csv`, 'a,b\n1,2\n');
  await writeFile(`${storage.root}/test/book.xlsx`, 'not yet');
  const expected: [name: string, readonly: boolean, chunk: RegExp][] = [
    ['text.docx', true, /\/pdfjs\/build\/pdf\.min\.mjs$/],
    ['text.docx', false, /\/word-[\w-]+\.js$/],
    ['text.txt', true, /\/text-[\w-]+\.js$/],
    ['table.csv', true, /\/table-[\w-]+\.js$/],
    ['table.csv', false, /\/sheet-[\w-]+\.js$/],
    ['book.xlsx', true, /\/workbook-[\w-]+\.js$/],
  ];
  for (const [name, readonly, chunk] of expected) {
    const { html, preloads, scripts } = await pageOf(name, readonly);
    assert.ok(
      preloads.some((href) => chunk.test(href)),
      `${name}: ${preloads.join(' ')}`,
    );
    assert.ok(preloads.every((href) => !scripts.includes(href)));
    for (const [, href] of html.matchAll(/ href="(\/[^"]+)"/g)) assert.equal((await get(href!)).status, 200, href);
  }
});

test('a page that nobody has a token for names no document’s code', async () => {
  const { status, body } = await get(`/office/w/${'0'.repeat(40)}`);
  assert.equal(status, 200);
  assert.doesNotMatch(body.toString(), /modulepreload" href="\/office\/(pdfjs|assets\/(word|sheet|text|table|workbook))/);
});
