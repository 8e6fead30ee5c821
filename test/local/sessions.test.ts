import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { SessionStore, type Session } from '../../local/src/server/visits/sessions.js';
import { immClientFor, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { listen, visit } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { lifetimes: { accessToken: 1_000, refreshToken: 1_500 } });
});
after(async () => {
  await office.close();
  await storage.remove();
});

test('a session ends when its last token does, and not when its first does', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  try {
    const session = { fileId: 'f' } as Session;
    const ended: [Session, time: number][] = [];
    const store = new SessionStore({ accessToken: 20, refreshToken: 60 }, (each) => ended.push([each, Date.now() - 1_000_000]));
    const first = store.issue(session);
    mock.timers.tick(40);
    const second = store.rotate(first.accessToken, first.refreshToken)!;
    assert.deepEqual(store.find(second.accessToken), { session, expiresIn: 20 });
    mock.timers.tick(59);
    assert.deepEqual(ended, [], 'the first pair has ended at 60 ms, and the refresh token of the second is still good');
    mock.timers.tick(1);
    assert.deepEqual(ended, [[session, 100]]);
    assert.equal(store.rotate(second.accessToken, second.refreshToken), undefined);
  } finally {
    mock.timers.reset();
  }
});

test('events end with the token, and go on with the next', async () => {
  const visitor = await visit(office, { SourceURI: 'oss://test/short.pdf' });
  const { events } = await listen(visitor);
  const client = immClientFor(office);
  const next = await client.call('RefreshWebofficeToken', { AccessToken: visitor.accessToken, RefreshToken: visitor.refreshToken });
  assert.equal((await events.next()).done, true);
  assert.equal((await visitor.call('session', { method: 'POST' })).status, 401, 'the old token is over');
  assert.notEqual(next.AccessToken, visitor.accessToken);
});
