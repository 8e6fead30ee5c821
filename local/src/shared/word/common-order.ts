/** What two lists have in common, in the same order. */

/** One item of a list, and the same in the other. */
export type Pair = readonly [one: number, other: number];

/** Lists whose lengths multiply to more are compared by what stands in each but once: the table would take too much memory. */
const LARGEST_TABLE = 4_000_000;

/** Pairs of equal items, rising in both lists: as many as there can be, and of very long lists fewer. */
export function commonOrder(one: readonly string[], other: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  between(one, other, [0, one.length], [0, other.length], pairs);
  return pairs;
}

type Stretch = readonly [from: number, to: number];

function between(one: readonly string[], other: readonly string[], [a, toA]: Stretch, [b, toB]: Stretch, pairs: Pair[]): void {
  for (; a < toA && b < toB && one[a] === other[b]; a++, b++) pairs.push([a, b]);
  let same = 0;
  while (toA - same > a && toB - same > b && one[toA - same - 1] === other[toB - same - 1]) same++;
  const middle: [Stretch, Stretch] = [
    [a, toA - same],
    [b, toB - same],
  ];
  const isSmall = (toA - same - a) * (toB - same - b) <= LARGEST_TABLE;
  pairs.push(...(isSmall ? longest(one, other, ...middle) : byUnique(one, other, ...middle)));
  for (; same > 0; same--) pairs.push([toA - same, toB - same]);
}

/** The longest common subsequence, by the table every textbook has. */
function longest(one: readonly string[], other: readonly string[], [a, toA]: Stretch, [b, toB]: Stretch): Pair[] {
  const width = toB - b + 1;
  const table = new Uint32Array((toA - a + 1) * width);
  const at = (i: number, j: number) => (i - a) * width + (j - b);
  for (let i = toA - 1; i >= a; i--) {
    for (let j = toB - 1; j >= b; j--) {
      table[at(i, j)] = one[i] === other[j] ? table[at(i + 1, j + 1)]! + 1 : Math.max(table[at(i + 1, j)]!, table[at(i, j + 1)]!);
    }
  }
  const pairs: Pair[] = [];
  for (let [i, j] = [a, b]; i < toA && j < toB;) {
    if (one[i] === other[j]) pairs.push([i++, j++]);
    else if (table[at(i + 1, j)]! >= table[at(i, j + 1)]!) i++;
    else j++;
  }
  return pairs;
}

/** Items that stand once in each list hold fast, where they come in the same order; what lies between is compared by itself. */
function byUnique(one: readonly string[], other: readonly string[], [a, toA]: Stretch, [b, toB]: Stretch): Pair[] {
  const places = unique(other, b, toB);
  const pairs: Pair[] = [];
  let [fromA, fromB] = [a, b];
  for (const [item, i] of unique(one, a, toA)) {
    const j = places.get(item);
    // What stands far beside its place has been moved: taken for fast, it would leave nothing between to be compared.
    if (j === undefined || j < fromB || Math.abs(j - fromB - (i - fromA)) > 1000) continue;
    between(one, other, [fromA, i], [fromB, j], pairs);
    pairs.push([i, j]);
    [fromA, fromB] = [i + 1, j + 1];
  }
  if (fromA > a) between(one, other, [fromA, toA], [fromB, toB], pairs);
  return pairs;
}

function unique(list: readonly string[], from: number, to: number): Map<string, number> {
  const seen = new Map<string, number>();
  const twice = new Set<string>();
  for (let place = from; place < to; place++) {
    const item = list[place]!;
    if (seen.has(item)) twice.add(item);
    seen.set(item, place);
  }
  for (const item of twice) seen.delete(item);
  return seen;
}
