/** The language of the page, its words and how it writes numbers and times. */
import { en, type Words } from './en.js';
import { zhCN } from './zh-cn.js';

/** `lang=zh-CN|en-US` in the URL, else the browser's language. */
const requested = new URLSearchParams(location.search).get('lang') ?? navigator.language;
export const language = requested.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
export const words: Words = language === 'zh-CN' ? zhCN : en;

const list = new Intl.ListFormat(language, { type: 'unit' });
/** `Ann, Bob` */
export const formatList = (names: readonly string[]): string => list.format(names);

const numbers = new Intl.NumberFormat(language);
/** 100000 as 100,000 */
export const formatNumber = (value: number): string => numbers.format(value);

const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
/** @param time ms since the epoch */
export const formatTime = (time: number): string => times.format(time);
