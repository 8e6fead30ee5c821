/** What a page may not do is known before anything is read of what it sends; what is kept for a page goes with it; whatever leads out of the root is refused. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, mock, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { DocumentAnnouncer } from '../../local/src/server/visits/announcer.js';
import { Notifier } from '../../local/src/server/visits/notifier.js';
import { UploadGuard } from '../../local/src/server/visits/upload-guard.js';
import { BaseVersions } from '../../local/src/server/visits/base-versions.js';
import { History } from '../../local/src/server/saving/history.js';
import type { Session } from '../../local/src/server/visits/sessions.js';
import { DocumentStore, type StoredFile } from '../../local/src/server/documents/store.js';
import { Versions } from '../../local/src/server/documents/versions.js';
import { Visit } from '../../local/src/server/visits/visit.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { visit, type Visitor } from './visitor.js';

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

/** Says that 200 MB will come, and sends none of them. @returns the status */
function announce({ fileId, accessToken }: Visitor, method: string, call: string): Promise<number | undefined> {
  const headers = { authorization: `Bearer ${accessToken}`, 'x-page': 'page', 'content-length': 200 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    const request = send(`${office.url}/office/api/${fileId}/${call}`, { method, headers }, (response) => {
      resolve(response.statusCode);
      request.destroy();
    });
    request.on('error', reject);
    request.flushHeaders();
  });
}

const calls = [
  ['PUT', 'save?base=1'],
  ['PUT', 'save?base=1&rest'],
  ['PUT', 'seed?base=1'],
  ['POST', 'live'],
  ['POST', 'rename'],
  ['POST', 'restore'],
] as const;
for (const [method, call] of calls) {
  test(`${method} ${call} of a reader is refused before its body has come`, { timeout: 60_000 }, async () => {
    await writeFile(`${storage.root}/test/read.txt`, 'text');
    const reader = await visit(office, { SourceURI: 'oss://test/read.txt' }, 'page');
    assert.equal((await reader.call('session', { method: 'POST' })).status, 200);
    assert.equal(await announce(reader, method, call), 403);
  });
}

test('changes to a version the page was never sent are refused before they have come', { timeout: 60_000 }, async () => {
  await writeFile(`${storage.root}/test/base.txt`, 'text');
  const writer = await visit(office, { SourceURI: 'oss://test/base.txt', Permission: {} }, 'page');
  assert.equal((await writer.call('session', { method: 'POST' })).status, 200);
  assert.equal(await announce(writer, 'PUT', 'save?base=77'), 409);
});

describe('the copies that a page changes', () => {
  const MINUTE = 60_000;
  const user = { id: '1', name: 'A' };
  const permission = { readonly: false };
  const file = { path: '/not-there.txt', uri: 'oss://test/not-there.txt' };
  let folder: string;
  let page: Visit;
  let live: DocumentAnnouncer;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-bases-'));
    let count = 0;
    const newBases = () => new BaseVersions(() => join(folder, String(count++)));
    page = new Visit({ filename: 'a.txt', user, permission, file } as Session, newBases(), newBases());
    live = new DocumentAnnouncer(
      new Versions(),
      new UploadGuard(),
      new Notifier({ notify: undefined, subscribers: {}, onError: assert.ifError }),
    );
    await page.bases.keep(1, Buffer.from('one'));
    await page.seeds.keep(1, Buffer.from('seed'));
    mock.timers.enable({ apis: ['setTimeout'] });
    live.arrive(page, 1);
  });
  after(async () => {
    mock.timers.reset();
    await rm(folder, { recursive: true });
  });
  const isKept = () => [page.bases.find(1), page.seeds.find(1)].every((path) => path !== undefined);

  test('stay while its computer sleeps', () => {
    mock.timers.tick(20 * 60 * MINUTE);
    assert.ok(isKept());
  });

  test('stay while a farewell may be on its way or the browser may show the page again', () => {
    live.leave(page);
    mock.timers.tick(30 * MINUTE);
    assert.ok(isKept());
    live.stay(page);
    mock.timers.tick(20 * 60 * MINUTE);
    assert.ok(isKept());
  });

  test('go when it has gone', async () => {
    live.leave(page);
    mock.timers.tick(40 * MINUTE);
    assert.deepEqual([page.bases.find(1), page.seeds.find(1)], [undefined, undefined]);
    // The clock of timers is a mocked one here.
    for (let looks = 0; (await readdir(folder)).length > 0; looks++) {
      assert.ok(looks < 100_000, 'the versions are still on the disk');
      await new Promise(setImmediate);
    }
  });
});

test('a save that comes after the goodbye of its page is made', { timeout: 60_000 }, async () => {
  await writeFile(`${storage.root}/test/late.csv`, 'a,b\n1,2\n');
  const writer = await visit(office, { SourceURI: 'oss://test/late.csv', Permission: {} }, 'page');
  await writer.call('session', { method: 'POST' });
  const base = (await writer.call('content')).headers.get('x-version');
  await writer.post('leave', {});
  const body = JSON.stringify({ cells: [{ sheet: 0, row: 1, column: 1, value: '3' }] });
  assert.equal((await writer.call(`save?base=${base}&over=${base}&auto`, { method: 'PUT', body })).status, 200);
  assert.equal(await readFile(`${storage.root}/test/late.csv`, 'utf8'), 'a,b\n1,3\n');
});

test('a page whose copy is gone saves on top of the file while that is the version it has', { timeout: 60_000 }, async () => {
  const path = `${storage.root}/test/gone.csv`;
  await writeFile(path, 'a,b\n1,2\n');
  const writer = await visit(office, { SourceURI: 'oss://test/gone.csv', Permission: {} }, 'page');
  await writer.call('session', { method: 'POST' });
  const change = (value: string) => ({ method: 'PUT', body: JSON.stringify({ cells: [{ sheet: 0, row: 1, column: 1, value }] }) });
  assert.equal((await writer.call('save?base=1&over=1', change('3'))).status, 200);
  assert.equal(await readFile(path, 'utf8'), 'a,b\n1,3\n');
  await writeFile(path, 'others,have,written\n');
  assert.equal((await writer.call('save?base=2&over=2', change('4'))).status, 200, 'its own save is kept as a base');
  assert.equal((await writer.call('save?base=9&over=9', change('5'))).status, 409);
});

test('the page has its security headers under every address', async () => {
  for (const address of [`/office/w/${'0'.repeat(40)}`, '/office/assets/index.html']) {
    const policy = (await fetch(office.url + address)).headers.get('content-security-policy');
    assert.match(policy ?? '', /default-src 'none'.*frame-ancestors/, address);
  }
});

test('a user’s picture is loaded by a frame that may load nothing else, and by the page never', async () => {
  const avatar = `https://pictures.test/a;b.png?size=1&"');}</style>`;
  const reader = await visit(office, { SourceURI: 'oss://test/short.pdf', User: { Id: '1', Name: 'A', Avatar: avatar } });
  const page = await fetch(`${office.url}/office/f/${reader.fileId}`);
  assert.match(page.headers.get('content-security-policy')!, /img-src 'self' data: blob:;.*frame-src 'self';/);
  const { user } = (await (await reader.call('session', { method: 'POST' })).json()) as { user: { avatar: string } };
  assert.match(user.avatar, /^\/office\/picture\/[0-9a-f]{40}\/[0-9a-f]{64}$/);
  const frame = await fetch(office.url + user.avatar);
  assert.match(
    frame.headers.get('content-security-policy')!,
    /^default-src 'none'; img-src https:\/\/pictures\.test\/a%3Bb\.png; style-src 'unsafe-inline'; sandbox; frame-ancestors /,
  );
  const shown = await frame.text();
  assert.match(shown, /url\("https:\/\/pictures\.test\/a;b\.png\?size=1&[^"<>\\]+"\) center/);
  assert.equal(shown.split('</style>').length, 2);
  const elsewhere = user.avatar.replace(reader.fileId, '0'.repeat(40));
  assert.equal((await fetch(office.url + elsewhere)).status, 404);
  assert.equal((await fetch(office.url + user.avatar.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')))).status, 404);
});

test('two servers on one cache folder give no number of a version twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-history-'));
  const file = { uri: 'oss://test/a.txt', path: '/a.txt' } as StoredFile;
  const servers = await Promise.all([History.open(folder), History.open(folder)]);
  const notes = await Promise.all(servers.map((history, index) => history.keep(file, Buffer.from(String(index)))));
  const ids = await Promise.all(notes.map((note, index) => note({ origin: 'saved', user: { id: String(index), name: 'A' } })));
  assert.equal(new Set(ids).size, 2);
  assert.deepEqual((await servers[0].list(file)).map(({ id }) => id).sort(), [...ids].sort());
  await rm(folder, { recursive: true });
});

test('a bucket that is a link out of the root is none', async () => {
  const root = await mkdtemp(join(tmpdir(), 'imm-weboffice-root-'));
  const buckets = join(root, 'buckets');
  await mkdir(join(buckets, 'inside'), { recursive: true });
  await mkdir(join(root, 'elsewhere'));
  for (const folder of [join(buckets, 'inside'), join(root, 'elsewhere')]) await writeFile(join(folder, 'a.txt'), 'text');
  await symlink('inside', join(buckets, 'alias'));
  await symlink('../elsewhere', join(buckets, 'out'));
  await symlink(join(root, 'elsewhere'), join(buckets, 'far'));
  const store = new DocumentStore((bucket) => join(buckets, bucket), buckets);
  const isFound = async (bucket: string) => (await store.find(`oss://${bucket}/a.txt`)) !== undefined;
  assert.deepEqual(await Promise.all(['inside', 'alias', 'out', 'far'].map(isFound)), [true, true, false, false]);
  // A folder the host names by itself may lie anywhere.
  const named = new DocumentStore(() => join(root, 'elsewhere'), buckets);
  assert.ok(await named.find('oss://any/a.txt'));
  await rm(root, { recursive: true });
});
