import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNotificationHandler, parseNotification, type OfficeEditEvent } from '../../server/src/index.js';

const event = {
  eventName: 'OfficeEdit:SaveVersion',
  eventSource: 'acs:imm',
  eventTime: '2026-01-01T00:00:00.000Z',
  eventVersion: '1.0',
  imm: {
    fileID: '1',
    fileSize: 100,
    sourceUri: 'oss://b/a.docx',
    sourceVersion: 'v1',
    tgtUri: 'oss://b/a.docx',
    userData: '{"id":1}',
    userID: 'u',
    version: 2,
  },
};
const message = JSON.stringify({ events: [event] });
const envelope = JSON.stringify({
  TopicOwner: '1',
  TopicName: 't',
  Subscriber: '1',
  SubscriptionName: 's',
  MessageId: 'm',
  Message: message,
  MessageMD5: 'x',
  MessageTag: '',
  PublishTime: '1767225600000',
});

test('a push is read in both of MNS’s JSON formats', () => {
  for (const body of [message, envelope]) {
    const [read] = parseNotification(body);
    assert.equal(read?.eventName, 'OfficeEdit:SaveVersion');
    assert.equal(read?.imm.userData, '{"id":1}');
  }
});

test('what is no notification is said to be none', () => {
  for (const body of ['', '{', '[]', '{"events":[{"eventName":"Other"}]}']) assert.throws(() => parseNotification(body), TypeError);
});

const post = (body: string, init: RequestInit = {}) => new Request('https://host.example/mns', { method: 'POST', body, ...init });

test('the handler passes events on, and asks MNS to come again when the host could not take them', async () => {
  const taken: OfficeEditEvent[] = [];
  const authenticate = (request: Request) => request.headers.get('x-secret') === 'right';
  const handler = createNotificationHandler({ authenticate, onEvent: (each) => void taken.push(each) });
  assert.equal((await handler(post(envelope, { headers: { 'x-secret': 'right' } }))).status, 204);
  assert.equal(taken.length, 1);
  assert.equal((await handler(post(envelope))).status, 403);
  assert.equal((await handler(post('{}', { headers: { 'x-secret': 'right' } }))).status, 400);
  assert.equal((await handler(post('x'.repeat(70_000), { headers: { 'x-secret': 'right' } }))).status, 413);
  assert.equal(taken.length, 1);
  const failing = createNotificationHandler({ authenticate: () => true, onEvent: () => Promise.reject(new Error('full')) });
  assert.equal((await failing(post(message))).status, 500);
  const open = createNotificationHandler({ onEvent: () => undefined });
  assert.equal((await open(post(message))).status, 403, 'without authenticate everything is refused');
});

test('a push without end is neither read to its end nor waited for', async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 16 * 1024;
      controller.enqueue(new Uint8Array(16 * 1024));
    },
  });
  const handler = createNotificationHandler({ authenticate: () => true, onEvent: () => undefined, bodyTimeout: 20 });
  const push = (body: ReadableStream) => new Request('https://host.example/mns', { method: 'POST', body, duplex: 'half' } as RequestInit);
  assert.equal((await handler(push(endless))).status, 413);
  assert.ok(sent <= 128 * 1024, `${sent} bytes were read`);
  assert.equal((await handler(push(new ReadableStream()))).status, 408);
});

test('an authenticate that throws is the host’s failure, and may read the body', async () => {
  const errors: unknown[] = [];
  const failing = createNotificationHandler({
    authenticate: () => Promise.reject(new Error('the key server is down')),
    onEvent: () => undefined,
    onError: (error) => errors.push(error),
  });
  assert.equal((await failing(post(message))).status, 500);
  assert.equal((errors[0] as Error).message, 'the key server is down');
  const reading = createNotificationHandler({
    authenticate: async (request) => (await request.text()) === message,
    onEvent: () => undefined,
  });
  assert.equal((await reading(post(message))).status, 204);
});
