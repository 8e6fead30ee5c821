/** One document on its way to PDF, watched by any number of sessions. */
import type { Progress } from '../page-api.js';

type Watcher = (progress: Progress) => void;

export class Preparation {
  #last: Progress | undefined;
  #head: Buffer | undefined;
  #whole: string | undefined;
  readonly #watchers = new Set<Watcher>();

  /** A PDF of the first pages: small, and gone with those who look at it. */
  get head(): Buffer | undefined {
    return this.#head;
  }

  /** Path of the whole PDF. */
  get whole(): string | undefined {
    return this.#whole;
  }

  get failed(): boolean {
    return this.#last?.state === 'failed';
  }

  /** Whether nothing more will come. */
  get done(): boolean {
    return this.#last?.state === 'ready' || this.#last?.state === 'failed';
  }

  tell(progress: Progress): void {
    if (this.done) return;
    this.#last = progress;
    for (const watcher of [...this.#watchers]) watcher(progress);
  }

  showHead(pdf: Buffer): void {
    if (this.done) return;
    this.#head = pdf;
    this.tell({ state: 'head' });
  }

  /** @param total pages of the document, where `path` has fewer */
  finish(path: string, total?: number): void {
    this.#whole = path;
    this.tell({ state: 'ready', ...(total !== undefined && { total }) });
  }

  /** Calls back with how it stands and with every change, until it is done or the signal says stop. */
  watch(watcher: Watcher, signal: AbortSignal): void {
    if (this.#last) watcher(this.#last);
    if (this.done) return;
    this.#watchers.add(watcher);
    signal.addEventListener('abort', () => this.#watchers.delete(watcher), { once: true });
  }
}
