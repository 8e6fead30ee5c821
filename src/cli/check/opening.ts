/** What `open` gives: credentials, their times, and the page they are for. */
import { Credentials, type TokenPair } from '../../contract/credentials.js';
import { LIMITS } from '../../contract/formats.js';
import { DEFAULT_OFFICE_ORIGINS, trustedOfficeURL } from '../../contract/office-url.js';
import type { Words } from '../words/index.js';
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

const duration = (words: Words, ms: number) =>
  ms < 120_000 ? words.seconds(Math.round(ms / 1_000)) : words.minutes(Math.round(ms / 60_000));

/** Whether a token's life is as IMM gives it. `usual` and `least` in ms. */
export function judgeLife(life: number, usual: number, least: number): Finding {
  const isInSeconds = Math.abs(life) > 10 * 365 * 24 * 3_600_000;
  if (life <= 0) return wrong((words) => words.expired + (isInSeconds ? words.hint(words.inSeconds) : ''));
  const isUnusual = life > usual + MAX_SKEW || life < least;
  return isUnusual ? warning((words) => words.life(duration(words, life), duration(words, usual))) : OK;
}

/** The life of the access token in an answer. */
export function accessLife(answer: Answer, pair: TokenPair): Finding {
  // The element has the page ask five minutes early: with less there is no peace.
  return judgeLife(pair.accessTokenExpiredTime - (clockOf(answer, pair) ?? answer.at), LIMITS.accessTokenLifetime, LIMITS.pageRefreshLead);
}

/** Codes that say that this document can't be opened, whoever asks. */
const SOURCE: readonly string[] = ['AccessDenied', 'ResourceNotFound', 'InvalidSourceURI', 'UnsupportedFormat', 'FileTooLarge'];

/** Comes before all that needs an opened document. */
export const OPENS: Check = {
  id: 'open',
  async run(trial) {
    const answer = await trial.open();
    if (answer.cut || answer.json === undefined) throw new NotReached();
    const told = toldError(answer);
    if (told) {
      const hint = told.code === 'Unauthenticated' ? 'signIn' : SOURCE.includes(told.code) ? 'otherSource' : undefined;
      return wrong(
        (words) => words.error(answer.status, told.code, trial.quote(told.message, words)) + (hint ? words.hint(words[hint]) : ''),
      );
    }
    if (answer.status !== 200) return wrong((words) => words.status(answer.status));
    const why = misfit(Credentials, answer);
    return why ? wrong(why) : OK;
  },
};

/** Checks of the answer to `open`, in the order in which they run. */
export const OPENING: readonly Check[] = [
  {
    id: 'no-keys',
    async run(trial) {
      await trial.credentials();
      const found = namesIn((await trial.open()).json).find((name) => /secret|password|access_?key|security_?token/i.test(name));
      return found === undefined ? OK : wrong((words) => words.keyField(trial.quote(found, words)));
    },
  },
  {
    id: 'server-time',
    async run(trial) {
      const { serverTime } = await trial.credentials();
      if (serverTime !== undefined) return OK;
      const { headers } = await trial.open();
      const readable = !trial.isCrossOrigin || /\bdate\b/i.test(headers['access-control-expose-headers'] ?? '');
      return headers.date && readable ? OK : warning((words) => words.noServerTime);
    },
  },
  {
    id: 'clock',
    async run(trial) {
      const credentials = await trial.credentials();
      const answer = await trial.open();
      const skew = Math.abs((clockOf(answer, credentials) ?? answer.at) - answer.at);
      return skew > MAX_SKEW ? warning((words) => words.skew(duration(words, skew))) : OK;
    },
  },
  {
    id: 'access-token-life',
    run: async (trial) => accessLife(await trial.open(), await trial.credentials()),
  },
  {
    id: 'refresh-token-life',
    async run(trial) {
      const pair = await trial.credentials();
      const answer = await trial.open();
      const start = clockOf(answer, pair) ?? answer.at;
      return judgeLife(pair.refreshTokenExpiredTime - start, LIMITS.refreshTokenLifetime, pair.accessTokenExpiredTime - start);
    },
  },
  {
    id: 'weboffice-url',
    async run(trial) {
      const { webofficeURL } = await trial.credentials();
      if (trustedOfficeURL(webofficeURL, DEFAULT_OFFICE_ORIGINS, new URL(trial.target.origin).hostname)) return OK;
      // Only the origin is told: the rest may be as good as a token.
      const origin = URL.canParse(webofficeURL) ? new URL(webofficeURL).origin : undefined;
      if (!origin || !trustedOfficeURL(webofficeURL, [origin], '')) return wrong((words) => words.noHTTPS);
      return warning((words) => words.untrusted(origin, DEFAULT_OFFICE_ORIGINS.join(' ')));
    },
  },
];

/** All names of fields in JSON, however deep. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(Array.isArray(value) ? [] : [name]), ...namesIn(inner)]);
}
