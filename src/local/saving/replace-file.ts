/** Puts new content in the place of a file: whole or not at all, whatever happens meanwhile. */
import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * The content lies beside the file, and on the disk, before it takes the file's place: who is killed or finds the disk full leaves the old file.
 * Its permissions stay; a file that is gone comes back.
 */
export async function replaceFile(path: string, content: Buffer): Promise<void> {
  const mode = await stat(path).then(
    (old) => old.mode & 0o777,
    () => 0o644,
  );
  await removeAbandoned(path);
  const beside = join(dirname(path), `${prefixOf(path)}${process.pid}-${randomUUID()}`);
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Hidden, and never the name of a document: it has no extension IMM opens. */
const prefixOf = (path: string) => `.${basename(path)}.imm-weboffice-`;

/** The rename itself has to reach the disk; not every file system lets a folder be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** What processes left that ended while they saved this file. */
async function removeAbandoned(path: string): Promise<void> {
  const prefix = prefixOf(path);
  for (const name of await readdir(dirname(path))) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length).split('-')[0]))) {
      await rm(join(dirname(path), name), { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
