/** Runs test files in processes of their own, prints what each came to when it has ended, and the report of one that failed. */
import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

export interface FileResult {
  file: string;
  passed: number;
  failed: number;
  skipped: number;
  /** Name and message of the first test that failed. */
  firstError: string | undefined;
}

interface Limits {
  /** Files at a time. */
  concurrency: number;
  /** A file that takes longer has failed, ms. */
  limit: number;
}

export async function runTestFiles(files: readonly string[], { concurrency, limit }: Limits): Promise<FileResult[]> {
  const waiting = files.entries();
  const results: FileResult[] = [];
  const work = async () => {
    for (const [index, file] of waiting) results[index] = await runTestFile(file, limit);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}

async function runTestFile(file: string, limit: number): Promise<FileResult> {
  const result: FileResult = { file, passed: 0, failed: 0, skipped: 0, firstError: undefined };
  const started = performance.now();
  const events = run({ files: [file], concurrency: 1, timeout: limit });
  events.on('test:pass', ({ name, details, skip }) => {
    if (isSuite(details)) return;
    // A file without any test passes as a test of its own name.
    if (resolve(name) === resolve(file)) {
      result.failed++;
      result.firstError ??= 'it has no test';
      return;
    }
    if (skip) result.skipped++;
    else result.passed++;
  });
  events.on('test:fail', ({ name, details }) => {
    // A suite fails because of a test in it, which is counted; a file that can't be loaded fails as a test of its own name.
    if (isSuite(details) && isCausedBySubtests(details.error)) return;
    result.failed++;
    result.firstError ??= `${name}: ${messageOf(details.error)}`;
  });
  let report = '';
  const collect = new Writable({
    write(chunk: Buffer, _encoding, done) {
      report += chunk.toString();
      done();
    },
  });
  await pipeline(events, new spec(), collect);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  // The runner's own totals are of one file, and would read as those of the run.
  const details = result.failed > 0 ? `\n${report.replace(/^ℹ .*\n?/gm, '').trimEnd()}` : '';
  console.log(`${file} (${seconds} s): ${countsOf([result])}${details}`);
  return result;
}

/** @returns for example `12 passed, 0 failed, 1 skipped` */
export function countsOf(results: readonly FileResult[]): string {
  const sum = (count: 'passed' | 'failed' | 'skipped') => results.reduce((total, result) => total + result[count], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}

const isSuite = (details: object) => 'type' in details && details.type === 'suite';

const isCausedBySubtests = (error: unknown) =>
  typeof error === 'object' && error !== null && 'failureType' in error && error.failureType === 'subtestsFailed';

/** Node wraps what a test threw; the cause has the words. */
function messageOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
}
