/** A line of a text, in another version of it. */
import type { Text } from '@codemirror/state';

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
