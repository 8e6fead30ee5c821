/** Grants that an endpoint must not take, by kind. Each is made when it is used, as grants live for minutes. */
import { createHash } from 'node:crypto';
import { DOCUMENT, FOREIGN, KEYS, SECRET, claims, encode, grant, jwt, pemOf, seconds } from '../setup/signed-grants.js';

/** What it is, the grant, and the code of the answer. */
export type Attack = readonly [what: string, grant: () => unknown, code: string];

const jwkOf = (pair: { publicKey: import('node:crypto').KeyObject }) => pair.publicKey.export({ format: 'jwk' });
const parts = () => grant().split('.') as [string, string, string];
const DENIED = 'AccessDenied';
const NO_JWT = 'InvalidRequest';

/** The endpoint has the secret, and public keys of all three kinds. */
export const FORGED: readonly Attack[] = [
  ['unsigned, alg none', () => `${encode({ alg: 'none' })}.${encode(claims())}.`, DENIED],
  ['unsigned, alg None', () => `${encode({ alg: 'None' })}.${encode(claims())}.`, DENIED],
  ['alg none with the signature of another', () => `${encode({ alg: 'none' })}.${encode(claims())}.${parts()[2]}`, DENIED],
  ['without alg', () => `${encode({ typ: 'JWT' })}.${encode(claims())}.${parts()[2]}`, NO_JWT],
  ['HS256 with the RSA public key as secret', () => grant({}, { key: pemOf(KEYS.rsa.publicKey) }), DENIED],
  ['HS256 with the EC public key in DER', () => grant({}, { key: KEYS.ec.publicKey.export({ format: 'der', type: 'spki' }) }), DENIED],
  ['HS256 with an empty secret', () => grant({}, { key: '' }), DENIED],
  ['HS256 with another secret', () => grant({}, { key: `${SECRET}.` }), DENIED],
  ['HS256 with the secret’s SHA-256, as refresh tokens are sealed', () => grant({}, { key: createHashOf(SECRET) }), DENIED],
  ['HS384 with the right secret', () => grant({}, { alg: 'HS384' }), DENIED],
  ['HS512 with the right secret', () => grant({}, { alg: 'HS512' }), DENIED],
  ['RS256 of a foreign key', () => grant({}, { alg: 'RS256', key: FOREIGN.rsa.privateKey }), DENIED],
  ['ES256 of a foreign key', () => grant({}, { alg: 'ES256', key: FOREIGN.ec.privateKey }), DENIED],
  ['EdDSA of a foreign key', () => grant({}, { alg: 'EdDSA', key: FOREIGN.ed.privateKey }), DENIED],
  ['PS256 named, RS256 signed', () => grant({}, { alg: 'PS256', key: KEYS.rsa.privateKey }), DENIED],
  ['ES256K named', () => grant({}, { alg: 'ES256K', key: KEYS.ec.privateKey }), DENIED],
  ['ES256 with r and s of zero', () => `${encode({ alg: 'ES256' })}.${encode(claims())}.${Buffer.alloc(64).toString('base64url')}`, DENIED],
  ['its own key in jwk', () => grant({}, { alg: 'RS256', key: FOREIGN.rsa.privateKey, header: { jwk: jwkOf(FOREIGN.rsa) } }), DENIED],
  [
    'its own keys by jku',
    () => grant({}, { alg: 'RS256', key: FOREIGN.rsa.privateKey, header: { jku: 'https://evil.example/jwks' } }),
    DENIED,
  ],
  [
    'its own certificate by x5u',
    () => grant({}, { alg: 'RS256', key: FOREIGN.rsa.privateKey, header: { x5u: 'https://evil.example/c' } }),
    DENIED,
  ],
  ['its own certificate in x5c', () => grant({}, { alg: 'RS256', key: FOREIGN.rsa.privateKey, header: { x5c: ['MIIB'] } }), DENIED],
  ['a path as kid', () => grant({}, { key: '', header: { kid: '../../dev/null' } }), DENIED],
  ['a query as kid', () => grant({}, { key: 'x', header: { kid: "' UNION SELECT 'x" } }), DENIED],
  ['a critical header that nobody knows', () => grant({}, { header: { crit: ['exp'], exp: 1 } }), NO_JWT],
  ['an unencoded payload (b64)', () => grant({}, { header: { crit: ['b64'], b64: false } }), DENIED],
  ['another payload under the same signature', () => `${parts()[0]}.${encode(claims({ sub: 'eve' }))}.${parts()[2]}`, DENIED],
  ['another header over the same payload', () => withHeader({ alg: 'HS256', typ: 'JWT', kid: '2' }), DENIED],
  ['a signature cut short', () => grant().slice(0, -4), DENIED],
  ['a signature with more to it', () => `${grant()}AAAA`, DENIED],
  ['two parts', () => parts().slice(0, 2).join('.'), NO_JWT],
  ['five parts, as encrypted tokens have', () => `${grant()}.a.b`, NO_JWT],
  ['a line break in it', () => grant().replace('.', '.\n'), DENIED],
  ['a refresh token’s type', () => grant({}, { header: { typ: 'at+jwt' } }), DENIED],
  ['a logout token', () => grant({}, { header: { typ: 'logout+jwt' } }), DENIED],
  ['claims in a list', () => jwt([claims()]), DENIED],
  ['claims that are null', () => jwt('null'), DENIED],
  ['claims that are no JSON', () => jwt('sub=ada'), DENIED],
  ['no token', () => 'ada', NO_JWT],
  ['an object', () => ({ sub: 'ada', src: DOCUMENT }), NO_JWT],
  ['a list', () => [grant()], NO_JWT],
  ['empty', () => '', NO_JWT],
  ['4,000 characters', () => grant({ name: 'x'.repeat(3_000) }), NO_JWT],
];

/** Signed with the right secret: a grant for something else, or one that says too much. */
export const MISUSED: readonly Attack[] = [
  ['without exp', () => grant({ exp: undefined }), DENIED],
  ['exp as text', () => grant({ exp: String(seconds() + 60) }), DENIED],
  ['exp beyond all numbers', () => jwt(JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e999')), DENIED],
  ['expired', () => grant({ iat: seconds() - 400, exp: seconds() - 40 }), 'GrantExpired'],
  ['valid for a year', () => grant({ exp: seconds() + 31_536_000 }), DENIED],
  ['without iat', () => grant({ iat: undefined }), DENIED],
  ['negative iat', () => grant({ iat: -1 }), DENIED],
  ['issued in an hour', () => grant({ iat: seconds() + 3_600, exp: seconds() + 3_900 }), DENIED],
  ['not before in an hour', () => grant({ nbf: seconds() + 3_600 }), DENIED],
  ['without aud', () => grant({ aud: undefined }), DENIED],
  ['for another endpoint', () => grant({ aud: 'https://other.example/token' }), DENIED],
  ['for a list of others', () => grant({ aud: ['a', 'b'] }), DENIED],
  ['aud in capitals', () => grant({ aud: 'HTTPS://OFFICE.EXAMPLE/TOKEN' }), DENIED],
  ['aud that begins alike', () => grant({ aud: 'https://office.example/token/2' }), DENIED],
  ['aud as an object', () => grant({ aud: { length: 1 } }), DENIED],
  ['without sub', () => grant({ sub: undefined }), DENIED],
  ['empty sub', () => grant({ sub: '' }), DENIED],
  ['sub as a number', () => grant({ sub: 1 }), DENIED],
  ['without src', () => grant({ src: undefined }), DENIED],
  ['for another document', () => grant({ src: 'oss://bucket/other.docx' }), DENIED],
  ['src in other capitals', () => grant({ src: 'oss://bucket/Report.docx' }), DENIED],
  ['src percent-encoded', () => grant({ src: 'oss://bucket/%72eport.docx' }), DENIED],
  ['src with a dot segment', () => grant({ src: 'oss://bucket/./report.docx' }), DENIED],
  ['src of a folder', () => grant({ src: 'oss://bucket/' }), DENIED],
  ['src with a wildcard', () => grant({ src: 'oss://bucket/*' }), DENIED],
  ['src as a list', () => grant({ src: [DOCUMENT, 'oss://bucket/other.docx'] }), DENIED],
  ['a limit in camelCase', () => grant({ previewPages: 3 }), DENIED],
  ['a right that there is not', () => grant({ permission: { edit: true } }), DENIED],
  ['permission as text', () => grant({ permission: 'all' }), DENIED],
  ['a right as text', () => grant({ permission: { readonly: 'false' } }), DENIED],
  ['no pages', () => grant({ preview_pages: 0 }), DENIED],
  ['half a page', () => grant({ preview_pages: 0.5 }), DENIED],
  ['a watermark with an unknown field', () => grant({ watermark: { text: 'Ada' } }), DENIED],
  ['a session that is over', () => grant({ session_exp: seconds() - 1 }), 'GrantExpired'],
  ['session_exp as text', () => grant({ session_exp: 'never' }), DENIED],
  ['a jti without end', () => grant({ jti: 'x'.repeat(300) }), DENIED],
];

function createHashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function withHeader(header: object): string {
  const [, payload, signature] = parts();
  return `${encode(header)}.${payload}.${signature}`;
}
