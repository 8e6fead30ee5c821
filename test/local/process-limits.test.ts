/** How many processes read documents at a time, on machines of all sizes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHARES, memoryOfMachine, processesFor } from '../../local/src/server/jobs/process-limits.js';

const GB = 1024 ** 3;

test('the heaps of all processes fit into their share of the memory, and one process there always is', () => {
  const cases: [heap: number, memory: number, processors: number, expected: number][] = [
    [768, 64 * GB, 8, 8],
    [768, 16 * GB, 8, 5],
    [768, 4 * GB, 8, 1],
    [768, 1 * GB, 8, 1],
    [1_024, 64 * GB, 2, 2],
  ];
  for (const [heap, memory, processors, expected] of cases) {
    assert.equal(processesFor(heap, 0.25, memory, processors), expected, `${heap} MB each on ${memory / GB} GB`);
  }
});

test('the shares leave memory for the server and everything else', () => {
  assert.ok(Object.values(SHARES).reduce((sum, share) => sum + share, 0) <= 0.8);
});

test('the memory of this machine is known', () => assert.ok(memoryOfMachine() > GB / 4));
