/** Hints for developers, in the console: each once for a page, however many elements it has. */
import { isKnownLanguage } from '../locales/index.js';
import { DEFAULTS } from './defaults.js';
import { attributeOf } from './values.js';

const given = new Set<string>();

function hint(text: string): void {
  if (given.has(text)) return;
  given.add(text);
  console.warn(`<imm-weboffice> ${text}`);
}

const bare = (name: string) => name.replace(/[-_]/g, '');

/** Names an attribute that is written almost like one of the element's, as `tokenEndpoint`, which HTML reads as `tokenendpoint`. */
export function hintAtAttributes(element: Element): void {
  const known = Object.keys(DEFAULTS).map(attributeOf);
  for (const name of element.getAttributeNames()) {
    // Prefixes and signs are those of HTML, ARIA and frameworks: data-, aria-, v-, x-, hx-, ng-, on…, :src, @src, [src].
    if (known.includes(name) || /^([a-z]{1,2}|data|aria|_ng\w*)-|^on|[^\w-]/.test(name)) continue;
    const written = bare(name);
    // One letter in a short name, two in a long one.
    const meant = known.find((other) => distance(written, bare(other)) <= (written.length < 8 ? 1 : 2));
    if (meant && written.length > 2) hint(`has no attribute "${name}": did you mean "${meant}"?`);
  }
}

/** A language without words is shown in English. */
export function hintAtLanguage(lang: string): void {
  if (lang && !isKnownLanguage(lang))
    hint(`has no words for lang="${lang}" and speaks English: add them with addMessages(), or load a file of locales/`);
}

/** Letters to add, leave out or change (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (let at = 0; at < other.length; at++) next.push(Math.min(next[at]! + 1, row[at + 1]! + 1, row[at]! + Number(letter !== other[at])));
    row = next;
  }
  return row.at(-1)!;
}
