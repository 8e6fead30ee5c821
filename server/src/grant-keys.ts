/** The keys that signed grants are checked with. Which algorithm a key is for is decided by the key, never by the token. */
import { createPublicKey, createSecretKey, type KeyObject, type webcrypto } from 'node:crypto';
import { compactVerify, createRemoteJWKSet, customFetch, errors, type CompactVerifyResult } from 'jose';
import { fetchLimited } from './fetch-limited.js';
import { checkServiceURL } from './service-url.js';

/** Where the keys for grants are: one or more of these. A secret checks HS256 only, a public key its own algorithm only. */
export interface GrantKeyOptions {
  /** Shared with whoever signs (HS256), at least 32 characters. Several while one replaces another. */
  secret?: string | readonly string[] | undefined;
  /** Public keys in PEM (SPKI): RSA of 2,048 bits or more (RS256), P-256 (ES256) or Ed25519 (EdDSA). */
  publicKey?: string | readonly string[] | undefined;
  /** Where a JSON Web Key Set is (RFC 7517): `https`, or `http` on loopback. Read again when a grant names a key that it doesn't have, every 30 s at most. */
  jwksURL?: string | undefined;
}

/** Checks a token's signature, and nothing of what it says. @throws {errors.JOSEError} as `compactVerify` does */
export type VerifySignature = (token: string) => Promise<CompactVerifyResult>;

/** Shortest secret taken, characters: HS256 needs 256 bits (RFC 7518, 3.2). */
const MIN_SECRET = 32;

/** Largest key set read, bytes, and the longest wait for it, ms. */
const JWKS_LIMITS = { size: 256 * 1024, time: 5_000 };

interface Key {
  key: KeyObject;
  algorithms: string[];
}

/** @throws {TypeError} when there is no key, or one that cannot be used */
export function createVerifier({ secret = [], publicKey = [], jwksURL }: GrantKeyOptions): VerifySignature {
  const keys = [...[secret].flat().map(secretKey), ...[publicKey].flat().map(publicKeyOf)];
  const remote = jwksURL === undefined ? undefined : remoteKeys(jwksURL);
  if (keys.length === 0 && !remote) throw new TypeError('signed grants need a key: give secret, publicKey or jwksURL');
  const attempts: VerifySignature[] = keys.map(
    ({ key, algorithms }) =>
      (token) =>
        compactVerify(token, key, { algorithms }),
  );
  if (remote) attempts.push((token) => verifyRemotely(token, remote));
  return (token) => firstOf(attempts, (attempt) => attempt(token));
}

/** A key set may have several keys that could be meant, where a token names none (`kid`). */
async function verifyRemotely(token: string, keys: ReturnType<typeof remoteKeys>): Promise<CompactVerifyResult> {
  const options = { algorithms: ['RS256', 'ES256', 'EdDSA', 'Ed25519'] };
  try {
    return await compactVerify(token, keys, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    const meant: webcrypto.CryptoKey[] = [];
    for await (const key of error) meant.push(key);
    return firstOf(meant, (key) => compactVerify(token, key, options));
  }
}

/** What the first of the keys gives that fits. @throws {unknown} what the one that fits says of the token, or the last */
async function firstOf<T>(keys: readonly T[], verify: (key: T) => Promise<CompactVerifyResult>): Promise<CompactVerifyResult> {
  let failure: unknown;
  for (const key of keys) {
    try {
      return await verify(key);
    } catch (error) {
      if (!isOtherKey(error)) throw error;
      failure = error;
    }
  }
  throw failure;
}

const isOtherKey = (error: unknown) =>
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JWKSNoMatchingKey;

function secretKey(secret: string): Key {
  if (typeof secret !== 'string' || secret.length < MIN_SECRET) {
    throw new TypeError(`a secret for grants needs at least ${MIN_SECRET} characters, e.g. from \`openssl rand -base64 32\``);
  }
  return { key: createSecretKey(secret, 'utf8'), algorithms: ['HS256'] };
}

function publicKeyOf(pem: string): Key {
  if (/PRIVATE KEY/.test(pem))
    throw new TypeError('publicKey has a private key: keep that where grants are signed, and give the public one here');
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new TypeError('publicKey is no public key in PEM, "-----BEGIN PUBLIC KEY-----" and so on');
  }
  return { key, algorithms: algorithmsOf(key) };
}

function algorithmsOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string[] {
  if (type === 'rsa' && (details?.modulusLength ?? 0) >= 2_048) return ['RS256'];
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return ['ES256'];
  if (type === 'ed25519') return ['EdDSA', 'Ed25519'];
  throw new TypeError('publicKey has to be RSA of 2,048 bits or more, P-256 or Ed25519');
}

function remoteKeys(url: string) {
  return createRemoteJWKSet(checkServiceURL('jwksURL', url), {
    timeoutDuration: JWKS_LIMITS.time,
    [customFetch]: (address: string, init: RequestInit) => fetchLimited(address, init, JWKS_LIMITS),
  });
}
