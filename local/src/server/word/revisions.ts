/**
 * Numbers of tracked changes. The editor numbers them by the time in ms, and Word takes a file whose numbers do not fit into 32 bits for damaged. It gives changes
 * beside each other one number, and each of them has to have its own (ECMA-376 part 1, 17.13.5).
 */
const NUMBER = /(\s\w+:id=")(\d+)"/g;
const LARGEST = 2 ** 31 - 1;
const CHANGE =
  /(<\w+:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|numberingChange|(?:r|p|tbl|tr|tc|sect)PrChange|tblPrExChange|tblGridChange)\s[^>]*?\b\w+:id=")(-?\d+)"/g;

/** A part with numbers that fit, each its own. @param taken numbers of changes in other parts */
export function numberRevisions(part: string, taken: Iterable<number> = []): string {
  const numbers = [...part.matchAll(NUMBER)].map(([, , number]) => Number(number));
  const used = new Set(taken);
  let last = [...numbers, ...used].reduce((most, number) => (number < LARGEST ? Math.max(most, number) : most), 0);
  const given = new Map<string, number>();
  const fitting = part.replace(NUMBER, (whole, key: string, number: string) => {
    if (Number(number) <= LARGEST) return whole;
    if (!given.has(number)) given.set(number, ++last);
    return `${key}${given.get(number)!}"`;
  });
  return fitting.replace(CHANGE, (whole, key: string, number: string) => {
    const isFree = !used.has(Number(number));
    used.add(Number(number));
    return isFree ? whole : `${key}${++last}"`;
  });
}

/** Numbers of the tracked changes in a part. */
export const revisionsIn = (part: string): number[] => [...part.matchAll(CHANGE)].map(([, , number]) => Number(number));
