/**
 * Documents that are open for editing, and uploads over them. IMM would overwrite such an upload with the next save, so it has to be said to be
 * expected (API page, ExternalUploaded). A new version that no page has saved is an upload.
 */
export class OpenEdits {
  readonly #open = new Map<string, { pages: number; version: number }>();

  /** A page begins to edit. @returns to be called when it ends: with the last one all is forgiven */
  begin(path: string, version: number): () => void {
    const open = this.#open.get(path) ?? { pages: 0, version };
    this.#open.set(path, open);
    open.pages += 1;
    return () => {
      open.pages -= 1;
      if (open.pages === 0 && this.#open.get(path) === open) this.#open.delete(path);
    };
  }

  /** Whether there is another version than those who edit began with. */
  isDisturbed(path: string, version: number): boolean {
    const open = this.#open.get(path);
    return open !== undefined && open.version !== version;
  }

  /** The upload was meant, or a page has saved. */
  accept(path: string, version: number): void {
    const open = this.#open.get(path);
    if (open) open.version = version;
  }
}
