/**
 * Draws the part of a table that is in view, and only that: rows and cells are reused as the window moves. Focus stays on the grid;
 * `aria-activedescendant` names the selected cell, so that it survives leaving the window.
 */
import type { CellRef } from './find.js';
import { TableLayout, columnName, headerHeight, isNumeric, oneLine, rowHeight } from './layout.js';

/** Rows drawn beyond the window on either side. */
const overscan = 6;

interface DrawnRow {
  element: HTMLElement;
  number: HTMLElement;
  cells: HTMLElement[];
  /** What it shows now, so that rows that stay in view cost nothing. */
  shows: string;
}

export class TableGrid {
  readonly element = div('grid');
  readonly layout = new TableLayout();
  readonly #rows: readonly string[][];
  readonly #marks: (cell: string) => boolean;
  readonly #space = div('grid-space');
  readonly #header = div('grid-header');
  readonly #drawn: DrawnRow[] = [];
  readonly #resize = new ResizeObserver(() => this.draw());
  #version = 0;
  #headerShows = '';
  zoom = 1;
  selected: CellRef = { row: 0, column: 0 };
  match: CellRef | null = null;

  constructor(rows: readonly string[][], label: string, marks: (cell: string) => boolean, scrolled: () => void) {
    this.#rows = rows;
    this.#marks = marks;
    this.element.setAttribute('role', 'grid');
    this.element.ariaLabel = label;
    this.element.ariaReadOnly = 'true';
    this.element.tabIndex = 0;
    this.#header.setAttribute('role', 'row');
    this.#header.ariaRowIndex = '1';
    this.#space.append(this.#header);
    this.element.append(this.#space);
    this.element.addEventListener(
      'scroll',
      () => {
        this.#drawWindow();
        scrolled();
      },
      { passive: true },
    );
    this.#resize.observe(this.element);
  }

  /** More rows have come. */
  grow(): void {
    const { fontFamily } = getComputedStyle(this.element);
    this.layout.measure(this.#rows, `13px ${fontFamily}`);
    this.draw();
  }

  /** The rows are others now. */
  renew(): void {
    this.layout.clear();
    this.grow();
  }

  get firstRow(): number {
    return Math.floor(this.element.scrollTop / (rowHeight * this.zoom));
  }

  /** Rows that fit into the window, whole. */
  get pageRows(): number {
    return Math.max(1, Math.floor((this.element.clientHeight - headerHeight * this.zoom) / (rowHeight * this.zoom)));
  }

  scrollToRow(row: number): void {
    this.element.scrollTop = row * rowHeight * this.zoom;
  }

  /** Scrolls to a cell: as little as possible, or so that a match stands amid its surroundings unless it is in view already. */
  reveal({ row, column }: CellRef, where: 'nearest' | 'center'): void {
    const { element, layout, zoom } = this;
    const top = row * rowHeight * zoom;
    const bottom = top + rowHeight * zoom - (element.clientHeight - headerHeight * zoom);
    const inView = element.scrollTop <= top && element.scrollTop >= bottom;
    if (where === 'nearest') element.scrollTop = Math.max(Math.min(element.scrollTop, top), bottom);
    else if (!inView) element.scrollTop = (top + bottom) / 2;
    const left = (layout.lefts[column] ?? 0) * zoom;
    const right = (layout.lefts[column + 1] ?? 0) * zoom - (element.clientWidth - layout.gutter * zoom);
    element.scrollLeft = Math.max(Math.min(element.scrollLeft, left), Math.min(right, left));
  }

  /** The cell at a point of the window, px. */
  cellAt(x: number, y: number): CellRef | null {
    const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>('[role=gridcell]');
    return cell && this.element.contains(cell) ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : null;
  }

  /** Draws everything anew: what is selected, found or known has changed. */
  draw(): void {
    const { element, layout, zoom } = this;
    this.#version++;
    element.style.setProperty('--zoom', String(zoom));
    element.style.setProperty('--gutter', `${layout.gutter * zoom}px`);
    element.ariaRowCount = String(this.#rows.length + 1);
    element.ariaColCount = String(layout.columns + 1);
    this.#space.style.width = `${(layout.gutter + layout.width) * zoom}px`;
    this.#space.style.height = `${(headerHeight + this.#rows.length * rowHeight) * zoom}px`;
    this.#drawWindow();
  }

  #drawWindow(): void {
    const { element, layout, zoom } = this;
    const step = rowHeight * zoom;
    const first = Math.max(0, this.firstRow - overscan);
    const last = Math.min(this.#rows.length, this.firstRow + Math.ceil(element.clientHeight / step) + overscan);
    const [left, right] = layout.columnsBetween(element.scrollLeft / zoom, (element.scrollLeft + element.clientWidth) / zoom);
    this.#drawHeader(left, right);

    while (this.#drawn.length < last - first) this.#addRow();
    while (this.#drawn.length > last - first) this.#drawn.pop()!.element.remove();
    // A row keeps its element while it stays in view, so that scrolling writes only what came in.
    for (let row = first; row < last; row++) this.#drawRow(this.#drawn[row % this.#drawn.length]!, row, left, right);
    const active = this.selected.row >= first && this.selected.row < last && this.selected.column >= left && this.selected.column < right;
    if (active) element.setAttribute('aria-activedescendant', cellId(this.selected));
    else element.removeAttribute('aria-activedescendant');
  }

  destroy(): void {
    this.#resize.disconnect();
  }

  #drawHeader(left: number, right: number): void {
    const shows = `${left} ${right} ${this.#version}`;
    if (shows === this.#headerShows) return;
    this.#headerShows = shows;
    const letters = [div('grid-corner')];
    for (let column = left; column < right; column++) {
      const cell = div('grid-letter');
      cell.setAttribute('role', 'columnheader');
      cell.ariaColIndex = String(column + 2);
      cell.textContent = columnName(column);
      cell.classList.toggle('selected', column === this.selected.column);
      this.#place(cell, column);
      letters.push(cell);
    }
    this.#header.replaceChildren(...letters);
  }

  #addRow(): void {
    const row: DrawnRow = { element: div('grid-row'), number: div('grid-number'), cells: [], shows: '' };
    row.element.setAttribute('role', 'row');
    row.number.setAttribute('role', 'rowheader');
    row.number.ariaColIndex = '1';
    row.element.append(row.number);
    this.#space.append(row.element);
    this.#drawn.push(row);
  }

  #drawRow(drawn: DrawnRow, row: number, left: number, right: number): void {
    const shows = `${row} ${left} ${right} ${this.#version}`;
    if (shows === drawn.shows) return;
    const placed = drawn.shows.endsWith(` ${left} ${right} ${this.#version}`);
    drawn.shows = shows;
    const { element, number, cells } = drawn;
    element.style.top = `${(headerHeight + row * rowHeight) * this.zoom}px`;
    element.ariaRowIndex = String(row + 2);
    setText(number, String(row + 1));
    number.classList.toggle('selected', row === this.selected.row);
    while (cells.length < right - left) {
      const cell = div('grid-cell');
      cell.setAttribute('role', 'gridcell');
      cells.push(cell);
      element.append(cell);
    }
    while (cells.length > right - left) cells.pop()!.remove();
    for (let column = left; column < right; column++) this.#drawCell(cells[column - left]!, row, column, placed);
  }

  /** @param placed the cell stands in its column already */
  #drawCell(cell: HTMLElement, row: number, column: number, placed: boolean): void {
    const content = this.#rows[row]![column] ?? '';
    const at = (ref: CellRef | null): boolean => ref?.row === row && ref.column === column;
    cell.id = cellId({ row, column });
    cell.dataset['row'] = String(row);
    cell.dataset['column'] = String(column);
    let className = 'grid-cell';
    if (isNumeric(content)) className += ' number';
    if (at(this.selected)) className += ' selected';
    if (at(this.match)) className += ' match current';
    else if (content && this.#marks(content)) className += ' match';
    if (cell.className !== className) {
      cell.className = className;
      cell.ariaSelected = String(at(this.selected));
    }
    setText(cell, oneLine(content));
    if (placed) return;
    cell.ariaColIndex = String(column + 2);
    this.#place(cell, column);
  }

  #place(cell: HTMLElement, column: number): void {
    cell.style.left = `${(this.layout.gutter + this.layout.lefts[column]!) * this.zoom}px`;
    cell.style.width = `${this.layout.widthOf(column) * this.zoom}px`;
  }
}

function cellId({ row, column }: CellRef): string {
  return `cell-${row}-${column}`;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function div(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}
