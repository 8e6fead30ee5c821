/** `imm-weboffice check`: runs every check in turn and says what it finds, to people or as JSON. */
import type { Target } from '../command-line.js';
import type { CheckId, Say, Words } from '../words/index.js';
import type { Check, Finding } from './check.js';
import { Unreachable } from './client.js';
import { CROSS_ORIGIN, NO_STRANGER } from './cross-origin.js';
import { IDENTITY, OTHER_USER } from './identity.js';
import { OPENING, OPENS } from './opening.js';
import { REFRESHING } from './refreshing.js';
import { DISCREET, REFUSING } from './refusing.js';
import { ANSWERS, THERE, TRANSPORT } from './transport.js';
import { NotReached, Trial } from './trial.js';

/** What an earlier finding leaves no ground for. */
const SKIPPED = { level: 'skipped' } as const;

/** One line of the report. */
export interface Result {
  id: CheckId;
  level: Finding['level'] | 'skipped';
  why?: Say;
}

/** What a whole run has found. */
export interface Report {
  target: Target;
  results: readonly Result[];
}

/**
 * Asks the endpoint some forty times, one after the other.
 * @param onResult gets each result when it is there
 */
export async function runChecks(target: Target, onResult: (result: Result) => void = () => {}): Promise<Report> {
  const trial = new Trial(target);
  // Without these there is nothing to check.
  const first: readonly Check[] = [ANSWERS, THERE];
  const identity = [...(target.isPublic ? [] : IDENTITY), ...(target.otherHeaders ? [OTHER_USER] : [])];
  const checks = [
    ...[...first, OPENS, ...TRANSPORT, ...OPENING, ...REFRESHING, ...identity, ...REFUSING],
    ...[...(trial.isCrossOrigin ? CROSS_ORIGIN : []), NO_STRANGER, DISCREET],
  ];
  const results: Result[] = [];
  let isThere = true;
  for (const check of checks) {
    const result: Result = { id: check.id, ...(isThere ? await find(check, trial) : SKIPPED) };
    if (first.includes(check)) isThere = result.level === 'ok';
    results.push(result);
    onResult(result);
  }
  return { target, results };
}

async function find(check: Check, trial: Trial): Promise<Finding | typeof SKIPPED> {
  try {
    return await check.run(trial);
  } catch (error) {
    if (error instanceof NotReached) return SKIPPED;
    if (error instanceof Unreachable) return { level: 'wrong', why: error.why };
    throw error;
  }
}

function countsOf({ results }: Report): Record<Result['level'], number> {
  const counts = { ok: 0, warning: 0, wrong: 0, skipped: 0 };
  for (const { level } of results) counts[level]++;
  return counts;
}

const exitCode = (report: Report): 0 | 1 => (countsOf(report).wrong > 0 ? 1 : 0);

/** Without the query, which may be a key. */
const addressOf = ({ endpoint }: Target) => endpoint.origin + endpoint.pathname;

/** Checks, and says what is found line by line. @returns exit code */
export async function checkForPeople(target: Target, words: Words, say: (line: string) => void): Promise<0 | 1> {
  say(`${words.heading(addressOf(target), target.origin)}\n`);
  const report = await runChecks(target, ({ id, level, why }) => {
    if (level === 'skipped') return;
    const { name, fix } = words.checks[id];
    say(`  ${words.level[level].padEnd(words.locale === 'zh' ? 3 : 8)} ${name}${why ? words.because(why(words)) : ''}`);
    if (level !== 'ok') say(`           → ${fix}`);
  });
  const { ok, warning, wrong, skipped } = countsOf(report);
  say(`\n${words.summary(ok, warning, wrong, skipped)}`);
  if (target.isPublic) say(words.isPublic);
  else if (!target.otherHeaders && ok > 2) say(words.noOtherUser);
  return exitCode(report);
}

/** Checks, and says one JSON object. @returns exit code */
export async function checkAsJSON(target: Target, words: Words, say: (line: string) => void): Promise<0 | 1> {
  const report = await runChecks(target);
  const checks = report.results.map(({ id, level, why }) => {
    const { name, fix } = words.checks[id];
    return { id, level, name, ...(why && { why: why(words), fix }) };
  });
  const counts = countsOf(report);
  const code = exitCode(report);
  say(JSON.stringify({ ok: code === 0, endpoint: addressOf(target), origin: target.origin, counts, checks }, null, 2));
  return code;
}
