/** Verifies ACS3-HMAC-SHA256 as IMM's gateway does. Source: Alibaba Cloud, "V3 request body & signature mechanism". */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AccessKeys } from './access-keys.js';
import { parseInstant } from 'imm-weboffice/contract';
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
/** What has to be signed at least. */
const REQUIRED = ['host', 'x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256'];
/** How far a request's date may be off, ms. */
const MAX_SKEW = 15 * 60_000;

/** Checks signatures; remembers nonces for as long as their dates would still be taken. */
export class SignatureVerifier {
  readonly #nonces = new Map<string, number>();

  constructor(private readonly accessKeys: AccessKeys) {}

  /** The access key id the request was signed with. @throws {ImmFault} */
  verify(request: SignedRequest): string {
    const { headers, body } = request;
    const [, accessKeyId = '', signedHeaders = '', signature = ''] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
    if (!signature) throw new ImmFault(400, 'IncompleteSignature', `The request has no ${ALGORITHM} signature.`);
    const secret = this.accessKeys.secretOf(accessKeyId);
    if (secret === undefined) throw new ImmFault(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    const names = signedHeaders.split(';');
    const missing = REQUIRED.find((name) => !names.includes(name));
    if (missing) throw new ImmFault(400, 'IncompleteSignature', `The header ${missing} is not signed.`);
    if (headers['x-acs-content-sha256'] !== sha256(body)) throw mismatch();
    const expected = sign(canonicalRequest(request, names), secret);
    if (!timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(expected, 'hex'))) throw mismatch();
    this.#checkFreshness(`${accessKeyId} ${one(headers['x-acs-signature-nonce'])}`, parseInstant(one(headers['x-acs-date'])));
    return accessKeyId;
  }

  #checkFreshness(nonce: string, date: number): void {
    const now = Date.now();
    if (!(Math.abs(now - date) <= MAX_SKEW)) {
      throw new ImmFault(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    }
    for (const [seen, until] of this.#nonces) {
      if (until > now) break;
      this.#nonces.delete(seen);
    }
    if (this.#nonces.has(nonce)) throw new ImmFault(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
    this.#nonces.set(nonce, now + 2 * MAX_SKEW);
  }
}

/** Step 1 of the mechanism. */
export function canonicalRequest({ method, url, headers, body }: SignedRequest, names: readonly string[]): string {
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const lines = names.map((name) => `${name}:${one(headers[name]).trim()}\n`).join('');
  return [method, url.pathname, query.join('&'), lines, names.join(';'), sha256(body)].join('\n');
}

/** Steps 2 and 3: hex. */
export function sign(canonical: string, secret: string): string {
  return createHmac('sha256', secret)
    .update(`${ALGORITHM}\n${sha256(canonical)}`)
    .digest('hex');
}

function one(value: string | string[] | undefined): string {
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** RFC 3986 */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function mismatch(): ImmFault {
  return new ImmFault(400, 'SignatureDoesNotMatch', 'Specified signature does not match our calculation.');
}
