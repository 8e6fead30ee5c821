/**
 * What a data validation is about: numbers, cells, and what leads to cells: defined names, columns of tables, `INDIRECT`. Other formulas are not evaluated.
 * Checked by the page and by the server.
 */
import { readISODate } from './dates.js';
import { columnsOfTable, type FormulaContext, type TableArea } from './followed.js';
import { tokensOf, type Token } from './formula-tokens.js';
import { readArea, type Cell, type Range } from './references.js';

/** `sheet` as it is written, `''` for the rule's own. `moves`: which cells are meant depends on the cell that is checked. */
export interface CellsOperand {
  cells: Range;
  sheet: string;
  moves: { row: boolean; column: boolean };
}

/** `indirect`: a cell that holds the text of a reference or a name, as lists that depend on another list use. */
export type Operand = { number: number } | CellsOperand | { indirect: CellsOperand };

/** Names and tables of the workbook, and the sheet of the rule, from 0. */
export interface OperandScope {
  context: Pick<FormulaContext, 'sheets' | 'tables' | 'names'>;
  sheet: number;
}

/** Names within names: deeper ones are not followed. */
const DEEPEST = 8;

/**
 * @param text without an equals sign
 * @param origin relative references are as they read in this cell
 * @returns undefined for a formula that would have to be evaluated
 */
export function readOperand(text: string, origin: Cell, scope: OperandScope | undefined, depth = 0): Operand | undefined {
  const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : readISODate(text);
  if (number !== undefined) return { number };
  const tokens = tokensOf(text) ?? [];
  const [first, second, third] = tokens;
  const isIndirect = first?.kind === 'function' && first.text === 'INDIRECT' && third?.kind === 'sign' && third.text === ')';
  if (isIndirect && tokens.length === 3 && depth < DEEPEST) {
    if (second?.kind === 'value' && second.text.startsWith('"'))
      return readOperand(second.text.slice(1, -1).replaceAll('""', '"'), origin, scope, depth + 1);
    const cells = second?.kind === 'reference' ? cellsOperand(second, /\((.*)\)/s.exec(text)![1]!, origin, scope) : undefined;
    return cells && { indirect: cells };
  }
  if (!first || tokens.length > 1) return undefined;
  if (first.kind === 'reference') return cellsOperand(first, text, origin, scope);
  if (!scope || depth >= DEEPEST) return undefined;
  if (first.kind === 'table') return columnOperand(first, scope);
  return first.kind === 'name' ? namedOperand(first, scope, depth) : undefined;
}

function cellsOperand(
  token: Extract<Token, { kind: 'reference' }>,
  text: string,
  origin: Cell,
  scope: OperandScope | undefined,
): CellsOperand | undefined {
  const area = readArea(token.text);
  const isKnown = !token.sheet || !scope || scope.context.sheets.some((name) => isSame(name, token.sheet));
  if (!area || !isKnown) return undefined;
  const [reference = ''] = /[^!]*$/.exec(text.trim()) ?? [];
  const moves = { row: /\d/.test(reference) && !/\$\d/.test(reference), column: /^[a-z]/i.test(reference) };
  const from = { row: moves.row ? origin.row : 0, column: moves.column ? origin.column : 0 };
  const cells = {
    ...{ startRow: area.startRow - from.row, startColumn: area.startColumn - from.column },
    ...{ endRow: area.endRow - from.row, endColumn: area.endColumn - from.column },
  };
  return { cells, sheet: token.sheet, moves };
}

/** A defined name, or a table as a whole. In files, relative references of names read as in A1. */
function namedOperand({ text, sheet }: Extract<Token, { kind: 'name' }>, scope: OperandScope, depth: number): Operand | undefined {
  const { names, tables, sheets } = scope.context;
  const of = sheet ? sheets.findIndex((name) => isSame(name, sheet)) : scope.sheet;
  const known = names.filter(({ name }) => isSame(name, text));
  const found = known.find((each) => each.sheet === of) ?? known.find((each) => each.sheet === undefined);
  if (found) return readOperand(found.formula, { row: 0, column: 0 }, scope, depth + 1);
  const table = tables.find(({ name }) => isSame(name, text));
  return table && bodyOf(table, scope);
}

/** The cells of one column without its header and its total. */
function columnOperand({ table: name, columns }: Extract<Token, { kind: 'table' }>, scope: OperandScope): CellsOperand | undefined {
  const table = scope.context.tables.find((each) => isSame(each.name, name));
  const { isOfRow, first, last } = columnsOfTable(columns);
  const at = table?.columns.findIndex((column) => isSame(column, first)) ?? -1;
  return table && at >= 0 && !isOfRow && first === last && !columns.includes('#') ? bodyOf(table, scope, at) : undefined;
}

function bodyOf({ range, hasHeader, hasTotals, sheet }: TableArea, { context }: OperandScope, column?: number): CellsOperand {
  const cells = { ...range, startRow: range.startRow + (hasHeader ? 1 : 0), endRow: range.endRow - (hasTotals ? 1 : 0) };
  if (column !== undefined) cells.startColumn = cells.endColumn = range.startColumn + column;
  return { cells, sheet: context.sheets[sheet] ?? '', moves: { row: false, column: false } };
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Where an operand is for a cell. */
export function cellsOf({ cells, moves }: CellsOperand, { row, column }: Cell): Range {
  const [down, right] = [moves.row ? row : 0, moves.column ? column : 0];
  return {
    ...{ startRow: cells.startRow + down, startColumn: cells.startColumn + right },
    ...{ endRow: cells.endRow + down, endColumn: cells.endColumn + right },
  };
}
