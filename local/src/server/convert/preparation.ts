/** One document on its way to PDF, watched by any number of sessions. */
import { FailureReason, type DocumentKind, type FailureCode, type Progress } from '../../shared/page-api.js';

/** Everything that can keep a document from being shown. */
export type DocumentFailure = FailureCode | FailureReason;

/** A PDF in a file, or in memory where it must not be in one. */
export type PdfSource = string | Buffer;

type Watcher = (progress: Progress) => void;

/** What a page says that has no words for the reason. */
const NEAREST: Readonly<Record<FailureReason, FailureCode>> = { WrongPassword: 'PasswordRequired', TooManyPages: 'FileTooLarge' };

export class Preparation {
  #last: Progress | undefined;
  #head: Buffer | undefined;
  #whole: PdfSource | undefined;
  readonly #watchers = new Set<Watcher>();

  /** A PDF of the first pages: small, and gone with those who look at it. */
  get head(): Buffer | undefined {
    return this.#head;
  }

  /** The whole PDF. */
  get whole(): PdfSource | undefined {
    return this.#whole;
  }

  /** How it stands. */
  get last(): Progress | undefined {
    return this.#last;
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

  /** @param total pages of the document, where `whole` has fewer @param kind what it is shown as, where that is not its own */
  finish(whole: PdfSource, total?: number, kind?: DocumentKind): void {
    this.#whole = whole;
    this.tell({ state: 'ready', ...(total !== undefined && { total }), ...(kind && { kind }) });
  }

  /** What it turned out to be shown as, where that is not its own kind. */
  get kind(): DocumentKind | undefined {
    return this.#last?.state === 'ready' ? this.#last.kind : undefined;
  }

  /** @param detail for `EngineMissing`: what to install */
  fail(failure: DocumentFailure, detail?: string): void {
    const reason = FailureReason.safeParse(failure).data;
    const code = reason ? NEAREST[reason] : (failure as FailureCode);
    this.tell({ state: 'failed', code, ...(reason && { reason }), ...(detail !== undefined && { detail }) });
  }

  /** Resolves with the first state of which `wanted` says so, or the last one; never when the signal says stop before. */
  async until(wanted: (progress: Progress) => boolean, signal?: AbortSignal): Promise<Progress> {
    const watched = new AbortController();
    const found = new Promise<Progress>((resolve) => {
      const stop = signal ? AbortSignal.any([watched.signal, signal]) : watched.signal;
      this.watch((progress) => {
        if (this.done || wanted(progress)) resolve(progress);
      }, stop);
    });
    return found.finally(() => watched.abort());
  }

  /** Calls back with how it stands and with every change, until it is done or the signal says stop. */
  watch(watcher: Watcher, signal: AbortSignal): void {
    if (this.#last) watcher(this.#last);
    if (this.done) return;
    this.#watchers.add(watcher);
    signal.addEventListener('abort', () => this.#watchers.delete(watcher), { once: true });
  }
}
