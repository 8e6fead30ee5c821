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
  if (holdsTokens(answer)) return wrong('it is given a new pair');
  if (answer.status >= 500) return wrong(`it answers ${answer.status}${told ? ` ${told.code}` : ''}`);
  if (!told) return wrong(`it answers ${answer.status} without an error of the contract`);
  if (told.code !== 'SessionExpired') return warning(`it answers ${answer.status} ${told.code}: ${trial.quote(told.message)}`);
  return answer.status === told.status ? OK : wrong(`SessionExpired comes with the status ${answer.status}`);
}

/** Checks of the answer to `refresh`, in the order in which they run. */
export const REFRESHING: readonly Check[] = [
  {
    name: 'refresh gives the next pair',
    mend: 'answer refresh with accessToken, refreshToken and both expiry times of RefreshWebofficeToken',
    async run(trial) {
      const answer = await trial.refresh();
      const told = toldError(answer);
      if (told) return wrong(`it answers ${answer.status} ${told.code}: ${trial.quote(told.message)}`);
      if (answer.status !== 200) return wrong(`it answers ${answer.status}`);
      const why = misfit(TokenPair, answer);
      return why ? wrong(why) : OK;
    },
  },
  {
    name: 'the pair rotates',
    mend: 'answer both tokens of RefreshWebofficeToken, not the ones that came',
    async run(trial) {
      const [first, second] = [await trial.credentials(), await trial.pair()];
      if (first.accessToken === second.accessToken) return wrong('the access token is the same as before');
      return first.refreshToken === second.refreshToken ? wrong('the refresh token is the same as before') : OK;
    },
  },
  {
    name: 'the next access token lives as long as IMM’s',
    mend: 'pass on accessTokenExpiredTime as RefreshWebofficeToken gives it, not that of the first pair',
    run: async (trial) => accessLife(await trial.refresh(), await trial.pair()),
  },
  {
    name: 'a used refresh token is refused',
    mend: 'answer 410 with the code SessionExpired; the element then opens anew',
    async run(trial) {
      await trial.pair();
      return expectExpired(trial, await trial.post(await trial.refreshRequest()));
    },
  },
  {
    name: 'a refresh token that is none is refused',
    mend: 'answer 410 with the code SessionExpired to whatever cannot be read or is unknown',
    async run(trial) {
      const pair = trial.hide({ accessToken: randomUUID(), refreshToken: randomUUID() });
      return expectExpired(trial, await trial.post({ action: 'refresh', ...pair }));
    },
  },
];
