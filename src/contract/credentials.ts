/**
 * What a token endpoint answers. Our own endpoint writes camelCase; backends written by hand pass on what they got,
 * so IMM's PascalCase and one envelope (`data`, `result`, `body`) are read too.
 */
import * as z from 'zod/mini';
import { parseInstant } from './instant.js';

/** ISO 8601, without zone: UTC; or ms since the epoch. Gives ms since the epoch. */
const Instant = z.pipe(
  z.union([z.number(), z.string()]),
  z.transform((value, context) => {
    const ms = typeof value === 'number' ? value : parseInstant(value);
    if (!Number.isFinite(ms)) context.issues.push({ code: 'custom', message: 'not a time in ISO 8601', input: value });
    return ms;
  }),
);

const Token = z.string().check(z.minLength(1), z.maxLength(8_192));

const PAIR = {
  accessToken: Token,
  refreshToken: Token,
  /** ms since the epoch, server's clock */
  accessTokenExpiredTime: Instant,
  /** ms since the epoch, server's clock */
  refreshTokenExpiredTime: Instant,
  /** The server's clock when it answered, ms since the epoch. Lifetimes are measured against it, never against the user's clock. */
  serverTime: z.optional(Instant),
};

/** A pair of tokens and when each ends. */
export const TokenPair = z.object(PAIR);
export type TokenPair = z.infer<typeof TokenPair>;

/** The answer to `open`: a pair, and the page it is for. */
export const Credentials = z.object({
  ...PAIR,
  webofficeURL: z.string().check(z.minLength(1), z.maxLength(4_096)),
  /**
   * Any text that is another one when the session's permission, pages, watermark or user are others: where it differs from that of the open before,
   * the element opens the page anew. Without it, a page whose URL stays is kept.
   */
  rights: z.optional(z.string().check(z.maxLength(200))),
});
export type Credentials = z.infer<typeof Credentials>;

const FIELDS = [
  'webofficeURL',
  'accessToken',
  'refreshToken',
  'accessTokenExpiredTime',
  'refreshTokenExpiredTime',
  'serverTime',
  'rights',
  'grant',
] as const;
const ENVELOPES = ['data', 'result', 'body'] as const;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Picks the known fields by name whatever their capitals; everything else of the answer, `__proto__` included, is left behind. */
function pick(answer: Record<string, unknown>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(answer)) {
    const field = FIELDS.find((name) => name.toLowerCase() === key.toLowerCase());
    if (field) found[field] = value;
  }
  return found;
}

/** The object that holds the fields: the answer itself or the one inside its envelope. */
export function unwrap(answer: unknown): Record<string, unknown> {
  if (!isObject(answer)) return {};
  const direct = pick(answer);
  if ('accessToken' in direct || 'grant' in direct) return direct;
  const inner = ENVELOPES.map((name) => answer[name]).find(isObject);
  return inner ? pick(inner) : direct;
}

/** An issue as zod reports it. */
interface Issue {
  code?: string;
  path: readonly PropertyKey[];
  message: string;
  expected?: string;
  keys?: readonly string[];
  minimum?: number | bigint;
  maximum?: number | bigint;
}

/** One line that names the fields at fault and what they have to be, never their values. zod/mini's own words are "Invalid input" for everything. */
export function describeIssues(error: { issues: readonly object[] }): string {
  return (error.issues as readonly Issue[]).map((issue) => `${issue.path.map(String).join('.') || 'body'} ${complaint(issue)}`).join('; ');
}

function complaint({ code, expected, keys, minimum, maximum, message }: Issue): string {
  if (code === 'invalid_type') return `has to be of type ${expected}`;
  if (keys) return `has ${keys.map((key) => `"${key}"`).join(', ')}, which does not exist`;
  if (minimum !== undefined) return `is too small or too short: ${minimum} is the least`;
  if (maximum !== undefined) return `is too large or too long: ${maximum} is the most`;
  return message === 'Invalid input' ? 'is not allowed' : `is ${message}`;
}
