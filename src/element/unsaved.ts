/** Whether the office page has edits that are not stored (SDK `fileStatus`); warns before the page is left while there are. */

/** Space full, queue busy, failed, saving: the office page reports 6 with the first change, and 7 or 1 when it is stored. */
const UNSAVED: readonly unknown[] = [3, 4, 5, 6];

export class UnsavedChanges {
  /** Whether there are any, as far as the office page has said. */
  any = false;
  readonly #warn = (event: BeforeUnloadEvent) => event.preventDefault();

  /** @param onChange called with the new value */
  constructor(private readonly onChange: (any: boolean) => void) {}

  /** @param status of `fileStatus`; undefined when there is no document any more, or it has just been opened */
  is(status: unknown): void {
    const was = this.any;
    this.any = UNSAVED.includes(status);
    if (was === this.any) return;
    // A listener that is always there would keep the page out of the back-forward cache.
    if (this.any) window.addEventListener('beforeunload', this.#warn);
    else window.removeEventListener('beforeunload', this.#warn);
    this.onChange(this.any);
  }
}
