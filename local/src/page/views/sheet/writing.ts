/** A grid is made anew for another version of its document. Who is writing meanwhile is waited for, and keys that come while there is no grid are kept. */
import { sleep } from '../../base/clock.js';
import { painted } from '../../base/painting.js';

/** Somebody who has pressed no key for this long, ms, has paused. */
const PAUSE = 1_000;
/** Nobody is waited for longer, ms. */
const AT_MOST = 20_000;
const LOOK = 100;

export class SheetWriting {
  #lastKey = -Infinity;
  #kept: KeyboardEvent[] | null = null;
  /** Keys since there is no grid began in a field: those after them belong to it, too. */
  #isForField = false;

  /** @param element around the grid @param signal ends it */
  constructor(
    private readonly element: HTMLElement,
    private readonly signal: AbortSignal,
  ) {
    window.addEventListener('keydown', (event) => this.#pressed(event), { capture: true, signal });
  }

  /** Resolves when the reader pauses. @param isInCell whether a cell is being written */
  async paused(isInCell: () => boolean): Promise<void> {
    const until = performance.now() + AT_MOST;
    const isWriting = (): boolean => isInCell() || this.#isInField || performance.now() - this.#lastKey < PAUSE;
    while (isWriting() && performance.now() < until) await sleep(LOOK, this.signal);
  }

  /** There is no grid from now on. Keys for a field that goes with it are for nothing else. */
  keep(): void {
    this.#kept = this.#isInField ? null : [];
    this.#isForField = false;
  }

  /** Such as the one of cell names. */
  get #isInField(): boolean {
    const field = document.activeElement;
    return field instanceof HTMLInputElement && this.element.contains(field);
  }

  /** There is one again, and it has the focus: what was pressed is pressed now. */
  async release(): Promise<void> {
    for (let event = this.#kept?.shift(); event && !this.signal.aborted; event = this.#kept?.shift()) {
      const isText = [...event.key].length === 1 && !event.ctrlKey && !event.metaKey;
      const target = document.activeElement ?? this.element;
      // Browsers write nothing for keys that no hand has pressed.
      if (target.dispatchEvent(new KeyboardEvent('keydown', event)) && isText) document.execCommand('insertText', false, event.key);
      // The grid is done with a key a moment later.
      await painted();
    }
    this.#kept = null;
  }

  #pressed(event: KeyboardEvent): void {
    const { target } = event;
    const isForGrid = target === document.body || (target instanceof Node && this.element.contains(target));
    if (!isForGrid || !event.isTrusted) return;
    this.#lastKey = performance.now();
    if (!this.#kept) return;
    // The grid takes the focus from the field while it is made: letters of a cell's name would be written into a cell.
    if (target instanceof HTMLInputElement) this.#isForField = true;
    if (!this.#isForField) this.#kept.push(event);
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
