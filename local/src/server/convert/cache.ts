/** Finished PDFs by content hash, in a folder that only this user can read. Survives restarts. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../base/is-alive.js';
import { makePrivateFolder } from '../base/private-folder.js';

/** Changes when conversions come out differently: old results are not used any more. */
const RECIPE = 1;

/** Most the finished PDFs may take together, bytes. */
const MOST = 2 * 1024 ** 3;

/** `$XDG_CACHE_HOME/imm-weboffice`, `~/.cache/imm-weboffice`, or a folder of this user's in the temporary one. */
export function defaultCacheFolder(): string {
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'imm-weboffice');
  const home = homedir();
  return home ? join(home, '.cache', 'imm-weboffice') : join(tmpdir(), `imm-weboffice-${userInfo().uid}`);
}

export class PdfCache {
  private constructor(
    /** For work in progress, on the same disk as the results. */
    readonly workFolder: string,
    private readonly resultFolder: string,
  ) {}

  static async open(folder: string): Promise<PdfCache> {
    // Each its own: two servers may run in one process.
    const cache = new PdfCache(join(folder, `work-${process.pid}-${randomUUID()}`), join(folder, 'pdf'));
    await removeAbandoned(folder);
    for (const path of [folder, cache.workFolder, cache.resultFolder]) await makePrivateFolder(path);
    await cache.#prune();
    return cache;
  }

  /** Stands for the content of a file, and for what its extension makes of it. */
  async keyOf(path: string, extension: string): Promise<string> {
    const hash = createHash('sha256').update(`${RECIPE} ${extension} `);
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  async find(key: string): Promise<string | undefined> {
    const path = this.#pathOf(key);
    try {
      await stat(path);
      // The least recently used go first.
      await utimes(path, new Date(), new Date());
      return path;
    } catch {
      return undefined;
    }
  }

  /** Moves a finished PDF in; whole or not at all. */
  async add(key: string, pdf: string): Promise<string> {
    const path = this.#pathOf(key);
    await rename(pdf, path);
    return path;
  }

  /** A path for work in progress. */
  workPath(): string {
    return join(this.workFolder, randomUUID());
  }

  /** Removes the work in progress. */
  async close(): Promise<void> {
    // A LibreOffice that was just ended may still be putting something there.
    await rm(this.workFolder, { recursive: true, force: true, maxRetries: 5 });
  }

  #pathOf(key: string): string {
    return join(this.resultFolder, `${key}.pdf`);
  }

  async #prune(): Promise<void> {
    const paths = (await readdir(this.resultFolder)).map((name) => join(this.resultFolder, name));
    const files = await Promise.all(paths.map(async (path) => ({ path, ...(await sizeAndTime(path)) })));
    let total = 0;
    for (const { path, size } of files.sort((a, b) => b.time - a.time)) {
      total += size;
      if (total > MOST) await rm(path, { force: true });
    }
  }
}

async function sizeAndTime(path: string): Promise<{ size: number; time: number }> {
  const { size, mtimeMs } = await stat(path);
  return { size, time: mtimeMs };
}

/** Work of processes that ended without cleaning up. */
async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const abandoned = names.filter((name) => name.startsWith('work-') && !isAlive(Number(name.split('-')[1])));
  await Promise.all(abandoned.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
