/** What is done when IMM has too much to do: places that are given back, and a budget of retries. */
import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { ImmError } from '../../server/src/index.js';
import { Gate, RetryBudget, retryOnConnectionLoss, retryOnThrottling } from '../../server/src/retry.js';

const failing = (code: string) => new ImmError(code, 429, 'words', 'R');

describe('the gate', () => {
  test('gives the place of a failed call back: after 1,001 failures a call succeeds', async () => {
    const gate = new Gate();
    for (let count = 0; count < 1_001; count++)
      await assert.rejects(
        gate.pass(() => Promise.reject(failing('Unreachable'))),
        { code: 'Unreachable' },
      );
    assert.equal(await gate.pass(() => Promise.resolve('answer')), 'answer');
  });

  test('lets 1,000 calls wait, refuses the next at once, and takes one for each that ends', async () => {
    const gate = new Gate();
    const ends: (() => void)[] = [];
    const waiting = Array.from({ length: 1_000 }, () => gate.pass(() => new Promise<void>((resolve) => ends.push(resolve))));
    let asked = false;
    const refused = () => gate.pass(() => Promise.resolve((asked = true)));
    await assert.rejects(refused(), { code: 'ServiceUnavailable', message: '1000 calls wait for IMM already' });
    assert.equal(asked, false);
    ends.pop()!();
    await waiting.pop();
    assert.equal(await refused(), true);
    ends.forEach((end) => end());
    await Promise.all(waiting);
  });
});

describe('the budget', () => {
  const left = (budget: RetryBudget) => {
    let count = 0;
    while (count < 100 && budget.spend()) count++;
    return count;
  };
  test('has ten retries, and one more for ten calls, ten at most', () => {
    const budget = new RetryBudget();
    assert.equal(left(budget), 10);
    for (let call = 0; call < 9; call++) budget.earn();
    assert.equal(left(budget), 0);
    for (let call = 0; call < 2; call++) budget.earn();
    assert.equal(left(budget), 1);
    for (let call = 0; call < 1_000; call++) budget.earn();
    assert.equal(left(budget), 10);
  });
});

describe('a throttled call', () => {
  /** Runs it, with the wait at its shortest or longest. @returns the number of calls, and how it ended */
  async function run(outcomes: (string | Error)[], budget = new RetryBudget(), chance = 0) {
    let calls = 0;
    const random = mock.method(Math, 'random', () => chance);
    try {
      const result = retryOnThrottling(() => {
        const outcome = outcomes[calls++]!;
        return typeof outcome === 'string' ? Promise.resolve(outcome) : Promise.reject(outcome);
      }, budget);
      return { calls: () => calls, result: await result.catch((error: Error) => error) };
    } finally {
      random.mock.restore();
    }
  }
  test('is tried once more, and no more than once', async () => {
    for (const code of ['Throttling', 'Throttling.User', 'Throttling.Api']) {
      const { calls, result } = await run([failing(code), 'answer']);
      assert.deepEqual([calls(), result], [2, 'answer']);
    }
    const twice = await run([failing('Throttling'), failing('Throttling.Api'), 'answer']);
    assert.deepEqual([twice.calls(), (twice.result as ImmError).code], [2, 'Throttling.Api']);
  });
  test('is not tried again when something else was wrong, or without budget', async () => {
    for (const error of [failing('Unreachable'), failing('UserThrottling'), new Error('Throttling')]) {
      const { calls, result } = await run([error, 'answer']);
      assert.deepEqual([calls(), result], [1, error]);
    }
    const empty = new RetryBudget();
    while (empty.spend());
    const { calls } = await run([failing('Throttling'), 'answer'], empty);
    assert.equal(calls(), 1);
  });
  test('earns for the budget, whatever becomes of it', async () => {
    const budget = new RetryBudget();
    while (budget.spend());
    for (let count = 0; count < 11; count++) await run(['answer'], budget);
    assert.equal(budget.spend(), true);
  });
  test('waits at least half a second, and three times that at most by chance', async () => {
    for (const [chance, least] of [
      [0, 490],
      [0.999, 1_490],
    ] as const) {
      const start = performance.now();
      await run([failing('Throttling'), 'answer'], new RetryBudget(), chance);
      const took = performance.now() - start;
      assert.ok(took >= least, `${took} ms`);
    }
  });
});

describe('a call whose new connection is cut off', () => {
  const lost = failing('ConnectionLost');
  test('costs budget, is made once more, and is not made without', async () => {
    const budget = new RetryBudget();
    for (let count = 0; count < 9; count++) budget.spend();
    let calls = 0;
    const call = () => (calls++ % 2 === 0 ? Promise.reject(lost) : Promise.resolve('answer'));
    assert.equal(await retryOnConnectionLoss(call, budget), 'answer');
    assert.equal(calls, 2);
    await assert.rejects(retryOnConnectionLoss(call, budget), lost);
    assert.equal(calls, 3);
  });
  test('has one retry, and any other failure none', async () => {
    let calls = 0;
    await assert.rejects(
      retryOnConnectionLoss(() => (calls++, Promise.reject(lost)), new RetryBudget()),
      lost,
    );
    assert.equal(calls, 2);
    for (const error of [failing('Unreachable'), new Error('ConnectionLost')]) {
      let tried = 0;
      await assert.rejects(
        retryOnConnectionLoss(() => (tried++, Promise.reject(error)), new RetryBudget()),
        error,
      );
      assert.equal(tried, 1);
    }
  });
});
