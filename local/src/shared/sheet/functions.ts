/** Formulas as files write them, and as people do: functions that came after Excel 2007 have a prefix there (MS-XLSX 2.2.2). */
import { mayFillCells } from './function-arguments.js';
import { writeReference, type Cell } from './references.js';

const LATER = new Set(
  (
    'ACOT ACOTH AGGREGATE ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV BITAND BITLSHIFT BITOR BITRSHIFT BITXOR ' +
    'BYCOL BYROW CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT ' +
    'CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL DROP ENCODEURL ERF.PRECISE ERFC.PRECISE EXPAND EXPON.DIST ' +
    'F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FIELDVALUE FILTER FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.ETS FORECAST.ETS.CONFINT ' +
    'FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS HSTACK HYPGEOM.DIST IFNA ' +
    'IFS IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA ISOMITTED ISOWEEKNUM LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS ' +
    'MODE.MULT MODE.SNGL MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC PERCENTILE.INC ' +
    'PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI POISSON.DIST QUARTILE.EXC QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ REDUCE RRI SCAN SEC SECH ' +
    'SEQUENCE SHEET SHEETS SKEW.P SORT SORTBY STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST TAKE TEXTAFTER TEXTBEFORE ' +
    'TEXTJOIN TEXTSPLIT TOCOL TOROW UNICHAR UNICODE UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK WEBSERVICE WEIBULL.DIST WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR Z.TEST'
  ).split(' '),
);
/** These have two. */
const OF_SHEETS = new Set(['FILTER', 'SORT']);

/** Text, quoted names, and names with the bracket that makes them functions. */
const NAMES = /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.])(?:[A-Z][A-Z\d.]*)(?=\()/gi;
const PREFIXES = /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?:_xlfn\.)?(?:_xlws\.|_xlpm\.)|_xlfn\./gi;

const isQuoted = (text: string) => text.startsWith('"') || text.startsWith("'");

/** A formula of a file as people write it: without the prefixes of newer functions and of parameters (`_xlfn.`, `_xlws.`, `_xlpm.`). Quoted text is kept. */
export const readFormula = (source: string): string =>
  source.includes('_xl') ? source.replace(PREFIXES, (found) => (isQuoted(found) ? found : '')) : source;

/** `Table[@Column]`, as people write it, is `Table[[#This Row],[Column]]` in files (18.5.1.2): another spelling makes them damaged for Excel. */
const OF_ROW = /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<=[\p{L}\p{N}_.])\[@(\[(?:'.|[^\]'])*\](?::\[(?:'.|[^\]'])*\])?|(?:'.|[^\]'[])*)\]/gu;
const writeRows = (formula: string): string =>
  formula.replace(OF_ROW, (found, columns: string | undefined) => {
    if (columns === undefined) return found;
    return columns === '' ? '[#This Row]' : `[[#This Row],${columns.startsWith('[') ? columns : `[${columns}]`}]`;
  });

/** A formula as files have it: newer functions get their prefix, and `[@Column]` its long form. Quoted text is kept. */
export function writeFormula(formula: string): string {
  return writeRows(formula).replace(NAMES, (found) => {
    const name = found.toUpperCase();
    if (isQuoted(found) || !LATER.has(name)) return found;
    return `_xlfn.${OF_SHEETS.has(name) ? '_xlws.' : ''}${name}`;
  });
}

/**
 * The cells for which a formula has to be an array's, or undefined where it need not be (18.3.1.40).
 * @param size of what it comes to @param intersects as an ordinary formula it would take one of several cells
 */
export function arrayOf(
  formula: string,
  { row, column }: Cell,
  size: { rows: number; columns: number },
  intersects: boolean,
): string | undefined {
  const isOne = size.rows * size.columns === 1;
  if (isOne && !intersects && !mayFillCells(formula.replaceAll(/"(?:[^"]|"")*"/g, '""'))) return undefined;
  const from = writeReference({ row, column });
  return isOne ? from : `${from}:${writeReference({ row: row + size.rows - 1, column: column + size.columns - 1 })}`;
}
