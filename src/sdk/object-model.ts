/**
 * Types of the object model behind `whenReady()`: what Alibaba Cloud's "JS-SDK API" and the WPS documentation it follows name, and no more. Members they do
 * not name are `unknown`. Whether a member is there depends on the SDK's version, the document and the permissions; docs/parity.md lists what the local
 * WebOffice has. Every member is asynchronous: reading one gives a promise, an assignment returns before it has happened.
 */

/** An object of the office page. Its members can be used at once, `app.ActiveDocument.Name`, or after `await app.ActiveDocument`. */
export type Remote<T> = T & Promise<T>;

/** Members that the documentation does not name. */
interface Unnamed {
  [member: string]: unknown;
}

/** A stretch of a text, in characters from 0. */
export interface Stretch {
  Start: number;
  End: number;
}

/** `ActiveDocument.Range(…)`. */
export interface TextRange extends Unnamed {
  readonly Text: Promise<string>;
  readonly Start: Promise<number>;
  readonly End: Promise<number>;
}

/** Percent; 100 is the original size. */
export interface WindowZoom extends Unnamed {
  get Percentage(): Promise<number>;
  set Percentage(percent: number);
  /** 0 no fit, 2 the width of the page. */
  set PageFit(fit: 0 | 2);
  get PageFit(): unknown;
}

/** `ActiveDocument.ActiveWindow`. */
export interface DocumentWindow extends Unnamed {
  readonly View: Remote<{ readonly Zoom: Remote<WindowZoom> } & Unnamed>;
  readonly ActivePane: Remote<{ readonly View: Remote<{ readonly Zoom: Remote<WindowZoom> } & Unnamed> } & Unnamed>;
  ScrollIntoView(range: unknown): Promise<unknown>;
}

/** What has pages, from 1. */
export interface Paged extends Unnamed {
  readonly PagesCount: Promise<number>;
  get CurrentPage(): Promise<number>;
  set CurrentPage(page: number);
  JumpToPage(page: number | { PageNum: number }): Promise<unknown>;
}

/** `ActiveDocument.Bookmarks`. */
export interface Bookmarks extends Unnamed {
  Json(): Promise<{ name: string; begin: string; end: string }[]>;
  Add(bookmark: { Name: string; Range: Stretch }): Promise<unknown>;
  Item(bookmark: { Index: string }): Remote<{ Delete(): Promise<unknown> } & Unnamed>;
}

/** One entry of `Revisions.Json()`. */
export interface RevisionEntry {
  user: string;
  leader: string;
  begin: string;
  end: string;
  content: string;
  type: string;
}

/** `ActiveDocument.Revisions`, since SDK 1.1.10. */
export interface Revisions extends Unnamed {
  readonly Count: Promise<number>;
  /** @param index from 1 */
  Item(index: number): Remote<Unnamed>;
  Json(): Promise<RevisionEntry[]>;
  AcceptAll(): Promise<unknown>;
  RejectAll(): Promise<unknown>;
  /** 0 as usual, 1 inline; since SDK 1.1.16. */
  set RevisionsMode(mode: 0 | 1);
  get RevisionsMode(): unknown;
  set ShowRevisionsFrame(isShown: boolean);
  get ShowRevisionsFrame(): unknown;
}

/** `ActiveDocument.Find`. */
export interface Find extends Unnamed {
  /** @param isHighlighted whether what is found is marked */
  Execute(text: string, isHighlighted?: boolean): Promise<unknown>;
  ClearHitHighlight(): Promise<unknown>;
}

/** `Application.ActiveDocument` of a text document (`fileInfo.officeType` w). */
export interface WordDocument extends Paged {
  readonly Name: Promise<string>;
  get Zoom(): Promise<number>;
  set Zoom(percent: number);
  readonly Range: Remote<TextRange> & { (start: number, end?: number): Remote<TextRange>; (stretch?: Partial<Stretch>): Remote<TextRange> };
  readonly Content: Remote<TextRange>;
  readonly ActiveWindow: Remote<DocumentWindow>;
  readonly Bookmarks: Remote<Bookmarks>;
  GetBookmarkText(name: string): Promise<string>;
  ReplaceBookmark(values: { name: string; type: 'text' | 'url'; value: string }[]): Promise<boolean>;
  ReplaceText(values: { key: string; value: string }[]): Promise<unknown>;
  readonly Comments: unknown;
  readonly Revisions: Remote<Revisions>;
  get TrackRevisions(): Promise<boolean>;
  set TrackRevisions(isTracking: boolean);
  readonly Find: Remote<Find>;
  ExportAsFixedFormat(options?: unknown): Promise<unknown>;
}

/** What a cell has. */
export type CellValue = string | number | boolean | null;
/** Of one cell, or of rows of cells. */
export type CellValues = CellValue | CellValue[][];

/** Cells of a sheet. */
export interface Cells extends Unnamed {
  get Value(): Promise<CellValues>;
  set Value(value: CellValues);
  get Value2(): Promise<CellValues>;
  set Value2(value: CellValues);
  get Formula(): Promise<CellValues>;
  set Formula(formula: CellValues);
  readonly Text: Promise<string | string[][]>;
  /** From 1. */
  readonly Row: Promise<number>;
  /** From 1. */
  readonly Column: Promise<number>;
  readonly Count: Promise<number>;
}

/** One sheet. */
export interface Sheet extends Unnamed {
  readonly Name: Promise<string>;
  /** From 1. */
  readonly Index: Promise<number>;
  /** @param reference e.g. `A1:C3` */
  Range(reference: string): Remote<Cells>;
  /** Both from 1. */
  readonly Cells: Remote<{ Item(row: number, column: number): Remote<Cells> } & Unnamed> & ((row: number, column: number) => Remote<Cells>);
}

/** Sheets by their number, from 1, or their name. */
export type Sheets = Remote<{ readonly Count: Promise<number>; Item(which: number | string): Remote<Sheet> } & Unnamed> &
  ((which: number | string) => Remote<Sheet>);

/** `Application.ActiveWorkbook` (`fileInfo.officeType` s). */
export interface Workbook extends Unnamed {
  readonly Name: Promise<string>;
  readonly Sheets: Sheets;
  readonly ActiveSheet: Remote<Sheet>;
  ExportAsFixedFormat(options?: unknown): Promise<unknown>;
}

/** `Application.ActivePresentation` (`fileInfo.officeType` p). */
export interface Presentation extends Unnamed {
  readonly Name: Promise<string>;
  readonly Slides: Remote<{ readonly Count: Promise<number> } & Unnamed>;
  readonly SlideShowSettings: Remote<{ Run(): Promise<unknown> } & Unnamed>;
  readonly SlideShowWindow: Remote<{ readonly View: Remote<SlideShowView> } & Unnamed>;
  ExportAsFixedFormat(options?: unknown): Promise<unknown>;
}

/** Slides are numbered from 1. */
export interface SlideShowView extends Unnamed {
  readonly Slide: Remote<{ readonly SlideIndex: Promise<number> } & Unnamed>;
  GotoSlide(slide: number): Promise<unknown>;
}

/** `Application.ActivePDF` (`fileInfo.officeType` f). */
export interface PDFDocument extends Paged {
  readonly Name: Promise<string>;
  get Zoom(): Promise<number>;
  set Zoom(percent: number);
}

/** The object `ready()` gives. Which of its members there are depends on the kind of document. */
export interface Application extends Unnamed {
  readonly ActiveDocument?: Remote<WordDocument>;
  readonly ActiveWorkbook?: Remote<Workbook>;
  readonly ActivePresentation?: Remote<Presentation>;
  readonly ActivePDF?: Remote<PDFDocument>;
  /** Constants, e.g. `Enum.WdGoToItem.wdGoToBookmark`. */
  readonly Enum?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The Application of each kind of document, by `fileInfo.officeType`. */
export interface Applications {
  w: Application & { readonly ActiveDocument: Remote<WordDocument> };
  s: Application & {
    readonly ActiveWorkbook: Remote<Workbook>;
    readonly Sheets: Sheets;
    readonly ActiveSheet: Remote<Sheet>;
    Range(reference: string): Remote<Cells>;
  };
  p: Application & { readonly ActivePresentation: Remote<Presentation> };
  f: Application & { readonly ActivePDF: Remote<PDFDocument> };
}
