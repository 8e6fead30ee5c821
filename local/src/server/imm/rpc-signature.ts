/**
 * Verifies the older signature of Alibaba Cloud's RPC style APIs, which the core SDKs of Java, Python, PHP, C++ and Node still send: HMAC-SHA1 over the
 * parameters. Source: Alibaba Cloud, "Request syntax and signature method V2 for RPC APIs".
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { ImmFault } from '../imm-fault.js';
import type { AccessKeys } from './access-keys.js';
import type { Freshness } from './freshness.js';
import type { Parameters } from './parameter-values.js';
import { encodeRFC3986, SECRET_PARAMETERS } from './signature.js';

const REQUIRED = ['AccessKeyId', 'Action', 'SignatureNonce', 'SignatureVersion', 'Timestamp', 'Version'];

export class RpcSignatureVerifier {
  constructor(
    private readonly accessKeys: AccessKeys,
    private readonly freshness: Freshness,
  ) {}

  /**
   * @param parameters of the query and of the form
   * @returns the access key id the request was signed with
   * @throws {ImmFault}
   */
  verify(method: string, parameters: Parameters): string {
    const get = (name: string) => parameters.get(name) ?? '';
    const missing = REQUIRED.find((name) => !get(name));
    if (missing) throw new ImmFault(400, 'IncompleteSignature', `The parameter ${missing} is not signed.`);
    if (get('SignatureMethod') !== 'HMAC-SHA1' || get('SignatureVersion') !== '1.0') {
      throw new ImmFault(400, 'InvalidParameter.SignatureMethod', 'SignatureMethod has to be HMAC-SHA1, and SignatureVersion 1.0.');
    }
    const id = get('AccessKeyId');
    const secret = this.accessKeys.secretOf(id);
    if (secret === undefined) throw new ImmFault(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    const given = Buffer.from(get('Signature'), 'base64');
    const expected = createHmac('sha1', `${secret}&`).update(stringToSign(method, parameters)).digest();
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw mismatch(method, parameters);
    this.accessKeys.checkSecurityToken(id, parameters.get('SecurityToken'));
    this.freshness.check(id, get('SignatureNonce'), get('Timestamp'));
    return id;
  }
}

export function stringToSign(method: string, parameters: Parameters): string {
  const pairs = [...parameters].filter(([name]) => name !== 'Signature').sort(([a], [b]) => (a < b ? -1 : 1));
  const query = pairs.map(([name, value]) => `${encodeRFC3986(name)}=${encodeRFC3986(value)}`).join('&');
  return `${method}&%2F&${encodeRFC3986(query)}`;
}

/** As the gateway says it, so that a client's author can compare; tokens and passwords are not repeated. */
function mismatch(method: string, parameters: Parameters): ImmFault {
  const shown = new Map([...parameters].map(([name, value]) => [name, SECRET_PARAMETERS.includes(name) ? '***' : value]));
  const words = `Specified signature is not matched with our calculation. server string to sign is:${stringToSign(method, shown)}`;
  return new ImmFault(400, 'SignatureDoesNotMatch', words);
}
