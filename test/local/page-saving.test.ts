/** When the office page saves, and what it tells the SDK of it; the page's events and the clock are simulated. */
import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { pageEvents } from '../../local/src/page/base/page-events.js';
import type { Session } from '../../local/src/page/connection/session.js';
import { Saving, type SavingSteps } from '../../local/src/page/document/saving.js';
import type { Edits } from '../../local/src/page/views/view.js';

/** Longer than the promises of one save take. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An open document with one change. @param answers of the server, one for each save; the last for all further ones */
function open(answers: string[] = ['ok'], more: Partial<Edits> = {}) {
  const over = new AbortController();
  const requests: string[] = [];
  const session = {
    signal: over.signal,
    request: (path: string, init?: RequestInit) => {
      requests.push(init?.keepalive ? `${path} (keepalive)` : path);
      const result = answers.length > 1 ? answers.shift() : answers[0];
      return result === undefined ? Promise.reject(new Error('offline')) : Promise.resolve(Response.json({ result, version: 2, size: 9 }));
    },
  } as unknown as Session;
  const edits = {
    ...{ version: 1, size: 5, isDirty: true, merges: false },
    take: () => ({ base: 1, body: '{}', type: 'application/json' }),
    takeAtTheEnd: () => ({ base: 1, body: '{}', type: 'application/json' }),
    settled: (saved: unknown) => saved && (edits.isDirty = false),
    ...more,
  } as Edits & { isDirty: boolean };
  const [states, statuses]: [string[], number[]] = [[], []];
  const keep = mock.fn(() => Promise.resolve());
  const steps: SavingSteps = {
    state: (state) => void states.push(state),
    fileStatus: (status) => void statuses.push(status),
    unwritable: () => {},
    merge: () => Promise.resolve(),
    keep,
    stored: () => {},
  };
  return { saving: new Saving(session, edits, steps), edits, requests, states, statuses, keep, end: () => over.abort() };
}

describe('saves', () => {
  for (const [what, answer, status, state] of [
    ['a version', 'ok', 1, 'saved'],
    ['nothing new', 'nochange', 0, 'saved'],
    ['an empty file', 'SavedEmptyFile', 2, 'saved'],
    ['nothing on a full disk', 'SpaceFull', 3, 'full'],
    ['nothing where it fails', 'fail', 5, 'failed'],
    ['nothing over what others have saved', 'conflict', 5, 'conflict'],
  ] as const) {
    test(`${what}: status ${status}`, async () => {
      const { saving, statuses, states, keep, end } = open([answer]);
      assert.equal((await saving.save()).result, answer);
      assert.deepEqual(statuses, [6, status]);
      assert.equal(states.at(-1), state);
      assert.equal(keep.mock.callCount(), Number(answer === 'fail' || answer === 'SpaceFull'));
      // It would try again.
      end();
    });
  }

  test('one after the other', async () => {
    const { saving, requests, end } = open();
    await Promise.all([saving.save(), saving.save()]);
    assert.deepEqual(requests, ['save?base=1&over=1', 'stored']);
    end();
  });
});

describe('the page', () => {
  test('asks before it is left while something is not saved', () => {
    const { edits, end } = open();
    const isWarned = () => !pageEvents.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    assert.equal(isWarned(), true);
    edits.isDirty = false;
    assert.equal(isWarned(), false);
    edits.isDirty = true;
    end();
    assert.equal(isWarned(), false);
  });

  test('sends what is not saved when it goes, without waiting', () => {
    const { requests, end } = open();
    pageEvents.dispatchEvent(new Event('pagehide'));
    assert.deepEqual(requests, ['save?base=1&over=1&auto (keepalive)']);
    end();
  });

  test('sends nothing that is too large for a page that goes', () => {
    const { requests, end } = open(['ok'], { takeAtTheEnd: () => ({ base: 1, body: 'x'.repeat(61 * 1024), type: 'application/json' }) });
    pageEvents.dispatchEvent(new Event('pagehide'));
    assert.deepEqual(requests, []);
    end();
  });

  test('saves by itself when it is hidden, but not while something is being typed', async () => {
    const [idle, typing] = [open(), open(['ok'], { isTyping: true })];
    pageEvents.dispatchEvent(new Event('hidden'));
    await settled();
    assert.deepEqual([idle.requests, typing.requests], [['save?base=1&over=1&auto'], []]);
    idle.end();
    typing.end();
  });

  test('saves three seconds after the last change', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { saving, requests, statuses, end } = open();
    saving.changed();
    assert.deepEqual(statuses, [6]);
    context.mock.timers.tick(300);
    context.mock.timers.tick(2_600);
    await settled();
    assert.deepEqual(requests, []);
    context.mock.timers.tick(100);
    await settled();
    assert.deepEqual(requests, ['save?base=1&over=1&auto']);
    end();
  });
});
