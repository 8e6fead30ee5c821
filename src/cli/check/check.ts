/** What a check is, and what it finds. */
import type { Trial } from './trial.js';

export type Finding = { level: 'ok' } | { level: 'warning' | 'wrong'; why: string };

export interface Check {
  /** What is right when nothing is found. */
  name: string;
  /** What to do when it is not. */
  mend: string;
  /** @throws {NotReached} when an earlier check has found what has to be mended first */
  run(trial: Trial): Promise<Finding> | Finding;
}

export const OK: Finding = { level: 'ok' };
export const warning = (why: string): Finding => ({ level: 'warning', why });
export const wrong = (why: string): Finding => ({ level: 'wrong', why });
