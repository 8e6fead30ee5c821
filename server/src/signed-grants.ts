/** Decisions that come signed: the host's backend, in whatever language, signs a grant as a JWT, the page passes it on, and nothing else has to be asked. */
import { errors } from 'jose';
import { jsonOrUndefined } from 'imm-weboffice/contract';
import type { Grant } from './grant.js';
import { grantOf, readClaims, type GrantClaims } from './grant-claims.js';
import { createVerifier, type GrantKeyOptions } from './grant-keys.js';
import { Refusal } from './http.js';
import type { Authorize } from './options.js';
import { UsedGrants } from './used-grants.js';

/** Options of {@link authorizeByGrant}, beside the keys. */
export interface SignedGrantOptions extends GrantKeyOptions {
  /** What a grant's `aud` has to be, or hold: another value on each installation, so that grants for one are no good on another. */
  audience: string;
  /** The longest time from a grant's `iat` to its `exp`, ms; default 600,000 (10 minutes). */
  maxLifetime?: number | undefined;
  /** The longest time from a grant's `iat` on that a session may be refreshed with it, ms; default 43,200,000 (12 hours). `session_exp` can only shorten it. */
  maxSession?: number | undefined;
  /** Takes each grant once only, by its `jti`, within this process. A page then needs a new grant for each try. Default: false. */
  singleUse?: boolean | undefined;
}

/** How far the clocks of two servers may be apart, ms. */
const TOLERANCE = 30_000;

/**
 * An `authorize` that takes its decisions from grants signed by the host's backend.
 *
 * A grant opens a document until its `exp`. The session then goes on with it until `session_exp` or the limit here; past that the answer is `GrantExpired`, and a
 * newer grant for the same user and document carries on. Every refresh checks the signature again: taking a key away ends all sessions that rest on it.
 * @throws {TypeError} for keys, an audience or times that cannot be used
 */
export function authorizeByGrant(options: SignedGrantOptions): Authorize {
  const { audience, maxLifetime = 600_000, maxSession = 43_200_000, singleUse = false } = options;
  if (!audience) throw new TypeError('audience is missing: the value that aud has in grants for this endpoint');
  for (const [name, ms] of Object.entries({ maxLifetime, maxSession })) {
    if (!(ms >= 1_000)) throw new TypeError(`${name} has to be at least 1,000 ms`);
  }
  const verify = createVerifier(options);
  const used = singleUse ? new UsedGrants() : undefined;

  async function read(token: string, sourceURI: string): Promise<GrantClaims> {
    const { payload, protectedHeader } = await verify(token).catch((error: unknown) => {
      throw refusalOf(error);
    });
    if (!/^jwt$/i.test(protectedHeader.typ ?? 'JWT')) throw denied("the grant's typ has to be JWT, or absent");
    const claims = readClaims(jsonOrUndefined(new TextDecoder().decode(payload)));
    if (![claims.aud].flat().includes(audience)) throw denied(`the grant's aud has to be "${audience}"`);
    if (claims.src !== sourceURI) throw denied('the grant is for another document: its src has to be that of the element');
    if ((claims.exp - claims.iat) * 1_000 > maxLifetime) {
      throw denied(`the grant lives too long: from iat to exp ${maxLifetime / 1_000} s are allowed`);
    }
    return claims;
  }

  const sessionEnd = ({ iat, session_exp }: GrantClaims) => Math.min(iat * 1_000 + maxSession, (session_exp ?? Infinity) * 1_000);

  async function open(token: string, sourceURI: string): Promise<Grant> {
    const claims = await read(token, sourceURI);
    const now = Date.now();
    const { iat, exp, nbf = iat, jti } = claims;
    if (Math.max(iat, nbf) * 1_000 > now + TOLERANCE) throw denied('the grant is not valid yet: check iat, nbf and the clocks');
    if (exp * 1_000 <= now - TOLERANCE || sessionEnd(claims) <= now) throw new Refusal('GrantExpired', 'the grant has expired');
    if (used) {
      if (jti === undefined) throw denied('the grant has no jti, which single use needs');
      used.use(jti, exp * 1_000 + TOLERANCE);
    }
    return grantOf(claims);
  }

  async function goOn(token: string, sourceURI: string): Promise<Grant> {
    const claims = await read(token, sourceURI);
    if (sessionEnd(claims) <= Date.now()) throw new Refusal('GrantExpired', 'the time that a session may go on with this grant is over');
    return grantOf(claims);
  }

  return async ({ action, sourceURI, grant, keptGrant }) => {
    if (grant !== undefined) return open(grant, sourceURI);
    if (action === 'refresh' && keptGrant !== undefined) return goOn(keptGrant, sourceURI);
    throw new Refusal(
      'Unauthenticated',
      'a grant is missing: the page has to pass one that its backend has signed (grant, grant-endpoint or getGrant)',
    );
  };
}

const denied = (message: string) => new Refusal('AccessDenied', message);

/** The refusal for a token whose signature could not be checked. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return denied('the grant is not signed with a key of this endpoint');
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return denied("the grant's alg is not that of a key of this endpoint");
  if (error instanceof errors.JWSInvalid || error instanceof errors.JOSENotSupported) {
    return new Refusal('InvalidRequest', 'the grant is no signed JWT');
  }
  return new Refusal('ServiceUnavailable', 'the keys for grants cannot be read', { retryAfter: 5_000, cause: error });
}
