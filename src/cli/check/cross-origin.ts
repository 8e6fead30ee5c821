/** CORS: the page's origin may read answers, no other may. */
import { OK, warning, wrong, type Check, type Finding } from './check.js';
import type { Answer } from './client.js';
import { STRANGER } from './refusing.js';

function judgeReadable({ headers }: Answer, origin: string): Finding {
  const allowed = headers['access-control-allow-origin'];
  if (allowed === undefined) return wrong((words) => words.noAllowedOrigin);
  if (allowed !== '*') return allowed === origin ? OK : wrong((words) => words.otherAllowedOrigin);
  const credentials = headers['access-control-allow-credentials'] === 'true';
  return credentials ? wrong((words) => words.starWithCredentials) : warning((words) => words.star);
}

/** Whether a list in a header has a word, or all of them. */
function lists(header: string | undefined, word: string): boolean {
  const entries = (header ?? '').split(',').map((entry) => entry.trim().toLowerCase());
  return entries.includes(word) || entries.includes('*');
}

/** For a page of another origin than the endpoint's. */
export const CROSS_ORIGIN: readonly Check[] = [
  {
    id: 'cors-preflight',
    async run(trial) {
      const answer = await trial.preflight(trial.target.origin);
      if (answer.status < 200 || answer.status > 299) return wrong((words) => words.preflightStatus(answer.status));
      if (!lists(answer.headers['access-control-allow-headers'], 'content-type')) {
        return wrong((words) => words.noAllowedHeader);
      }
      return judgeReadable(answer, trial.target.origin);
    },
  },
  {
    id: 'cors-credentials',
    run: async (trial) => judgeReadable(await trial.open(), trial.target.origin),
  },
  {
    id: 'cors-errors',
    run: async (trial) => judgeReadable(await trial.post({ action: 'open' }), trial.target.origin),
  },
];

/** For every endpoint. */
export const NO_STRANGER: Check = {
  id: 'cors-strangers',
  async run(trial) {
    const asked = await trial.preflight(STRANGER);
    const answered = await trial.post(trial.openRequest, { origin: STRANGER, 'sec-fetch-site': 'cross-site' });
    const allowed = [asked, answered].some(({ headers }) => ['*', STRANGER].includes(headers['access-control-allow-origin'] ?? ''));
    return allowed ? wrong((words) => words.strangerReads(STRANGER)) : OK;
  },
};
