import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JobQueue } from '../../local/src/server/convert/queue.js';

test('runs as many at a time as it has slots, urgent ones first', async () => {
  const queue = new JobQueue(2);
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string, urgent = false) =>
    queue.run(() => {
      started.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    }, urgent);
  const jobs = [add('a'), add('b'), add('c'), add('d'), add('e', true)];
  assert.deepEqual(started, ['a', 'b']);
  assert.equal(queue.ahead, 4);
  for (const name of ['a', 'b', 'e', 'c', 'd']) {
    ends.get(name)?.();
    await new Promise(setImmediate);
  }
  await Promise.all(jobs);
  assert.deepEqual(started, ['a', 'b', 'e', 'c', 'd']);
  assert.equal(queue.ahead, 0);
});

test('a job that fails makes room like any other', async () => {
  const queue = new JobQueue(1);
  await assert.rejects(
    queue.run(() => Promise.reject(new Error('broken'))),
    /broken/,
  );
  assert.equal(await queue.run(() => Promise.resolve('next')), 'next');
});
