/** Warns before the page is left while the office page has not stored what was edited (SDK `fileStatus`). */

/** Space full, queue busy, failed, saving. */
const UNSAVED: readonly unknown[] = [3, 4, 5, 6];

export class UnsavedChanges {
  /** Whether there are any, as far as the office page has said. */
  any = false;
  readonly #warn = (event: BeforeUnloadEvent) => event.preventDefault();

  /** @param status of `fileStatus`; undefined when there is no document any more */
  is(status: unknown): void {
    this.any = UNSAVED.includes(status);
    // A listener that is always there would keep the page out of the back-forward cache.
    if (this.any) window.addEventListener('beforeunload', this.#warn);
    else window.removeEventListener('beforeunload', this.#warn);
  }
}
