/** What two versions of a text have in common. */
import type { Text } from '@codemirror/state';

/** The one stretch in which they differ. */
export interface Difference {
  from: number;
  to: number;
  insert: string;
}

export function differenceOf(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let end = 0;
  while (end < shorter - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

/** A line is looked for this many lines around its old place. */
const farthest = 5000;

/** Where a line of `before` is in `after`: the nearest with the same words and the same next line, else the one with the same number. */
export function sameLine(before: Text, after: Text, number: number): number {
  const words = (text: Text, line: number): string => (line <= text.lines ? text.line(line).text : '');
  const same = (line: number): boolean =>
    words(after, line) === words(before, number) && words(after, line + 1) === words(before, number + 1);
  for (let distance = 0; distance <= farthest; distance++) {
    for (const candidate of [number + distance, number - distance]) {
      if (candidate >= 1 && candidate <= after.lines && same(candidate)) return candidate;
    }
  }
  return Math.min(number, after.lines);
}
