/** Finds what two lists have in common. */

/** What stands between common items: `from` to `to` of the one list, `nextFrom` to `nextTo` of the other. */
export interface Gap {
  from: number;
  to: number;
  nextFrom: number;
  nextTo: number;
  /** Two items that belong together, where those are asked for. */
  isPair?: boolean;
}

/** The longest common subsequence takes a table of this many cells at most; beyond that only the ends of the lists are compared. */
const MOST_CELLS = 4_000_000;

/**
 * Where the lists differ, in their order.
 * @param kind `pairs` reports common items, too: each as a gap of its own
 */
export function align<T>(
  old: readonly T[],
  next: readonly T[],
  isSame: (one: T, other: T) => boolean,
  kind: 'gaps' | 'pairs' = 'gaps',
): Gap[] {
  const shorter = Math.min(old.length, next.length);
  let head = 0;
  while (head < shorter && isSame(old[head]!, next[head]!)) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(old.at(-1 - tail)!, next.at(-1 - tail)!)) tail++;
  const middle = common(old.slice(head, old.length - tail), next.slice(head, next.length - tail), isSame);
  const pairs: [number, number][] = [
    ...Array.from({ length: head }, (_, index): [number, number] => [index, index]),
    ...middle.map(([one, other]): [number, number] => [head + one, head + other]),
    ...Array.from({ length: tail }, (_, index): [number, number] => [old.length - tail + index, next.length - tail + index]),
  ];
  const gaps: Gap[] = [];
  let [from, nextFrom] = [0, 0];
  for (const [to, nextTo] of [...pairs, [old.length, next.length] as const]) {
    if (from < to || nextFrom < nextTo) gaps.push({ from, to, nextFrom, nextTo });
    if (kind === 'pairs' && to < old.length && nextTo < next.length)
      gaps.push({ from: to, to: to + 1, nextFrom: nextTo, nextTo: nextTo + 1, isPair: true });
    [from, nextFrom] = [to + 1, nextTo + 1];
  }
  return gaps;
}

function common<T>(old: readonly T[], next: readonly T[], isSame: (one: T, other: T) => boolean): [number, number][] {
  const width = next.length + 1;
  if (old.length * next.length === 0 || old.length * next.length > MOST_CELLS) return [];
  // How many the rest of both has in common, from the end.
  const lengths = new Uint32Array((old.length + 1) * width);
  const same = new Uint8Array(lengths.length);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = next.length - 1; j >= 0; j--) {
      const at = i * width + j;
      same[at] = Number(isSame(old[i]!, next[j]!));
      lengths[at] = same[at] ? lengths[at + width + 1]! + 1 : Math.max(lengths[at + width]!, lengths[at + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < next.length;) {
    const at = i * width + j;
    if (same[at]) pairs.push([i++, j++]);
    else if (lengths[at + width]! >= lengths[at + 1]!) i++;
    else j++;
  }
  return pairs;
}
