/** The bar above an editable workbook's grid: how the chosen cells look. Only what can be saved is offered. */
import type { IDisposable, IStyleData } from '@univerjs/core';
import { html, nothing, render } from 'lit';
import type { SheetGrid } from './grid.js';
import { looksOf, setLook, whenLooksChange } from './looks.js';
import { moveWithin, numberMenu, palette, type MenuName } from './menus.js';
import { formatTools, type FormatActions } from './tools.js';

export class SheetBar {
  readonly element = document.createElement('div');
  #grid: SheetGrid | null = null;
  #listening: IDisposable | null = null;
  #isScheduled = false;
  /** `at` is where its button begins, px; `before` had the focus when it was opened. */
  #menu: { name: MenuName; at: number; before: Element | null; over: AbortController } | null = null;
  /** Had the focus when keys have led here. */
  #before: Element | null = null;

  constructor() {
    this.element.className = 'sheet-bar';
    // Who presses a button with the mouse goes on typing.
    this.element.addEventListener('mousedown', (event) => {
      if ((event.target as Element).closest('button')) event.preventDefault();
    });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** In the grid Tab goes from cell to cell; Alt+F10, as in other editors, is the way out of it, and Escape the way back. */
  focus(): void {
    if (!this.element.contains(document.activeElement)) this.#before = document.activeElement;
    this.element.querySelector<HTMLElement>('.sheet-tools [tabindex="0"]')?.focus();
  }

  /** It is about this grid now. */
  follow(grid: SheetGrid): void {
    this.#grid = grid;
    this.#listening = whenLooksChange(grid, () => this.#schedule());
    this.#draw();
  }

  /** Its grid goes. */
  stop(): void {
    this.#listening?.dispose();
    this.#listening = null;
    this.#grid = null;
  }

  readonly #actions: FormatActions = {
    set: (look, value) => {
      if (this.#grid) void setLook(this.#grid, look, value);
    },
    toggleMenu: (name, button, byKeys) => {
      if (this.#menu?.name === name) return this.#close();
      this.#close();
      const over = new AbortController();
      this.#menu = { name, at: button.offsetLeft - button.parentElement!.scrollLeft, before: document.activeElement, over };
      for (const type of ['pointerdown', 'keydown', 'focusin'])
        window.addEventListener(type, this.#elsewhere, { capture: true, signal: over.signal });
      this.#draw();
      // With the mouse the focus stays where it is: the grid would not take keys after that.
      const first = this.element.querySelector('.menu [aria-checked=true]') ?? this.element.querySelector('.menu button');
      if (byKeys) focusOn(first);
    },
  };

  /** Who goes on in another place is done with the menu. */
  readonly #elsewhere = ({ target }: Event): void => {
    if (!this.element.contains(target as Node)) this.#close();
  };

  readonly #choose = <K extends MenuName>(look: K, value: IStyleData[K] | null): void => {
    this.#close();
    this.#actions.set(look, value);
  };

  #close(): void {
    if (!this.#menu) return;
    const { before, over } = this.#menu;
    this.#menu = null;
    over.abort();
    if (this.element.querySelector('.menu')?.contains(document.activeElement)) focusOn(before);
    this.#draw();
  }

  #onKey(event: KeyboardEvent): void {
    const menu = (event.target as Element).closest<HTMLElement>('.menu');
    if (menu && (event.key === 'Escape' || event.key === 'Tab')) this.#close();
    else if (!menu && event.key === 'Escape') focusOn(this.#before);
    else if (!menu || !moveWithin(menu, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Many cells change in one go. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#draw();
    });
  }

  #draw(): void {
    if (!this.#grid) return;
    const looks = looksOf(this.#grid);
    const { name, at } = this.#menu ?? {};
    const menu = name === 'n' ? numberMenu(looks, this.#choose) : name ? palette(name, looks, this.#choose) : nothing;
    render(
      html`${formatTools(looks, name, this.#actions)}
        <div class="sheet-menu" style="--at:${at ?? 0}px">${menu}</div>`,
      this.element,
    );
  }
}

function focusOn(element: Element | null | undefined): void {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}
