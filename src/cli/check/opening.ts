/** What `open` gives: credentials, their times, and the page they are for. */
import { Credentials, type TokenPair } from '../../contract/credentials.js';
import { LIMITS } from '../../contract/formats.js';
import { DEFAULT_OFFICE_ORIGINS, trustedOfficeURL } from '../../contract/office-url.js';
import { OK, warning, wrong, type Check, type Finding } from './check.js';
import type { Answer } from './client.js';
import { NotReached, misfit, toldError } from './trial.js';

/** How far clocks may be apart, ms. */
const MAX_SKEW = 60_000;

/** The server's clock in an answer: a field, else the `Date` header. ms since the epoch. */
function clockOf(answer: Answer, { serverTime }: TokenPair): number | undefined {
  const date = Date.parse(answer.headers.date ?? '');
  return serverTime ?? (Number.isFinite(date) ? date : undefined);
}

const duration = (ms: number) => (ms < 120_000 ? `${Math.round(ms / 1_000)} s` : `${Math.round(ms / 60_000)} min`);

/** Whether a token's life is as IMM gives it. `usual` and `least` in ms. */
export function judgeLife(life: number, usual: number, least: number): Finding {
  const unit = Math.abs(life) > 10 * 365 * 24 * 3_600_000 ? '; is it in seconds? Numbers are milliseconds since the epoch' : '';
  if (life <= 0) return wrong(`it has expired when it is given${unit}`);
  if (life > usual + MAX_SKEW) return warning(`it lives ${duration(life)}; IMM gives ${duration(usual)}`);
  return life < least ? warning(`it lives ${duration(life)}; IMM gives ${duration(usual)}`) : OK;
}

/** The life of the access token in an answer. */
export function accessLife(answer: Answer, pair: TokenPair): Finding {
  // The element has the page ask five minutes early: with less there is no peace.
  return judgeLife(pair.accessTokenExpiredTime - (clockOf(answer, pair) ?? answer.at), LIMITS.accessTokenLifetime, LIMITS.pageRefreshLead);
}

/** Checks of the answer to `open`, in the order in which they run. */
export const OPENING: readonly Check[] = [
  {
    name: 'open gives credentials',
    mend: 'answer 200 with webofficeURL, accessToken, refreshToken and both expiry times',
    async run(trial) {
      const answer = await trial.open();
      if (answer.cut || answer.json === undefined) throw new NotReached();
      const told = toldError(answer);
      const hint = told?.code === 'Unauthenticated' || told?.code === 'AccessDenied' ? "; say who asks with --header 'Cookie: …'" : '';
      if (told) return wrong(`it answers ${answer.status} ${told.code}: ${trial.quote(told.message)}${hint}`);
      if (answer.status !== 200) return wrong(`it answers ${answer.status}`);
      const why = misfit(Credentials, answer);
      return why ? wrong(why) : OK;
    },
  },
  {
    name: 'the answer holds no keys',
    mend: 'answer the fields of the contract, not the whole of what your backend knows',
    async run(trial) {
      await trial.credentials();
      const found = namesIn((await trial.open()).json).find((name) => /secret|password|access_?key|security_?token/i.test(name));
      return found === undefined ? OK : wrong(`it has a field ${trial.quote(found)}`);
    },
  },
  {
    name: 'the page can tell the server’s time',
    mend: 'send serverTime, ISO 8601, beside the tokens',
    async run(trial) {
      const { serverTime } = await trial.credentials();
      if (serverTime !== undefined) return OK;
      const { headers } = await trial.open();
      const readable = !trial.isCrossOrigin || /\bdate\b/i.test(headers['access-control-expose-headers'] ?? '');
      return headers.date && readable ? OK : warning('without it, a wrong clock of the reader makes tokens expire too early or too late');
    },
  },
  {
    name: 'the server’s clock is right',
    mend: 'set the clock of one of the two: lifetimes are measured from the time the server tells to the time IMM tells',
    async run(trial) {
      const credentials = await trial.credentials();
      const answer = await trial.open();
      const skew = Math.abs((clockOf(answer, credentials) ?? answer.at) - answer.at);
      return skew > MAX_SKEW ? warning(`it is ${duration(skew)} away from the clock of this machine`) : OK;
    },
  },
  {
    name: 'the access token lives as long as IMM’s',
    mend: 'pass on accessTokenExpiredTime as IMM gives it, with its time zone, and the right serverTime',
    run: async (trial) => accessLife(await trial.open(), await trial.credentials()),
  },
  {
    name: 'the refresh token lives as long as IMM’s',
    mend: 'pass on refreshTokenExpiredTime as IMM gives it, with its time zone',
    async run(trial) {
      const pair = await trial.credentials();
      const answer = await trial.open();
      const start = clockOf(answer, pair) ?? answer.at;
      return judgeLife(pair.refreshTokenExpiredTime - start, LIMITS.refreshTokenLifetime, pair.accessTokenExpiredTime - start);
    },
  },
  {
    name: 'the element trusts webofficeURL',
    mend: 'pass on IMM’s WebofficeURL; for a page at another place set office-origins on the element',
    async run(trial) {
      const { webofficeURL } = await trial.credentials();
      if (trustedOfficeURL(webofficeURL, DEFAULT_OFFICE_ORIGINS, new URL(trial.target.origin).hostname)) return OK;
      // Only the origin is told: the rest may be as good as a token.
      const origin = URL.canParse(webofficeURL) ? new URL(webofficeURL).origin : undefined;
      if (!origin || !trustedOfficeURL(webofficeURL, [origin], '')) return wrong('it is no https URL, or has a name or password in it');
      return warning(`its origin ${origin} is not among ${DEFAULT_OFFICE_ORIGINS.join(' ')}`);
    },
  },
];

/** All names of fields in JSON, however deep. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(Array.isArray(value) ? [] : [name]), ...namesIn(inner)]);
}
