/**
 * Numbers of lists that are made in the Word editor. What such a list looks like is said by its number alone, so that a page can save it with the words, wherever those
 * are merged: the remainder of the number divided by {@link LIST_KINDS} is the kind. The server writes the definition (ECMA-376 part 1, 17.9).
 */

/** How the levels of a list are marked, by kind: each level has the format of its place, repeated. */
const FORMATS = [
  ['bullet'],
  ['decimal', 'lowerLetter', 'lowerRoman'],
  ['decimal'],
  ['lowerLetter'],
  ['upperLetter'],
  ['lowerRoman'],
  ['upperRoman'],
  ['chineseCounting'],
] as const;

/** Number formats as WordprocessingML names them (ECMA-376 part 1, 17.18.59, ST_NumberFormat). */
export type ListFormat = (typeof FORMATS)[number][number];

/** How many numbers one list may choose from. */
export const LIST_KINDS = FORMATS.length;

/** Lists made with the buttons of the editor. */
export const BULLETS = 0;
/** The kind of numbered lists made with the button: 1, a, i by level. */
export const NUMBERS = 1;

/** Levels of a list (17.9.3). */
export const LEVELS = 9;

const SIGNS = ['•', '◦', '▪'];

/** The first number of the next list: a multiple of the kinds. @param last the largest number in use */
export const nextList = (last: number): number => (Math.floor(last / LIST_KINDS) + 1) * LIST_KINDS;

/** The kind in which all levels have one format. */
export const kindOf = (format: ListFormat): number => FORMATS.findIndex((formats) => formats.length === 1 && formats[0] === format);

/** @param level 0 to 8 */
export function formatOf(number: number, level: number): ListFormat {
  const formats: readonly ListFormat[] = FORMATS[number % LIST_KINDS]!;
  return formats[level % formats.length]!;
}

/** What stands before an item, as `w:lvlText` says it: a sign, or the place of the number. */
export function markerOf(number: number, level: number): string {
  const format = formatOf(number, level);
  if (format === 'bullet') return SIGNS[level % SIGNS.length]!;
  return `%${level + 1}${format === 'chineseCounting' ? '、' : '.'}`;
}
