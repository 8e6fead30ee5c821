/** Functions as Excel calculates them in an ordinary formula: which take several cells at once. Every other takes one, by implicit intersection (ECMA-376 part 1, 18.17.2). */

const ALL =
  'SUM AVERAGE AVERAGEA COUNT COUNTA COUNTBLANK MIN MINA MAX MAXA PRODUCT SUMSQ MEDIAN MODE MODE.SNGL STDEV STDEV.S STDEV.P STDEVA STDEVP STDEVPA ' +
  'VAR VAR.S VAR.P VARA VARP VARPA GEOMEAN HARMEAN AVEDEV DEVSQ SKEW SKEW.P KURT AND OR XOR NPV IRR MIRR XNPV XIRR CORREL COVAR COVARIANCE.P ' +
  'COVARIANCE.S PEARSON RSQ SLOPE INTERCEPT STEYX GCD LCM CONCAT TEXTJOIN ROWS COLUMNS AREAS SUMPRODUCT SUMX2MY2 SUMX2PY2 SUMXMY2 MMULT MDETERM MINVERSE ' +
  'TRANSPOSE FREQUENCY LINEST LOGEST TREND GROWTH NETWORKDAYS WORKDAY NETWORKDAYS.INTL WORKDAY.INTL MULTINOMIAL SERIESSUM SHEET ISREF ' +
  'DSUM DCOUNT DCOUNTA DAVERAGE DMAX DMIN DGET DPRODUCT DSTDEV DSTDEVP DVAR DVARP CHISQ.TEST T.TEST F.TEST TTEST FTEST CHITEST PROB';

/** Places of the arguments that may be several cells, from 0. */
const SOME: Readonly<Record<string, readonly number[]>> = {
  ...{ SUMIF: [0, 2], COUNTIF: [0], AVERAGEIF: [0, 2], VLOOKUP: [1], HLOOKUP: [1], LOOKUP: [1, 2], MATCH: [1], INDEX: [0] },
  ...{ XLOOKUP: [1, 2], XMATCH: [1], LARGE: [0], SMALL: [0], RANK: [1], 'RANK.EQ': [1], 'RANK.AVG': [1], OFFSET: [0], ROW: [], COLUMN: [] },
  ...{ PERCENTILE: [0], 'PERCENTILE.INC': [0], 'PERCENTILE.EXC': [0], QUARTILE: [0], 'QUARTILE.INC': [0], 'QUARTILE.EXC': [0] },
  ...{ PERCENTRANK: [0], 'PERCENTRANK.INC': [0], 'PERCENTRANK.EXC': [0], TRIMMEAN: [0], FORECAST: [1, 2], 'FORECAST.LINEAR': [1, 2] },
  ...{ FVSCHEDULE: [1], ZTEST: [0], 'Z.TEST': [0], SUBTOTAL: [1, 2, 3, 4, 5, 6, 7, 8], AGGREGATE: [2, 3, 4, 5, 6] },
  // Ranges at every second place.
  ...{ COUNTIFS: [0, 2, 4, 6, 8, 10, 12], SUMIFS: [0, 1, 3, 5, 7, 9, 11, 13], AVERAGEIFS: [0, 1, 3, 5, 7, 9, 11, 13] },
  ...{ MAXIFS: [0, 1, 3, 5, 7, 9, 11, 13], MINIFS: [0, 1, 3, 5, 7, 9, 11, 13] },
};

const takesAll = new Set(ALL.split(' '));
/** These count with each cell by themselves, without an array formula. */
const EACH = new Set(['SUMPRODUCT', 'MMULT', 'SUMX2MY2', 'SUMX2PY2', 'SUMXMY2', 'LOOKUP', 'MDETERM', 'MINVERSE']);

/** Whether a function takes several cells in an argument without implicit intersection. @param name in capitals @param place of the argument, from 0 */
export const takesSeveral = (name: string, place: number): boolean => takesAll.has(name) || (SOME[name]?.includes(place) ?? false);
/** Whether a function counts with each of the cells it is given, in an ordinary formula too. @param name in capitals */
export const countsWithEach = (name: string): boolean => EACH.has(name);

const FILLING = new RegExp(
  String.raw`\b(?:FILTER|UNIQUE|SORT|SORTBY|SEQUENCE|RANDARRAY|TEXTSPLIT|TRANSPOSE|HSTACK|VSTACK|TOCOL|TOROW|TAKE|DROP|EXPAND|WRAPCOLS|WRAPROWS|` +
    String.raw`CHOOSECOLS|CHOOSEROWS|FREQUENCY|LINEST|LOGEST|TREND|GROWTH|MMULT|MINVERSE|MUNIT)\s*\(`,
  'i',
);
/** Whether a formula may come to several values. @param formula without its texts */
export const mayFillCells = (formula: string): boolean => FILLING.test(formula);

const ONE = new Set(
  (
    'SUM AVERAGE COUNT COUNTA MIN MAX PRODUCT SUMSQ MEDIAN STDEV STDEV.S STDEV.P STDEVP VAR VAR.S VAR.P VARP GEOMEAN HARMEAN AND OR XOR SUMPRODUCT ' +
    'TEXTJOIN CONCAT MATCH INDEX ROWS COLUMNS LARGE SMALL PERCENTILE QUARTILE CORREL SLOPE INTERCEPT RSQ'
  ).split(' '),
);
/** Whether what it comes to is one value, however many it is given. */
export const comesToOne = (name: string): boolean => ONE.has(name);

/** Their results depend on what neither formulas nor values say: hidden rows, how a cell looks, other documents, the language, the program. */
export const DEPENDS_ON_MORE = new Set(
  (
    'SUBTOTAL AGGREGATE CELL INFO GETPIVOTDATA RTD WEBSERVICE FILTERXML CALL REGISTER.ID EUROCONVERT HYPERLINK FORMULATEXT SHEET SHEETS IMAGE ' +
    'STOCKHISTORY DOLLAR ASC DBCS BAHTTEXT NUMBERSTRING PHONETIC'
  ).split(' '),
);

/** With the date system of 1904 these come to something else than in the grid. */
export const OF_DATES = new Set(
  (
    'DATE DATEVALUE DAY DAYS DAYS360 EDATE EOMONTH ISOWEEKNUM MONTH NETWORKDAYS NETWORKDAYS.INTL NOW TODAY WEEKDAY WEEKNUM WORKDAY WORKDAY.INTL YEAR YEARFRAC ' +
    'DATEDIF TEXT VALUE XNPV XIRR DISC DURATION MDURATION PRICE YIELD ACCRINT ACCRINTM COUPDAYBS COUPDAYS COUPDAYSNC COUPNCD COUPNUM COUPPCD INTRATE ' +
    'RECEIVED TBILLEQ TBILLPRICE TBILLYIELD PRICEDISC PRICEMAT YIELDDISC YIELDMAT ODDFPRICE ODDFYIELD ODDLPRICE ODDLYIELD AMORDEGRC AMORLINC'
  ).split(' '),
);
