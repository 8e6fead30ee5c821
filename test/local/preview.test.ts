import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { SessionInfo } from '../../local/src/shared/page-api.js';
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

async function open(parameters: Record<string, unknown>) {
  const answer = await immClientFor(office).call('GenerateWebofficeToken', { Permission: { Readonly: true }, ...parameters });
  const fileId = new URL(String(answer.WebofficeURL)).pathname.split('/').pop()!;
  const init = { headers: { authorization: `Bearer ${String(answer.AccessToken)}` } };
  return (name: string, more: RequestInit = {}) => fetch(`${office.url}/office/api/${fileId}/${name}`, { ...init, ...more });
}

const lastLine = async (response: Response) => JSON.parse((await response.text()).trim().split('\n').at(-1)!) as unknown;

/** What a PDF says of its own pages. */
async function pageCount(response: Response): Promise<number> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({ data: new Uint8Array(await response.arrayBuffer()), verbosity: 0 });
  const { numPages } = await loading.promise;
  await loading.destroy();
  return numPages;
}

test('PreviewPages: no more than the first pages leave the server, and it says how many there are', async () => {
  const call = await open({ SourceURI: 'oss://test/long.pdf', PreviewPages: 5 });
  assert.deepEqual(await lastLine(await call('progress')), { state: 'ready', total: 300 });
  assert.equal(await pageCount(await call('content')), 5);
});

test('PreviewPages: of a converted document too', async () => {
  const call = await open({ SourceURI: 'oss://demo/annual-report.docx', PreviewPages: 2 });
  assert.deepEqual(await lastLine(await call('progress')), { state: 'ready', total: 7 });
  assert.equal(await pageCount(await call('content')), 2);
  const all = await open({ SourceURI: 'oss://demo/annual-report.docx' });
  await lastLine(await all('progress'));
  assert.equal(await pageCount(await all('content')), 7, 'the limit is one session’s own');
});

test('PreviewPages: a document with fewer pages is shown whole', async () => {
  const call = await open({ SourceURI: 'oss://test/short.pdf', PreviewPages: 5 });
  assert.deepEqual(await lastLine(await call('progress')), { state: 'ready' });
  assert.equal(await pageCount(await call('content')), 2);
});

test('PreviewPages: fifty lines of text are a page', async () => {
  const call = await open({ SourceURI: 'oss://demo/visitor-notes.txt', PreviewPages: 1 });
  assert.equal((await (await call('content')).text()).split('\n').length, 50);
});

test('a broken document stays broken when it is limited', async () => {
  const call = await open({ SourceURI: 'oss://test/broken.pdf', PreviewPages: 1 });
  assert.deepEqual(await lastLine(await call('progress')), { state: 'failed', code: 'DocumentBroken' });
});

test('Watermark, CachePreview and Hidecmb reach the page, with IMM’s defaults', async () => {
  const call = await open({ SourceURI: 'oss://test/short.pdf', Watermark: { Type: 1, Value: '内部' }, CachePreview: true, Hidecmb: true });
  const info = SessionInfo.parse(await (await call('session', { method: 'POST' })).json());
  assert.deepEqual(info.watermark, {
    value: '内部',
    font: 'bold 20px Serif',
    fillStyle: 'rgba(192, 192, 192, 0.6)',
    rotate: -0.7853982,
    vertical: 100,
    horizontal: 50,
  });
  assert.deepEqual([info.cachePreview, info.hidecmb], [true, true]);
});
