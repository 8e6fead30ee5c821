/** The view for kind `sheet`: a workbook in a grid whose cells can be changed. */
import { CellValueType, type ICellData, type IStyleData, type IWorkbookData } from '@univerjs/core';
import type { CellChange, LineSize, NotDrawn } from '../../../shared/page-api.js';
import { drawnUnlessHidden } from '../../base/painting.js';
import { asTrouble } from '../../connection/http.js';
import type { DocumentContent } from '../content.js';
import { sheetsOf } from './content.js';
import { words } from '../../words/messages.js';
import { SheetBar } from './bar.js';
import { SheetChoices } from './choices.js';
import { SheetEdits } from './edits.js';
import { SheetFind } from './find.js';
import { createSheetGrid, type SheetGrid } from './grid.js';
import { SheetHint } from './hint.js';
import { SheetWriting } from './writing.js';
import { previewEnd } from '../preview-end.js';
import { printConverted } from '../pages/print-converted.js';
import { clampZoom, type DocumentView, type Edits, type FindQuery, type Undo, type ViewHost, type Zoom } from '../view.js';

/** Univer draws between these, percent. */
const zoomRange = [50, 400] as const;

export class SheetView implements DocumentView {
  readonly element = document.createElement('div');
  readonly unit = 'row';
  readonly fits = [] as const;
  readonly outline = [];
  readonly content: DocumentContent = { sheets: () => sheetsOf(this.#grid, this.#host.info.editable) };
  readonly shown: Promise<void>;
  zoom = 100;
  readonly #host: ViewHost;
  readonly #over = new AbortController();
  readonly #writing = new SheetWriting(this.element, this.#over.signal);
  #grid: SheetGrid | null = null;
  readonly #edits: SheetEdits | undefined;
  readonly #find: SheetFind;
  #bar: SheetBar | null = null;
  readonly #hint: SheetHint;
  readonly #choices: SheetChoices | undefined;
  #end: HTMLElement | null = null;
  #notDrawn: NotDrawn[] = [];

  readonly print: DocumentView['print'];

  constructor(host: ViewHost) {
    this.#host = host;
    this.print = printConverted(host);
    this.element.className = 'sheet-view';
    this.element.addEventListener('keydown', (event) => {
      if (event.altKey && event.key === 'F10') this.#bar?.focus();
    });
    this.#hint = new SheetHint(host.info.editable, (url) => host.link(url));
    this.#find = new SheetFind((result) => host.found(result));
    if (host.info.editable) {
      const edits = new SheetEdits(
        { version: 0, size: host.info.fileInfo.size },
        () => host.edited(),
        () => host.settled(),
      );
      this.#edits = edits;
      this.#choices = new SheetChoices(() => edits.commit());
    }
    this.shown = this.#load().catch((error: unknown) => {
      throw asTrouble(error);
    });
  }

  get edits(): Edits | undefined {
    return this.#edits;
  }
  get undo(): Undo | undefined {
    return this.#grid?.undo;
  }
  get position(): number {
    return 1;
  }
  /** Rows are numbered in the grid. */
  get total(): number {
    return 0;
  }
  get zoomMode(): Zoom {
    return this.zoom;
  }

  /** What the file has and the grid does not show, of all sheets together. */
  get notDrawn(): NotDrawn {
    const sum: NotDrawn = {};
    for (const sheet of this.#notDrawn) {
      for (const [kind, count] of Object.entries(sheet) as [keyof NotDrawn, number][]) sum[kind] = (sum[kind] ?? 0) + count;
    }
    return sum;
  }

  goTo(row: number): void {
    this.#sheet?.scrollToCell(row - 1, 0);
  }

  setZoom(zoom: Zoom): void {
    const wanted = typeof zoom === 'number' ? Math.round(clampZoom(zoom)) : 100;
    this.zoom = Math.min(zoomRange[1], Math.max(zoomRange[0], wanted));
    this.#sheet?.zoom(this.zoom / 100);
    this.#host.changed();
  }

  find(query: FindQuery): void {
    this.#find.start(query);
  }

  findNext(backwards: boolean): void {
    this.#find.next(backwards);
  }

  focus(): void {
    this.element.querySelector<HTMLElement>('canvas')?.focus({ preventScroll: true });
  }

  /** The newest version in a new grid, with what is not saved on top. */
  async renew(): Promise<void> {
    await this.shown;
    await this.#load().finally(() => this.#writing.release());
    if (this.zoom !== 100) this.#sheet?.zoom(this.zoom / 100);
  }

  showEnd(text: string): void {
    this.#end?.remove();
    this.#end = previewEnd(text);
    this.element.append(this.#end);
  }

  destroy(): void {
    this.#over.abort();
    this.#remove();
    this.element.remove();
  }

  get #sheet() {
    return this.#grid?.api.getActiveWorkbook()?.getActiveSheet();
  }

  async #load(): Promise<void> {
    const { session, info } = this.#host;
    const signal = AbortSignal.any([session.signal, this.#over.signal]);
    const response = await session.request('content', { signal });
    const version = Number(response.headers.get('x-version'));
    const data = (await response.json()) as IWorkbookData;
    const isBusy = () => this.#choices?.isOpen === true || this.#grid?.api.getActiveWorkbook()?.isCellEditing() === true;
    await this.#writing.paused(isBusy);
    // What is being typed counts as well.
    await this.#edits?.commit();
    const unsaved = this.#grid ? this.#edits?.unsaved() : undefined;
    const sheet = this.#sheet?.getSheetId();
    const selection = this.#sheet?.getSelection()?.getActiveRange()?.getRange();
    if (this.#grid) this.#writing.keep();
    this.#remove();
    this.#notDrawn = Object.values(data.sheets).flatMap(({ custom }) => (custom?.notDrawn as NotDrawn | undefined) ?? []);
    const room = document.createElement('div');
    room.className = 'sheet-room';
    const { editable, permission } = info;
    if (editable && data.custom?.isPlain !== true) this.#bar ??= new SheetBar();
    this.element.prepend(
      ...(this.#bar ? [this.#bar.element] : []),
      this.#hint.element,
      room,
      ...(this.#choices ? [this.#choices.element] : []),
    );
    const grid = await createSheetGrid(
      room,
      data,
      { mayEdit: editable, mayCopy: permission.copy },
      {
        changed: () => this.#host.changed(),
        copyDenied: () => this.#host.say(words.copyDenied),
        refused: () => this.#host.say(words.sheet.refused),
        forbidden: (reason) => this.#host.say(reason),
        flattened: () => this.#host.say(words.sheet.flattened),
        leftOut: (kinds) => this.#host.say(words.sheet.leftOut(kinds)),
      },
    );
    if (signal.aborted) return grid.dispose();
    this.#grid = grid;
    this.#find.grid = grid;
    this.#edits?.follow(grid, version);
    if (sheet) grid.api.getActiveWorkbook()?.setActiveSheet(sheet);
    if (selection) this.#sheet?.getRange(selection).activate();
    this.#bar?.follow(grid);
    this.#hint.follow(grid);
    this.#choices?.follow(grid, room);
    if (unsaved) grid.rules.restore();
    for (const change of unsaved?.cells ?? []) this.#put(change);
    for (const size of unsaved?.lines ?? []) this.#resize(size);
    // Until then it takes the focus from whatever field the reader is in.
    await drawnUnlessHidden(grid.drawn);
  }

  #put({ sheet, row, column, value, formula, format }: CellChange): void {
    const range = this.#grid?.api.getActiveWorkbook()?.getSheetBySheetId(`sheet-${sheet}`)?.getRange(row, column);
    if (value !== undefined) range?.setValue(formula === undefined ? asCell(value) : `=${formula}`);
    if (format) range?.setValue({ s: format as IStyleData });
  }

  #resize({ sheet, line, at, size }: LineSize): void {
    const worksheet = this.#grid?.api.getActiveWorkbook()?.getSheetBySheetId(`sheet-${sheet}`);
    if (line === 'row') worksheet?.setRowHeight(at, size);
    else worksheet?.setColumnWidth(at, size);
  }

  #remove(): void {
    this.#edits?.stop();
    this.#bar?.stop();
    this.#hint.stop();
    this.#choices?.stop();
    this.#grid?.dispose();
    this.#grid = null;
    this.element.querySelector('.sheet-room')?.remove();
  }
}

/** A text that looks like a number or a formula stays one. */
function asCell(value: CellChange['value']): ICellData {
  const type = { string: CellValueType.FORCE_STRING, number: CellValueType.NUMBER, boolean: CellValueType.BOOLEAN };
  const v = value ?? '';
  const isPlain = typeof v === 'string' && (v === '' || Number.isNaN(Number(v)));
  return { v, t: isPlain ? CellValueType.STRING : type[typeof v as keyof typeof type], f: null, si: null, p: null };
}
