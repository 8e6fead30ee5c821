/** Formulas in pieces (ECMA-376 part 1, 18.17.2): what they refer to, which functions they use, and how they combine it. */

/** One piece of a formula. References and functions are in capitals, references without dollar signs; the rest is as written. */
export type Token =
  /**
   * A cell, several cells, whole columns or rows. `sheet` as it is written, without its mark and quotes; `''` for the formula's own.
   * `isFixed`: every row and column has its dollar sign.
   */
  | { kind: 'reference'; sheet: string; text: string; isFixed: boolean }
  /** A defined name, a truth, a column of a table (`Sales[Amount]`), or whatever else has a name. */
  | { kind: 'name'; sheet: string; text: string }
  | { kind: 'table'; table: string; columns: string }
  /** With the bracket that opens its arguments. */
  | { kind: 'function'; text: string }
  | { kind: 'array' | 'value' | 'error'; text: string }
  /** `(`, `)`, `,`, and signs between operands. A space between references is their intersection. */
  | { kind: 'sign'; text: string };

const NAME = String.raw`[\p{L}_\\][\p{L}\p{N}_.\\?]*`;
const SHEET = String.raw`(?:'(?<quoted>(?:[^']|'')*)'|(?<plain>(?:\[[^\]]*\])?[\p{L}\p{N}_.]+(?::[\p{L}\p{N}_.]+)?))!`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
const REFERENCE = String.raw`${CELL}(?::${CELL})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d{1,7}:\$?\d{1,7}`;
const PIECES = new RegExp(
  [
    String.raw`\s+`,
    String.raw`"(?:[^"]|"")*"`,
    String.raw`\{[^{}]*\}`,
    String.raw`(?<error>#(?:REF!|DIV\/0!|N\/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!))`,
    String.raw`(?:${SHEET})?(?:(?<reference>${REFERENCE})(?![\p{L}\p{N}_.(\[!:])|(?<function>${NAME})\(|(?<name>${NAME})(?<columns>\[)?)`,
    String.raw`(?<columnsOnly>\[)`,
    String.raw`(?<value>(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d+)?)`,
    String.raw`(?<sign><=|>=|<>|[-+*/^&=<>%(),;:@#!])`,
  ].join('|'),
  'uy',
);

/** @returns undefined for what cannot be read */
export function tokensOf(formula: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    PIECES.lastIndex = at;
    const match = PIECES.exec(formula);
    if (!match?.[0]) return undefined;
    const { error, reference, function: called, name, columns, columnsOnly, value, sign, quoted, plain } = match.groups!;
    const [whole] = match;
    at += whole.length;
    const sheet = quoted?.replaceAll("''", "'") ?? plain ?? '';
    if (columns !== undefined || columnsOnly !== undefined) {
      const end = closing(formula, at - 1);
      if (end < 0) return undefined;
      tokens.push({ kind: 'table', table: name ?? '', columns: formula.slice(at, end) });
      at = end + 1;
    } else if (reference !== undefined) {
      const text = reference.toUpperCase().replaceAll('$', '');
      const isFixed = reference.length - text.length === (text.match(/[A-Z]+|\d+/g)?.length ?? 0);
      tokens.push({ kind: 'reference', sheet, text, isFixed });
    } else if (called !== undefined) tokens.push({ kind: 'function', text: called.toUpperCase() });
    else if (name !== undefined) tokens.push({ kind: 'name', sheet, text: name });
    else if (error !== undefined) tokens.push({ kind: 'error', text: whole });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (value !== undefined || whole.startsWith('"')) tokens.push({ kind: 'value', text: whole });
    else if (whole.startsWith('{')) tokens.push({ kind: 'array', text: whole });
    else if (isOperand(tokens.at(-1)) && startsReference(formula.slice(at))) tokens.push({ kind: 'sign', text: ' ' });
  }
  return tokens;
}

/** Whether a formula has what every program wants of one: its brackets are closed, and its table columns belong to a table. */
export function isReadable(formula: string): boolean {
  const tokens = tokensOf(formula);
  let depth = 0;
  for (const token of tokens ?? []) {
    if (token.kind === 'function' || (token.kind === 'sign' && token.text === '(')) depth++;
    else if (token.kind === 'sign' && token.text === ')' && --depth < 0) return false;
    else if (token.kind === 'table' && !token.table) return false;
  }
  const last = tokens?.at(-1);
  return depth === 0 && last !== undefined && !(last.kind === 'sign' && /^(?:[-+*/^&=<>,:]|<=|>=|<>)$/.test(last.text));
}

const isOperand = (token: Token | undefined) => token?.kind === 'reference' || token?.kind === 'name' || token?.kind === 'table';
const startsReference = (rest: string) => /^[$'\p{L}_]/u.test(rest);

/** Where the bracket that opens here closes. An apostrophe takes its meaning from the sign after it. */
function closing(formula: string, from: number): number {
  let depth = 0;
  for (let at = from; at < formula.length; at++) {
    if (formula[at] === "'") at++;
    else if (formula[at] === '[') depth++;
    else if (formula[at] === ']' && --depth === 0) return at;
  }
  return -1;
}
