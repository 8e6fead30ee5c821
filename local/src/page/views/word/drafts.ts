/** Comments and answers that are being typed: the editor has them in boxes of its own, and takes them on Enter. */
import { ReplyDrafts, send } from './reply-drafts.js';

const BOXES = '.docx-unified-sidebar textarea, .docx-unified-sidebar input';

const TOGGLE = '[data-testid=toolbar-toggle-comments-sidebar]';

export class CommentDrafts {
  readonly #element: HTMLElement;
  readonly #replies: ReplyDrafts;

  /**
   * @param element around the editor
   * @param typed something is in a box that is in no comment
   * @param ended nothing is any more: it is a comment, or given up
   */
  constructor(element: HTMLElement, typed: () => void, ended: () => void, signal: AbortSignal) {
    this.#element = element;
    this.#replies = new ReplyDrafts(element, signal);
    let had = false;
    const look = (): void => {
      const has = this.any;
      if (has) typed();
      else if (had) ended();
      had = has;
    };
    element.addEventListener('input', ({ target }) => target instanceof Element && target.matches(BOXES) && look(), { signal });
    // The box of a new comment goes with the list of comments.
    const hides = ({ target }: MouseEvent): void => {
      if (target instanceof Element && target.closest(TOGGLE))
        for (const box of this.#boxes()) if (box instanceof HTMLTextAreaElement) send(box);
    };
    element.addEventListener('click', hides, { capture: true, signal });
    // A box that goes, by Escape or a button, goes with its words.
    const observer = new MutationObserver(() => {
      this.#replies.show();
      if (had && !this.any) look();
    });
    observer.observe(element, { childList: true, subtree: true });
    signal.addEventListener('abort', () => observer.disconnect());
  }

  get any(): boolean {
    return this.#replies.any || this.#boxes().length > 0;
  }

  /** They become comments. */
  commit(): void {
    this.#boxes().forEach(send);
    this.#replies.commit();
  }

  #boxes(): (HTMLTextAreaElement | HTMLInputElement)[] {
    const all = this.#element.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(BOXES);
    return [...all].filter(({ value, readOnly }) => !readOnly && value.trim() !== '');
  }
}
