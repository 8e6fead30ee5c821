/** What has to be refused, and how: in the contract's shape, with the code's own status, and without a word too many. */
import type { EndpointErrorCode } from '../../contract/errors.js';
import { OK, warning, wrong, type Check, type Finding } from './check.js';
import type { Answer } from './client.js';
import { holdsTokens, toldError, type Trial } from './trial.js';

/** A site that nobody allows. The name is reserved, so nobody has it (RFC 2606). */
export const STRANGER = 'https://attacker.example';
const NOBODY = 'imm-weboffice-check-no-such-document';

/** An error of the contract with one of these codes, and the status that goes with it. */
function expectError(trial: Trial, answer: Answer, codes: readonly EndpointErrorCode[]): Finding {
  if (holdsTokens(answer)) return wrong('it is given tokens');
  const told = toldError(answer);
  if (!told) return wrong(`it answers ${answer.status} without {"error": {"code", "message"}} as the contract has it`);
  if (answer.status !== told.status) return wrong(`${told.code} comes with the status ${answer.status} instead of ${told.status}`);
  if (told.status >= 500) return wrong(`it answers ${told.status} ${told.code}`);
  return codes.includes(told.code) ? OK : warning(`it answers ${told.code}: ${trial.quote(told.message)}`);
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
    name: 'a document that is not there is refused',
    mend: 'answer 404 ResourceNotFound, or 403 AccessDenied for what nobody may know of',
    async run(trial) {
      const sourceURI = missingDocument(trial.target.src);
      return expectError(trial, await trial.post({ ...trial.openRequest, sourceURI }), NOT_GIVEN);
    },
  },
  {
    name: 'a bucket that is not yours is refused',
    mend: 'decide yourself what a visitor may open; never pass on what the browser asks for',
    run: async (trial) =>
      expectError(trial, await trial.post({ ...trial.openRequest, sourceURI: `oss://${NOBODY}/report.docx` }), NOT_GIVEN),
  },
  {
    name: 'a missing field is refused',
    mend: 'answer 400 InvalidRequest',
    run: async (trial) => expectError(trial, await trial.post({ action: 'open' }), ['InvalidRequest', 'InvalidSourceURI']),
  },
  {
    name: 'an unknown action is refused',
    mend: 'answer 400 InvalidRequest to any action but open and refresh',
    run: async (trial) => expectError(trial, await trial.post({ ...trial.openRequest, action: 'close' }), ['InvalidRequest']),
  },
  {
    name: 'a body that is not JSON is refused',
    mend: 'answer 400 InvalidRequest',
    run: async (trial) => expectError(trial, await trial.post('{"action":'), ['InvalidRequest']),
  },
  {
    name: 'GET is refused',
    mend: 'take POST only: addresses end up in logs and caches',
    async run(trial) {
      const answer = await trial.get();
      // A framework's own words will do: no page of the element ever sends GET.
      return [404, 405].includes(answer.status) ? OK : expectError(trial, answer, ['InvalidRequest']);
    },
  },
  {
    name: 'another site’s request is refused',
    mend: 'compare Origin with your own; answer 403 AccessDenied',
    async run(trial) {
      const foreign = { origin: STRANGER, 'sec-fetch-site': 'cross-site' };
      return expectError(trial, await trial.post(trial.openRequest, foreign), ['AccessDenied']);
    },
  },
  {
    name: 'what a foreign form can send is refused',
    mend: 'take content-type: application/json only; answer 400 InvalidRequest',
    async run(trial) {
      // Browsers send text/plain to other sites without asking first, cookies included; the answer they keep to themselves.
      const answer = await trial.post(trial.openRequest, { 'content-type': 'text/plain' });
      return holdsTokens(answer) ? warning('text/plain is taken for JSON') : expectError(trial, answer, ['InvalidRequest', 'AccessDenied']);
    },
  },
];

/** Last of all, when every error has been seen. */
export const DISCREET: Check = {
  name: 'errors repeat no token',
  mend: 'say what is wrong by the name of the field, never by its value',
  run: (trial) => (trial.errors.some(({ text }) => trial.betrays(text)) ? wrong('a token or a header of the request is in an error') : OK),
};
