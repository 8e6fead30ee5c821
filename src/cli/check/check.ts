/** What a check is, and what it finds. */
import type { CheckId, Say } from '../words/index.js';
import type { Trial } from './trial.js';

/** What a check found. `wrong` makes the command fail (exit code 1), `warning` does not. `why` is one line, without tokens. */
export type Finding = { level: 'ok' } | { level: 'warning' | 'wrong'; why: Say };

/** One rule of the contract, and how to see whether an endpoint keeps it. */
export interface Check {
  /** What is right when nothing is found, and what to do when it is not, are in the words. */
  id: CheckId;
  /** @throws {NotReached} when an earlier check has found what has to be fixed first */
  run(trial: Trial): Promise<Finding> | Finding;
}

/** The rule is kept. */
export const OK: Finding = { level: 'ok' };
/** The rule is kept, but something is unusual. */
export const warning = (why: Say): Finding => ({ level: 'warning', why });
/** The rule is broken. */
export const wrong = (why: Say): Finding => ({ level: 'wrong', why });
