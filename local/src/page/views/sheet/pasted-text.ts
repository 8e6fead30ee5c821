/** Text from the clipboard on its way into cells: each is marked, since Univer would guess what its text means, and filled once Univer has placed the marks. */
import { CellValueType, WrapStrategy, type ICellData } from '@univerjs/core';
import type { PastedCell } from './pasted-cells.js';

/** Stands for a cell while Univer, which would guess what its text means, works out what goes where. */
const MARK = /^imm-cell-([a-j]+)$/;
export const markOf = (index: number): string => `imm-cell-${[...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;

/** The index that a mark stands for; undefined for any other text. */
export function markedIndex(text: string): number | undefined {
  const letters = MARK.exec(text)?.[1];
  return letters === undefined ? undefined : Number([...letters].map((letter) => letter.charCodeAt(0) - 97).join(''));
}

/**
 * Rows and values of text, a value with line breaks in quotes as spreadsheets write it.
 * @param keeps whether a text is to stay a text
 * @param mark gets what a cell holds, and gives what stands for it
 */
export function markTexts(text: string, keeps: (text: string) => boolean, mark: (cell: PastedCell) => string): string {
  if (!/[\n\t]/.test(text)) return keeps(text) ? mark(textCell(text)) : text;
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/(?<=^|[\t\n])(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|[^\t\n]*)/g, (shown, quoted: string | undefined) => {
      const isOne = quoted !== undefined && /[\t\n]|""/.test(quoted);
      const content = isOne ? quoted.replaceAll('""', '"') : shown;
      return content && (isOne || keeps(content)) ? mark(textCell(content)) : content;
    });
}

export const textCell = (text: string): PastedCell => ({ text, value: text, pattern: undefined, isFormula: false });

/** What was copied, in the place of its mark. */
export function fillCell(cell: ICellData, { text, value, pattern }: PastedCell, isPlain: boolean): void {
  const content = isPlain ? text : value;
  if (typeof content === 'boolean') [cell.v, cell.t] = [Number(content), CellValueType.BOOLEAN];
  else if (typeof content === 'number') [cell.v, cell.t] = [content, CellValueType.NUMBER];
  else {
    // Excel takes what looks like a number for a text only where it is said to be one.
    const isPlainText = content === '' || (Number.isNaN(Number(content)) && !/^(true|false)$/i.test(content));
    [cell.v, cell.t] = [content, isPlainText ? CellValueType.STRING : CellValueType.FORCE_STRING];
  }
  const isFormatted = !isPlain && pattern !== undefined && cell.s !== undefined;
  const style = typeof cell.s === 'object' ? cell.s : {};
  if (isFormatted) cell.s = { ...style, n: pattern === '' ? null : { pattern } };
  // Lines are seen as lines only where they may be broken.
  if (typeof content === 'string' && content.includes('\n'))
    cell.s = { ...(typeof cell.s === 'object' ? cell.s : {}), tb: WrapStrategy.WRAP };
}
