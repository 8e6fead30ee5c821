/** How far from the visible part of the page a lazy document starts to open: soon enough to be there when one scrolls on. */
const MARGIN = '300px';

/** Tells once when an element comes near the visible part of the page; while it has no box (`display: none`) it is not near. */
export class Nearness {
  #observer: IntersectionObserver | undefined;
  #isNear = false;

  constructor(
    private readonly element: Element,
    private readonly onNear: () => void,
  ) {}

  get isNear(): boolean {
    if (!this.#isNear && !this.#observer) {
      this.#observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.come(), {
        rootMargin: MARGIN,
      });
      this.#observer.observe(this.element);
    }
    return this.#isNear;
  }

  /** It is wanted, wherever it is. */
  come(): void {
    if (this.#isNear) return;
    this.#isNear = true;
    this.stop();
    this.onNear();
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }
}
