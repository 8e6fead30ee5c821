/** Tracked changes: the editor numbers them by the time in ms, and Word takes a file whose numbers do not fit into 32 bits for damaged. */
const NUMBER = /(\s\w+:id=")(\d+)"/g;
const LARGEST = 2 ** 31 - 1;

/** A part with numbers that fit, each its own. */
export function numberRevisions(part: string): string {
  const numbers = [...part.matchAll(NUMBER)].map(([, , number]) => Number(number));
  let last = Math.max(0, ...numbers.filter((number) => number < LARGEST));
  const given = new Map<string, number>();
  return part.replace(NUMBER, (whole, key: string, number: string) => {
    if (Number(number) <= LARGEST) return whole;
    if (!given.has(number)) given.set(number, ++last);
    return `${key}${given.get(number)!}"`;
  });
}
