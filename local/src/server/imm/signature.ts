/** Verifies ACS3-HMAC-SHA256 as IMM's gateway does. Source: Alibaba Cloud, "V3 request body & signature mechanism". */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AccessKeys } from './access-keys.js';
import type { Freshness } from './freshness.js';
import { ImmFault } from '../imm-fault.js';

export interface SignedRequest {
  method: string;
  /** path and query as sent */
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';
const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;
/** What is not shown again when a signature is wrong. */
export const SECRET_PARAMETERS: readonly string[] = ['AccessToken', 'Password', 'RefreshToken', 'SecurityToken'];
/** What has to be signed at least. */
const REQUIRED = ['host', 'x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256'];

export class SignatureVerifier {
  constructor(
    private readonly accessKeys: AccessKeys,
    private readonly freshness: Freshness,
  ) {}

  /** The access key id the request was signed with. @throws {ImmFault} */
  verify(request: SignedRequest): string {
    const { headers, body } = request;
    const [, accessKeyId = '', signedHeaders = '', signature = ''] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
    if (!signature) throw new ImmFault(400, 'IncompleteSignature', `The request has no ${ALGORITHM} signature.`);
    const secret = this.accessKeys.secretOf(accessKeyId);
    if (secret === undefined) throw new ImmFault(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    const names = signedHeaders.split(';');
    // A session's token counts only when it is signed.
    const needed = headers['x-acs-security-token'] === undefined ? REQUIRED : [...REQUIRED, 'x-acs-security-token'];
    const missing = needed.find((name) => !names.includes(name));
    if (missing) throw new ImmFault(400, 'IncompleteSignature', `The header ${missing} is not signed.`);
    if (headers['x-acs-content-sha256'] !== sha256(body)) throw mismatch(request, names);
    const canonical = canonicalRequest(request, names);
    if (!timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(sign(canonical, secret), 'hex'))) throw mismatch(request, names);
    this.accessKeys.checkSecurityToken(
      accessKeyId,
      headers['x-acs-security-token'] === undefined ? undefined : firstOf(headers['x-acs-security-token']),
    );
    this.freshness.check(accessKeyId, firstOf(headers['x-acs-signature-nonce']), firstOf(headers['x-acs-date']));
    return accessKeyId;
  }
}

/** Step 1 of the mechanism. */
export function canonicalRequest({ method, url, headers, body }: SignedRequest, names: readonly string[]): string {
  const query = [...url.searchParams].map(([name, value]) => `${encodeRFC3986(name)}=${encodeRFC3986(value)}`).sort();
  const lines = names.map((name) => `${name}:${firstOf(headers[name]).trim()}\n`).join('');
  return [method, url.pathname, query.join('&'), lines, names.join(';'), sha256(body)].join('\n');
}

/** Steps 2 and 3: hex. */
export function sign(canonical: string, secret: string): string {
  return createHmac('sha256', secret)
    .update(`${ALGORITHM}\n${sha256(canonical)}`)
    .digest('hex');
}

/** The first value of a header that may come twice; empty without one. */
export function firstOf(value: string | string[] | undefined): string {
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** RFC 3986 */
export function encodeRFC3986(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** As the gateway says it, so that a client's author can compare; tokens and passwords are not repeated. */
function mismatch({ url, headers, ...request }: SignedRequest, names: readonly string[]): ImmFault {
  const shown = new URL(url);
  for (const name of SECRET_PARAMETERS) if (shown.searchParams.has(name)) shown.searchParams.set(name, '***');
  const token = headers['x-acs-security-token'] === undefined ? {} : { 'x-acs-security-token': '***' };
  const canonical = canonicalRequest({ ...request, url: shown, headers: { ...headers, ...token } }, names);
  const words = `server StringToSign is [${ALGORITHM}\n${sha256(canonical)}] server CanonicalRequest is [${canonical}]`;
  return new ImmFault(400, 'SignatureDoesNotMatch', `Specified signature does not match our calculation. ${words}`);
}
