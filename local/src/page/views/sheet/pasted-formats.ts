/**
 * Number formats on the clipboard, and the numbers behind what they show. Excel's HTML has the format of a cell (`mso-number-format`) and its shown text,
 * but not its value; dates and decimals may be written as the reader's language does.
 */
import { numfmt } from '@univerjs/core';

/** Formats that Excel names in HTML. Short dates are as the reader's language writes them, and are stored as built-in format 14 (ECMA-376 part 1, 18.8.30). */
const NAMED: Readonly<Record<string, string>> = {
  ...{ general: '', 'general number': '', fixed: '0.00', standard: '#,##0.00', percent: '0.00%', scientific: '0.00E+00' },
  ...{ currency: '"$"#,##0.00', 'short date': 'm/d/yyyy', 'medium date': 'd-mmm-yy', 'long date': 'dddd, mmmm dd, yyyy' },
  ...{ 'short time': 'h:mm', 'medium time': 'h:mm AM/PM', 'long time': 'h:mm:ss AM/PM' },
};

/** What is written in CSS, with its escapes, as a pattern; `''` for the general format. */
export function patternOf(css: string): string {
  const plain = css
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\\([\da-f]{4}) ?|\\(.)/gi, (_, code: string | undefined, sign: string) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : sign,
    );
  return NAMED[plain.toLowerCase()] ?? plain;
}

/** Languages that write formats as files do (MS-LCID, primary language): English, Chinese, Japanese, Korean. */
const AS_IN_FILES = new Set([0x09, 0x04, 0x11, 0x12]);

/** LibreOffice's `sdnum`: language; language of the format; format. */
export function patternOfLibreOffice(sdnum: string): string {
  const [language = '', own = '', ...rest] = sdnum.split(';');
  const pattern = rest.join(';');
  if (/^(general|standard)?$/i.test(pattern)) return '';
  if (AS_IN_FILES.has((Number(own) || Number(language)) & 0x3ff))
    return pattern.replaceAll(/"[^"]*"|\\.|AM\/PM|\[[^\]]*\]|[YMDHS]+/g, (piece) =>
      /^[YMDHS]+$/.test(piece) ? piece.toLowerCase() : piece,
    );
  if (!/^[#0.,'\s%€$£¥+\-[\]"A-Z]*$/.test(pattern) || /[A-Z]{2}/.test(pattern.replaceAll(/"[^"]*"|\[[^\]]*\]/g, ''))) return 'yyyy-mm-dd';
  return pattern.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
}

/** The number a pattern shows so; undefined where it cannot be told for certain. @param language of the reader, BCP 47 */
export function numberBehind(shown: string, pattern: string, language: string): number | undefined {
  const text = shown.trim();
  if (!text) return undefined;
  if (pattern === '') return generalNumber(text);
  const isDate = numfmt.isDateFormat(pattern);
  const value = isDate ? dateBehind(text, pattern, language) : plainNumber(text, pattern);
  if (value === undefined) return undefined;
  // What it would not show is not it. Signs between digits are as each language wants them.
  const digits = (each: string) => each.replaceAll(/[^\d%eE]/g, '');
  try {
    const isSame = digits(numfmt.format(pattern, value)) === digits(text) || (isDate && /^m\/d\/yyyy$/i.test(pattern));
    return isSame ? value : undefined;
  } catch {
    return undefined;
  }
}

/** In the general format there are no separators but one before decimals. */
function generalNumber(text: string): number | undefined {
  return /^[-−]?\d+(?:[.,]\d+)?(?:E[+-]?\d+)?$/i.test(text) ? Number(text.replace('−', '-').replace(',', '.')) : undefined;
}

function plainNumber(text: string, pattern: string): number | undefined {
  const [first = ''] = pattern.split(';');
  const signs = first.replaceAll(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, '');
  const decimals = /\.([0#?]+)/.exec(signs)?.[1]?.length ?? 0;
  const found = /\d(?:[\d.,'’\s\u00a0\u202f]*\d)?(?:E[+-]?\d+)?/i.exec(text)?.[0];
  if (found === undefined || /\?\s*\/\s*[?\d]/.test(signs)) return undefined;
  const [mantissa = '', power = ''] = found.split(/(?=E)/i);
  const last = /[.,](\d+)$/.exec(mantissa);
  const isDecimal = last !== null && decimals > 0 && last[1]!.length <= decimals;
  const whole = (isDecimal ? mantissa.slice(0, last.index) : mantissa).replaceAll(/\D/g, '');
  const value = Number(`${whole}.${isDecimal ? last[1] : '0'}${power}`) / (signs.includes('%') ? 100 : 1);
  // Without the dust of the division.
  const exact = Number(value.toPrecision(15));
  return /^\s*[^\d]*[-−(]/.test(text) ? -exact : exact;
}

/** Days before 1970 in a workbook's count, 1900 system. */
const EPOCH = 25_569;
const MS_PER_DAY = 86_400_000;

const PIECE = /"([^"]*)"|\\(.)|_.|\[(?:\$[^\]]*|[^\]]*)\]|(AM\/PM|A\/P)|(y+|m+|d+|h+|s+(?:\.0+)?)|(.)/gis;

function dateBehind(text: string, pattern: string, language: string): number | undefined {
  // Built-in format 14 is shown as each language wants it.
  const order = /^m\/d\/yyyy$/i.test(pattern) ? shortDate(language) : pattern.split(';')[0]!;
  const names: string[] = [];
  let before = '';
  const source = [...order.matchAll(PIECE)].map((piece) => {
    const [, quoted, escaped, half, letters, other] = piece;
    if (half) return (names.push('half'), '([AaPp])[Mm.]*');
    if (!letters) return (quoted ?? escaped ?? other) ? '\\D*?' : '';
    const kind = letters[0]!.toLowerCase();
    const isMinute =
      kind === 'm' && letters.length < 3 && (before === 'h' || /^[^a-z"]*s/i.test(order.slice(piece.index + letters.length)));
    before = kind;
    if (kind === 'd' && letters.length > 2) return '\\D*?';
    names.push(isMinute ? 'minute' : kind === 'm' && letters.length > 2 ? 'name' : kind);
    if (kind === 'm' && letters.length > 2) return '(\\p{L}+)';
    return kind === 's' ? '(\\d{1,2}(?:[.,]\\d+)?)' : kind === 'y' ? '(\\d{4}|\\d{2})' : '(\\d{1,2})';
  });
  const found = new RegExp(`^\\D*?${source.join('')}\\D*$`, 'u').exec(text);
  if (!found) return undefined;
  const parts = new Map(names.map((name, at) => [name, found[at + 1]!]));
  const number = (name: string): number => Number((parts.get(name) ?? '0').replace(',', '.'));
  const half = parts.get('half')?.toLowerCase();
  const hours = half ? (number('h') % 12) + (half === 'p' ? 12 : 0) : number('h');
  const time = hours / 24 + number('minute') / 1_440 + number('s') / 86_400;
  if (!parts.has('y') && !parts.has('d')) return time;
  const month = parts.has('name') ? monthOf(parts.get('name')!, language) : parts.has('m') ? number('m') : undefined;
  if (!parts.has('y') || month === undefined || !parts.has('d')) return undefined;
  const year = number('y') + (parts.get('y')!.length > 2 ? 0 : number('y') < 30 ? 2_000 : 1_900);
  return Date.UTC(year, month - 1, number('d')) / MS_PER_DAY + EPOCH + time;
}

/** The order of a short date, in the letters of patterns. */
function shortDate(language: string): string {
  const letters = { year: 'yyyy', month: 'm', day: 'd' };
  const parts = new Intl.DateTimeFormat(language, { dateStyle: 'short' }).formatToParts(0);
  return parts.map(({ type, value }) => letters[type as keyof typeof letters] ?? value).join('');
}

function monthOf(name: string, language: string): number | undefined {
  const wanted = name.toLowerCase().replace('.', '');
  for (const each of ['en', language]) {
    for (let month = 1; month <= 12; month++) {
      const full = new Intl.DateTimeFormat(each, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2001, month - 1, 1)).toLowerCase();
      if (wanted.length > 1 && full.startsWith(wanted)) return month;
    }
  }
  return undefined;
}
