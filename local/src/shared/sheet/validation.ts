/** Rules for what may be written into cells, checked by the page and by the server where they name values or cells; the grid knows no others. */
import { readISODate } from './dates.js';
import { holds, type Cell, type Range } from './references.js';
import type { Operand } from './validation-operands.js';

/** A data validation of SpreadsheetML (ECMA-376 part 1, 18.3.1.32), as far as the office page can check it. */
export interface Validation {
  ranges: Range[];
  kind: 'list' | 'whole' | 'decimal' | 'date' | 'time' | 'textLength';
  operator: string;
  /** `stop`: what is against the rule is refused. */
  style: 'stop' | 'warning' | 'information';
  allowBlank: boolean;
  /** Of a list: its values, or where they are. */
  list?: string[] | Operand;
  /** Its author does not want it to be offered (`showDropDown`, which says the opposite of its name). */
  hidesArrow?: boolean;
  operands: Operand[];
  /** It cannot be checked here. */
  isUnknown: boolean;
  /** What its author says to whoever breaks it, and to whoever comes to the cell. */
  error?: string;
  prompt?: string;
  /** It is only there to be chosen from: nothing is refused. */
  isHint: boolean;
}

/** What a cell holds; null where it is empty. Dates and times are serial numbers of days. */
export type Value = string | number | boolean | null;

/** The first rule that covers a cell, or undefined where there is none. */
export const validationAt = (validations: readonly Validation[], cell: Cell): Validation | undefined =>
  validations.find(({ ranges }) => ranges.some((range) => holds(range, cell)));

/**
 * Whether a value keeps a rule.
 * @param read what the cells of an operand hold; undefined where that is not known
 * @returns undefined where it cannot be told
 */
export function isValid(
  rule: Validation,
  value: Value,
  read: (operand: Exclude<Operand, { number: number }>) => Value[] | undefined,
): boolean | undefined {
  if (value === null || value === '') return rule.allowBlank || rule.kind === 'list' ? true : undefined;
  if (rule.isUnknown) return undefined;
  const resolve = (operand: Operand) => ('number' in operand ? [operand.number] : read(operand));
  if (rule.kind === 'list') {
    if (Array.isArray(rule.list)) return rule.list.some((item) => isItem(item, value));
    const values = rule.list ? resolve(rule.list) : [];
    // Cells are compared regardless of case, lists that are written out letter by letter.
    return values?.some((each) => each !== null && String(each).toLowerCase() === String(value).toLowerCase());
  }
  const number = rule.kind === 'textLength' ? String(value).length : typeof value === 'number' ? value : Number.NaN;
  if (Number.isNaN(number) || (rule.kind === 'whole' && !Number.isInteger(number))) return false;
  const operands = rule.operands.map(resolve);
  if (operands.includes(undefined)) return undefined;
  const [first, second] = operands.map((values) => values?.[0]);
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

/** Items of a list that is written out are texts; what is typed may have become a number, a share, a date or a truth. */
function isItem(item: string, value: Value): boolean {
  if (item === value) return true;
  if (typeof value === 'boolean') return item.toUpperCase() === String(value).toUpperCase();
  return typeof value === 'number' && [...numbersOf(item)].includes(value);
}

function* numbersOf(item: string): Generator<number> {
  if (item.trim() === '') return;
  yield Number(item);
  if (item.endsWith('%')) yield Number((Number(item.slice(0, -1)) / 100).toPrecision(15));
  const date = readISODate(item);
  if (date !== undefined) yield date;
}
