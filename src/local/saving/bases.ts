/** Contents by version that a page's changes are relative to, whatever has become of the file since. */
import { rm, writeFile, readFile } from 'node:fs/promises';

/** A page that changes while it is being saved knows the last two; one more for a version it was sent meanwhile. */
const MOST = 3;

export class Bases {
  readonly #paths = new Map<number, string>();

  /** @param workPath names a file that only this user can read */
  constructor(private readonly workPath: () => string) {}

  async keep(version: number, content: Buffer): Promise<void> {
    const path = this.#paths.get(version) ?? this.workPath();
    await writeFile(path, content, { mode: 0o600 });
    this.#paths.delete(version);
    this.#paths.set(version, path);
    for (const old of [...this.#paths.keys()].slice(0, -MOST)) await this.#drop(old);
  }

  /** Undefined when the page was never sent it, or too long ago. */
  async read(version: number): Promise<Buffer | undefined> {
    const path = this.#paths.get(version);
    return path === undefined ? undefined : readFile(path);
  }

  async clear(): Promise<void> {
    for (const version of [...this.#paths.keys()]) await this.#drop(version);
  }

  async #drop(version: number): Promise<void> {
    const path = this.#paths.get(version)!;
    this.#paths.delete(version);
    await rm(path, { force: true });
  }
}
