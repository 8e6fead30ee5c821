/** Messages between processes: whatever their size, each piece is small, and what arrives is what was sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deserialize, serialize } from 'node:v8';
import { ParcelReader, sendParcels } from '../../local/src/server/jobs/parcels.js';

/** Bytes of a piece that is sent in one turn of the event loop. */
const MOST = 600 * 1024;

async function arrive(message: unknown): Promise<{ arrived: unknown; sizes: number[] }> {
  const reader = new ParcelReader<unknown>();
  const sizes: number[] = [];
  let arrived: unknown;
  await sendParcels((piece, sent) => {
    const bytes = serialize(piece);
    sizes.push(bytes.length);
    const whole = reader.read(deserialize(bytes));
    if (whole) {
      assert.equal(arrived, undefined, 'it arrives once');
      arrived = whole.message;
    }
    setImmediate(sent, null);
  }, message);
  return { arrived, sizes };
}

const bytes = (length: number, first: number) => Uint8Array.from({ length }, (_, index) => (first + index) % 251);

test('bytes of any size come as they were, in small pieces', async () => {
  for (const length of [0, 1, 512 * 1024, 512 * 1024 + 1, 3_000_001]) {
    const { arrived, sizes } = await arrive({ answer: { result: bytes(length, 7) }, isLast: true });
    const { answer } = arrived as { answer: { result: Uint8Array } };
    assert.ok(Buffer.from(answer.result).equals(bytes(length, 7)), `${length} bytes`);
    assert.ok(Math.max(...sizes) <= MOST, `a piece of ${Math.max(...sizes)} bytes`);
  }
});

test('several in one message, and everything else in it', async () => {
  const message = {
    name: 'change',
    args: ['word', bytes(1_000_000, 1), { body: '/path', seed: undefined, more: [bytes(700_000, 2), null, 3] }, bytes(5, 3)],
  };
  const { arrived } = await arrive(message);
  const plain = (value: typeof message) => [
    value.name,
    value.args[0],
    ...[value.args[1], value.args[3]].map((each) => Buffer.from(each as Uint8Array).toString('hex')),
  ];
  assert.deepEqual(plain(arrived as typeof message), plain(message));
  const { body, more } = (arrived as typeof message).args[2] as { body: string; more: unknown[] };
  assert.deepEqual(
    [body, Buffer.from(more[0] as Uint8Array).toString('hex'), more[1], more[2]],
    ['/path', Buffer.from(bytes(700_000, 2)).toString('hex'), null, 3],
  );
});

test('lists and texts pass by', async () => {
  for (const message of [
    'text',
    5,
    null,
    undefined,
    [],
    { parcel: 1, other: 2 },
    Array.from({ length: 50_000 }, (_, index) => [index, 'line']),
  ]) {
    assert.deepEqual((await arrive({ message })).arrived, { message });
  }
});

test('what cannot be sent rejects', async () => {
  await assert.rejects(
    sendParcels((_, sent) => setImmediate(sent, new Error('the channel is closed')), { a: bytes(2_000_000, 1) }),
    /the channel is closed/,
  );
});
