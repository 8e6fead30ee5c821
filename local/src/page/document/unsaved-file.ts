/** Changes that cannot be saved, as a file for the reader: the text, the Word document, or a list of the cells. */
import * as z from 'zod/mini';
import { CellChanges, type CellChange } from '../../shared/page-api.js';
import { inQuotes } from '../../shared/csv.js';
import { splitName } from '../base/file-name.js';
import { words } from '../words/messages.js';
import type { Unsaved } from './unsaved-store.js';

export interface UnsavedFile {
  name: string;
  file: () => Promise<Blob>;
  /** Everything is in it: a list of cells has no formats and no sizes of rows. */
  isWhole: boolean;
}

/** @param name of the document */
export function asFile(unsaved: Unsaved, name: string): UnsavedFile {
  const { base, extension } = splitName(name);
  const { fileName, cellsFileName } = words.unsaved;
  if ('before' in unsaved) {
    return { name: fileName(base) + extension, file: () => Promise.resolve(new Blob([unsaved.after])), isWhole: true };
  }
  const { body } = unsaved;
  if (typeof body !== 'string') return { name: `${fileName(base)}.docx`, file: () => editedDocument(body), isWhole: true };
  const { cells, lines = [] } = z.parse(CellChanges, JSON.parse(body));
  // A cell that is typed into is sent with its format, be it none.
  const isWhole = lines.length === 0 && cells.every(({ format = {} }) => Object.keys(format).length === 0);
  return { name: `${cellsFileName(base)}.csv`, file: () => Promise.resolve(new Blob([listOf(cells)])), isWhole };
}

/** Of the changes of a Word document: the length of the document untouched in four bytes, that document, the edited one. */
async function editedDocument(body: Blob): Promise<Blob> {
  const length = new DataView(await body.slice(0, 4).arrayBuffer()).getUint32(0);
  return body.slice(4 + length);
}

/** Sheet, cell and content of each, a line each. Programs take what begins with a byte order mark for UTF-8. */
function listOf(cells: readonly CellChange[]): string {
  const lines = cells
    .filter(({ computed, value, formula }) => !computed && (value !== undefined || formula !== undefined))
    .map(({ sheet, row, column, value, formula }) => [
      String(sheet + 1),
      `${columnName(column)}${row + 1}`,
      formula === undefined ? asText(value) : asText(`=${formula}`),
    ]);
  return `\ufeff${[words.unsaved.cellsHeader, ...lines].map((line) => line.map(inQuotes).join(',')).join('\r\n')}\r\n`;
}

/** What a spreadsheet would take for a formula stays text: the list must not calculate where it is opened. */
const asText = (value: CellChange['value']): string =>
  typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');

function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
