/** The languages of `imm-weboffice check`. */
import { en } from './en.js';
import type { Words } from './types.js';
import { zh } from './zh.js';

export type { CheckId, Say, Words } from './types.js';

const LANGUAGES: Readonly<Record<string, Words>> = { en, zh };

/** @param tag as in `LANG` or BCP 47: `zh`, `zh_CN.UTF-8`, `en-US`. @returns undefined for a language that is not here */
export function wordsFor(tag: string): Words | undefined {
  return LANGUAGES[/^[a-z]+/.exec(tag.toLowerCase())?.[0] ?? ''];
}

/** The words for a shell: of the first variable that is set, as POSIX has it; English where that is no language of ours. */
export function wordsOfShell(env: Readonly<Record<string, string | undefined>>): Words {
  return wordsFor(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ?? en;
}
