/** Contents by version that a page's changes are relative to, whatever has become of the file since. */
import { chmod, constants, copyFile, rm, writeFile } from 'node:fs/promises';

/** A page that changes while it is being saved knows the last two; one more for a version it was sent meanwhile. */
const MOST = 3;

export class BaseVersions {
  readonly #paths = new Map<number, string>();

  /** @param workPath names a file that only this user can read */
  constructor(private readonly workPath: () => string) {}

  async keep(version: number, content: Buffer): Promise<void> {
    const path = this.workPath();
    await writeFile(path, content, { mode: 0o600 });
    await this.#put(version, path);
  }

  /** Keeps a copy of a file. @returns its path */
  async keepCopy(version: number, file: string): Promise<string> {
    const path = this.workPath();
    await copyFile(file, path, constants.COPYFILE_FICLONE);
    await chmod(path, 0o600);
    await this.#put(version, path);
    return path;
  }

  /** Keeps a file of this user's only, which is its own from now on. */
  async keepFile(version: number, path: string): Promise<void> {
    await this.#put(version, path);
  }

  /** Path of a content; undefined when the page was never sent it, or too long ago. */
  find(version: number): string | undefined {
    return this.#paths.get(version);
  }

  async clear(): Promise<void> {
    for (const version of [...this.#paths.keys()]) await this.#drop(version);
  }

  /** Each content has a path of its own: another process may be reading the one before. */
  async #put(version: number, path: string): Promise<void> {
    if (this.#paths.has(version)) await this.#drop(version);
    this.#paths.set(version, path);
    for (const old of [...this.#paths.keys()].slice(0, -MOST)) await this.#drop(old);
  }

  async #drop(version: number): Promise<void> {
    const path = this.#paths.get(version)!;
    this.#paths.delete(version);
    await rm(path, { force: true });
  }
}
