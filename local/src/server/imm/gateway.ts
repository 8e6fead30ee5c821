/** What stands before IMM's API: reads the parameters of a call, and verifies its signature, of either kind. */
import type { IncomingHttpHeaders } from 'node:http';
import { jsonOrUndefined } from 'imm-weboffice/contract';
import type { AccessKeys } from './access-keys.js';
import { Freshness } from './freshness.js';
import type { ImmApi } from './imm-api.js';
import type { Parameters } from './parameter-values.js';
import { RpcSignatureVerifier } from './rpc-signature.js';
import { SignatureVerifier, firstOf, type SignedRequest } from './signature.js';
import { ImmFault } from '../imm-fault.js';

export class ImmGateway {
  readonly #signatures: SignatureVerifier;
  readonly #rpcSignatures: RpcSignatureVerifier;

  constructor(
    accessKeys: AccessKeys,
    private readonly immApi: ImmApi,
  ) {
    const freshness = new Freshness();
    this.#signatures = new SignatureVerifier(accessKeys, freshness);
    this.#rpcSignatures = new RpcSignatureVerifier(accessKeys, freshness);
  }

  /** @returns what the API answers, without a request id @throws {ImmFault} */
  async call(request: SignedRequest): Promise<Record<string, unknown>> {
    const { headers, url } = request;
    const signed = new Map([...url.searchParams, ...formOf(request)]);
    if (headers.authorization === undefined && signed.has('Signature')) {
      // A body of JSON is not signed this way, and says nothing therefore.
      const id = this.#rpcSignatures.verify(request.method, signed);
      return this.immApi.call(id, signed.get('Action')!, signed.get('Version')!, signed);
    }
    const id = this.#signatures.verify(request);
    const parameters = new Map([...signed, ...jsonOf(request)]);
    return this.immApi.call(id, firstOf(headers['x-acs-action']), firstOf(headers['x-acs-version']), parameters);
  }
}

const isOf = (type: string, headers: IncomingHttpHeaders) => (headers['content-type'] ?? '').toLowerCase().split(';')[0]!.trim() === type;

const formOf = ({ headers, body }: SignedRequest) =>
  new URLSearchParams(isOf('application/x-www-form-urlencoded', headers) ? body.toString('utf8') : '');

/** Members of a JSON body, structs as one JSON string; null is no value. @throws {ImmFault} when it is no object */
function jsonOf({ headers, body }: SignedRequest): Parameters {
  if (!isOf('application/json', headers) || body.length === 0) return new Map();
  const parsed = jsonOrUndefined(body.toString('utf8'));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ImmFault(400, 'InvalidJSON', 'The body is not a JSON object.');
  }
  const given = Object.entries(parsed).filter(([, value]) => value !== null);
  return new Map(given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
}
