/** What says, in Univer's letters, that a cell is without it. Null would not last: Univer takes it out at the next change. */
export const OFF = {
  ...{ bl: 0, it: 0, ul: { s: 0 }, st: { s: 0 }, cl: { th: 0 }, va: 1, bg: { rgb: 'transparent' } },
  ...{ ht: 0, tb: 0, tr: { a: 0, v: 0 }, pd: { l: 2 }, n: { pattern: 'General' } },
};
