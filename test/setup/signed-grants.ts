/** Grants as a host's backend signs them, and as an attacker would. */
import { createHmac, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';

export const SECRET = 'a secret for grants of 40 characters....';
export const AUDIENCE = 'https://office.example/token';
export const DOCUMENT = 'oss://bucket/report.docx';

/** Key pairs of the algorithms that the endpoint knows, and one of each that it doesn't have. */
export const KEYS = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ed: generateKeyPairSync('ed25519'),
};
export const FOREIGN = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ed: generateKeyPairSync('ed25519'),
};

export const pemOf = (key: KeyObject) => key.export({ format: 'pem', type: 'spki' }).toString();

/** s since the epoch */
export const seconds = () => Math.floor(Date.now() / 1_000);

type Fields = Record<string, unknown>;

/** Claims of a good grant. `undefined` takes one away. */
export function claims(change: Fields = {}): Fields {
  const now = seconds();
  return { sub: 'ada', src: DOCUMENT, aud: AUDIENCE, iat: now, exp: now + 300, jti: randomUUID(), ...change };
}

export const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

const HASHES: Readonly<Record<string, string>> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' };

interface SignOptions {
  header?: Fields;
  key?: string | Buffer | KeyObject;
  alg?: string;
}

/** Signs by hand, so that headers and payloads can be anything. */
export function jwt(payload: unknown, { header = {}, key = SECRET, alg = 'HS256' }: SignOptions = {}): string {
  const input = `${encode({ alg, typ: 'JWT', ...header })}.${encode(payload)}`;
  return `${input}.${signature(input, alg, key).toString('base64url')}`;
}

function signature(input: string, alg: string, key: string | Buffer | KeyObject): Buffer {
  const hash = HASHES[alg];
  if (hash) return createHmac(hash, key).update(input).digest();
  const options = { key: key as KeyObject, dsaEncoding: 'ieee-p1363' as const };
  return sign(/^Ed/.test(alg) ? null : 'sha256', Buffer.from(input), options);
}

/** A good grant with changed claims. */
export const grant = (change: Fields = {}, options: SignOptions = {}) => jwt(claims(change), options);
