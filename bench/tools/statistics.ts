/** Medians and quartiles: what a few slow rounds cannot move. */

export interface Summary {
  median: number;
  /** A quarter of the values is below, a quarter above. */
  quartiles: readonly [lower: number, upper: number];
  count: number;
}

/** Values between two neighbours are in proportion to both. @param share 0 to 1 @throws {RangeError} when there are no values */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('there is nothing to sum up');
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @throws {RangeError} when there are no values */
export function summarize(values: readonly number[]): Summary {
  return { median: median(values), quartiles: [quantile(values, 0.25), quantile(values, 0.75)], count: values.length };
}

/** With thousands separated, as `1,234`; small values with one decimal. */
export function number(value: number): string {
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Median and quartiles: `212 (208–219)`. */
export function spread(values: readonly number[]): string {
  const { median: middle, quartiles } = summarize(values);
  return `${number(middle)} (${number(quartiles[0])}–${number(quartiles[1])})`;
}

/** A difference, with its sign: `+9.5`. */
export function difference(value: number): string {
  return `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`;
}
