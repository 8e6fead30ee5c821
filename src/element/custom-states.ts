/** The element's state for CSS: `:state(ready)`. Engines before 2024 have no custom states; everything else works there. */
export class CustomStates {
  readonly #internals: ElementInternals | undefined;

  constructor(host: HTMLElement, state: string) {
    // Not there when a server renders the element.
    this.#internals = typeof host.attachInternals === 'function' ? host.attachInternals() : undefined;
    this.#internals?.states?.add(state);
  }

  change(previous: string, state: string): void {
    this.#internals?.states?.delete(previous);
    this.#internals?.states?.add(state);
  }
}
