/** The bar above an editable workbook's grid: how the chosen cells look. Only what can be saved is offered. */
import type { IDisposable, IStyleData } from '@univerjs/core';
import { html, nothing, render } from 'lit';
import type { SheetGrid } from './sheet-grid.js';
import { looksOf, setLook, whenLooksChange } from './sheet-looks.js';
import { moveWithin, numberMenu, palette, type MenuName } from './sheet-menus.js';
import { formatTools, type FormatActions } from './sheet-tools.js';

export class SheetBar {
  readonly element = document.createElement('div');
  #grid: SheetGrid | null = null;
  #listening: IDisposable | null = null;
  #isScheduled = false;
  /** `at` is where its button begins, px; `before` had the focus when it was opened. */
  #menu: { name: MenuName; at: number; before: Element | null } | null = null;

  constructor() {
    this.element.className = 'sheet-bar';
    // Who presses a button with the mouse goes on typing.
    this.element.addEventListener('mousedown', (event) => {
      if ((event.target as Element).closest('button')) event.preventDefault();
    });
    this.element.addEventListener('focusout', ({ target, relatedTarget }) => {
      const menu = (target as Element).closest('.menu');
      if (menu && !menu.contains(relatedTarget as Node | null)) this.#close();
    });
    this.element.addEventListener('keydown', (event) => this.#onMenuKey(event));
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
    toggleMenu: (name, button) => {
      const before = this.#menu?.before ?? document.activeElement;
      if (this.#menu?.name === name) return this.#close(true);
      this.#menu = { name, at: button.offsetLeft - button.parentElement!.scrollLeft, before };
      this.#draw();
    },
  };

  readonly #choose = <K extends MenuName>(look: K, value: IStyleData[K] | null): void => {
    this.#close(true);
    this.#actions.set(look, value);
  };

  #close(givesFocusBack = false): void {
    const before = this.#menu?.before;
    this.#menu = null;
    if (givesFocusBack && before instanceof HTMLElement) before.focus({ preventScroll: true });
    this.#draw();
  }

  #onMenuKey(event: KeyboardEvent): void {
    const menu = (event.target as Element).closest<HTMLElement>('.menu');
    if (!menu) return;
    if (event.key === 'Escape' || event.key === 'Tab') this.#close(true);
    else if (!moveWithin(menu, event.key)) return;
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
