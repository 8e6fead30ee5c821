/** A file is replaced whole or not at all, and nothing is left beside it. */
import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { identify, replaceFile } from '../../local/src/server/saving/replace-file.js';
import { fillDisk } from '../setup/full-disk.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-replace-'));
  path = join(folder, 'a.txt');
  await writeFile(path, 'old');
});
afterEach(() => rm(folder, { recursive: true }));

const content = () => readFile(path, 'utf8');

for (const operation of ['writeFile', 'chmod', 'sync'] as const) {
  test(`when ${operation} fails, the old content stays`, async () => {
    const makeRoom = await fillDisk(operation);
    try {
      await assert.rejects(replaceFile(path, Buffer.from('new'), await identify(path)), { code: 'ENOSPC' });
    } finally {
      makeRoom();
    }
    assert.equal(await content(), 'old');
    assert.deepEqual(await readdir(folder), ['a.txt']);
  });
}

test('the content is replaced, and the permissions stay', async () => {
  await chmod(path, 0o640);
  assert.deepEqual(await replaceFile(path, Buffer.from('new'), await identify(path)), { isReplaced: true });
  assert.equal(await content(), 'new');
  assert.equal((await stat(path)).mode & 0o777, 0o640);
  assert.deepEqual(await readdir(folder), ['a.txt']);
});

test('a file that is gone comes back, readable for all', async () => {
  await rm(path);
  assert.equal(await identify(path), undefined);
  assert.deepEqual(await replaceFile(path, Buffer.from('new'), undefined), { isReplaced: true });
  assert.equal(await content(), 'new');
  assert.equal((await stat(path)).mode & 0o777, 0o644);
});

test('a file that is another one than expected is not replaced', async () => {
  const expected = await identify(path);
  await writeFile(path, 'by another program');
  assert.notEqual(await identify(path), expected);
  assert.deepEqual(await replaceFile(path, Buffer.from('new'), expected), { isReplaced: false });
  assert.equal(await content(), 'by another program');
  assert.deepEqual(await readdir(folder), ['a.txt']);
});

test('content of the same size is another file all the same', async () => {
  const expected = await identify(path);
  await writeFile(path, 'two');
  assert.deepEqual(await replaceFile(path, Buffer.from('new'), expected), { isReplaced: false });
});

test('what processes left that have ended is removed; what others are writing stays', async () => {
  const { pid: dead } = spawnSync(process.execPath, ['--version']);
  await writeFile(join(folder, `.a.txt.imm-weboffice-${dead}-x`), 'left');
  await writeFile(join(folder, `.a.txt.imm-weboffice-${process.pid}-x`), 'being written');
  await writeFile(join(folder, `.b.txt.imm-weboffice-${dead}-x`), 'of another document');
  await replaceFile(path, Buffer.from('new'), await identify(path));
  assert.deepEqual((await readdir(folder)).sort(), [`.a.txt.imm-weboffice-${process.pid}-x`, `.b.txt.imm-weboffice-${dead}-x`, 'a.txt']);
});
