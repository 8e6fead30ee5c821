/** What the object model reads and writes of a document, whatever shows it. */

/** Content of one cell. Rows and columns are counted from 0. */
export interface CellContent {
  value: string | number | boolean | null;
  /** With its equals sign; undefined where there is none. */
  formula: string | undefined;
}

export interface SheetContent {
  name: string;
  read(row: number, column: number): CellContent;
  /** Undefined where nothing can be changed. A text that begins with an equals sign is a formula. */
  write?: ((row: number, column: number, value: string | number | boolean | null) => void) | undefined;
}

export interface DocumentContent {
  /** All of it, paragraphs apart by `\r` and lines of a text by `\n`. */
  text?(): string | Promise<string>;
  sheets?(): { all: SheetContent[]; active: number };
}
