/** Dates are numbers of days, counted from 1900 or from 1904 (ECMA-376 part 1, 18.17.4); strict files may write them by ISO 8601. The grid counts from 1900. */

/** Days between the beginnings of the two date systems. */
const BETWEEN_SYSTEMS = 1462;
const MS_PER_DAY = 86_400_000;
/** Day 0 of the 1900 system, for all dates from March 1900 on. */
const EPOCH = Date.UTC(1899, 11, 30);

/** Whether a number format shows a day, a month or a year, and not only a time or a length of time. */
export function isDateFormat(pattern: string | undefined): boolean {
  const code = (pattern ?? '').replace(/"[^"]*"|[\\_*]./g, '').replace(/\[(?![hms]+\])[^\]]*\]/gi, '');
  if (/general/i.test(code)) return false;
  // `m` beside hours or seconds are minutes; `e` after a digit is an exponent.
  return /[ydbg]|(?<![0#?])e/i.test(code.replace(/am\/pm|a\/p/gi, '')) || (/m/i.test(code) && !/[hs]/i.test(code)) || /mmm/i.test(code);
}

/** @returns the day of the 1900 system, or undefined for what is no date by ISO 8601 */
export function readISODate(text: string): number | undefined {
  const [, date, hours, minutes = '0', seconds = '0'] = /^(\d{4}-\d\d-\d\d)?(?:T?(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?Z?$/.exec(text) ?? [];
  if (date === undefined && hours === undefined) return undefined;
  const day = date === undefined ? 0 : (Date.parse(`${date}T00:00:00Z`) - EPOCH) / MS_PER_DAY;
  const time = (Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
  return Number.isNaN(day) ? undefined : day + time;
}

/** @param day of the 1900 system @returns a date by ISO 8601, with its time where it has one; undefined before 1900 and after 9999 */
export function writeISODate(day: number): string | undefined {
  if (day < 61 || day >= 2_958_466) return undefined;
  const text = new Date(Math.round(day * 86_400_000) + EPOCH).toISOString().replace(/\.000Z$|Z$/, '');
  return text.replace(/T00:00:00$/, '');
}

/** The number the grid shows for one of a file. */
export const toGrid = (value: number, is1904: boolean, pattern: string | undefined): number =>
  is1904 && isDateFormat(pattern) ? value + BETWEEN_SYSTEMS : value;

/** The number a file has for one of the grid. */
export const toFile = (value: number, is1904: boolean, pattern: string | undefined): number =>
  is1904 && isDateFormat(pattern) ? value - BETWEEN_SYSTEMS : value;
