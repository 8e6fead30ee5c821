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
const OFFICE_URL = 'src/contract/office-url.ts';

export const REASONS: readonly Reason[] = [
  {
    file: 'src/contract/credentials.ts',
    mutator: 'StringLiteral',
    source: "message: 'not a time in ISO 8601'",
    reason: 'The words of a schema’s issue are shown to nobody: the element has its own for an answer that it cannot use.',
  },
  {
    file: 'src/contract/formats.ts',
    mutator: 'OptionalChaining',
    source: '?.[1]?.toLowerCase()',
    reason: 'Where the name matches, the group is there.',
  },
  {
    file: 'src/contract/instant.ts',
    mutator: 'Regex',
    source: 'const ZONELESS',
    reason: 'Years of six digits alone would match without the anchor, and no service writes them.',
  },
  {
    file: 'src/contract/instant.ts',
    mutator: 'Regex',
    source: '.replace(/[.,]',
    reason: 'Node takes any number of digits. Engines that do not are covered by the element’s tests in three browsers.',
  },
  {
    file: 'src/contract/json.ts',
    mutator: 'BlockStatement',
    source: '} catch {',
    reason: 'Without a return the function gives undefined, too.',
  },
  {
    file: OFFICE_URL,
    mutator: 'StringLiteral',
    source: 'PATTERN.exec(pattern)',
    reason: 'Without a match the scheme is missing, and the host is not read.',
  },
  {
    file: OFFICE_URL,
    mutator: 'ArrayDeclaration',
    source: 'PATTERN.exec(pattern)',
    reason: 'The first member is left out; the scheme stays missing.',
  },
  {
    file: OFFICE_URL,
    mutator: 'ConditionalExpression',
    source: 'if (!scheme ||',
    reason: 'What is no pattern has no origin that equals the URL’s: the last line refuses it as well.',
  },
  {
    file: OFFICE_URL,
    mutator: 'Regex',
    source: '/^https?:$/',
    reason: 'The protocol of a URL ends with its only colon.',
  },
  {
    file: OFFICE_URL,
    mutator: 'ConditionalExpression',
    source: "url.protocol !== 'https:'",
    reason: 'Patterns are of http or https: no URL of another scheme equals one.',
  },
  {
    file: 'src/contract/sdk-version.ts',
    mutator: 'StringLiteral',
    source: 'SDK_VERSION',
    reason: 'A constant; the URL of the SDK that has it is fetched by the tests of the local WebOffice.',
  },
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
