/**
 * What cached previews show: the content a document had when it was first shown in one, and never another, restarts included
 * (API page, CachePreview: "collaborative editing content is not updated", "Updating cached content is not currently supported").
 */
import { link, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from '../base/private-folder.js';
import { keyOf, type StoredFile } from './store.js';

export class Pins {
  private constructor(private readonly folder: string) {}

  /** @param folder for copies of the documents themselves; only this user may read it */
  static async open(folder: string): Promise<Pins> {
    await makePrivateFolder(folder);
    return new Pins(folder);
  }

  /** Path of the content a document is pinned to. */
  async find(file: StoredFile): Promise<string | undefined> {
    const path = this.#pathOf(file);
    return (await stat(path).catch(() => undefined)) && path;
  }

  /** Pins a document to the content of a file, which is gone then. Whoever comes first wins. */
  async pin(file: StoredFile, content: string): Promise<string> {
    const path = this.#pathOf(file);
    await link(content, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(content, { force: true });
    return path;
  }

  #pathOf(file: StoredFile): string {
    return join(this.folder, keyOf(file));
  }
}
