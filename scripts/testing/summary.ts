/** What a run of test files came to, after those that failed have run once more. */
import { countsOf, type FileResult } from './run-files.js';

/** Flaky files a run may have. */
export const MAX_FLAKY = 2;

/**
 * @param first every file's result
 * @param again of the files that failed, the result of the second run
 */
export function isFailure(first: readonly FileResult[], again: readonly FileResult[]): boolean {
  return first.length === 0 || again.some(({ failed }) => failed > 0) || flakyFiles(first, again).length > MAX_FLAKY;
}

/** @returns lines for a terminal; the last one is of the form `N passed, N failed, N skipped` */
export function summary(first: readonly FileResult[], again: readonly FileResult[]): string {
  const final = first.map((result) => again.find(({ file }) => file === result.file) ?? result);
  const lines = final.filter(({ failed }) => failed > 0).map(({ file, firstError }) => `failed twice: ${file}: ${firstError}`);
  const flaky = flakyFiles(first, again);
  lines.push(...flaky.map(({ file, firstError }) => `flaky: ${file}: ${firstError}`));
  if (flaky.length > MAX_FLAKY) lines.push(`${flaky.length} flaky files; ${MAX_FLAKY} are tolerated`);
  return [...lines, countsOf(final)].join('\n');
}

/** First results of the files that failed, and passed when they ran again. */
function flakyFiles(first: readonly FileResult[], again: readonly FileResult[]): FileResult[] {
  return first.filter((result) => result.failed > 0 && again.some(({ file, failed }) => file === result.file && failed === 0));
}
