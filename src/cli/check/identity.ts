/** Who asks: requests of nobody, of somebody made up, and of another user must not get the user's documents. */
import { randomBytes } from 'node:crypto';
import { OK, wrong, type Check, type Finding } from './check.js';
import type { Answer } from './client.js';
import { expectError } from './refusing.js';
import { NotReached, holdsTokens, type Trial } from './trial.js';

const NOBODY = {};

/** A refusal that names who asks, or keeps quiet about the document. */
const refused = (trial: Trial, answer: Answer): Finding =>
  expectError(trial, answer, ['Unauthenticated', 'AccessDenied', 'ResourceNotFound', 'SessionExpired']);

/** Every letter and digit of a value is another one; `Bearer`, and names of cookies, stay. */
function forge(value: string): string {
  const [, kept = '', secret = ''] = /^([A-Za-z]+ +)?(.*)$/s.exec(value) ?? [];
  const scramble = (text: string) =>
    text.replace(/[A-Za-z0-9]+/g, (word) => randomBytes(word.length).toString('hex').slice(0, word.length));
  return kept + (secret.includes('=') && !kept ? secret.replace(/(?<==)[^;]*/g, scramble) : scramble(secret));
}

/** For a document that is not for everybody. */
export const IDENTITY: readonly Check[] = [
  {
    id: 'nobody',
    async run(trial) {
      await trial.credentials();
      return refused(trial, await trial.post(trial.openRequest, {}, NOBODY));
    },
  },
  {
    id: 'forged',
    async run(trial) {
      await trial.credentials();
      // That nothing is asked for is found above.
      if (Object.keys(trial.target.headers).length === 0) throw new NotReached();
      const made = Object.entries(trial.target.headers).map(([name, value]) => [name, forge(value)]);
      return refused(trial, await trial.post(trial.openRequest, {}, Object.fromEntries(made) as Record<string, string>));
    },
  },
  {
    id: 'nobody-refresh',
    run: async (trial) => refused(trial, await trial.post(await trial.freshRefresh(), {}, NOBODY)),
  },
];

/** With another user's credentials. */
export const OTHER_USER: Check = {
  id: 'other-user',
  async run(trial) {
    const answer = await trial.post(await trial.freshRefresh(), {}, trial.target.otherHeaders);
    if (holdsTokens(answer)) return wrong((words) => words.newPair);
    const finding = refused(trial, answer);
    return finding.level === 'wrong' ? finding : OK;
  },
};
