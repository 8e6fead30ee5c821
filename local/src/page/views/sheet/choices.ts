/**
 * The arrow at a chosen cell whose data validation has a list, and the list it opens; Alt+ArrowDown does, too. What is chosen is written by a command of the
 * grid's own, so that it can be undone and is saved.
 */
import { CellValueType, ICommandService, type ICellData, type IDisposable } from '@univerjs/core';
import { icon } from '../../base/icons.js';
import { painted } from '../../base/painting.js';
import { words } from '../../words/messages.js';
import type { Cell } from '../../../shared/sheet/references.js';
import { render } from 'lit';
import type { SheetGrid } from './grid.js';
import { placeOf } from './place.js';
import type { Choice } from './rules.js';

/** Items that are listed: who looks for one among more types it. */
const MOST = 1_000;
/** Side of the arrow, px. */
const SIDE = 20;
const MARGIN = 4;

type Place = Cell & { sheet: string };

export class SheetChoices {
  readonly element = document.createElement('div');
  readonly #arrow = document.createElement('button');
  readonly #list = document.createElement('div');
  #grid: SheetGrid | null = null;
  #listening: IDisposable | null = null;
  #over = new AbortController();
  /** Ends with the list that is open. */
  #opening = new AbortController();
  #isScheduled = false;
  #before: Element | null = null;
  /** The cell whose list is open. */
  #open: Place | null = null;
  /** The cell that the arrow is at. */
  #drawnAt: Place | null = null;

  /** @param commit writes what is being typed into its cell */
  constructor(private readonly commit: () => Promise<void>) {
    this.element.className = 'sheet-choices';
    this.#arrow.type = 'button';
    this.#arrow.className = 'arrow';
    this.#arrow.tabIndex = -1;
    this.#arrow.title = words.sheet.openChoices;
    this.#arrow.setAttribute('aria-label', words.sheet.openChoices);
    this.#arrow.setAttribute('aria-haspopup', 'listbox');
    render(icon('chevron'), this.#arrow);
    this.#list.className = 'list';
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', words.sheet.choicesLabel);
    this.#arrow.hidden = this.#list.hidden = true;
    // The grid keeps the focus of those who use the mouse.
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
    this.#arrow.addEventListener('click', () => (this.#open ? this.close() : void this.show()));
    this.#list.addEventListener('click', ({ target }) => {
      const option = (target as Element).closest<HTMLElement>('[role=option]');
      if (option) this.#choose(Number(option.dataset.at));
    });
    this.#list.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.append(this.#arrow, this.#list);
  }

  /** @param around the grid, from which keys come */
  follow(grid: SheetGrid, around: HTMLElement): void {
    this.stop();
    this.#grid = grid;
    this.#over = new AbortController();
    const { signal } = this.#over;
    this.#listening = grid.univer
      .__getInjector()
      .get(ICommandService)
      .onCommandExecuted(() => {
        // At the cell before it would be for another.
        if (!this.#arrow.hidden && !isSame(this.#chosen, this.#drawnAt)) this.#arrow.hidden = true;
        this.#schedule();
      });
    const resizing = new ResizeObserver(() => this.#schedule());
    resizing.observe(around);
    signal.addEventListener('abort', () => resizing.disconnect());
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'ArrowDown' || !event.altKey || event.ctrlKey || event.metaKey || this.#arrow.hidden) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void this.show();
    };
    around.addEventListener('keydown', onKey, { capture: true, signal });
    grid.drawn.then(
      () => this.#schedule(),
      () => {},
    );
  }

  /** Its grid goes. */
  stop(): void {
    this.close();
    this.#over.abort();
    this.#listening?.dispose();
    this.#listening = null;
    this.#grid = null;
    this.#arrow.hidden = true;
  }

  /** Opens the list of the chosen cell. */
  async show(): Promise<void> {
    await this.commit();
    const cell = this.#chosen;
    const choices = cell && this.#choicesAt(cell);
    if (!choices) return;
    this.close();
    this.#before = document.activeElement;
    this.#open = cell;
    const value = this.#grid?.workbook.getSheetBySheetId(cell.sheet)?.getCellRaw(cell.row, cell.column)?.v;
    this.#list.replaceChildren(...choices.map((choice, at) => optionOf(choice, at, String(choice.value) === String(value ?? ''))));
    this.#list.hidden = false;
    this.#arrow.setAttribute('aria-expanded', 'true');
    this.#place();
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    const elsewhere = ({ target }: Event): void => {
      if (!this.element.contains(target as Node)) this.close();
    };
    // Not when the focus goes: the grid takes it a moment after a cell was chosen.
    for (const type of ['pointerdown', 'keydown', 'wheel']) window.addEventListener(type, elsewhere, { capture: true, signal });
    const chosen = this.#list.querySelector<HTMLElement>('[aria-selected=true]') ?? this.#list.querySelector<HTMLElement>('[role=option]');
    chosen?.focus();
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = null;
    this.#opening.abort();
    const hadFocus = this.#list.contains(document.activeElement);
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#arrow.removeAttribute('aria-expanded');
    if (hadFocus && this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
    this.#schedule();
  }

  /** The one cell that keys go to, and its sheet. */
  get #chosen(): Place | null {
    const sheet = this.#grid?.api.getActiveWorkbook()?.getActiveSheet();
    const cell = sheet?.getSelection()?.getCurrentCell();
    return sheet && cell ? { sheet: sheet.getSheetId(), row: cell.actualRow, column: cell.actualColumn } : null;
  }

  /** Undefined where nothing can be chosen. */
  #choicesAt(cell: Place, most = MOST): Choice[] | undefined {
    const { rules } = this.#grid!;
    const choices = rules.lockOf(cell.sheet, cell) ? undefined : rules.choicesAt(cell.sheet, cell, most);
    return choices?.length ? choices : undefined;
  }

  #choose(at: number): void {
    const cell = this.#open;
    const choice = cell && this.#choicesAt(cell)?.[at];
    const sheet = cell && this.#grid?.api.getActiveWorkbook()?.getSheetBySheetId(cell.sheet);
    this.close();
    if (!choice || !sheet) return;
    const own = this.#grid?.workbook.getSheetBySheetId(cell.sheet)?.getComposedCellStyle(cell.row, cell.column).n?.pattern;
    const isGeneral = !own || own.toLowerCase() === 'general';
    sheet.getRange(cell.row, cell.column).setValue(cellOf(choice, isGeneral ? choice.pattern : undefined));
  }

  #onKey(event: KeyboardEvent): void {
    const options = [...this.#list.querySelectorAll<HTMLElement>('[role=option]')];
    const at = options.indexOf(document.activeElement as HTMLElement);
    const { key } = event;
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: options.length - 1 }[key];
    if (key === 'Enter' || key === ' ') options[at]?.click();
    else if (key === 'Escape' || key === 'Tab') this.close();
    else if (to !== undefined) options[Math.min(options.length - 1, to)]?.focus();
    else if ([...key].length === 1 && !event.ctrlKey && !event.metaKey) beginningWith(key, options, at)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Many things happen in one go, and the grid moves a moment after its commands. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    void painted().then(() => {
      this.#isScheduled = false;
      this.#draw();
    });
  }

  #draw(): void {
    const cell = this.#chosen;
    this.#drawnAt = cell;
    if (this.#open && !isSame(cell, this.#open)) this.close();
    this.#arrow.hidden = !cell || !this.#choicesAt(cell, 1) || !this.#place();
    if (this.#arrow.hidden) this.close();
  }

  /** @returns whether the cell is on the screen */
  #place(): boolean {
    const cell = this.#chosen;
    const place = cell && this.#grid ? placeOf(this.#grid, cell) : undefined;
    if (!place) return false;
    const room = this.element.parentElement!.getBoundingClientRect();
    const side = Math.min(SIDE, Math.max(12, place.height));
    // Beside the cell, as in other programs; in it where there is no room.
    const left = Math.min(place.right - room.left, room.width - side);
    this.#arrow.style.cssText = `left:${left}px;top:${place.bottom - room.top - side}px;width:${side}px;height:${side}px`;
    if (!this.#open) return true;
    const { style } = this.#list;
    const [below, above] = [room.bottom - place.bottom - MARGIN, place.top - room.top - MARGIN];
    const isBelow = below >= Math.min(this.#list.scrollHeight, 160) || below >= above;
    style.minWidth = `${Math.max(place.width + side, 100)}px`;
    style.maxHeight = `${Math.max(60, Math.min(260, isBelow ? below : above))}px`;
    style.left = `${Math.max(0, Math.min(place.left - room.left, room.width - this.#list.offsetWidth))}px`;
    style.top = isBelow ? `${place.bottom - room.top}px` : `${place.top - room.top - this.#list.offsetHeight}px`;
    return true;
  }
}

const isSame = (one: Place | null, other: Place | null): boolean =>
  one?.sheet === other?.sheet && one?.row === other?.row && one?.column === other?.column;

function optionOf({ text }: Choice, at: number, isSelected: boolean): HTMLElement {
  const option = document.createElement('div');
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', String(isSelected));
  option.tabIndex = -1;
  option.dataset.at = String(at);
  option.textContent = text;
  return option;
}

/** The next that begins with a letter. */
function beginningWith(letter: string, options: HTMLElement[], after: number): HTMLElement | undefined {
  const lower = letter.toLowerCase();
  return [...options.slice(after + 1), ...options.slice(0, after + 1)].find(({ textContent }) =>
    textContent.toLowerCase().startsWith(lower),
  );
}

function cellOf({ value }: Choice, pattern: string | undefined): ICellData {
  const type = { string: CellValueType.FORCE_STRING, number: CellValueType.NUMBER, boolean: CellValueType.BOOLEAN };
  const isPlain = typeof value === 'string' && Number.isNaN(Number(value));
  const t = isPlain ? CellValueType.STRING : type[typeof value as keyof typeof type];
  const v = typeof value === 'boolean' ? Number(value) : value;
  return { v, t, f: null, si: null, p: null, ...(pattern && { s: { n: { pattern } } }) };
}
