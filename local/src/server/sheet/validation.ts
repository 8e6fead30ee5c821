/** Rules for what may be written into cells (ECMA-376 part 1, 18.3.1.32 and 18.3.1.33), checked where they name values or cells; the grid knows no others. */
import { child, children, type XmlNode } from '../ooxml/xml.js';
import { readISODate } from '../../shared/sheet/dates.js';
import { readEscapes } from '../../shared/sheet/escapes.js';
import { readFormula } from '../../shared/sheet/functions.js';
import { holds, readRanges, type Cell, type Range } from '../../shared/sheet/references.js';
import { readOperand, type Operand, type OperandScope } from './validation-operands.js';

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

const KINDS = new Set(['list', 'whole', 'decimal', 'date', 'time', 'textLength']);

/** @param root of the sheet's part @param scope without it, names and tables are unknown */
export function readValidations(root: XmlNode, scope?: OperandScope): Validation[] {
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
    const operands = formulas.map((text) => readOperand(text, { row: first.startRow, column: first.startColumn }, scope));
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
        ...(isTrue(attributes.showDropDown) && { hidesArrow: true }),
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

export type Value = string | number | boolean | null;

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
