/** Cells of workbooks and tables: what of a workbook the grid does not draw, and what is changed. */
import * as z from 'zod/mini';

/** What of a sheet the grid does not draw. How many there are of each; none of what there is none. */
export interface NotDrawn {
  charts?: number;
  pictures?: number;
  /** Shapes, text boxes, controls. */
  shapes?: number;
  /** Conditional formats. */
  formats?: number;
  /** Lines within cells. */
  sparklines?: number;
  /** Tables with a style. */
  tableStyles?: number;
  /** Cells whose words have looks of their own. */
  words?: number;
  /** Merges that overlap others, or are too large. */
  merges?: number;
  /** Cells beyond the limits of a sheet. */
  beyond?: number;
  /** Texts that are longer than Excel's limit, and end there. */
  cut?: number;
  /** Rows at the end of a workbook that is too large for a grid. */
  rows?: number;
}

const Switch = z.optional(z.nullable(z.object({ s: z.optional(z.number()) })));
const Colour = z.optional(z.nullable(z.object({ rgb: z.string().check(z.regex(/^#[\da-f]{6}$/i)) })));
const Side = z.optional(z.nullable(z.object({ s: z.int().check(z.gte(0), z.lte(13)), cl: Colour })));
/** What of a cell's format can be changed, as Univer's style data. */
export const CellFormat = z.object({
  ff: z.optional(z.nullable(z.string().check(z.maxLength(255)))),
  fs: z.optional(z.nullable(z.number().check(z.gte(1), z.lte(409)))),
  bl: z.optional(z.nullable(z.number())),
  it: z.optional(z.nullable(z.number())),
  ul: Switch,
  st: Switch,
  cl: Colour,
  bg: Colour,
  bd: z.optional(z.nullable(z.object({ l: Side, r: Side, t: Side, b: Side }))),
  ht: z.optional(z.nullable(z.number())),
  vt: z.optional(z.nullable(z.number())),
  tb: z.optional(z.nullable(z.number())),
  n: z.optional(z.nullable(z.object({ pattern: z.string().check(z.maxLength(255)) }))),
});
export type CellFormat = z.infer<typeof CellFormat>;

const CellValue = z.union([z.string().check(z.maxLength(32_767)), z.number(), z.boolean(), z.null()]);

/** One cell with new content, or a new format. Rows and columns are counted from 0. */
export const CellChange = z.object({
  /** Its sheet's place in the workbook, from 0. */
  sheet: z.int().check(z.gte(0)),
  row: z.int().check(z.gte(0), z.lt(1_048_576)),
  column: z.int().check(z.gte(0), z.lt(16_384)),
  /** Null empties it; of a formula, what it comes to. Without one its content stays. */
  value: z.optional(CellValue),
  /** Without its equals sign. */
  formula: z.optional(z.string().check(z.minLength(1), z.maxLength(8_192))),
  /** Of a formula that fills several cells: what it comes to in each, by rows, its own cell first. */
  results: z.optional(z.array(z.array(CellValue))),
  /** Only what its formula comes to has changed; `#SPILL!` where the page does not know. */
  computed: z.optional(z.boolean()),
  /** Undo has brought back what was there before: the cell's data validation does not refuse it. */
  restored: z.optional(z.boolean()),
  /** All of its format; of a cell that has none of its own, what is other than its column's. Tables of text have none. */
  format: z.optional(CellFormat),
});
export type CellChange = z.infer<typeof CellChange>;

/** A row's height or a column's width, px. */
export const LineSize = z.object({
  sheet: z.int().check(z.gte(0)),
  line: z.enum(['row', 'column']),
  at: z.int().check(z.gte(0), z.lt(1_048_576)),
  size: z.number().check(z.gte(0), z.lte(2_000)),
  /** A row that is as high as what it holds needs. */
  auto: z.optional(z.boolean()),
});
export type LineSize = z.infer<typeof LineSize>;

/** The body of a save of a workbook or a table: cells, row heights and column widths that differ from the base version. */
export const CellChanges = z.object({
  cells: z.array(CellChange),
  lines: z.optional(z.array(LineSize)),
  /** The page had to send them before it had calculated the formulas that rely on these cells. */
  uncalculated: z.optional(z.boolean()),
});
export type CellChanges = z.infer<typeof CellChanges>;
