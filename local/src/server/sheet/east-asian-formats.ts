/**
 * Number formats that files name by a number below 164 and that mean what the language of the program that opens them says (ECMA-376 part 1, 18.8.30).
 * Here they are those of Chinese (zh-CN), like the order of a date's parts in format 14.
 */
const AM_PM = '[$-804]AM/PM';
const YEAR_MONTH = 'yyyy"年"m"月"';
const MONTH_DAY = 'm"月"d"日"';
const [HOURS_MINUTES, HOURS_MINUTES_SECONDS] = ['h"时"mm"分"', 'h"时"mm"分"ss"秒"'];
const accounting = (symbol: string, digits: string, zero: string) =>
  `_ ${symbol}* ${digits}_ ;_ ${symbol}* -${digits}_ ;_ ${symbol}* ${zero}_ ;_ @_ `;

export const OF_LANGUAGE: Readonly<Record<number, string>> = {
  ...{ 5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;[Red]"¥"-#,##0', 7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;[Red]"¥"-#,##0.00' },
  ...{ 27: YEAR_MONTH, 28: MONTH_DAY, 29: MONTH_DAY, 30: 'm-d-yy', 31: `yyyy"年"m"月"d"日"` },
  ...{ 32: HOURS_MINUTES, 33: HOURS_MINUTES_SECONDS, 34: AM_PM + HOURS_MINUTES, 35: AM_PM + HOURS_MINUTES_SECONDS, 36: YEAR_MONTH },
  ...{ 41: accounting('', '#,##0', '"-"'), 42: accounting('"¥"', '#,##0', '"-"') },
  ...{ 43: accounting('', '#,##0.00', '"-"??'), 44: accounting('"¥"', '#,##0.00', '"-"??') },
  ...{ 50: YEAR_MONTH, 51: MONTH_DAY, 52: YEAR_MONTH, 53: MONTH_DAY, 54: MONTH_DAY },
  ...{ 55: AM_PM + HOURS_MINUTES, 56: AM_PM + HOURS_MINUTES_SECONDS, 57: YEAR_MONTH, 58: MONTH_DAY },
};
