/** What hosts hear, through a function and through MNS's HTTP push. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { MnsEnvelope, NotificationMessage, type OfficeEditEvent } from '../../src/contract/notifications.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { docx } from '../setup/documents.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { listen, visit } from './visitor.js';
import { until } from '../setup/until.js';

let storage: Storage;
let office: LocalWebOffice;
let subscriber: Server;
/** Bodies of the pushes; each message is refused twice before it is taken. */
const pushed: string[] = [];
const told: { topic: string; event: OfficeEditEvent }[] = [];
before(async () => {
  storage = await temporaryStorage();
  subscriber = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      pushed.push(body);
      response.writeHead(pushed.filter((each) => each === body).length < 3 ? 500 : 204).end(() => subscriber.emit('pushed'));
    });
  });
  subscriber.listen(0, '127.0.0.1');
  await once(subscriber, 'listening');
  office = await startOffice(storage, {
    cacheFolder: `${storage.root}/cache`,
    notify: (topic, { events }) => told.push(...events.map((event) => ({ topic, event }))),
    subscribers: { pushed: `http://127.0.0.1:${(subscriber.address() as AddressInfo).port}/mns?secret=1` },
  });
});
after(async () => {
  await office.close();
  subscriber.closeAllConnections();
  subscriber.close();
  await storage.remove();
});

const SourceURI = 'oss://test/chinese.docx';
const save = (text: string) => writeFile(`${storage.root}/test/chinese.docx`, docx([text]));
const edit = { SourceURI, Permission: { Rename: true }, User: { Id: 'u1' }, UserData: '{ "id": "test-id" }' };

test('online, a new version and a rename are told, with the UserData of the call', async () => {
  const visitor = await visit(office, { ...edit, NotifyTopicName: 'heard' });
  await visitor.call('session', { method: 'POST' });
  await visitor.call('session', { method: 'POST' });
  const { events, hangUp } = await listen(visitor);
  await save('saved');
  await events.next();
  await visitor.post('rename', { name: 'new.docx' });
  hangUp();
  await visitor.post('leave', null);
  assert.deepEqual(
    told.map(({ topic, event }) => [topic, event.eventName]),
    ['Online', 'SaveVersion', 'Rename'].map((name) => ['heard', `OfficeEdit:${name}`]),
  );
  const [online, saved, renamed] = told.map(({ event }) => event);
  const common = { fileID: visitor.fileId, sourceUri: SourceURI, userData: '{ "id": "test-id" }', userID: 'u1' };
  for (const event of [online, saved, renamed]) {
    NotificationMessage.parse({ events: [event] });
    assert.deepEqual({ ...event?.imm, ...common }, event?.imm);
    assert.ok(Math.abs(Date.parse(event!.eventTime) - Date.now()) < 60_000);
  }
  assert.deepEqual([saved?.imm.version, saved?.imm.sourceVersion, saved?.imm.fileSize], [2, '2', docx(['saved']).length]);
  assert.deepEqual([saved?.imm.tgtUri, renamed?.imm.tgtUri], [SourceURI, 'oss://test/new.docx']);
});

test('previews are not told of, nor anything without a topic', async () => {
  told.length = 0;
  for (const wish of [{ SourceURI, NotifyTopicName: 'heard' }, edit]) {
    const visitor = await visit(office, wish);
    await visitor.call('session', { method: 'POST' });
  }
  assert.deepEqual(told, []);
});

test('MNS’s envelope is pushed until somebody takes it', async () => {
  const visitor = await visit(office, { ...edit, Notification: "{'MNS':{'TopicName':'pushed'}}" });
  await visitor.call('session', { method: 'POST' });
  await until(() => pushed.length >= 3, 'three messages');
  const envelope = MnsEnvelope.parse(JSON.parse(pushed[0]!));
  assert.equal(envelope.TopicName, 'pushed');
  assert.equal(envelope.MessageMD5, createHash('md5').update(envelope.Message).digest('hex').toUpperCase());
  const [event] = NotificationMessage.parse(JSON.parse(envelope.Message)).events;
  assert.equal(event?.eventName, 'OfficeEdit:Online');
  assert.equal(new Set(pushed).size, 1, 'the same message each time');
});

test('a subscriber has an http or https URL', async () => {
  await assert.rejects(startOffice(storage, { subscribers: { topic: 'file:///etc/passwd' } }), {
    name: 'TypeError',
    message: /subscribers\.topic/,
  });
});
