/**
 * The objects behind `instance.Application`: only members that really work, named as in Alibaba Cloud's "JS-SDK API" (pages, zoom, ranges) and
 * in the object models of Office that it follows. What they do is in one place with what they are called.
 */
import type { SessionInfo } from '../../../shared/page-api.js';
import { clampZoom, type DocumentView } from '../../views/view.js';
import { areaOf, cellAt, sizeOf, type Area } from './cells.js';
import type { CellContent, SheetContent } from '../../views/content.js';
import { ModelError } from '../../views/error.js';

export interface Model {
  info: SessionInfo;
  /** The document's file name. */
  name: string;
  view: DocumentView;
}

/** What an object is of: nothing more for most, a stretch of text, a sheet, cells. */
export type Self = { start: number; end: number | undefined } | { sheet: number } | Area | null;

export interface Member {
  /** The type of the object that reading, or calling, it gives; else it gives a value. */
  gives?: TypeName;
  callGives?: TypeName;
  get?: (model: Model, self: Self) => unknown;
  set?: (model: Model, value: unknown, self: Self) => void;
  call?: (model: Model, args: readonly unknown[], self: Self) => unknown;
}

type Type = Readonly<Record<string, Member>>;

const object = (gives: TypeName, get: Member['get'] = (_model, self) => self): Member => ({ gives, get });

/** Everything that has pages. */
const paged: Type = {
  PagesCount: { get: ({ view }) => view.total },
  CurrentPage: { get: ({ view }) => view.position, set: goTo },
  JumpToPage: { call: (model, [page]) => goTo(model, page) },
};
const named: Type = { Name: { get: ({ name }) => name }, Zoom: { get: ({ view }) => view.zoom, set: setZoom } };
const wholeText = { start: 0, end: undefined };
const ranged: Type = {
  Range: { gives: 'Range', get: () => wholeText, callGives: 'Range', call: (_model, args) => stretchOf(args) },
  Content: object('Range', () => wholeText),
  ActiveWindow: object('Window'),
};
const sheets: Type = {
  Sheets: { gives: 'Sheets', get: () => null, callGives: 'Sheet', call: (model, [which]) => sheetOf(model, which) },
  ActiveSheet: object('Sheet', (model) => ({ sheet: sheetsOf(model).active })),
};
const rangeOfSheet: Member = { callGives: 'Cells', call: (model, [name], self) => areaOf(placeOf(model, self), name) };

export const types = {
  Document: { ...named, ...paged, ...ranged },
  /** Documents without pages. */
  Text: { ...named, ...ranged },
  Table: named,
  PDF: { ...named, ...paged },
  Range: {
    Text: { get: async (model, self) => readText(model, self) },
    Start: { get: (_model, self) => (self as typeof wholeText).start },
    End: { get: async (model, self) => (self as typeof wholeText).end ?? (await textOf(model)).length },
  },
  Window: { View: object('View'), ActivePane: object('Pane') },
  Pane: { View: object('View') },
  View: { Zoom: object('Zoom') },
  Zoom: {
    Percentage: { get: ({ view }) => view.zoom, set: setZoom },
    PageFit: {
      set: ({ view }, fit) => {
        if (fit !== 0 && fit !== 2) throw new ModelError('PageFit is 0 or 2.');
        if (fit === 2 && !view.fits.includes('fit-width')) throw new ModelError('PageFit is not available for this document.');
        view.setZoom(fit === 2 ? 'fit-width' : view.zoom);
      },
    },
  },
  Workbook: { Name: named['Name']!, ...sheets },
  Sheets: {
    Count: { get: (model) => sheetsOf(model).all.length },
    Item: { callGives: 'Sheet', call: (model, [which]) => sheetOf(model, which) },
  },
  Sheet: {
    Name: { get: (model, self) => sheetsOf(model).all[placeOf(model, self)]!.name },
    Index: { get: (model, self) => placeOf(model, self) + 1 },
    Range: rangeOfSheet,
    Cells: {
      gives: 'CellsOfSheet',
      get: (model, self) => ({ sheet: placeOf(model, self) }),
      callGives: 'Cells',
      call: (model, [row, column], self) => cellAt(placeOf(model, self), row, column),
    },
  },
  CellsOfSheet: {
    Item: { callGives: 'Cells', call: (model, [row, column], self) => cellAt(placeOf(model, self), row, column) },
  },
  Cells: {
    Value: { get: (model, self) => read(model, self as Area, ({ value }) => value), set: write },
    Value2: { get: (model, self) => read(model, self as Area, ({ value }) => value), set: write },
    Text: { get: (model, self) => read(model, self as Area, ({ value }) => String(value ?? '')) },
    Formula: { get: (model, self) => read(model, self as Area, ({ value, formula }) => formula ?? String(value ?? '')), set: write },
    Row: { get: (_model, self) => (self as Area).top + 1 },
    Column: { get: (_model, self) => (self as Area).left + 1 },
    Count: { get: (_model, self) => sizeOf(self as Area) },
  },
  Presentation: { Name: named['Name']!, Slides: object('Slides'), SlideShowWindow: object('SlideShow') },
  Slides: { Count: { get: ({ view }) => view.total } },
  SlideShow: { View: object('SlideShowView') },
  SlideShowView: { Slide: object('Slide'), GotoSlide: { call: (model, [slide]) => goTo(model, slide) } },
  Slide: { SlideIndex: { get: ({ view }) => view.position } },
} as const satisfies Record<string, Readonly<Record<string, { gives?: string; callGives?: string } & Omit<Member, 'gives' | 'callGives'>>>>;

export type TypeName =
  | 'Document'
  | 'Text'
  | 'Table'
  | 'PDF'
  | 'Range'
  | 'Window'
  | 'Pane'
  | 'View'
  | 'Zoom'
  | 'Workbook'
  | 'Sheets'
  | 'Sheet'
  | 'CellsOfSheet'
  | 'Cells'
  | 'Presentation'
  | 'Slides'
  | 'SlideShow'
  | 'SlideShowView'
  | 'Slide';

/** What Application has, by what the document is. */
export function rootsOf({ kind, fileInfo }: SessionInfo): Type {
  switch (kind) {
    case 'pages':
      return {
        ActiveDocument: object('Document'),
        ActivePDF: object('PDF'),
        ...(fileInfo.officeType === 'p' && { ActivePresentation: object('Presentation') }),
      };
    case 'word':
      return { ActiveDocument: object('Document') };
    case 'text':
      return { ActiveDocument: object('Text') };
    case 'table':
    case 'sheet':
      return {
        ActiveDocument: object('Table'),
        ActiveWorkbook: object('Workbook'),
        ...sheets,
        Range: { callGives: 'Cells', call: (model, [name]) => areaOf(sheetsOf(model).active, name) },
      };
  }
}

function goTo({ view }: Model, wanted: unknown): void {
  const page = typeof wanted === 'object' && wanted !== null && 'PageNum' in wanted ? wanted.PageNum : wanted;
  if (typeof page !== 'number' || !Number.isInteger(page) || page < 1 || page > view.total)
    throw new ModelError(`There are pages 1 to ${view.total}.`);
  view.goTo(page);
}

function setZoom({ view }: Model, percent: unknown): void {
  if (typeof percent !== 'number' || !(percent > 0)) throw new ModelError('Zoom is a number of percent.');
  view.setZoom(clampZoom(percent));
}

/** Two numbers, or `{Start, End}`. */
function stretchOf(args: readonly unknown[]): { start: number; end: number | undefined } {
  const [first, second] = args;
  const named = typeof first === 'object' && first !== null ? (first as { Start?: unknown; End?: unknown }) : { Start: first, End: second };
  const { Start: start = 0, End: end } = named;
  const isPlace = (place: unknown): place is number => typeof place === 'number' && Number.isInteger(place) && place >= 0;
  if (!isPlace(start) || (end !== undefined && (!isPlace(end) || end < start))) {
    throw new ModelError('A range has a start and an end: numbers of characters, from 0, in order.');
  }
  return { start, end };
}

async function readText(model: Model, self: Self): Promise<string> {
  const { start, end } = self as typeof wholeText;
  return (await textOf(model)).slice(start, end);
}

async function textOf({ info, view }: Model): Promise<string> {
  requireCopy(info);
  if (!view.content?.text) throw new ModelError('The text of this document is not available.');
  return view.content.text();
}

function sheetsOf({ view }: Model): { all: SheetContent[]; active: number } {
  const found = view.content?.sheets?.();
  if (!found || found.all.length === 0) throw new ModelError('The cells of this document are not available.');
  return found;
}

/** By its name, or its place from 1. */
function sheetOf(model: Model, which: unknown): { sheet: number } {
  const { all } = sheetsOf(model);
  const sheet = typeof which === 'number' ? which - 1 : all.findIndex(({ name }) => name === which);
  if (!all[sheet]) throw new ModelError(`There are sheets 1 to ${all.length}, and they have names.`);
  return { sheet };
}

function placeOf(model: Model, self: Self): number {
  const { sheet } = self as { sheet: number };
  if (!sheetsOf(model).all[sheet]) throw new ModelError('The sheet is not there any more.');
  return sheet;
}

/** One value, or rows of them. */
function read<T>(model: Model, area: Area, of: (cell: CellContent) => T): T | T[][] {
  requireCopy(model.info);
  const sheet = sheetsOf(model).all[placeOf(model, area)]!;
  if (sizeOf(area) === 1) return of(sheet.read(area.top, area.left));
  return rowsOf(area).map((row) => columnsOf(area).map((column) => of(sheet.read(row, column))));
}

/** One value for all cells, or rows of them. */
function write(model: Model, value: unknown, self: Self): void {
  const area = self as Area;
  const sheet = sheetsOf(model).all[placeOf(model, area)]!;
  if (!sheet.write) throw new ModelError('The document cannot be changed in this session.');
  const given = (row: number, column: number): unknown =>
    Array.isArray(value) ? (value as unknown[][])[row - area.top]?.[column - area.left] : value;
  const cells = rowsOf(area).flatMap((row) => columnsOf(area).map((column) => ({ row, column, content: given(row, column) })));
  for (const { content } of cells) {
    if (content !== null && content !== undefined && !['string', 'number', 'boolean'].includes(typeof content))
      throw new ModelError('A cell has a text, a number, true, false or null; a range has one of them, or rows of them.');
  }
  for (const { row, column, content } of cells) sheet.write(row, column, (content ?? null) as CellContent['value']);
}

const rowsOf = ({ top, bottom }: Area): number[] => Array.from({ length: bottom - top + 1 }, (_, index) => top + index);
const columnsOf = ({ left, right }: Area): number[] => Array.from({ length: right - left + 1 }, (_, index) => left + index);

/** Who must not copy a document must not read it out by a script either. */
function requireCopy({ permission }: SessionInfo): void {
  if (!permission.copy) throw new ModelError('Reading the content is not allowed: the permission “copy” is missing.');
}
