/** A full disk: writing to files fails, from a chosen moment on. */
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { mock } from 'node:test';

type Operation = 'writeFile' | 'chmod' | 'sync';

/**
 * @param operation of file handles that fails
 * @param succeed how many such operations succeed before
 * @returns makes room again
 */
export async function fillDisk(operation: Operation = 'sync', succeed = 0): Promise<() => void> {
  const path = join(tmpdir(), `imm-weboffice-${randomUUID()}`);
  const handle = await open(path, 'w');
  const prototype = Object.getPrototypeOf(handle) as Record<Operation, (...args: unknown[]) => Promise<void>>;
  await handle.close();
  await rm(path);
  const original = prototype[operation];
  let count = 0;
  const failing = mock.method(prototype, operation, function (this: unknown, ...args: unknown[]) {
    if (count++ < succeed) return original.apply(this, args);
    return Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  });
  return () => failing.mock.restore();
}
