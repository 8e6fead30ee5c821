/** How the endpoint answers at all: protocol, redirects, JSON, caches. */
import { isLoopback } from '../../contract/office-url.js';
import type { Say } from '../words/index.js';
import { OK, warning, wrong, type Check } from './check.js';
import { MAX_ANSWER } from './client.js';
import { NotReached, toldError } from './trial.js';

/** Without it there is nothing to check. */
export const ANSWERS: Check = {
  id: 'answers',
  async run(trial) {
    await trial.open();
    return OK;
  },
};

/** A path that is not there: the server's own 404, or the page that a single-page application answers to whatever is asked. */
export const THERE: Check = {
  id: 'endpoint-there',
  async run(trial) {
    const answer = await trial.open();
    const { status, headers, json } = answer;
    if (toldError(answer) || (json !== undefined && status < 300)) return OK;
    const type = headers['content-type']?.split(';')[0];
    const isMissing = [404, 405, 410, 501].includes(status) || (status < 300 && type === 'text/html');
    return isMissing ? wrong((words) => words.noEndpoint(status, type ?? words.noContentType)) : OK;
  },
};

/** Checks of HTTPS, redirects, size, type and caching of answers. */
export const TRANSPORT: readonly Check[] = [
  {
    id: 'https',
    run: ({ target: { endpoint } }) =>
      endpoint.protocol === 'https:' || isLoopback(endpoint.hostname) ? OK : wrong((words) => words.overHTTP(endpoint.hostname)),
  },
  {
    id: 'no-redirect',
    async run(trial) {
      const { status } = await trial.open();
      return status >= 300 && status < 400 ? wrong((words) => words.redirected(status)) : OK;
    },
  },
  {
    id: 'size',
    run: async (trial) => ((await trial.open()).cut ? wrong((words) => words.tooLarge(MAX_ANSWER)) : OK),
  },
  {
    id: 'json',
    async run(trial) {
      const { status, json, cut, headers } = await trial.open();
      if (cut || (status >= 300 && status < 400)) throw new NotReached();
      const type = headers['content-type']?.split(';')[0];
      if (json === undefined) return wrong((words) => words.notJSON(status, type ?? words.noContentType));
      if (type === undefined) return warning((words) => words.noContentType);
      return /^application\/([\w.-]+\+)?json$/i.test(type) ? OK : warning((words) => words.contentType(trial.quote(type, words)));
    },
  },
  {
    id: 'no-cache',
    async run(trial) {
      await trial.credentials();
      const control = (await trial.open()).headers['cache-control'] ?? '';
      if (/\bno-store\b/i.test(control)) return OK;
      const why: Say = (words) => (control ? words.cacheControl(trial.quote(control, words)) : words.noCacheControl);
      return /\bpublic\b|max-age=[1-9]/i.test(control) ? wrong(why) : warning(why);
    },
  },
];
