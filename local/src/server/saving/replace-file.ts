/** Puts new content in the place of a file: whole or not at all, whatever happens meanwhile. */
import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../base/is-alive.js';

/** What another program has done to a file while it was being replaced. */
export type Interference =
  /** It wrote before the file was replaced, which therefore was not. */
  | { isReplaced: false }
  /** The file is replaced; `overwritten` is what the other program had put there in the last moment. */
  | { isReplaced: true; overwritten?: Buffer };

/**
 * The content lies beside the file, and on the disk, before it takes the file's place: who is killed or finds the disk full leaves the old file.
 * Its permissions stay; a file that is gone comes back.
 *
 * No call of Node renames a file only if its target is unchanged. So the target is compared right before, and what is there gets a second name (a hard link) until it is known
 * that nobody wrote in between.
 * @param expected `identify` of the file that may be replaced; undefined when there was none
 */
export async function replaceFile(path: string, content: Buffer, expected: string | undefined): Promise<Interference> {
  const mode = await stat(path).then(
    (old) => old.mode & 0o777,
    () => 0o644,
  );
  await removeAbandoned(path);
  const beside = join(dirname(path), `${prefixOf(path)}${process.pid}-${randomUUID()}`);
  const old = `${beside}-old`;
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if ((await identify(path)) !== expected) {
      await rm(beside, { force: true });
      return { isReplaced: false };
    }
    // Not every file system has hard links; then the moment since the comparison stays.
    await link(path, old).catch(() => undefined);
    await rename(beside, path);
    const found = await identify(old);
    const overwritten = found === undefined || found === expected ? undefined : await readFile(old);
    return { isReplaced: true, ...(overwritten && { overwritten }) };
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    await rm(old, { force: true });
    await syncFolder(dirname(path));
  }
}

/** Differs when the content of a file does; undefined where there is none. */
export async function identify(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return undefined;
  }
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
