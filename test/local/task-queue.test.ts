import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KeyedTaskQueues, TaskQueue } from '../../local/src/shared/task-queue.js';

/** A task that a test ends or fails; its name is in the log once it has begun. */
function task(name: string, log: string[]) {
  let [end, fail] = [() => {}, () => {}];
  const ended = new Promise<string>((resolve, reject) => {
    end = () => resolve(name);
    fail = () => reject(new Error(name));
  });
  const run = () => {
    log.push(name);
    return ended;
  };
  return { run, end, fail };
}

/** Longer than any chain of promises in a queue takes to settle. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a queue of tasks', () => {
  test('begins the next task once the one before has ended', async () => {
    const log: string[] = [];
    const queue = new TaskQueue();
    const [first, second] = [task('first', log), task('second', log)];
    const results = [queue.run(first.run), queue.run(second.run)];
    second.end();
    await settled();
    assert.deepEqual(log, ['first']);
    first.end();
    assert.deepEqual(await Promise.all(results), ['first', 'second']);
    assert.deepEqual(log, ['first', 'second']);
  });

  test('goes on after a task that failed, whose caller gets the error', async () => {
    const log: string[] = [];
    const queue = new TaskQueue();
    const [bad, good] = [task('bad', log), task('good', log)];
    const failing = assert.rejects(queue.run(bad.run), /bad/);
    const running = queue.run(good.run);
    bad.fail();
    good.end();
    await failing;
    assert.equal(await running, 'good');
  });

  test('is idle once all that was added has ended, failures too', async () => {
    const log: string[] = [];
    const queue = new TaskQueue();
    const bad = task('bad', log);
    const failing = assert.rejects(queue.run(bad.run));
    let isIdle = false;
    const idle = queue.idle().then(() => (isIdle = true));
    await settled();
    assert.equal(isIdle, false);
    bad.fail();
    await failing;
    await idle;
    assert.equal(isIdle, true);
  });
});

describe('queues by key', () => {
  test('run tasks of one key one after the other, of others at once', async () => {
    const log: string[] = [];
    const queues = new KeyedTaskQueues();
    const [a1, a2, b] = [task('a1', log), task('a2', log), task('b', log)];
    const results = [queues.run('a', a1.run), queues.run('a', a2.run), queues.run('b', b.run)];
    await settled();
    assert.deepEqual(log, ['a1', 'b']);
    for (const each of [a1, a2, b]) each.end();
    assert.deepEqual(await Promise.all(results), ['a1', 'a2', 'b']);
  });

  test('keep nothing of a key whose tasks have ended', async () => {
    const queues = new KeyedTaskQueues();
    await assert.rejects(queues.run('a', () => Promise.reject(new Error('bad'))));
    await queues.run('b', () => Promise.resolve());
    assert.equal(queues.size, 0);
  });
});
