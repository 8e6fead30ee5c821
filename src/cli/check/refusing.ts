/** What has to be refused, and how: in the contract's shape, with the code's own status, and without a word too many. */
import type { EndpointErrorCode } from '../../contract/errors.js';
import { OK, warning, wrong, type Check, type Finding } from './check.js';
import type { Answer } from './client.js';
import { holdsTokens, toldError, type Trial } from './trial.js';

/** A site that nobody allows. The name is reserved, so nobody has it (RFC 2606). */
export const STRANGER = 'https://attacker.example';
const NOBODY = 'imm-weboffice-check-no-such-document';

/** An error of the contract with one of these codes, and the status that goes with it. */
export function expectError(trial: Trial, answer: Answer, codes: readonly EndpointErrorCode[]): Finding {
  if (holdsTokens(answer)) return wrong((words) => words.tokens);
  const told = toldError(answer);
  if (!told) return wrong((words) => words.noContractError(answer.status));
  if (answer.status !== told.status) return wrong((words) => words.wrongStatus(told.code, answer.status, told.status));
  if (told.status >= 500) return wrong((words) => words.status(told.status, told.code));
  return codes.includes(told.code) ? OK : warning((words) => words.error(told.status, told.code, trial.quote(told.message, words)));
}

/** What the host may say of a document that it does not give away. */
const NOT_GIVEN: readonly EndpointErrorCode[] = ['AccessDenied', 'ResourceNotFound', 'InvalidSourceURI'];

/** A document beside the given one, of the same kind, that is not there. */
function missingDocument(src: string): string {
  const [, before = '', extension = ''] = /^(.*?)[^/]*?(\.[A-Za-z0-9]+)?$/s.exec(src) ?? [];
  return `${before}${NOBODY}${extension}`;
}

/** Checks that send what an endpoint must refuse, in the order in which they run. */
export const REFUSING: readonly Check[] = [
  {
    id: 'missing-document',
    async run(trial) {
      const sourceURI = missingDocument(trial.target.src);
      return expectError(trial, await trial.post({ ...trial.openRequest, sourceURI }), NOT_GIVEN);
    },
  },
  {
    id: 'foreign-bucket',
    run: async (trial) =>
      expectError(trial, await trial.post({ ...trial.openRequest, sourceURI: `oss://${NOBODY}/report.docx` }), NOT_GIVEN),
  },
  {
    id: 'missing-field',
    run: async (trial) => expectError(trial, await trial.post({ action: 'open' }), ['InvalidRequest', 'InvalidSourceURI']),
  },
  {
    id: 'unknown-action',
    run: async (trial) => expectError(trial, await trial.post({ ...trial.openRequest, action: 'close' }), ['InvalidRequest']),
  },
  {
    id: 'broken-body',
    run: async (trial) => expectError(trial, await trial.post('{"action":'), ['InvalidRequest']),
  },
  {
    id: 'get',
    async run(trial) {
      const answer = await trial.get();
      // A framework's own words will do: no page of the element ever sends GET.
      return [404, 405].includes(answer.status) ? OK : expectError(trial, answer, ['InvalidRequest']);
    },
  },
  {
    id: 'foreign-origin',
    async run(trial) {
      const fresh = await trial.freshRefresh();
      for (const [action, body] of [
        ['open', trial.openRequest],
        ['refresh', fresh],
      ] as const) {
        // Browsers before 2023 name the origin only.
        for (const site of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': undefined }]) {
          const answer = await trial.post(body, { origin: STRANGER, ...site });
          if (holdsTokens(answer)) return wrong((words) => words.tokensFor(action));
          const finding = expectError(trial, answer, ['AccessDenied', 'Unauthenticated']);
          if (finding.level !== 'ok') return finding;
        }
      }
      return OK;
    },
  },
  {
    id: 'foreign-form',
    async run(trial) {
      // Browsers send text/plain to other sites without asking first, cookies included; the answer they keep to themselves.
      const answer = await trial.post(trial.openRequest, { 'content-type': 'text/plain' });
      return holdsTokens(answer) ? warning((words) => words.textPlain) : expectError(trial, answer, ['InvalidRequest', 'AccessDenied']);
    },
  },
];

/** Last of all, when every error has been seen. */
export const DISCREET: Check = {
  id: 'discreet-errors',
  run: (trial) => (trial.errors.some(({ text }) => trial.betrays(text)) ? wrong((words) => words.indiscreet) : OK),
};
