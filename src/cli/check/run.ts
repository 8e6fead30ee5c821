/** `imm-weboffice check`: runs every check in turn and says what it finds. */
import type { Target } from '../command-line.js';
import type { Check, Finding } from './check.js';
import { Unreachable } from './client.js';
import { CROSS_ORIGIN, NO_STRANGER } from './cross-origin.js';
import { OPENING } from './opening.js';
import { REFRESHING } from './refreshing.js';
import { DISCREET, REFUSING } from './refusing.js';
import { ANSWERS, TRANSPORT } from './transport.js';
import { NotReached, Trial } from './trial.js';

/** What an earlier finding leaves no ground for. */
const NOT_RUN = { level: 'not run' } as const;

/**
 * Asks the endpoint some twenty times, one after the other.
 * @param say gets one line at a time, for a terminal
 * @returns exit code: 0 when nothing is wrong
 */
export async function runCheck(target: Target, say: (line: string) => void): Promise<0 | 1> {
  const trial = new Trial(target);
  // Without the query, which may be a key.
  say(`Token endpoint ${target.endpoint.origin}${target.endpoint.pathname}, asked by a page of ${target.origin}\n`);
  const checks = [
    ...[ANSWERS, ...TRANSPORT, ...OPENING, ...REFRESHING, ...REFUSING],
    ...[...(trial.isCrossOrigin ? CROSS_ORIGIN : []), NO_STRANGER, DISCREET],
  ];
  let reached = true;
  const counts = { ok: 0, warning: 0, wrong: 0, 'not run': 0 };
  for (const check of checks) {
    const finding: Finding | typeof NOT_RUN = reached ? await find(check, trial) : NOT_RUN;
    counts[finding.level]++;
    if (check === ANSWERS) reached = finding.level === 'ok';
    if (finding.level === 'not run') continue;
    say(`  ${finding.level.padEnd(8)} ${check.name}${finding.level === 'ok' ? '' : `: ${finding.why}`}`);
    if (finding.level !== 'ok') say(`           → ${check.mend}`);
  }
  const left = counts['not run'] ? `, ${counts['not run']} not run for want of what they build upon` : '';
  say(`\n${counts.ok} ok, ${counts.warning} ${counts.warning === 1 ? 'warning' : 'warnings'}, ${counts.wrong} wrong${left}`);
  return counts.wrong > 0 ? 1 : 0;
}

async function find(check: Check, trial: Trial): Promise<Finding | typeof NOT_RUN> {
  try {
    return await check.run(trial);
  } catch (error) {
    if (error instanceof NotReached) return NOT_RUN;
    if (error instanceof Unreachable) return { level: 'wrong', why: error.message };
    throw error;
  }
}
