/** CORS: the page's origin may read answers, no other may. */
import { OK, warning, wrong, type Check, type Finding } from './check.js';
import type { Answer } from './client.js';
import { STRANGER } from './refusing.js';

function judgeReadable({ headers }: Answer, origin: string): Finding {
  const allowed = headers['access-control-allow-origin'];
  if (allowed === undefined) return wrong('there is no access-control-allow-origin');
  if (allowed !== '*') return allowed === origin ? OK : wrong('access-control-allow-origin names another origin');
  const credentials = headers['access-control-allow-credentials'] === 'true';
  return credentials ? wrong('* with credentials: browsers refuse that') : warning('* lets every site read tokens');
}

/** Whether a list in a header has a word, or all of them. */
function lists(header: string | undefined, word: string): boolean {
  const entries = (header ?? '').split(',').map((entry) => entry.trim().toLowerCase());
  return entries.includes(word) || entries.includes('*');
}

/** For a page of another origin than the endpoint's. */
export const CROSS_ORIGIN: readonly Check[] = [
  {
    name: 'the page’s origin may ask',
    mend: 'answer OPTIONS with 204, access-control-allow-origin: the page’s origin, access-control-allow-headers: content-type',
    async run(trial) {
      const answer = await trial.preflight(trial.target.origin);
      if (answer.status < 200 || answer.status > 299) return wrong(`the preflight is answered with ${answer.status}`);
      if (!lists(answer.headers['access-control-allow-headers'], 'content-type')) {
        return wrong('the preflight does not allow the header content-type');
      }
      return judgeReadable(answer, trial.target.origin);
    },
  },
  {
    name: 'the page may read credentials',
    mend: 'send access-control-allow-origin: the page’s origin with the answer as well',
    run: async (trial) => judgeReadable(await trial.open(), trial.target.origin),
  },
  {
    name: 'the page may read errors',
    mend: 'send access-control-allow-origin with errors as well, or the page cannot tell what is wrong',
    run: async (trial) => judgeReadable(await trial.post({ action: 'open' }), trial.target.origin),
  },
];

/** For every endpoint. */
export const NO_STRANGER: Check = {
  name: 'no other origin may read answers',
  mend: 'compare Origin with a list; do not send back whatever comes',
  async run(trial) {
    const asked = await trial.preflight(STRANGER);
    const answered = await trial.post(trial.openRequest, { origin: STRANGER, 'sec-fetch-site': 'cross-site' });
    const allowed = [asked, answered].some(({ headers }) => ['*', STRANGER].includes(headers['access-control-allow-origin'] ?? ''));
    return allowed ? wrong(`${STRANGER} may read them`) : OK;
  },
};
