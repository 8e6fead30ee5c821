/** What `refresh` gives, and that a refresh token is good for one time only. */
import { randomUUID } from 'node:crypto';
import { TokenPair } from '../../contract/credentials.js';
import { OK, warning, wrong, type Check, type Finding } from './check.js';
import type { Answer } from './client.js';
import { accessLife } from './opening.js';
import { holdsTokens, misfit, toldError, type Trial } from './trial.js';

/** The element opens anew on SessionExpired only; on other errors it tries, or gives up. */
function expectExpired(trial: Trial, answer: Answer): Finding {
  const told = toldError(answer);
  if (holdsTokens(answer)) return wrong((words) => words.newPair);
  if (answer.status >= 500) return wrong((words) => words.status(answer.status, told?.code));
  if (!told) return wrong((words) => words.noContractError(answer.status));
  if (told.code !== 'SessionExpired') return warning((words) => words.error(answer.status, told.code, trial.quote(told.message, words)));
  return answer.status === told.status ? OK : wrong((words) => words.wrongStatus(told.code, answer.status, told.status));
}

/** Checks of the answer to `refresh`, in the order in which they run. */
export const REFRESHING: readonly Check[] = [
  {
    id: 'refresh',
    async run(trial) {
      const answer = await trial.refresh();
      const told = toldError(answer);
      if (told) return wrong((words) => words.error(answer.status, told.code, trial.quote(told.message, words)));
      if (answer.status !== 200) return wrong((words) => words.status(answer.status));
      const why = misfit(TokenPair, answer);
      return why ? wrong(why) : OK;
    },
  },
  {
    id: 'rotation',
    async run(trial) {
      const [first, second] = [await trial.credentials(), await trial.pair()];
      if (first.accessToken === second.accessToken) return wrong((words) => words.sameToken('accessToken'));
      return first.refreshToken === second.refreshToken ? wrong((words) => words.sameToken('refreshToken')) : OK;
    },
  },
  {
    id: 'next-access-token-life',
    run: async (trial) => accessLife(await trial.refresh(), await trial.pair()),
  },
  {
    id: 'used-refresh-token',
    async run(trial) {
      await trial.pair();
      return expectExpired(trial, await trial.post(await trial.refreshRequest()));
    },
  },
  {
    id: 'unknown-refresh-token',
    async run(trial) {
      const pair = trial.hide({ accessToken: randomUUID(), refreshToken: randomUUID() });
      return expectExpired(trial, await trial.post({ action: 'refresh', ...pair }));
    },
  },
];
