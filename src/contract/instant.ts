/** Points in time as other programs write them. */

/** ISO 8601 with a time and without a zone. */
const ZONELESS = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)$/;

/**
 * ms since the epoch of a time in ISO 8601 with any number of fractional digits (IMM sends nanoseconds); NaN when it is none.
 * A time without zone is UTC, as IMM documents its own; `Date.parse` reads it in the zone of the machine it runs on.
 */
export function parseInstant(text: string): number {
  // Not every engine's Date.parse takes nine fractional digits.
  return Date.parse(
    text
      .trim()
      .replace(ZONELESS, '$1T$2Z')
      .replace(/[.,](\d{3})\d+/, '.$1'),
  );
}
