/**
 * Pages that edit documents, and uploads over what they edit. IMM would overwrite such an upload with the next save, so it has to be said to be
 * expected (API page, ExternalUploaded). A new version that no page has saved is an upload.
 */
import type { Visit } from './visit.js';

export class UploadGuard {
  /** The version that each page began with, by the document's path. */
  readonly #open = new Map<string, Map<Visit, number>>();

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

  /** Whether there is another version than somebody who edits began with. */
  isDisturbed(path: string, version: number): boolean {
    return [...(this.#open.get(path)?.values() ?? [])].some((began) => began !== version);
  }

  /** The upload was meant, or a page has saved. */
  accept(path: string, version: number): void {
    const open = this.#open.get(path);
    for (const visit of open?.keys() ?? []) open!.set(visit, version);
  }
}
