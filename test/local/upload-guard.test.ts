/** What counts as an upload over a document that is being edited, and what as a save of a page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { UploadGuard } from '../../local/src/server/visits/upload-guard.js';
import type { Visit } from '../../local/src/server/visits/visit.js';

/** A write whose end the test decides. */
function pending() {
  let resolve!: (version: number | null) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<number | null>((...ends) => ([resolve, reject] = ends));
  return { promise, resolve, reject };
}

const visitOf = (path: string) => ({ session: { file: { path } } }) as Visit;

test('who asks while a page writes hears of no upload, before the version is known to be its', async () => {
  const guard = new UploadGuard();
  guard.begin(visitOf('a'), 1);
  let file = 1;
  const { promise, resolve } = pending();
  const saving = guard.save('a', () => promise);
  // The file is the new one already.
  file = 2;
  const asked = guard.isDisturbed('a', () => Promise.resolve(file));
  const other = await guard.isDisturbed('b', () => Promise.resolve(2));
  await setImmediate();
  resolve(file);
  assert.deepEqual([await saving, await asked, other], [2, false, false]);
});

test('an upload during a save that then fails is one', async () => {
  const guard = new UploadGuard();
  guard.begin(visitOf('a'), 1);
  const { promise, reject } = pending();
  const saving = guard.save('a', () => promise);
  const asked = guard.isDisturbed('a', () => Promise.resolve(2));
  reject(new Error('the disk is full'));
  await assert.rejects(saving, /full/);
  assert.equal(await asked, true);
});

test('a save that begins while somebody asks is waited for too', async () => {
  const guard = new UploadGuard();
  guard.begin(visitOf('a'), 1);
  const { promise, resolve } = pending();
  let saving: Promise<number | null> | undefined;
  const asked = guard.isDisturbed('a', async () => {
    saving ??= guard.save('a', () => promise);
    await setImmediate();
    resolve(2);
    return 2;
  });
  assert.equal(await asked, false);
  assert.equal(await saving, 2);
});

test('a page that opens while another saves begins with the version before, and that is no upload', async () => {
  const guard = new UploadGuard();
  guard.begin(visitOf('a'), 1);
  await guard.save('a', () => Promise.resolve(2));
  guard.begin(visitOf('a'), 1);
  assert.equal(await guard.isDisturbed('a', () => Promise.resolve(2)), false);
  assert.equal(await guard.isDisturbed('a', () => Promise.resolve(3)), true);
});
