/**
 * Which formulas the grid's engine calculates as Excel does, and which cells they are about. The engine knows neither ranges over several sheets nor other documents nor
 * implicit intersection, and not every function: what it makes of those is not to be shown, and never stored.
 */
import { CALCULATED } from './calculated-functions.js';
import { DEPENDS_ON_MORE, OF_DATES, comesToOne, countsWithEach, takesSeveral } from './function-arguments.js';
import { tokensOf, type Token } from './formula-tokens.js';
import { MOST, readArea, type Range } from './references.js';

/** A table of a workbook, which formulas name in structured references (ECMA-376 part 1, 18.5). */
export interface TableArea {
  name: string;
  /** Its place in the workbook, from 0. */
  sheet: number;
  /** With its header and its totals. */
  range: Range;
  columns: readonly string[];
  hasHeader: boolean;
  hasTotals: boolean;
}

/** A name for a formula or a range (ECMA-376 part 1, 18.2.5). `formula` has no equals sign. */
export interface DefinedName {
  name: string;
  formula: string;
  /** Where it is known on that sheet only. */
  sheet?: number | undefined;
}

/** What formulas of a workbook may speak of. */
export interface FormulaContext {
  sheets: readonly string[];
  tables: readonly TableArea[];
  names: readonly DefinedName[];
  is1904: boolean;
  hasHiddenRows: boolean;
  /** Iterations, or numbers rounded as they are shown: the engine follows no formula then. */
  calculatesOtherwise?: boolean;
}

/** `ordinary` formulas take one of several cells by implicit intersection; those of an `array` count with each and come to one; `dynamic` ones fill cells. */
export type FormulaMode = 'ordinary' | 'array' | 'dynamic';

/** A range of cells on one sheet. `sheet` is counted from 0. */
export interface Area extends Range {
  sheet: number;
}

/** What {@link analyse} finds out about a formula. */
export interface Analysis {
  /** The engine comes to what Excel comes to. */
  isFollowed: boolean;
  /** As an ordinary formula it would take one of several cells. */
  intersects: boolean;
  /** What it refers to. */
  areas: Area[];
  /** It may refer to any other cell as well. */
  isOpen: boolean;
}

/** Whether several cells may stand here: not, for functions that count with each natively, in an array's formula. */
type Each = 'no' | 'native' | 'all';
interface Place {
  several: boolean;
  each: Each;
  /** Inside a function that makes one value of many. */
  inOne: boolean;
}

/** These hand on the cells they are given. */
const HANDS_ON: Readonly<Record<string, (place: number) => boolean>> = {
  IF: (place) => place > 0,
  CHOOSE: (place) => place > 0,
  IFERROR: () => true,
  IFNA: () => true,
};
/** They take part in counting with each only in an array's formula. */
const NOT_NATIVE = new Set(['IF', 'IFS', 'IFERROR', 'IFNA', 'CHOOSE', 'SWITCH', 'INDEX', 'OFFSET', 'INDIRECT', 'VLOOKUP', 'HLOOKUP']);
const OPERATORS = new Set(['<=', '>=', '<>', '-', '+', '*', '/', '^', '&', '=', '<', '>', '%']);
/** They give names to what they are given. */
const NAMING = new Set(['LET', 'LAMBDA']);
/** Names within names: deeper ones are not followed. */
const DEEPEST = 8;

/**
 * Reads a formula. One that cannot be read counts as not followed.
 * @param formula without its equals sign
 * @param sheet of the cell that has it, from 0: references without a sheet's name are to this one
 */
export function analyse(formula: string, sheet: number, mode: FormulaMode, context: FormulaContext): Analysis {
  const reader = new Reader(tokensOf(formula), sheet, mode, context, 0);
  reader.read();
  const { isFollowed, intersects, areas, isOpen } = reader;
  const isOrdinary = !(intersects && mode === 'ordinary') && !context.calculatesOtherwise;
  return { isFollowed: isFollowed && isOrdinary, intersects, areas, isOpen };
}

class Reader {
  isFollowed = true;
  intersects = false;
  isOpen = false;
  areas: Area[] = [];
  /** It names cells and nothing else. */
  isReference = false;
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[] | undefined,
    private readonly sheet: number,
    private readonly mode: FormulaMode,
    private readonly context: FormulaContext,
    private readonly depth: number,
  ) {}

  read(): void {
    const { tokens, mode } = this;
    if (!tokens?.length || this.depth > DEEPEST) return this.#fail();
    const each = mode === 'ordinary' ? 'no' : 'all';
    const kind = this.#expression({ several: mode !== 'ordinary', each, inOne: false });
    if (this.#at < tokens.length) this.#fail();
    this.isReference = tokens.length === 1 && (tokens[0]!.kind === 'reference' || tokens[0]!.kind === 'table');
    // In one cell the first of several is shown, where the engine would fill others.
    if (mode === 'array' && kind === 'several') this.#fail();
  }

  #fail(): void {
    this.isFollowed = false;
  }

  #expression(place: Place): 'one' | 'several' {
    let operands = 0;
    let operators = 0;
    let several = false;
    for (let token = this.tokens![this.#at]; token; token = this.tokens![this.#at]) {
      if (token.kind === 'sign' && (token.text === ',' || token.text === ')')) break;
      this.#at++;
      if (token.kind === 'sign' && OPERATORS.has(token.text)) operators++;
      else if (token.kind === 'sign' && token.text !== '(') this.#fail();
      else {
        operands++;
        if (this.#operand(token, place) === 'several') several = true;
      }
    }
    const isMissing = operands === 0 && operators > 0;
    if (operands > operators + 1 || isMissing) this.#fail();
    if (several && place.each === 'no' && (operators > 0 || !place.several)) this.intersects = true;
    return several ? 'several' : 'one';
  }

  #operand(token: Token, place: Place): 'one' | 'several' {
    switch (token.kind) {
      case 'value':
      case 'error':
        return 'one';
      case 'array':
        if (place.each === 'no' && !place.several && !place.inOne) this.intersects = true;
        return place.inOne ? 'one' : 'several';
      case 'reference':
        return this.#reference(token.sheet, token.text);
      case 'table':
        return this.#table(token.table, token.columns);
      case 'name':
        return this.#name(token.sheet, token.text, place);
      case 'function':
        return this.#function(token.text, place);
      case 'sign': {
        const kind = this.#expression(place);
        this.#close();
        return kind;
      }
    }
  }

  #close(): void {
    const token = this.tokens![this.#at++];
    if (token?.kind !== 'sign' || token.text !== ')') this.#fail();
  }

  #function(name: string, place: Place): 'one' | 'several' {
    const { is1904, hasHiddenRows } = this.context;
    const isOfRows = name === 'SUBTOTAL' || name === 'AGGREGATE';
    if (!CALCULATED.has(name) || (DEPENDS_ON_MORE.has(name) && (!isOfRows || hasHiddenRows)) || (is1904 && OF_DATES.has(name)))
      this.#fail();
    if (name === 'OFFSET' || name === 'INDIRECT') this.isOpen = true;
    const handsOn = HANDS_ON[name];
    const native: Each = countsWithEach(name) || (place.each === 'native' && !NOT_NATIVE.has(name)) ? 'native' : 'no';
    const each: Each = place.each === 'all' ? 'all' : native;
    let several = false;
    for (let at = 0; ; at++) {
      const takes = takesSeveral(name, at) || (handsOn?.(at) === true && place.several);
      const from = this.areas.length;
      const kind = this.#expression({ several: takes, each, inOne: place.inOne || comesToOne(name) });
      // It is as large as the first, whatever is written.
      if (at === 2 && /^(SUM|AVERAGE)IF$/.test(name))
        this.areas.slice(from).forEach((area) => Object.assign(area, { endRow: MOST.rows - 1 }));
      if (kind === 'several' && !takesSeveral(name, at)) several = true;
      const token = this.tokens![this.#at];
      if (token?.kind !== 'sign' || token.text !== ',') break;
      this.#at++;
    }
    this.#close();
    return several && !comesToOne(name) ? 'several' : 'one';
  }

  #reference(sheetName: string, text: string): 'one' | 'several' {
    const sheet = this.#sheet(sheetName);
    const range = readArea(text);
    if (sheet === undefined || !range) this.#fail();
    else this.areas.push({ sheet, ...range });
    return !range || range.startRow !== range.endRow || range.startColumn !== range.endColumn ? 'several' : 'one';
  }

  #sheet(name: string): number | undefined {
    if (!name) return this.sheet;
    const at = this.context.sheets.findIndex((each) => each.toLowerCase() === name.toLowerCase());
    return at >= 0 ? at : undefined;
  }

  /** Some spellings only: of whole columns, of columns side by side, and of a row's cells. */
  #table(name: string, columns: string): 'one' | 'several' {
    const table = this.context.tables.find((each) => each.name.toLowerCase() === name.toLowerCase());
    const { isOfRow, first, last } = columnsOfTable(columns);
    const names = [first, last].filter(Boolean);
    const isKnown = names.every((each) => table?.columns.some((column) => column.toLowerCase() === each.toLowerCase()));
    if (!table || !isKnown || /#(?!this row)/i.test(columns)) this.#fail();
    if (table) this.areas.push({ sheet: table.sheet, ...table.range });
    return isOfRow && first !== '' && first === last ? 'one' : 'several';
  }

  #name(sheetName: string, text: string, place: Place): 'one' | 'several' {
    if (/^(true|false)$/i.test(text)) return 'one';
    const sheet = this.#sheet(sheetName);
    const known = this.context.names.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
    const found = known.find((each) => each.sheet === sheet) ?? known.find((each) => each.sheet === undefined);
    const tokens = found && tokensOf(found.formula);
    const isTable = this.context.tables.some(({ name }) => name.toLowerCase() === text.toLowerCase());
    // What nothing is called by is `#NAME?` everywhere, in the engine, too.
    const mayBeNamed = this.tokens?.some((token) => token.kind === 'function' && NAMING.has(token.text));
    if (known.length === 0 && !isTable && !mayBeNamed && sheet !== undefined && !sheetName) return 'one';
    // Of relative ones it depends on the cell what they mean.
    const isRelative = tokens?.some((token) => token.kind === 'reference' && (!token.isFixed || !token.sheet));
    if (!found || sheet === undefined || isRelative) {
      this.#fail();
      return 'several';
    }
    const inside = new Reader(tokens, found.sheet ?? sheet, 'dynamic', this.context, this.depth + 1);
    inside.read();
    if (!inside.isFollowed) this.#fail();
    this.isOpen ||= inside.isOpen;
    this.areas.push(...inside.areas);
    const [first] = inside.areas;
    if (inside.isReference && first) {
      return first.startRow === first.endRow && first.startColumn === first.endColumn ? 'one' : 'several';
    }
    // What it makes of several cells is not looked into.
    return inside.areas.length === 0 || (tokens?.[0]?.kind === 'function' && comesToOne(tokens[0].text)) || !place.several
      ? 'one'
      : 'several';
  }
}

/** Of `Column`, `[First]:[Last]`, `[#This Row],[Column]`, `@Column`: whether it is about one row, and its columns. */
export function columnsOfTable(columns: string): { isOfRow: boolean; first: string; last: string } {
  const rest = columns.replace(/^@|^\[#This Row\],?/i, '').trim();
  const plain = (name: string) => name.replace(/'(.)/g, '$1');
  const names = [...rest.matchAll(/\[((?:'.|[^\]'])*)\]/g)].map(([, name]) => plain(name!));
  const [first = rest.startsWith('[') ? '' : plain(rest)] = names;
  return { isOfRow: rest !== columns.trim(), first, last: names.at(-1) ?? first };
}
