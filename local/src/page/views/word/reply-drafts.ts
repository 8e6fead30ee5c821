/**
 * Replies to comments that are being typed. The Word editor forgets them when the box of their comment closes: by a click elsewhere, or when the caret leaves the
 * words of the comment. Here they are kept, shown in the box when it is open again, and go on where they were when it is clicked.
 */
import { flushSync } from 'react-dom';

const CARDS = '.docx-comment-card, .docx-tracked-change-card';
/** While nobody types into it, the editor shows one that is read-only. */
const CLOSED = 'input[readonly]';

/** Presses Enter in a box: what is in it becomes a comment or a reply. Each is in the list before the next one is added to it, and a page that goes has no later moment. */
export function send(box: Element): void {
  flushSync(() => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })));
}

export class ReplyDrafts {
  readonly #element: HTMLElement;
  /** By {@link keyOf} their card. */
  readonly #texts = new Map<string, string>();

  /** @param element around the editor @param signal ends it */
  constructor(element: HTMLElement, signal: AbortSignal) {
    this.#element = element;
    const options = { capture: true, signal };
    element.addEventListener('input', ({ target }) => this.#typed(target), options);
    element.addEventListener('keydown', ({ target, key }) => (key === 'Enter' || key === 'Escape') && this.#ended(target), options);
    element.addEventListener('click', ({ target }) => this.#pressed(target), options);
  }

  /** Whether there are some; those of comments that are gone do not count. */
  get any(): boolean {
    const cards = cardsIn(this.#element);
    const isEveryCardShown = this.#element.querySelector('.docx-unified-sidebar') !== null;
    return this.#texts.size > 0 && (!isEveryCardShown || cards.some((card) => this.#texts.has(keyOf(card))));
  }

  /** Cards may have been opened or drawn anew. */
  show(): void {
    for (const card of cardsIn(this.#element)) {
      const box = card.querySelector('input');
      const text = this.#texts.get(keyOf(card));
      // A closed box is the same element as the open one, and the editor leaves in it what was sent or given up.
      if (box?.matches(CLOSED)) box.value = text ?? '';
      else if (box && text !== undefined && box.value !== text) fill(box, text);
    }
  }

  /** Those whose box is not open become replies, too. */
  commit(): void {
    if (!this.any) return;
    if (!this.#element.querySelector('.docx-unified-sidebar'))
      flushSync(() => this.#element.querySelector<HTMLElement>('[data-testid=toolbar-toggle-comments-sidebar]')?.click());
    for (const key of [...this.#texts.keys()]) this.#send(key);
  }

  /** One after the other: the editor has one card open. */
  #send(key: string): void {
    const card = () => cardsIn(this.#element).find((each) => keyOf(each) === key);
    const text = this.#texts.get(key);
    if (text === undefined || card()?.querySelector('input:not([readonly])')) return;
    if (!card()?.querySelector('input')) flushSync(() => card()?.click());
    flushSync(() => card()?.querySelector<HTMLElement>(CLOSED)?.click());
    const box = card()?.querySelector('input');
    if (!box || box.matches(CLOSED)) return;
    flushSync(() => fill(box, text));
    send(box);
  }

  /** A card that goes takes no words with it that nobody has given up. */
  #sendFirst(card: HTMLElement): void {
    const box = card.querySelector('input:not([readonly])');
    if (!this.#texts.has(keyOf(card))) return;
    if (box) send(box);
    else this.#send(keyOf(card));
  }

  #typed(target: EventTarget | null): void {
    const card = cardOf(target);
    if (!card || !(target instanceof HTMLInputElement)) return;
    if (target.value.trim() === '') this.#texts.delete(keyOf(card));
    else this.#texts.set(keyOf(card), target.value);
  }

  /** Sent, or given up. */
  #ended(target: EventTarget | null): void {
    const card = target instanceof HTMLInputElement ? cardOf(target) : null;
    if (card) this.#texts.delete(keyOf(card));
  }

  #pressed(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest('button') : null;
    const card = cardOf(button);
    if (!button || !card) return;
    if (endsCard(button, card)) return this.#sendFirst(card);
    const box = card.querySelector('input:not([readonly])');
    if (!box) return;
    // “Cancel” and “Reply” stand with the box.
    if (box.parentElement!.contains(button)) this.#texts.delete(keyOf(card));
  }
}

const cardsIn = (element: HTMLElement): HTMLElement[] => [...element.querySelectorAll<HTMLElement>(CARDS)];
const cardOf = (target: EventTarget | null): HTMLElement | null => (target instanceof Element ? target.closest<HTMLElement>(CARDS) : null);

/** “Resolve” is the first with a title; a tracked change has “Accept” and “Reject”. Whoever deletes a comment deletes its replies. */
function endsCard(button: HTMLButtonElement, card: HTMLElement): boolean {
  if (!button.title) return false;
  return card.matches('.docx-tracked-change-card') || card.querySelector('button[title]') === button;
}

/** Cards of tracked changes have no name: who has changed what, and when. */
function keyOf(card: HTMLElement): string {
  const { commentId } = card.dataset;
  return (
    commentId ??
    [...card.children]
      .slice(0, 2)
      .map(({ textContent }) => textContent)
      .join('\n')
  );
}

/** As if it were typed: React follows a field by its own property `value`. */
function fill(box: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(box, text);
  box.dispatchEvent(new Event('input', { bubbles: true }));
}
