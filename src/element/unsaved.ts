/** Whether the office page has edits that are not stored; warns before the page is left while there are. */
export class UnsavedChanges {
  /** Whether there are any, as far as the office page has said. */
  any = false;
  readonly #warn = (event: BeforeUnloadEvent) => event.preventDefault();

  /** @param onChange called with the new value */
  constructor(private readonly onChange: (any: boolean) => void) {}

  /** @param any as the office page has reported; false when there is no document any more, or it has just been opened */
  set(any: boolean): void {
    if (any === this.any) return;
    this.any = any;
    // A listener that is always there would keep the page out of the back-forward cache.
    if (this.any) window.addEventListener('beforeunload', this.#warn);
    else window.removeEventListener('beforeunload', this.#warn);
    this.onChange(this.any);
  }
}
