/** PreviewPages for what has no pages: text and tables (API page, PreviewPages). */
import type { DocumentKind } from './page-api.js';

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

/** Where rows end: fields in quotes may hold line breaks (RFC 4180). Undefined when a quote is left open, for then it is none. */
function rowEnds(text: string): number[] | undefined {
  const ends: number[] = [];
  let inQuotes = false;
  for (let place = 0; place < text.length; place++) {
    const character = text[place];
    if (character === '"' && inQuotes && text[place + 1] === '"') place++;
    else if (character === '"' && inQuotes) inQuotes = false;
    else if (character === '"') inQuotes = place === 0 || /[,;\t\n]/.test(text[place - 1]!);
    else if (character === '\n' && !inQuotes) ends.push(place);
  }
  return inQuotes ? undefined : ends;
}
