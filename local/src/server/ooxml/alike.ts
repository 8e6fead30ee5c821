/** How much of the longer of two texts is where it is in the other: 0 to 1. */
export function alike(one: string, other: string): number {
  const { length } = one.length < other.length ? one : other;
  let start = 0;
  while (start < length && one[start] === other[start]) start++;
  let end = 0;
  while (end < length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return (start + end) / Math.max(one.length, other.length);
}
