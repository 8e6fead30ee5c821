/** The language of the page, its words and how it writes numbers and times. */
import { en, type Words } from './en.js';
import { zhCN } from './zh-cn.js';

export type Language = 'en' | 'zh-CN';

export let language: Language = 'en';
export let words: Words = en;

let list: Intl.ListFormat;
let numbers: Intl.NumberFormat;
let times: Intl.DateTimeFormat;

/** To be called before anything is drawn. @param requested a BCP 47 tag; English for a language that the page has no words in */
export function chooseLanguage(requested: string): void {
  language = requested.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  words = language === 'zh-CN' ? zhCN : en;
  list = new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' });
  numbers = new Intl.NumberFormat(language);
  times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
}
chooseLanguage('en');

/** `Ann, Bob`; in Chinese `Ann、Bob` */
export const formatList = (names: readonly string[]): string => list.format(names);

/** 100000 as 100,000 */
export const formatNumber = (value: number): string => numbers.format(value);

/** @param time ms since the epoch */
export const formatTime = (time: number): string => times.format(time);
