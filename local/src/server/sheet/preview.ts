/** A workbook for readers: a grid of what is to be seen in it, no more of it than may be shown. */
import { ZipFile } from '../ooxml/zip-file.js';
import { LINES_PER_PAGE } from '../text/preview-limit.js';
import { firstRowsOf } from './first-rows.js';
import { snapshotOf, visibleRows } from './snapshot.js';
import { Workbook } from './workbook.js';

/** Larger files take too long to read, and their pages are made bit by bit, bytes. */
export const LARGEST_WORKBOOK = 20 * 1024 * 1024;

export const isOOXML = (extension: string) => /^xl[st][xm]$/.test(extension);

export interface PreviewGrid {
  /** Univer's workbook data, as JSON. */
  content: Buffer;
  /** Pages of the whole workbook, where fewer are shown. */
  total: number | undefined;
}

/**
 * @param pages PreviewPages: fifty rows are a page, as in other tables
 * @throws {Error} when it is damaged or too large
 */
export function previewGrid(file: Buffer, name: string, pages: number | undefined): PreviewGrid {
  if (file.length > LARGEST_WORKBOOK) throw new RangeError('the workbook is too large');
  return gridOf(new Workbook(ZipFile.parse(file)), name, pages);
}

/** Of a workbook that {@link previewGrid} says is too large: its first rows. @throws {Error} when it is damaged, or too large even so */
export async function previewOfFirstRows(file: Buffer, name: string, pages: number | undefined): Promise<PreviewGrid> {
  const workbook = new Workbook(ZipFile.parse(file));
  const { zip, sheets } = workbook;
  const { zip: reduced, leftOut } = await firstRowsOf({ zip, sheets, related: (type) => workbook.related(type) });
  return gridOf(new Workbook(reduced), name, pages, leftOut);
}

/** @param leftOut rows that are not in it any more, by the sheet's part */
function gridOf(workbook: Workbook, name: string, pages: number | undefined, leftOut?: ReadonlyMap<string, number>): PreviewGrid {
  const left = [...(leftOut?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  const total = pages === undefined ? 0 : Math.ceil((visibleRows(workbook) + left) / LINES_PER_PAGE);
  const rows = pages === undefined ? Infinity : pages * LINES_PER_PAGE;
  const content = Buffer.from(JSON.stringify(snapshotOf(workbook, name, { rows, leftOut })));
  return { content, total: total > (pages ?? total) ? total : undefined };
}
