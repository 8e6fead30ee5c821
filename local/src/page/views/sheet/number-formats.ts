/** The number formats that are offered, and what kind any other one is of (ECMA-376 part 1, 18.8.31). */
import type { words } from '../../words/messages.js';

export type NumberKind = keyof typeof words.format.numbers;

/** Patterns as other programs write them; none is the general one. */
export const NUMBER_FORMATS: readonly { kind: NumberKind; pattern: string | null; example: string }[] = [
  { kind: 'general', pattern: null, example: '' },
  { kind: 'number', pattern: '#,##0.00', example: '1,234.56' },
  { kind: 'percent', pattern: '0.00%', example: '12.34%' },
  { kind: 'yuan', pattern: '"¥"#,##0.00', example: '¥1,234.56' },
  { kind: 'euro', pattern: '"€"#,##0.00', example: '€1,234.56' },
  { kind: 'dollar', pattern: '"$"#,##0.00', example: '$1,234.56' },
  { kind: 'date', pattern: 'yyyy-mm-dd', example: '2026-09-30' },
  { kind: 'time', pattern: 'h:mm:ss', example: '13:05:00' },
  { kind: 'text', pattern: '@', example: '' },
];

/** In this order: dates have hours too, and all have digits. */
const SIGNS: readonly [NumberKind, RegExp][] = [
  ['general', /^(general)?$/i],
  ['text', /^@$/],
  ['percent', /%/],
  ['date', /[yd]/i],
  ['time', /[hs]/i],
  ['number', /[#0?]/],
];

export function kindOf(pattern: string | undefined): NumberKind {
  // The first of up to four parts; without languages, colours and conditions.
  const code = (pattern ?? '').split(';')[0]!.replace(/\[\$-[^\]]*\]|\[(?!\$|[hms]+\])[^\]]*\]/gi, '');
  if (/[¥￥]/.test(code)) return 'yuan';
  if (code.includes('€')) return 'euro';
  if (code.includes('$')) return 'dollar';
  const signs = code.replace(/"[^"]*"|[\\_*]./g, '');
  return SIGNS.find(([, sign]) => sign.test(signs))?.[0] ?? 'other';
}
