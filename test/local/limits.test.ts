/** What never leaves the server: too much of a document, and the stored bytes of a PDF. */
import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { PdfCache } from '../../local/src/server/convert/cache.js';
import { PdfCutter } from '../../local/src/server/convert/pdf-cutter.js';
import { PdfEngine } from '../../local/src/server/convert/pdf-engine.js';
import { Preparation } from '../../local/src/server/convert/preparation.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { pdf } from '../setup/documents.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { pageCount, visit } from './visitor.js';

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

const put = (name: string, content: string | Buffer) => writeFile(`${storage.root}/test/${name}`, content);

test('more than 200 MB', async () => {
  for (const name of ['huge.pdf', 'huge.docx', 'huge.txt']) {
    await put(name, name === 'huge.pdf' ? '%PDF-1.7' : 'PK\u0003\u0004');
    await truncate(`${storage.root}/test/${name}`, 200 * 1024 * 1024 + 1);
    const visitor = await visit(office, { SourceURI: `oss://test/${name}` });
    const opened = await visitor.call('session', { method: 'POST' });
    assert.deepEqual([opened.status, ((await opened.json()) as { Code: string }).Code], [413, 'FileTooLarge']);
    assert.deepEqual(await visitor.outcome(), { state: 'failed', code: 'FileTooLarge' });
  }
});

test('more than 5,000 pages, even where fewer would be shown', async () => {
  await put('pages.pdf', pdf(5_001));
  await put('fewer-pages.pdf', pdf(5_000));
  for (const limit of [{}, { PreviewPages: 1 }]) {
    const outcome = await (await visit(office, { SourceURI: 'oss://test/pages.pdf', ...limit })).outcome();
    assert.deepEqual(outcome, { state: 'failed', code: 'FileTooLarge', reason: 'TooManyPages' });
  }
  const most = await visit(office, { SourceURI: 'oss://test/fewer-pages.pdf', PreviewPages: 1 });
  assert.deepEqual(await most.outcome(), { state: 'ready', total: 5_000 });
});

test('a PDF is handed out written anew, the same one every time', async () => {
  const secret = '%hidden in the stored file';
  const stored = Buffer.concat([pdf(3), Buffer.from(`\n${secret}`)]);
  await put('stored.pdf', stored);
  await put('stored.docx', stored);
  for (const name of ['stored.pdf', 'stored.docx']) {
    const visitor = await visit(office, { SourceURI: `oss://test/${name}`, Permission: { Readonly: name === 'stored.pdf' } });
    assert.equal((await visitor.call('content')).status, 409, 'not before it is written');
    assert.deepEqual(await visitor.outcome(), { state: 'ready' });
    const shown = await visitor.pdf();
    assert.equal(await pageCount(shown), 3);
    assert.ok(!shown.includes(secret));
    const again = await visit(office, { SourceURI: `oss://test/${name}` });
    await again.outcome();
    assert.deepEqual(await again.pdf(), shown);
  }
});

test('the first pages of a large document come before the rest', async () => {
  await put('large.pdf', Buffer.concat([pdf(3_000), Buffer.alloc(17 * 1024 * 1024, '%')]));
  const visitor = await visit(office, { SourceURI: 'oss://test/large.pdf', PreviewPages: 6 });
  assert.deepEqual(await visitor.progress(), [{ state: 'head' }, { state: 'ready', total: 3_000 }]);
  const head = Buffer.from(await (await visitor.call('content?part=head')).arrayBuffer());
  assert.deepEqual([await pageCount(head), await pageCount(await visitor.pdf())], [4, 6]);
});

test('the first pages of a conversion are no more than may be shown', async () => {
  const pdfs = new PdfEngine(60_000);
  try {
    const whole = new Preparation();
    whole.showHead(pdf(4));
    const limited = new PdfCutter(await PdfCache.open(`${storage.root}/cache`), pdfs).limit(whole, 2);
    assert.deepEqual(await limited.until(() => true), { state: 'head' });
    assert.equal(await pageCount(limited.head!), 2);
    whole.finish(pdf(9));
    assert.deepEqual(await limited.until(() => false), { state: 'ready', total: 9 });
    assert.equal(await pageCount(limited.whole as Buffer), 2);
  } finally {
    pdfs.close();
  }
});

test('rows of a table count, not lines; fifty are a page', async () => {
  const row = (number: number) => `${number},"two\nlines"`;
  await put('rows.csv', Array.from({ length: 120 }, (_, index) => row(index + 1)).join('\n'));
  const visitor = await visit(office, { SourceURI: 'oss://test/rows.csv', PreviewPages: 2 });
  assert.deepEqual(await visitor.outcome(), { state: 'ready', total: 3 });
  const text = await (await visitor.call('content')).text();
  assert.ok(text.endsWith(row(100)) && !text.includes('101,'));
  await put('open-quote.csv', `"never closed\n${'x\n'.repeat(200)}`);
  const open = await visit(office, { SourceURI: 'oss://test/open-quote.csv', PreviewPages: 1 });
  assert.equal((await (await open.call('content')).text()).split('\n').length, 50);
});
