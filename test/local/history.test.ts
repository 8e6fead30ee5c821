/** Which saves are versions of their own: what is saved by itself is one version while one user goes on, for ten minutes. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, mock, test } from 'node:test';
import type { StoredFile } from '../../local/src/server/documents/store.js';
import { History, type HistoryNote } from '../../local/src/server/saving/history.js';

const NOW = Date.UTC(2026, 10, 26, 10, 0, 0);
const MINUTE = 60_000;
const ADA = { id: 'ada', name: 'Ada' };
const EVE = { id: 'eve', name: 'Eve' };
const FILE = { uri: 'oss://test/a.txt', path: '/somewhere/a.txt' } as StoredFile;

let folder: string;
let history: History;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-history-'));
  history = await History.open(folder);
  mock.timers.enable({ apis: ['Date'], now: NOW });
});
afterEach(async () => {
  mock.timers.reset();
  await rm(folder, { recursive: true });
});

async function save(content: string, user: HistoryNote['user'], origin: HistoryNote['origin'] = 'autosaved'): Promise<void> {
  await (
    await history.keep(FILE, Buffer.from(content))
  )({ origin, user });
}
const versions = async () => (await history.list(FILE)).map(({ user, size }) => `${user?.id} ${size}`);
/** Contents on the disk, without the log. */
const contents = async () => (await readdir(join(folder, (await readdir(folder))[0]!))).filter((name) => name !== 'log.ndjson').length;

test('autosaves of one user within ten minutes are one version, the newest', async () => {
  await save('1', ADA);
  mock.timers.tick(10 * MINUTE - 1);
  await save('22', ADA);
  assert.deepEqual(await versions(), ['ada 2']);
  assert.equal(await contents(), 1, 'the older content is gone from the disk');
});

test('autosaves ten minutes apart are two versions', async () => {
  await save('1', ADA);
  mock.timers.tick(10 * MINUTE);
  await save('22', ADA);
  assert.deepEqual(await versions(), ['ada 1', 'ada 2']);
});

test('autosaves of two people within ten minutes are two versions, and in turns each is one', async () => {
  await save('1', ADA);
  await save('22', EVE);
  await save('333', ADA);
  await save('4444', ADA);
  assert.deepEqual(await versions(), ['ada 1', 'eve 2', 'ada 4']);
});

test('what somebody saved stays when more is saved by itself; a save takes the place of what was saved by itself before', async () => {
  await save('1', ADA, 'saved');
  await save('22', ADA);
  await save('333', ADA, 'saved');
  await save('4444', ADA);
  assert.deepEqual(await versions(), ['ada 1', 'ada 3', 'ada 4']);
});

for (const origin of ['restored', 'conflict'] as const) {
  test(`what was saved by itself stays when it is followed by what is ${origin === 'restored' ? 'restored' : 'in conflict with it'}`, async () => {
    await save('1', ADA);
    await save('22', ADA, origin);
    assert.deepEqual(await versions(), ['ada 1', 'ada 2']);
    assert.equal(await contents(), 2);
  });
}

test('of two contents that are the same one stays as long as a version has it', async () => {
  await save('same', ADA, 'saved');
  await save('other', ADA);
  await save('same', ADA);
  assert.deepEqual(await versions(), ['ada 4', 'ada 4']);
  assert.equal(await contents(), 1);
});

test('the newest 100 versions are kept', async () => {
  for (let count = 1; count <= 102; count++) await save('x'.repeat(count), ADA, 'saved');
  const kept = await versions();
  assert.deepEqual([kept.length, kept[0], kept.at(-1)], [100, 'ada 3', 'ada 102']);
  assert.equal(await contents(), 100);
});

test('a version is found by its id, and no other', async () => {
  await save('1', ADA, 'saved');
  const { id } = (await history.list(FILE))[0]!;
  assert.match(id, /^1-[0-9a-f]{8}$/);
  assert.equal(await history.find(FILE, id), await history.pathOf(FILE, Buffer.from('1')));
  assert.equal(await history.find(FILE, '2'), undefined);
  assert.deepEqual(await history.list({ ...FILE, path: '/elsewhere/a.txt' }), [], 'another document of the same URI');
});

test('the newest content is that of the last version which the document has had', async () => {
  await save('mine', ADA, 'saved');
  await save('theirs', EVE, 'conflict');
  assert.equal(await history.isNewest(FILE, Buffer.from('mine')), true);
  assert.equal(await history.isNewest(FILE, Buffer.from('theirs')), false);
});
