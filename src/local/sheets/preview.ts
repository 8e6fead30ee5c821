/** A workbook for readers: a grid of what is to be seen in it, no more of it than may be shown. */
import { ZipFile } from '../packages/zip-file.js';
import { LINES_PER_PAGE } from '../preview-limit.js';
import { snapshotOf, visibleRows } from './snapshot.js';
import { Workbook } from './workbook.js';

/** Larger files take too long to read, and their pages are made bit by bit, bytes. */
export const LARGEST_WORKBOOK = 20 * 1024 * 1024;

export const isOOXML = (extension: string) => /^xl[st][xm]$/.test(extension);

/**
 * Univer's workbook data, as JSON.
 * @param pages PreviewPages: fifty rows are a page, as in other tables
 * @throws {Error} when it is damaged or too large
 */
export function previewGrid(file: Buffer, name: string, pages: number | undefined): { content: Buffer; total: number | undefined } {
  if (file.length > LARGEST_WORKBOOK) throw new RangeError('the workbook is too large');
  const workbook = new Workbook(ZipFile.parse(file));
  const total = pages === undefined ? 0 : Math.ceil(visibleRows(workbook) / LINES_PER_PAGE);
  const rows = pages === undefined ? Infinity : pages * LINES_PER_PAGE;
  const content = Buffer.from(JSON.stringify(snapshotOf(workbook, name, { rows })));
  return { content, total: total > (pages ?? total) ? total : undefined };
}
