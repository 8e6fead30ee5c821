/** Rules for what may be written into cells (ECMA-376 part 1, 18.3.1.32 and 18.3.1.33), checked where they name values or cells; the grid knows no others. */
import { child, children, type XmlNode } from '../packages/xml.js';
import { readISODate } from './dates.js';
import { readEscapes } from './escapes.js';
import { readFormula } from './functions.js';
import { tokensOf } from './formula-tokens.js';
import { holds, readRange, readRanges, isInside, type Cell, type Range } from './references.js';

/** A number, or cells: `sheet` as it is written, `''` for the rule's own. `moves`: which of them is meant depends on the cell that is checked. */
export type Operand = { number: number } | { cells: Range; sheet: string; moves: { row: boolean; column: boolean } };

export interface Validation {
  ranges: Range[];
  kind: 'list' | 'whole' | 'decimal' | 'date' | 'time' | 'textLength';
  operator: string;
  /** `stop`: what is against the rule is refused. */
  style: 'stop' | 'warning' | 'information';
  allowBlank: boolean;
  /** Of a list: its values, or where they are. */
  list?: string[] | Operand;
  operands: Operand[];
  /** It cannot be checked here. */
  isUnknown: boolean;
  /** What its author says to whoever breaks it, and to whoever comes to the cell. */
  error?: string;
  prompt?: string;
  /** It is only there to be chosen from: nothing is refused. */
  isHint: boolean;
}

const KINDS = new Set(['list', 'whole', 'decimal', 'date', 'time', 'textLength']);

export function readValidations(root: XmlNode): Validation[] {
  const own = children(child(root, 'dataValidations'), 'dataValidation');
  // Rules about other sheets are in an extension (MS-XLSX 2.6.15).
  const extended = children(child(root, 'extLst'), 'ext').flatMap((ext) => children(child(ext, 'dataValidations'), 'dataValidation'));
  return [...own, ...extended].flatMap((node) => {
    const { attributes } = node;
    const ranges = readRanges(attributes.sqref ?? child(node, 'sqref')?.text ?? '');
    const [first] = ranges;
    const type = attributes.type ?? 'none';
    if (!first || type === 'none') return [];
    const formula = (name: string) => {
      const found = child(node, name);
      return found && readFormula(readEscapes((child(found, 'f')?.text ?? found.text).trim()));
    };
    const formulas = [formula('formula1'), formula('formula2')].flatMap((text) => (text ? [text] : []));
    const literal = type === 'list' ? /^"(.*)"$/s.exec(formulas[0] ?? '')?.[1]?.replaceAll('""', '"') : undefined;
    const list = literal !== undefined ? literal.split(',').map((each) => each.trim()) : undefined;
    const operands = formulas.map((text) => operandOf(text, first));
    const source = type === 'list' && !list ? operands[0] : undefined;
    const needed = type === 'list' ? 1 : /^notB|^b/.test(attributes.operator ?? 'between') ? 2 : 1;
    const isKnown = KINDS.has(type) && (list !== undefined || operands.slice(0, needed).filter(Boolean).length === needed);
    const error = [attributes.errorTitle, attributes.error].flatMap((text) => (text ? [readEscapes(text)] : [])).join(': ');
    const prompt = [attributes.promptTitle, attributes.prompt].flatMap((text) => (text ? [readEscapes(text)] : [])).join(': ');
    return [
      {
        ...{ ranges, kind: type as Validation['kind'], operator: attributes.operator ?? 'between' },
        style: (attributes.errorStyle ?? 'stop') as Validation['style'],
        allowBlank: isTrue(attributes.allowBlank),
        ...((list ?? source) && { list: list ?? source! }),
        operands: list ? [] : operands.flatMap((each) => each ?? []),
        isUnknown: !isKnown,
        ...(error && { error }),
        ...(prompt && isTrue(attributes.showInputMessage) && { prompt }),
        isHint: !isTrue(attributes.showErrorMessage),
      },
    ];
  });
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true';

/** @param first of the rule's ranges: references are as they read in its first cell */
function operandOf(text: string, first: Range): Operand | undefined {
  const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : readISODate(text);
  if (number !== undefined) return { number };
  const tokens = tokensOf(text);
  const [token] = tokens ?? [];
  if (tokens?.length !== 1 || token?.kind !== 'reference') return undefined;
  const { from, to } = readRange(token.text);
  if (!isInside(from) || !isInside(to)) return undefined;
  const [reference = ''] = /[^!]*$/.exec(text) ?? [];
  const moves = { row: !/\$\d/.test(reference), column: !/^\$/.test(reference) };
  const origin = { row: moves.row ? first.startRow : 0, column: moves.column ? first.startColumn : 0 };
  const cells = {
    ...{ startRow: from.row - origin.row, startColumn: from.column - origin.column },
    ...{ endRow: to.row - origin.row, endColumn: to.column - origin.column },
  };
  return { cells, sheet: token.sheet, moves };
}

type Value = string | number | boolean | null;

export const validationAt = (validations: readonly Validation[], cell: Cell): Validation | undefined =>
  validations.find(({ ranges }) => ranges.some((range) => holds(range, cell)));

/** Where an operand is for a cell. */
export function cellsOf({ cells, moves }: Extract<Operand, { cells: Range }>, { row, column }: Cell): Range {
  const [down, right] = [moves.row ? row : 0, moves.column ? column : 0];
  return {
    ...{ startRow: cells.startRow + down, startColumn: cells.startColumn + right },
    ...{ endRow: cells.endRow + down, endColumn: cells.endColumn + right },
  };
}

/**
 * Whether a value keeps a rule.
 * @param read what cells hold
 * @returns undefined where it cannot be told
 */
export function isValid(rule: Validation, cell: Cell, value: Value, read: (sheet: string, cells: Range) => Value[]): boolean | undefined {
  if (value === null || value === '') return rule.allowBlank || rule.kind === 'list' ? true : undefined;
  if (rule.isUnknown) return undefined;
  const resolve = (operand: Operand) => ('number' in operand ? [operand.number] : read(operand.sheet, cellsOf(operand, cell)));
  if (rule.kind === 'list') {
    const values = Array.isArray(rule.list) ? rule.list : rule.list ? resolve(rule.list) : [];
    const wanted = String(value);
    // Lists that are written out are compared letter by letter, cells regardless of case.
    const fold = (text: string) => (Array.isArray(rule.list) ? text : text.toLowerCase());
    return values.some((each) => each !== null && fold(String(each)) === fold(wanted));
  }
  const number = rule.kind === 'textLength' ? String(value).length : typeof value === 'number' ? value : Number.NaN;
  if (Number.isNaN(number) || (rule.kind === 'whole' && !Number.isInteger(number))) return false;
  const [first, second] = rule.operands.map((operand) => resolve(operand)[0]);
  const [low, high] = [Number(first ?? 0), Number(second ?? 0)];
  if (Number.isNaN(low) || Number.isNaN(high)) return undefined;
  switch (rule.operator) {
    case 'between':
      return low <= number && number <= high;
    case 'notBetween':
      return number < low || number > high;
    case 'equal':
      return number === low;
    case 'notEqual':
      return number !== low;
    case 'greaterThan':
      return number > low;
    case 'lessThan':
      return number < low;
    case 'greaterThanOrEqual':
      return number >= low;
    case 'lessThanOrEqual':
      return number <= low;
    default:
      return undefined;
  }
}
