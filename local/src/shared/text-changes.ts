/** Changes of a text as pages send them: what they do to its length, to places in it, and to the text itself. */
import type { LiveChange, TextChange } from './page-api.js';

/** Characters, a line break being one, that changes can be made to, and that there are afterwards. */
export function lengthsOf(changes: LiveChange): { before: number; after: number } {
  let [before, after] = [0, 0];
  for (const part of changes) {
    if (typeof part === 'number') [before, after] = [before + part, after + part];
    else [before, after] = [before + part[0], after + insertOf(part).length];
  }
  return { before, after };
}

/** The stretches that are replaced. */
export function stretchesOf(changes: LiveChange): TextChange[] {
  const stretches: TextChange[] = [];
  let at = 0;
  for (const part of changes) {
    const length = typeof part === 'number' ? part : part[0];
    if (typeof part !== 'number') stretches.push({ from: at, to: at + length, insert: insertOf(part) });
    at += length;
  }
  return stretches;
}

/** @param stretches in order, without overlaps @param length of the text they are made to */
export function changesOf(stretches: readonly TextChange[], length: number): LiveChange {
  const changes: LiveChange = [];
  let at = 0;
  for (const { from, to, insert } of stretches) {
    if (from > at) changes.push(from - at);
    if (to > from || insert !== '') changes.push(insert === '' ? [to - from] : [to - from, ...insert.split('\n')]);
    at = to;
  }
  if (length > at) changes.push(length - at);
  return changes;
}

/** Where a place is after changes: behind what is inserted there, and behind what takes the place of what it was in. */
export function mapPlace(place: number, changes: LiveChange): number {
  let [before, after] = [0, 0];
  for (const part of changes) {
    const isKept = typeof part === 'number';
    const length = isKept ? part : part[0];
    const next = isKept ? part : insertOf(part).length;
    if (place < before + length) return isKept ? after + place - before : after + next;
    [before, after] = [before + length, after + next];
  }
  return after;
}

/** Many places at once: as {@link mapPlace} of each, in time that grows with the sum of both lists. @param places in order */
export function mapPlaces(places: readonly number[], changes: LiveChange): number[] {
  let [index, before, after] = [0, 0, 0];
  return places.map((place) => {
    for (;;) {
      const part = changes[index];
      if (part === undefined) return after;
      const isKept = typeof part === 'number';
      const length = isKept ? part : part[0];
      const next = isKept ? part : insertOf(part).length;
      if (place < before + length) return isKept ? after + place - before : after + next;
      [index, before, after] = [index + 1, before + length, after + next];
    }
  });
}

/** The one stretch in which two texts differ. */
export function differenceOf(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let end = 0;
  while (end < shorter - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

/** What one replacement does to a text in which another has been made meanwhile: both insertions stay, and whatever either took away goes. */
export function rebased(theirs: TextChange, mine: TextChange): TextChange[] {
  const end = mine.from + mine.insert.length;
  const grown = end - mine.to;
  if (theirs.to <= mine.from) return [theirs];
  if (theirs.from >= mine.to) return [{ from: theirs.from + grown, to: theirs.to + grown, insert: theirs.insert }];
  const after = Math.max(theirs.to, mine.to) + grown;
  if (theirs.from >= mine.from) return [{ from: end, to: after, insert: theirs.insert }];
  const before = { from: theirs.from, to: mine.from, insert: theirs.insert };
  return after > end ? [before, { from: end, to: after, insert: '' }] : [before];
}

function insertOf([, ...lines]: [number, ...string[]]): string {
  return lines.join('\n');
}
