/** What a check is, and what it finds. */
import type { Trial } from './trial.js';

/** What a check found. `wrong` makes the command fail (exit code 1), `warning` does not. `why` is one line for the terminal. */
export type Finding = { level: 'ok' } | { level: 'warning' | 'wrong'; why: string };

/** One rule of the contract, and how to see whether an endpoint keeps it. */
export interface Check {
  /** What is right when nothing is found. */
  name: string;
  /** What to do when it is not. */
  mend: string;
  /** @throws {NotReached} when an earlier check has found what has to be mended first */
  run(trial: Trial): Promise<Finding> | Finding;
}

/** The rule is kept. */
export const OK: Finding = { level: 'ok' };
/** The rule is kept, but something is unusual. @param why one line, without tokens */
export const warning = (why: string): Finding => ({ level: 'warning', why });
/** The rule is broken. @param why one line, without tokens */
export const wrong = (why: string): Finding => ({ level: 'wrong', why });
