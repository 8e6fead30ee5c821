/**
 * Pages that edit documents, and uploads over what they edit. IMM would overwrite such an upload with the next save, so it has to be said to be
 * expected (API page, ExternalUploaded). A new version that no page has saved is an upload.
 */
import type { Visit } from './visit.js';

export class UploadGuard {
  /** The version that each page began with, by the document's path. */
  readonly #open = new Map<string, Map<Visit, number>>();
  /** The last version that a page has saved, or that was meant, by the document's path. */
  readonly #accepted = new Map<string, number>();
  /** Saves that are being written, by the document's path; they settle when it is known which version they are. */
  readonly #saving = new Map<string, Promise<unknown>>();

  /** A page opens this version for editing. */
  begin(visit: Visit, version: number): void {
    const { path } = visit.session.file;
    const open = this.#open.get(path) ?? new Map<Visit, number>();
    this.#open.set(path, open.set(visit, version));
  }

  /** A page goes on with the version it has, from wherever it was: asleep, in the browser's cache of pages. */
  resume(visit: Visit, version: number): void {
    if (!this.#open.get(visit.session.file.path)?.has(visit)) this.begin(visit, version);
  }

  /** A page is gone: with the last one all is forgiven. */
  end(visit: Visit): void {
    const { path } = visit.session.file;
    const open = this.#open.get(path);
    if (open?.delete(visit) && open.size === 0) this.#open.delete(path);
  }

  /**
   * A page saves: the version it writes is no upload, from the moment the file holds it. One save of a file after the other.
   * @param write gives the version, or null when it could not be written
   */
  async save(path: string, write: () => Promise<number | null>): Promise<number | null> {
    const saving = write();
    this.#saving.set(path, saving);
    try {
      const version = await saving;
      if (version !== null) this.accept(path, version);
      return version;
    } finally {
      this.#saving.delete(path);
    }
  }

  /**
   * Whether there is a version that no page has saved, and another than somebody who edits began with.
   * @param check gives the version there is now
   */
  async isDisturbed(path: string, check: () => Promise<number>): Promise<boolean> {
    let version: number;
    do {
      // What a page is writing now is not known to be its version yet.
      await this.#saving.get(path)?.catch(() => undefined);
      version = await check();
    } while (this.#saving.has(path));
    // A page that opens while another saves may begin with the version before.
    if (version === this.#accepted.get(path)) return false;
    return [...(this.#open.get(path)?.values() ?? [])].some((began) => began !== version);
  }

  /** The upload was meant, or a page has saved. */
  accept(path: string, version: number): void {
    this.#accepted.set(path, version);
    const open = this.#open.get(path);
    for (const visit of open?.keys() ?? []) open!.set(visit, version);
  }
}
