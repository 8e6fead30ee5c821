import { enUS } from './en-us.js';
import type { Messages } from './messages.js';
import { zhCN } from './zh-cn.js';

/** The words for a BCP 47 tag: Chinese for any `zh`, otherwise English. */
export function messagesFor(tag: string): Messages {
  return /^zh\b/i.test(tag) ? zhCN : enUS;
}

export type { ErrorText, Messages } from './messages.js';
