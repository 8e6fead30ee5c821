/** New versions, pages that take sessions over, and what cached previews go on showing. */
import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { docx, pdf } from '../setup/documents.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { listen, pageCount, readPages, visit } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
const start = () => startOffice(storage, { cacheFolder: `${storage.root}/cache` });
before(async () => {
  storage = await temporaryStorage();
  office = await start();
});
after(async () => {
  await office.close();
  await storage.remove();
});

const path = (name: string) => `${storage.root}/test/${name}`;

describe('a page hears of a save and shows it', () => {
  const saves: Record<string, (name: string) => Promise<void>> = {
    'written in place': (name) => writeFile(path(name), pdf(3)),
    'put in the place of the old file': async (name) => {
      await writeFile(path('~temporary'), pdf(3));
      await rename(path('~temporary'), path(name));
    },
  };
  for (const [how, save] of Object.entries(saves)) {
    test(how, async () => {
      const name = `${how.length}.pdf`;
      await writeFile(path(name), pdf(2));
      const visitor = await visit(office, { SourceURI: `oss://test/${name}` });
      await visitor.outcome();
      const { events, hangUp } = await listen(visitor);
      await save(name);
      assert.deepEqual((await events.next()).value, { event: 'changed', version: 2 });
      assert.equal(await pageCount(await visitor.pdf()), 2, 'the version the page knows of, until it asks');
      assert.deepEqual(await visitor.outcome(), { state: 'ready' });
      assert.equal(await pageCount(await visitor.pdf()), 3);
      hangUp();
    });
  }

  test('also when it listens only after the save', async () => {
    await writeFile(path('late.txt'), 'one');
    const visitor = await visit(office, { SourceURI: 'oss://test/late.txt' });
    await visitor.outcome();
    await writeFile(path('late.txt'), 'another');
    const { events, hangUp } = await listen(visitor);
    assert.deepEqual((await events.next()).value, { event: 'changed', version: 2 });
    assert.equal(await (await visitor.call('content')).text(), 'another');
    hangUp();
  });
});

describe('a cached preview', () => {
  const contents: [name: string, first: string | Buffer, next: string | Buffer][] = [
    ['pinned.txt', 'first', 'second'],
    ['pinned.pdf', pdf(1), pdf(2)],
    ['pinned.docx', docx(['first']), docx(['second'])],
  ];
  for (const [name, first, next] of contents) {
    test(`${name} stays as it was, after a restart too`, async () => {
      const shown = async (CachePreview: boolean) => {
        const visitor = await visit(office, { SourceURI: `oss://test/${name}`, CachePreview });
        assert.deepEqual(await visitor.outcome(), { state: 'ready' });
        const content = Buffer.from(await (await visitor.call('content')).arrayBuffer());
        return name.endsWith('.txt') ? content.toString() : (await readPages(content)).join('|');
      };
      await writeFile(path(name), first);
      const before = await shown(true);
      await writeFile(path(name), next);
      assert.equal(await shown(true), before);
      assert.notEqual(await shown(false), before);
      await office.close();
      office = await start();
      assert.equal(await shown(true), before);
    });
  }

  test('is not pinned to what could not be shown', async () => {
    await writeFile(path('mended.docx'), 'no document');
    const wish = { SourceURI: 'oss://test/mended.docx', CachePreview: true };
    assert.deepEqual(await (await visit(office, wish)).outcome(), { state: 'failed', code: 'DocumentBroken' });
    await writeFile(path('mended.docx'), docx(['mended']));
    assert.deepEqual(await (await visit(office, wish)).outcome(), { state: 'ready' });
  });

  test('hears of no change', async () => {
    await writeFile(path('quiet.txt'), 'one');
    const cached = await visit(office, { SourceURI: 'oss://test/quiet.txt', CachePreview: true }, 'one');
    const live = await visit(office, { SourceURI: 'oss://test/quiet.txt' });
    await Promise.all([cached.outcome(), live.outcome()]);
    const [silent, told] = [await listen(cached), await listen(live)];
    await writeFile(path('quiet.txt'), 'another');
    await told.events.next();
    await cached.call('session', { method: 'POST', page: 'two' });
    assert.deepEqual((await silent.events.next()).value, { event: 'replaced' }, 'the first it hears');
    told.hangUp();
  });
});

describe('one Generate result serves one page', () => {
  test('the last that opened it', async () => {
    const visitor = await visit(office, { SourceURI: 'oss://test/short.pdf' }, 'first');
    const status = async (name: string, page: string, method = 'GET') => (await visitor.call(name, { page, method })).status;
    assert.equal(await status('session', 'first', 'POST'), 200);
    assert.equal(await status('session', 'first', 'POST'), 200, 'renewing is no takeover');
    const { events } = await listen(visitor);
    assert.equal(await status('progress', 'second'), 401, 'only opening takes over');
    assert.equal(await status('session', 'second', 'POST'), 200);
    assert.deepEqual((await events.next()).value, { event: 'replaced' });
    assert.equal((await events.next()).done, true);
    for (const name of ['progress', 'content', 'events', 'export']) assert.equal(await status(name, 'first'), 401, name);
    assert.equal(await status('session', 'first', 'POST'), 401, 'it does not come back');
    assert.equal(await status('progress', 'second'), 200);
  });

  test('a page without a name is one as well', async () => {
    const visitor = await visit(office, { SourceURI: 'oss://test/short.pdf' });
    assert.equal((await visitor.call('progress')).status, 200);
    assert.equal((await visitor.call('session', { method: 'POST', page: 'named' })).status, 200);
    assert.equal((await visitor.call('progress')).status, 401);
    assert.equal((await visitor.call('progress', { page: 'no name!' })).status, 400);
  });
});
