/** Several people at one document: who sees whom, and a text that they write together, as the server has it. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { OfficeEditEvent } from '../../src/contract/notifications.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { LiveState, type LiveChange, type PageEvent, type Person, type SaveResult } from '../../local/src/shared/page-api.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { hear, visit, type Visitor } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
const told: OfficeEditEvent[][] = [];
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache`, notify: (_topic, { events }) => void told.push(events) });
});
after(async () => {
  await office.close();
  await storage.remove();
});

const pathOf = (name: string) => `${storage.root}/test/${name}`;

async function open(name: string, Id: string, more: Record<string, unknown> = {}): Promise<Visitor> {
  const wish = { SourceURI: `oss://test/${name}`, Permission: { Readonly: false }, User: { Id, Name: `Name-of-${Id}` }, ...more };
  const visitor = await visit(office, wish, Id);
  assert.equal((await visitor.call('session', { method: 'POST' })).status, 200);
  return visitor;
}

/** The next event of a kind; others are passed over. */
async function next<E extends PageEvent['event']>(events: AsyncGenerator<PageEvent>, event: E): Promise<Extract<PageEvent, { event: E }>> {
  for (;;) {
    const told = await events.next();
    if (told.done) throw new Error(`no ${event} any more`);
    if (told.value.event === event) return told.value as Extract<PageEvent, { event: E }>;
  }
}

describe('whoever has a document open', () => {
  const readonly = { Permission: { Readonly: true } };
  const names = (people: Person[]) => people.map(({ id, editing, you }) => [id, editing, you]);

  test('hears who else has it open, who comes and who goes', async () => {
    await writeFile(pathOf('room.txt'), 'one');
    const ann = await open('room.txt', 'ann', { NotifyTopicName: 'topic' });
    const { events } = await hear(ann);
    assert.deepEqual((await next(events, 'people')).people, []);
    told.length = 0;
    const bob = await open('room.txt', 'bob', { NotifyTopicName: 'topic' });
    const person = { id: 'bob', name: 'Name-of-bob', editing: true, you: false };
    assert.deepEqual((await next(events, 'people')).people, [person]);
    assert.deepEqual(
      told.map((message) => message.map(({ eventName, imm }) => [eventName, imm.userID])),
      [['ann', 'bob'].map((id) => ['OfficeEdit:Online', id])],
      'the host hears who edits now',
    );
    const carl = await open('room.txt', 'carl', readonly);
    const hers = await hear(carl);
    assert.deepEqual(names((await next(hers.events, 'people')).people), [
      ['ann', true, false],
      ['bob', true, false],
    ]);
    assert.deepEqual(names((await next(events, 'people')).people).at(-1), ['carl', false, false]);
    assert.equal((await bob.post('leave', null)).status, 204);
    assert.deepEqual(names((await next(events, 'people')).people), [['carl', false, false]]);
    assert.deepEqual(
      told.at(-1)!.map(({ imm }) => imm.userID),
      ['ann'],
    );
    // Its connection breaks, as when its tab is killed.
    hers.hangUp();
    assert.deepEqual((await next(events, 'people')).people, []);
  });

  test('is one person in several pages, and is told of itself elsewhere', async () => {
    await writeFile(pathOf('twice.txt'), 'one');
    const first = await open('twice.txt', 'ann', readonly);
    const { events, hangUp } = await hear(first);
    assert.deepEqual((await next(events, 'people')).people, []);
    await open('twice.txt', 'ann');
    assert.deepEqual(names((await next(events, 'people')).people), [['ann', true, true]]);
    await open('twice.txt', 'ann', readonly);
    assert.deepEqual(names((await next(events, 'people')).people), [['ann', true, true]]);
    hangUp();
  });

  test('is neither seen nor sees anybody in a cached preview', async () => {
    await writeFile(pathOf('cached.txt'), 'one');
    const ann = await open('cached.txt', 'ann');
    const { events, hangUp } = await hear(ann);
    assert.deepEqual((await next(events, 'people')).people, []);
    const cached = await open('cached.txt', 'bob', { ...readonly, CachePreview: true });
    assert.equal((await (await cached.call('events?once')).text()).trim(), '');
    await open('cached.txt', 'carl');
    assert.deepEqual(names((await next(events, 'people')).people), [['carl', true, false]], 'the next that comes is another');
    hangUp();
  });
});

describe('a text that is written together', () => {
  interface Writer {
    visitor: Visitor;
    text: string;
    room: string;
    since: number;
    push: (changes: LiveChange[], since?: number) => Promise<Response>;
    state: (changes?: LiveChange[]) => Promise<LiveState>;
    save: () => Promise<SaveResult>;
  }

  async function write(name: string, id: string, content?: string | Buffer): Promise<Writer> {
    if (content !== undefined) await writeFile(pathOf(name), content);
    const visitor = await open(name, id);
    const response = await visitor.call('content?live');
    assert.equal(response.status, 200);
    const [room = '', since = ''] = (response.headers.get('x-live') ?? '').split('.');
    const writer: Writer = {
      ...{ visitor, room, text: await response.text(), since: Number(since) },
      push: (changes, from = writer.since) =>
        visitor.post('live', { room, since: from, updates: changes.map((each) => ({ client: id, changes: each })) }),
      async state(changes = []) {
        const state = LiveState.parse(await (await writer.push(changes)).json());
        writer.since = state.version;
        return state;
      },
      save: async () => (await visitor.call('save?live', { method: 'PUT' })).json() as Promise<SaveResult>,
    };
    return writer;
  }

  test('has everybody’s changes in one order; whoever is behind is told what was missed', async () => {
    const ann = await write('both.txt', 'ann', 'ab\r\ncd\r\n');
    const bob = await write('both.txt', 'bob');
    const { events, hangUp } = await hear(bob.visitor);
    await ann.state([[[0, 'one ', ''], 6]]);
    await next(events, 'live');
    const missed = await bob.state([[6, [0, 'x']]]);
    assert.deepEqual(
      missed.updates.map(({ client }) => client),
      ['ann'],
      'what was made to an older text is not taken',
    );
    const { version, updates } = await bob.state([[11, [0, 'two']]]);
    assert.deepEqual([version, updates.length], [2, 1]);
    const saved = await bob.save();
    assert.equal(saved.result, 'ok');
    assert.equal(await readFile(pathOf('both.txt'), 'utf8'), 'one \r\nab\r\ncd\r\ntwo');
    const heard = await next(events, 'changed');
    assert.deepEqual([heard.version, heard.live, heard.by?.id], [saved.version, 2, 'bob']);
    assert.equal((await ann.save()).result, 'nochange');
    const late = await write('both.txt', 'carl');
    assert.deepEqual([late.text, late.since], ['one \r\nab\r\ncd\r\ntwo', 2]);
    hangUp();
  });

  test('is sent to those who come later with what is not saved', async () => {
    const ann = await write('late.txt', 'ann', 'a');
    await ann.state([[1, [0, 'b']]]);
    assert.equal((await write('late.txt', 'bob')).text, 'ab');
    assert.equal(await readFile(pathOf('late.txt'), 'utf8'), 'a');
  });

  test('is saved when its last writer goes, with what was still to be sent', async () => {
    const ann = await write('gone.txt', 'ann', 'a');
    const bob = await write('gone.txt', 'bob');
    await bob.state([[[0, 'x'], 1]]);
    await ann.visitor.post('leave', { room: ann.room, since: 0, client: 'ann', changes: [1, [0, 'b']], sent: 0, rest: [1] });
    const again = await write('gone.txt', 'carl');
    assert.equal(again.text, 'xab');
    await again.visitor.post('leave', null);
    await bob.visitor.post('leave', null);
    await write('gone.txt', 'dora');
    assert.equal(await readFile(pathOf('gone.txt'), 'utf8'), 'xab');
  });

  test('takes over what another program has put into the file, and keeps what is not saved', async () => {
    const ann = await write('outside.txt', 'ann', 'one\ntwo\nthree\n');
    await ann.state([[4, [3, 'TWO'], 7]]);
    const { events, hangUp } = await hear(ann.visitor);
    await writeFile(pathOf('outside.txt'), 'one\ntwo\nthree\nfour\n');
    await next(events, 'changed');
    const { updates, version } = await ann.state();
    assert.deepEqual([updates.length, version], [1, 2]);
    assert.equal((await ann.save()).result, 'ok');
    assert.equal(await readFile(pathOf('outside.txt'), 'utf8'), 'one\nTWO\nthree\nfour\n');
    hangUp();
  });

  test('has each change once when a page goes while some are under way', async () => {
    const ann = await write('way.txt', 'ann', 'a');
    const bob = await write('way.txt', 'bob');
    // Two single letters are under way, a third was typed since.
    const farewell = { room: ann.room, since: 0, client: 'ann', changes: [1, [0, 'bcd']], sent: 2, rest: [3, [0, 'd']] };
    await ann.push([
      [1, [0, 'b']],
      [2, [0, 'c']],
    ]);
    await bob.state();
    await bob.state([[[0, 'x'], 3]]);
    await ann.visitor.post('leave', farewell);
    assert.equal((await write('way.txt', 'carl')).text, 'xabcd');
    const dora = await write('way.txt', 'dora');
    await bob.state();
    await bob.state([[[0, 'y'], 5]]);
    await dora.visitor.post('leave', {
      ...farewell,
      since: dora.since,
      client: 'dora',
      changes: [5, [0, 'ef']],
      sent: 1,
      rest: [6, [0, 'f']],
    });
    assert.equal((await write('way.txt', 'emma')).text, 'yxabcdef', 'those under way did not come');
  });

  test('shows where others write, and moves that with the text', async () => {
    const ann = await write('cursor.txt', 'ann', 'abc');
    const bob = await write('cursor.txt', 'bob');
    const at = { room: ann.room, since: 0, updates: [], cursor: { anchor: 2, head: 99 } };
    await ann.visitor.post('live', at);
    await bob.state([[[0, 'xy'], 3]]);
    assert.deepEqual((await bob.state()).cursors, [{ id: 'ann', name: 'Name-of-ann', anchor: 4, head: 5 }]);
    await ann.visitor.post('leave', null);
    assert.deepEqual((await bob.state()).cursors, []);
  });

  test('forgets changes long past: a page that is too far behind gets the text anew', async () => {
    const ann = await write('long.txt', 'ann', '');
    await ann.state(Array.from({ length: 501 }, (_, count): LiveChange => (count === 0 ? [[0, 'a']] : [count, [0, 'a']])));
    assert.equal((await ann.push([], 0)).status, 204);
    assert.equal((await ann.push([], 1)).status, 200);
    const other = { room: 'another', since: 0, updates: [] };
    assert.equal((await ann.visitor.post('live', other)).status, 204);
  });

  test('takes no farewell that is longer than a browser sends, and the page is gone all the same', async () => {
    const ann = await write('farewell.txt', 'ann', 'abc');
    const bob = await open('farewell.txt', 'bob');
    const { events, hangUp } = await hear(bob);
    assert.equal((await next(events, 'people')).people.length, 1);
    const insert = 'x'.repeat(70_000);
    const last = { room: ann.room, since: 0, client: 'a', changes: [3, [0, insert]], sent: 0, rest: [] };
    assert.equal((await ann.visitor.post('leave', last)).status, 413);
    assert.deepEqual((await next(events, 'people')).people, []);
    hangUp();
  });

  test('is not changed by those who may not, nor by what does not fit', async () => {
    const ann = await write('strict.txt', 'ann', 'abc');
    const wrong: unknown[] = [[[4]], [[2, [0, 'x']]], [[3, [0, 'a\nb']]], [[-1, 4]], [['3']], [[3.5]], ['abc'], [[3, []]]];
    for (const changes of wrong) assert.equal((await ann.push(changes as LiveChange[])).status, 400, JSON.stringify(changes));
    assert.equal((await ann.push([[3]], 7)).status, 400, 'of a text to come');
    const reader = await open('strict.txt', 'bob', { Permission: { Readonly: true } });
    for (const call of [() => reader.call('content?live'), () => reader.post('live', { room: ann.room, since: 0, updates: [] })]) {
      assert.equal((await call()).status, 403);
    }
    assert.equal((await reader.call('save?live', { method: 'PUT' })).status, 403);
    assert.equal((await ann.state([[3, [0, 'd']]])).version, 1);
  });
});
