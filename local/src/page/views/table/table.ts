/** The view for kind `table`: comma-separated values as a spreadsheet grid with selection, keyboard and find. */
import { asTrouble } from '../../connection/http.js';
import { words } from '../../words/messages.js';
import type { DocumentContent } from '../content.js';
import { DIALECT_SAMPLE, dialectOf } from '../../../shared/csv-dialect.js';
import { CsvParser } from '../../../shared/csv.js';
import { shownBytes, textPieces, wholeText } from '../../connection/decode.js';
import { zoomByGestures } from '../gestures.js';
import { previewEnd } from '../preview-end.js';
import { TableFind, type CellRef } from './find.js';
import { TableGrid } from './grid.js';
import { columnName } from './layout.js';
import { printConverted } from '../pages/print-converted.js';
import { clampZoom, type DocumentView, type FindQuery, type ViewHost, type Zoom } from '../view.js';

/** More rows are not shown: at 200 % they would be higher than Firefox lets an element be (17.9 million px). */
const mostRows = 300_000;

export class TableView implements DocumentView {
  readonly element = document.createElement('div');
  readonly unit = 'row';
  readonly fits = [] as const;
  readonly outline = [];
  readonly content: DocumentContent = {
    sheets: () => ({
      all: [
        { name: this.#host.info.fileInfo.name, read: (row, column) => ({ value: this.#rows[row]?.[column] ?? null, formula: undefined }) },
      ],
      active: 0,
    }),
  };
  readonly shown: Promise<void>;
  readonly #host: ViewHost;
  readonly #over = new AbortController();
  readonly #rows: string[][] = [];
  readonly #grid: TableGrid;
  readonly #find: TableFind;
  readonly #reference = document.createElement('span');
  readonly #content = document.createElement('output');

  readonly print: DocumentView['print'];

  constructor(host: ViewHost) {
    this.#host = host;
    this.print = printConverted(host);
    this.element.className = 'table-view';
    this.element.classList.toggle('no-copy', !host.info.permission.copy);
    this.#find = new TableFind(
      this.#rows,
      (cell, reveal) => {
        this.#grid.match = cell;
        if (cell && reveal) this.#select(cell, 'center');
        else this.#grid.draw();
      },
      (result) => host.found(result),
    );
    this.#grid = new TableGrid(
      this.#rows,
      host.info.fileInfo.name,
      (cell) => this.#find.marks(cell),
      () => host.changed(),
    );
    const bar = document.createElement('div');
    bar.className = 'cell-bar';
    this.#reference.className = 'cell-reference';
    this.#content.className = 'cell-content';
    this.#content.ariaLabel = words.cell;
    bar.append(this.#reference, this.#content);
    this.element.append(bar, this.#grid.element);
    this.#grid.element.addEventListener('keydown', this.#onKey);
    this.#grid.element.addEventListener('pointerdown', this.#onPointer);
    this.element.addEventListener('copy', this.#onCopy);
    zoomByGestures(this.element, (factor) => this.setZoom(this.zoom * factor));
    this.shown = this.#load();
  }

  get position(): number {
    return this.#grid.firstRow + 1;
  }
  get total(): number {
    return this.#rows.length;
  }
  get zoom(): number {
    return Math.round(this.#grid.zoom * 100);
  }
  get zoomMode(): Zoom {
    return this.zoom;
  }

  goTo(row: number): void {
    this.#grid.scrollToRow(row - 1);
    this.#select({ row: row - 1, column: this.#grid.selected.column });
  }

  setZoom(zoom: Zoom): void {
    const row = this.#grid.firstRow;
    // A table of numbers is of no use at the sizes at which a page can still be recognised.
    this.#grid.zoom = typeof zoom === 'number' ? Math.min(2, Math.max(0.5, clampZoom(zoom) / 100)) : 1;
    this.#grid.draw();
    this.#grid.scrollToRow(row);
    this.#host.changed();
  }

  find(query: FindQuery): void {
    this.#find.start(query, this.#grid.firstRow);
  }

  findNext(backwards: boolean): void {
    this.#find.next(backwards);
  }

  focus(): void {
    this.#grid.element.focus({ preventScroll: true });
  }

  async renew(): Promise<void> {
    await this.shown;
    const text = await wholeText(this.#host.session, AbortSignal.any([this.#host.session.signal, this.#over.signal]));
    this.#rows.length = 0;
    const { delimiter, start } = dialectOf(text);
    const parser = new CsvParser(delimiter);
    for (const row of [...parser.push(text.slice(start)), ...parser.end()]) if (this.#rows.length < mostRows) this.#rows.push(row);
    if (this.#rows.length > 0) delete this.element.dataset['empty'];
    else this.element.dataset['empty'] = words.empty;
    this.#grid.renew();
    this.#show(this.#grid.selected);
    this.#find.refresh();
    this.#host.changed();
  }

  showEnd(text: string): void {
    this.#grid.element.append(previewEnd(text));
  }

  destroy(): void {
    this.#over.abort();
    this.#grid.destroy();
    this.element.remove();
  }

  #load(): Promise<void> {
    return new Promise((resolve, reject) => {
      let started = false;
      const follow = async (): Promise<void> => {
        const pieces = textPieces(this.#host.session, AbortSignal.any([this.#host.session.signal, this.#over.signal]));
        let parser: CsvParser | null = null;
        let gathered = '';
        const begin = (): void => {
          const { delimiter, start } = dialectOf(gathered);
          parser = new CsvParser(delimiter);
          this.#add(parser.push(gathered.slice(start)));
        };
        let next = await pieces.next();
        for (; !next.done && this.#rows.length < mostRows; next = await pieces.next()) {
          if (parser) this.#add((parser as CsvParser).push(next.value));
          else if ((gathered += next.value).length >= DIALECT_SAMPLE) begin();
          if (this.#rows.length === 0) continue;
          started = true;
          resolve();
        }
        if (!parser) begin();
        this.#add((parser as CsvParser | null)?.end() ?? []);
        resolve();
        if (this.#rows.length === 0) this.element.dataset['empty'] = words.empty;
        if (this.#rows.length >= mostRows) this.#host.truncated({ rows: mostRows });
        else if (next.value === true) this.#host.truncated({ megabytes: shownBytes / 2 ** 20 });
      };
      follow().catch((error: unknown) => {
        reject(asTrouble(error));
        if (started && !this.#over.signal.aborted) this.#host.fail(error);
      });
    });
  }

  #add(rows: string[][]): void {
    if (rows.length === 0) return;
    for (const row of rows) if (this.#rows.length < mostRows) this.#rows.push(row);
    const first = this.#grid.layout.columns === 0;
    this.#grid.grow();
    if (first) this.#select(this.#grid.selected);
    this.#host.changed();
  }

  #select(cell: CellRef, where: 'nearest' | 'center' = 'nearest'): void {
    this.#show(cell);
    this.#grid.reveal(this.#grid.selected, where);
    this.#grid.draw();
  }

  /** Makes a cell the selected one, wherever it is. */
  #show(cell: CellRef): void {
    const row = Math.min(Math.max(0, cell.row), this.#rows.length - 1);
    const column = Math.min(Math.max(0, cell.column), this.#grid.layout.columns - 1);
    this.#grid.selected = { row, column };
    this.#reference.textContent = `${columnName(column)}${row + 1}`;
    this.#content.textContent = this.#rows[row]?.[column] ?? '';
  }

  #onPointer = ({ clientX, clientY }: PointerEvent): void => {
    const cell = this.#grid.cellAt(clientX, clientY);
    if (cell) this.#select(cell);
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const { row, column } = this.#grid.selected;
    const far = event.ctrlKey || event.metaKey;
    const lastRow = this.#rows.length - 1;
    const lastColumn = this.#grid.layout.columns - 1;
    const moves: Record<string, CellRef> = {
      ArrowUp: { row: far ? 0 : row - 1, column },
      ArrowDown: { row: far ? lastRow : row + 1, column },
      ArrowLeft: { row, column: far ? 0 : column - 1 },
      ArrowRight: { row, column: far ? lastColumn : column + 1 },
      PageUp: { row: row - this.#grid.pageRows, column },
      PageDown: { row: row + this.#grid.pageRows, column },
      Home: { row: far ? 0 : row, column: 0 },
      End: { row: far ? lastRow : row, column: lastColumn },
    };
    const to = moves[event.key];
    if (!to) return;
    event.preventDefault();
    this.#select(to);
  };

  /** Copies the selected cell, unless the reader has marked text, such as a part of a long cell above the grid. */
  #onCopy = (event: ClipboardEvent): void => {
    if (!this.#host.info.permission.copy || !document.getSelection()?.isCollapsed) return;
    const { row, column } = this.#grid.selected;
    event.clipboardData?.setData('text/plain', this.#rows[row]?.[column] ?? '');
    event.preventDefault();
  };
}
