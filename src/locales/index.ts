import { enUS } from './en-us.js';
import type { Messages } from './messages.js';
import { register, registry } from './registry.js';
import { zhCN } from './zh-cn.js';

/** Tags that need no `Intl`, whose first use takes Chromium 156 three to eight ms, while nothing of the document is on its way yet. */
const OURS = /^(en|zh)(?![a-z0-9])/i;

/** The words for a BCP 47 tag: the nearest language there is, otherwise English. */
export function messagesFor(tag: string): Messages {
  const [, ours] = OURS.exec(tag) ?? [];
  if (ours && registry.messages.size === 0) return ours.toLowerCase() === 'zh' ? zhCN : enUS;
  for (const name of candidates(tag)) {
    const added = registry.messages.get(name);
    // Words that a file of another version lacks are said in English.
    if (added) return { ...enUS, ...added, errors: { ...enUS.errors, ...added.errors } };
    if (name === 'zh') return zhCN;
    if (name === 'en') return enUS;
  }
  return enUS;
}

/** Whether there are words for a BCP 47 tag. */
export function isKnownLanguage(tag: string): boolean {
  return messagesFor(tag) !== enUS || OURS.test(tag);
}

/** From the tag itself to the bare language. Script comes before region: zh-TW and zh-HK are zh-Hant. */
function candidates(tag: string): string[] {
  try {
    const { baseName, language, script, region } = new Intl.Locale(tag.replaceAll('_', '-')).maximize();
    return [tag, baseName, `${language}-${region}`, `${language}-${script}`, language];
  } catch {
    return [];
  }
}

/**
 * Adds a language, or replaces the words of one; elements on the page change at once.
 * @param tag BCP 47: `fr`, `pt-BR`
 * @throws {RangeError} when `tag` is no BCP 47 tag
 * @throws {TypeError} that names every word that is missing or of the wrong type
 */
export function addMessages(tag: string, messages: Messages): void {
  const wrong = missing(enUS, messages);
  if (wrong.length > 0) throw new TypeError(`messages for "${tag}" lack ${wrong.join(', ')}`);
  register(tag, messages);
}

function missing(model: object, given: unknown, path = ''): string[] {
  return Object.entries(model).flatMap(([name, value]) => {
    const other = (given as Record<string, unknown> | undefined)?.[name];
    if (typeof other !== typeof value) return path + name;
    return typeof value === 'object' ? missing(value as object, other, `${path}${name}.`) : [];
  });
}

export type { ErrorText, Messages } from './messages.js';
