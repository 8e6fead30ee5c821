/** What a token service is configured with: one schema for the file, the environment and `createTokenService()`. */
import * as z from 'zod/mini';
import { describeIssues } from 'imm-weboffice/contract';

const text = z.string().check(z.minLength(1));
const texts = z.array(text);
const secrets = z.union([text, z.array(text).check(z.minLength(1))]);
const ms = z.int().check(z.minimum(0), z.maximum(7 * 24 * 60 * 60_000));
const port = z.int().check(z.minimum(0), z.maximum(65_535));
const struct = z.record(z.string(), z.unknown());

/** Options of the token service. Strict, so that a misspelt limit is an error and not no limit. Times are in ms. */
export const TokenServiceConfig = z.strictObject({
  /** Address to listen on; default `127.0.0.1`. */
  host: z.optional(text),
  /** 0 is any free port; default 3000. */
  port: z.optional(port),
  /** Path of the token endpoint; default `/api/weboffice`. */
  path: z.optional(z.string().check(z.regex(/^\/[\w./-]*$/, 'not a path like /api/weboffice'))),
  /** `/healthz`, `/readyz` and `/metrics` are on this port instead, at the same address. */
  managementPort: z.optional(port),
  /** Seals refresh tokens: at least 32 characters, the same on every copy; of several, the newest first. */
  secret: secrets,
  /** The IMM project. Access keys come from Alibaba Cloud's credential chain. */
  imm: z.strictObject({ regionId: text, projectName: text, endpoint: z.optional(text), timeout: z.optional(ms) }),
  /** Decisions that come signed; see `authorizeByGrant`. */
  grants: z.optional(
    z.strictObject({
      audience: text,
      secret: z.optional(secrets),
      publicKey: z.optional(secrets),
      jwksURL: z.optional(text),
      maxLifetime: z.optional(ms),
      maxSession: z.optional(ms),
      singleUse: z.optional(z.boolean()),
    }),
  ),
  /** Decisions that are asked for; see `authorizeByWebhook`. */
  webhook: z.optional(
    z.strictObject({
      url: text,
      secret: text,
      allowHTTP: z.optional(z.boolean()),
      forwardHeaders: z.optional(texts),
      timeout: z.optional(ms),
      cache: z.optional(ms),
    }),
  ),
  /** Origins of pages, other than the service's own, that may call it. */
  allowedOrigins: z.optional(z.array(z.string().check(z.regex(/^https?:\/\/[^/\s]+$/, 'not an origin like https://app.example.com')))),
  /** Addresses or networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-Host` counts. */
  trustedProxies: z.optional(texts),
  /** Connections at a time; default 10,000. */
  maxConnections: z.optional(z.int().check(z.minimum(1))),
  /** How long `/readyz` says no before the service stops listening, so that load balancers hear of it; default 0. */
  shutdownDelay: z.optional(ms),
  /** Longest wait for requests that are being answered when the service ends; default 10,000. */
  shutdownTimeout: z.optional(ms),
  logLevel: z.optional(z.enum(['debug', 'info', 'warn', 'error', 'silent'])),
  userNames: z.optional(z.enum(['auto', 'original', 'documented'])),
  referer: z.optional(text),
  notifyTopicName: z.optional(text),
  notification: z.optional(struct),
  credentialConfig: z.optional(struct),
});
export type TokenServiceConfig = z.infer<typeof TokenServiceConfig>;

/** @throws {TypeError} that names each option at fault and what it has to be, never its value */
export function readConfig(value: unknown): TokenServiceConfig {
  const result = TokenServiceConfig.safeParse(value);
  if (!result.success) throw new TypeError(`the configuration is not right: ${describeIssues(result.error)}`);
  if ((result.data.grants === undefined) === (result.data.webhook === undefined)) {
    throw new TypeError('the configuration has to say who decides: give either grants or webhook');
  }
  return result.data;
}
