/** PreviewPages for what has no pages: text and tables (API page, PreviewPages). */
import { dialectOf } from '../../shared/csv-dialect.js';
import { scanRows } from '../../shared/csv.js';
import type { DocumentKind } from '../../shared/page-api.js';

/** Lines of text, and rows of a table, that count as a page. */
export const LINES_PER_PAGE = 50;

/** The first pages of a text or table, and how many it has in all. */
export function firstTextPages(text: string, kind: DocumentKind, pages: number): { text: string; total: number } {
  const ends = (kind === 'table' ? rowEnds(text) : undefined) ?? lineEnds(text);
  const last = ends[pages * LINES_PER_PAGE - 1] ?? text.length;
  // The line break at the very end begins no line.
  const lines = ends.at(-1) === text.length - 1 ? ends.length : ends.length + 1;
  return { text: text.slice(0, last), total: Math.max(1, Math.ceil(lines / LINES_PER_PAGE)) };
}

function lineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let place = text.indexOf('\n'); place >= 0; place = text.indexOf('\n', place + 1)) ends.push(place);
  return ends;
}

/** Fields in quotes may hold line breaks. Undefined when a quote is left open: then it counts as none. */
function rowEnds(text: string): number[] | undefined {
  const { delimiter, start } = dialectOf(text);
  const { rows } = scanRows(text, delimiter, start);
  const last = rows.at(-1)?.cells.at(-1);
  if (last && text[last.start] === '"' && last.end === text.length && !/"\s*$/.test(text.slice(last.start + 1))) return undefined;
  // Behind a carriage return and its line feed, where there are both.
  return rows.flatMap(({ end }) => (end < text.length ? [text[end] === '\r' && text[end + 1] === '\n' ? end + 1 : end] : []));
}
