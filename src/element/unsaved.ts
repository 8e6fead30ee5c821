/** Warns before the page is left while the office page has not stored what was edited (SDK `fileStatus`). */

/** Space full, queue busy, failed, saving. */
const UNSAVED: readonly unknown[] = [3, 4, 5, 6];

export class UnsavedChanges {
  readonly #warn = (event: BeforeUnloadEvent) => event.preventDefault();

  /** @param status of `fileStatus`; undefined when there is no document any more */
  is(status: unknown): void {
    // A listener that is always there would keep the page out of the back-forward cache.
    if (UNSAVED.includes(status)) window.addEventListener('beforeunload', this.#warn);
    else window.removeEventListener('beforeunload', this.#warn);
  }
}
