/** A local WebOffice that is closed while people write: what it has taken is in the files. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { RunningRequests } from '../../local/src/server/http/running-requests.js';
import { ImmFault } from '../../local/src/server/imm-fault.js';
import { LiveState, SaveResult } from '../../local/src/shared/page-api.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { visit, type Visitor } from './visitor.js';

let storage: Storage;
before(async () => {
  storage = await temporaryStorage();
});
after(() => storage.remove());

const pathOf = (name: string) => `${storage.root}/test/${name}`;
const start = () => startOffice(storage, { cacheFolder: `${storage.root}/cache` });

async function open(office: LocalWebOffice, name: string): Promise<Visitor> {
  const visitor = await visit(office, { SourceURI: `oss://test/${name}`, Permission: { Readonly: false } });
  assert.equal((await visitor.call('session', { method: 'POST' })).status, 200);
  return visitor;
}

/** @returns appends a letter, and the outcome: its answer's status, 0 without one */
async function writeText(office: LocalWebOffice, name: string): Promise<() => Promise<number>> {
  await writeFile(pathOf(name), '');
  const visitor = await open(office, name);
  const content = await visitor.call('content?live');
  const [room = ''] = (content.headers.get('x-live') ?? '').split('.');
  let since = 0;
  return async () => {
    try {
      const updates = [{ client: 'me', changes: since ? [since, [0, 'x']] : [[0, 'x']] }];
      const response = await visitor.post('live', { room, since, updates });
      if (response.ok) since = LiveState.parse(await response.json()).version;
      return response.status;
    } catch {
      return 0;
    }
  };
}

test('a text that was written and never saved is saved', async () => {
  const office = await start();
  const type = await writeText(office, 'unsaved.txt');
  assert.equal(await type(), 200);
  assert.equal(await readFile(pathOf('unsaved.txt'), 'utf8'), '');
  await office.close();
  assert.equal(await readFile(pathOf('unsaved.txt'), 'utf8'), 'x');
});

test('every letter that was taken while it was being closed is in the file, and no other', async () => {
  const office = await start();
  const type = await writeText(office, 'typing.txt');
  assert.equal(await type(), 200);
  const closed = office.close();
  let taken = 1;
  let status = await type();
  for (; status === 200; status = await type()) taken++;
  assert.ok(status === 503 || status === 0, `what is not taken is refused: ${status}`);
  await closed;
  assert.equal(await readFile(pathOf('typing.txt'), 'utf8'), 'x'.repeat(taken));
});

test('a save that has begun ends well', async () => {
  const office = await start();
  await makeWorkbook(pathOf('begun.xlsx'));
  const visitor = await open(office, 'begun.xlsx');
  const version = Number((await visitor.call('content')).headers.get('x-version'));
  const body = JSON.stringify({ cells: [{ sheet: 0, row: 0, column: 0, value: 'saved at the end' }] });
  const save = request(`${office.url}/office/api/${visitor.fileId}/save?base=${version}&over=${version}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${visitor.accessToken}`, expect: '100-continue', 'content-length': Buffer.byteLength(body) },
  });
  save.flushHeaders();
  const answered = once(save, 'response');
  // From here on the server is waiting for its body.
  await once(save, 'continue');
  const closed = office.close();
  save.end(body);
  const [response] = (await answered) as [AsyncIterable<Buffer>];
  let text = '';
  for await (const chunk of response) text += chunk.toString();
  assert.equal(SaveResult.parse(JSON.parse(text)).result, 'ok');
  await closed;
});

test('a request that never ends delays it by 10 s at most; one that only reads by nothing', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const running = new RunningRequests();
  const never = new Promise<void>(() => undefined);
  void running.run('GET', () => never);
  await running.stop();
  const other = new RunningRequests();
  void other.run('POST', () => never);
  let hasStopped = false;
  const stopped = other.stop().then(() => (hasStopped = true));
  context.mock.timers.tick(9_999);
  await new Promise(setImmediate);
  assert.equal(hasStopped, false);
  context.mock.timers.tick(1);
  await stopped;
  await assert.rejects(
    other.run('POST', () => Promise.resolve()),
    (error) => error instanceof ImmFault && error.status === 503,
  );
});
