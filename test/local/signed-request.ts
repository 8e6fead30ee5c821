/** A signed call as the generated official clients send it: parameters in the query. Hand-made, so that each part of it can be wrong. */
import { randomUUID } from 'node:crypto';
import type { LocalWebOffice } from '../../local/src/index.js';
import { canonicalRequest, sha256, sign } from '../../local/src/server/imm/signature.js';

export interface CallOptions {
  action?: string;
  parameters?: Record<string, string>;
  form?: Record<string, string>;
  /** As PHP's generated client sends what is not in the query. */
  json?: object;
  securityToken?: string;
  date?: Date;
  nonce?: string;
  accessKeyId?: string;
  accessKeySecret?: string;
  /** Headers left unsigned. */
  unsigned?: string[];
  /** Sent instead of what was signed. */
  forgedBody?: string;
}

export interface ImmAnswer {
  status: number;
  body: Record<string, string>;
}

export async function callImm(office: LocalWebOffice, options: CallOptions): Promise<ImmAnswer> {
  const { accessKeyId = office.credential.accessKeyId, accessKeySecret = office.credential.accessKeySecret, unsigned = [] } = options;
  const url = new URL(office.url);
  for (const [name, value] of Object.entries(options.parameters ?? {})) url.searchParams.append(name, value);
  const { form, json, securityToken } = options;
  const body = json ? JSON.stringify(json) : form ? new URLSearchParams(form).toString() : '';
  const type = json ? 'application/json; charset=utf-8' : form ? 'application/x-www-form-urlencoded' : undefined;
  const headers: Record<string, string> = {
    host: url.host,
    'x-acs-action': options.action ?? 'GenerateWebofficeToken',
    'x-acs-version': '2020-09-30',
    'x-acs-date': (options.date ?? new Date()).toISOString().replace(/\.\d+/, ''),
    'x-acs-signature-nonce': options.nonce ?? randomUUID(),
    'x-acs-content-sha256': sha256(body),
    ...(type && { 'content-type': type }),
    ...(securityToken !== undefined && { 'x-acs-security-token': securityToken }),
  };
  const names = Object.keys(headers)
    .filter((name) => !unsigned.includes(name))
    .sort();
  const signature = sign(canonicalRequest({ method: 'POST', url, headers, body: Buffer.from(body) }, names), accessKeySecret);
  headers.authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  const response = await fetch(url, { method: 'POST', headers, body: options.forgedBody ?? body });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}
