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

const SIGNATURE = 'local/src/server/imm/signature.ts';

export const REASONS: readonly Reason[] = [
  {
    file: SIGNATURE,
    mutator: 'StringLiteral',
    source: "const [, accessKeyId = '', signedHeaders = '', signature = '']",
    reason: 'Where the header does not match, the signature is empty and the request is refused before the other two are read.',
  },
  {
    file: SIGNATURE,
    mutator: 'ArrayDeclaration',
    source: "const [, accessKeyId = '', signedHeaders = '', signature = '']",
    reason: 'The first member of the list is left out; the signature stays empty.',
  },
];
