/** Changes that cannot be saved, as a file for the reader: the text, the Word document, or a list of the cells. */
import * as z from 'zod/mini';
import { CellChanges } from '../../shared/page-api.js';
import { words } from '../words/messages.js';
import type { Unsaved } from './unsaved-store.js';

/** @param name of the document */
export function asFile(unsaved: Unsaved, name: string): { name: string; file: () => Promise<Blob> } {
  const dot = name.lastIndexOf('.');
  const [base, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const { fileName, cellsFileName } = words.unsaved;
  if ('before' in unsaved) return { name: fileName(base) + extension, file: () => Promise.resolve(new Blob([unsaved.after])) };
  const { body } = unsaved;
  if (typeof body === 'string') return { name: `${cellsFileName(base)}.csv`, file: () => Promise.resolve(new Blob([listOfCells(body)])) };
  return { name: `${fileName(base)}.docx`, file: () => editedDocument(body) };
}

/** Of the changes of a Word document: the length of the document untouched in four bytes, that document, the edited one. */
async function editedDocument(body: Blob): Promise<Blob> {
  const length = new DataView(await body.slice(0, 4).arrayBuffer()).getUint32(0);
  return body.slice(4 + length);
}

/** Sheet, cell and content of each, a line each. Programs take what begins with a byte order mark for UTF-8. */
function listOfCells(body: string): string {
  const { cells } = z.parse(CellChanges, JSON.parse(body));
  const lines = cells
    .filter(({ computed, value, formula }) => !computed && (value !== undefined || formula !== undefined))
    .map(({ sheet, row, column, value, formula }) => [
      String(sheet + 1),
      `${columnName(column)}${row + 1}`,
      // As text: a list of formulas must not calculate where it is opened.
      formula === undefined ? String(value ?? '') : `'=${formula}`,
    ]);
  return `\ufeff${[words.unsaved.cellsHeader, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
