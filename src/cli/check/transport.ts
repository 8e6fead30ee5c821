/** How the endpoint answers at all: protocol, redirects, JSON, caches. */
import { isLoopback } from '../../contract/office-url.js';
import { OK, warning, wrong, type Check } from './check.js';
import { MAX_ANSWER } from './client.js';
import { NotReached } from './trial.js';

/** Without it there is nothing to check. */
export const ANSWERS: Check = {
  name: 'the endpoint answers',
  mend: 'look at its address, its certificate and whether it runs',
  async run(trial) {
    await trial.open();
    return OK;
  },
};

/** Checks of HTTPS, redirects, size, type and caching of answers. */
export const TRANSPORT: readonly Check[] = [
  {
    name: 'tokens travel over https, or stay on this machine',
    mend: 'serve it over https',
    run: ({ target: { endpoint } }) =>
      endpoint.protocol === 'https:' || isLoopback(endpoint.hostname) ? OK : wrong(`it is reached over http on ${endpoint.hostname}`),
  },
  {
    name: 'it answers itself, without a redirect',
    mend: 'answer 401 with the code Unauthenticated instead of sending to a login page; give the final URL as token-endpoint',
    async run(trial) {
      const { status } = await trial.open();
      return status >= 300 && status < 400 ? wrong(`it answers ${status}; the element follows no redirect`) : OK;
    },
  },
  {
    name: 'answers have a size the element reads',
    mend: 'answer the fields of the contract and nothing else',
    run: async (trial) =>
      (await trial.open()).cut ? wrong(`the answer has more than ${MAX_ANSWER} bytes; the element reads no more`) : OK,
  },
  {
    name: 'answers are JSON',
    mend: 'answer a JSON object with content-type: application/json, also to errors',
    async run(trial) {
      const { status, json, cut, headers } = await trial.open();
      if (cut || (status >= 300 && status < 400)) throw new NotReached();
      const type = headers['content-type']?.split(';')[0] ?? 'no content type';
      if (json === undefined) return wrong(`it answers ${status} with ${type}`);
      return /^application\/([\w.-]+\+)?json$/i.test(type) ? OK : warning(`the content type is ${trial.quote(type)}`);
    },
  },
  {
    name: 'no cache keeps tokens',
    mend: 'send cache-control: no-store',
    async run(trial) {
      await trial.credentials();
      const control = (await trial.open()).headers['cache-control'] ?? '';
      if (/\bno-store\b/i.test(control)) return OK;
      const why = control ? `cache-control is ${trial.quote(control)}` : 'there is no cache-control';
      return /\bpublic\b|max-age=[1-9]/i.test(control) ? wrong(why) : warning(why);
    },
  },
];
