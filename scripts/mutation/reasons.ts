/** Mutants that no test can or should notice, and why. */

export interface Reason {
  /** From the repository's root. */
  file: string;
  /** StrykerJS's name for the kind of change, e.g. `StringLiteral`. */
  mutator: string;
  /** Part of the line of the source. */
  source: string;
  reason: string;
}

export const REASONS: readonly Reason[] = [];
