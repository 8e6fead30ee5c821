/** Runs test files in processes of their own, prints each file's report when it has ended, and counts. */
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

/** A file that takes longer has failed, ms: a server or a browser that a failed test leaves open keeps its process running. */
const LIMIT = 20 * 60_000;

/** @param concurrency files at a time */
export async function runTestFiles(files: readonly string[], concurrency: number): Promise<FileResult[]> {
  const waiting = files.entries();
  const results: FileResult[] = [];
  const work = async () => {
    for (const [index, file] of waiting) results[index] = await runTestFile(file);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}

async function runTestFile(file: string): Promise<FileResult> {
  const result: FileResult = { file, passed: 0, failed: 0, skipped: 0, firstError: undefined };
  const started = performance.now();
  const events = run({ files: [file], concurrency: 1, timeout: LIMIT });
  events.on('test:pass', ({ details, skip }) => {
    if (isSuite(details)) return;
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
  console.log(`${file} (${seconds} s)\n${report.replace(/^ℹ .*\n?/gm, '').trimEnd()}`);
  return result;
}

const isSuite = (details: object) => 'type' in details && details.type === 'suite';

const isCausedBySubtests = (error: unknown) =>
  typeof error === 'object' && error !== null && 'failureType' in error && error.failureType === 'subtestsFailed';

/** Node wraps what a test threw; the cause has the words. */
function messageOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
}
