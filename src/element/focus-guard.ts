/** Office pages focus themselves as soon as they are there; so long after that they may, ms. */
const AFTERWARDS = 1_000;

const FIELDS = 'input, textarea, select, [contenteditable]';

/**
 * Keeps the keys where a reader is typing: while a document is being opened, and shortly after, a field elsewhere on the page that loses the focus to
 * it gets it back, unless the reader has gone there by mouse or Tab. `inert` does not keep frames of other origins from focusing themselves (Chromium 156).
 */
export class FocusGuard {
  #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly element: HTMLElement) {}

  start(): void {
    this.stop();
    const { signal } = (this.#ended = new AbortController());
    const listening = { signal, capture: true };
    let field: EventTarget | undefined;
    let key = '';
    window.addEventListener('keydown', (event) => (key = event.key), listening);
    window.addEventListener('focusout', (event) => (field = event.composedPath()[0]), listening);
    // Who has the focus is known just after this event in Firefox 153; soon after, an element that is inert as yet has lost it to nobody.
    window.addEventListener('blur', (event) => event.target === window && queueMicrotask(() => this.#giveBack(field, key)), listening);
  }

  /** The document is open. */
  stopSoon(): void {
    this.#timer = setTimeout(() => this.stop(), AFTERWARDS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  #giveBack(field: EventTarget | undefined, key: string): void {
    const { element } = this;
    const isHere = (element.getRootNode() as Document | ShadowRoot).activeElement === element;
    // A finger hovers nowhere: a tap into the document could not be told from the document's own doing.
    if (!isHere || key === 'Tab' || element.matches(':hover') || matchMedia('(pointer: coarse)').matches) return;
    if (!(field instanceof HTMLElement && field.matches(FIELDS))) return;
    // The change has to be over: one back within it would give the field a caret and leave the keys with the frame (Chromium 156).
    setTimeout(() => field.focus({ preventScroll: true }));
  }
}
