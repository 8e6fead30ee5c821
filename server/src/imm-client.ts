/** Calls IMM through Alibaba Cloud's official client, `@alicloud/openapi-core`: signing, STS and proxies are its business. Retries are not: it makes none unless it is told to. */
import * as credentials from '@alicloud/credentials';
import * as openAPI from '@alicloud/openapi-core';
import { ImmError, oneLine } from './imm-error.js';
import { Gate, RetryBudget, retryOnConnectionLoss, retryOnThrottling } from './retry.js';
import { withoutInterop } from './interop.js';

const { default: Client, $OpenApiUtil } = withoutInterop(openAPI);
const { default: Credential } = withoutInterop(credentials);

/** API version all calls use. */
export const IMM_VERSION = '2020-09-30';

/** A client of `@alicloud/credentials`, whose types are not needed for it. */
export interface CredentialClient {
  getCredential(): Promise<{ accessKeyId?: string; accessKeySecret?: string; securityToken?: string }>;
}

/** Which IMM project to call, where, and with which access key. */
export interface ImmClientOptions {
  /** Region of the project and of its buckets, e.g. `cn-shanghai`. */
  regionId: string;
  /** IMM project name. */
  projectName: string;
  /** Host or URL of the API; default `https://imm.{regionId}.aliyuncs.com`. A URL with `http:` is for the local WebOffice. */
  endpoint?: string | undefined;
  /**
   * Where the access key comes from; default: Alibaba's credential chain (environment, `~/.alibabacloud/credentials`, RAM role of the machine).
   * Give a fixed key only for the local WebOffice.
   */
  credential?: CredentialClient | { accessKeyId: string; accessKeySecret: string; securityToken?: string } | undefined;
  /** ms to wait for an answer; default 10,000. */
  timeout?: number | undefined;
}

/** Calls of IMM's API for one project. The token endpoint takes any object of this shape, e.g. a fake in tests. */
export interface ImmClient {
  readonly projectName: string;
  /** Calls an action. Struct parameters go as JSON. @throws {ImmError} */
  call(action: string, parameters: Record<string, unknown>): Promise<Record<string, unknown>>;
}

/**
 * Creates a client for {@link IMM_VERSION} of the API. Calls whose kept connection was just closed are tried again, and GenerateWebofficeToken when IMM
 * throttles it.
 * @throws {TypeError} when `endpoint` is no host and no URL
 */
export function createImmClient(options: ImmClientOptions): ImmClient {
  const { endpoint: place = `imm.${options.regionId}.aliyuncs.com` } = options;
  const endpoint = new URL(/^https?:/.test(place) ? place : `https://${place}`);
  const timeout = options.timeout ?? 10_000;
  const client = new Client(
    new $OpenApiUtil.Config({
      ...credentialOf(options),
      regionId: options.regionId,
      endpoint: endpoint.host,
      protocol: endpoint.protocol.slice(0, -1),
      readTimeout: timeout,
      connectTimeout: timeout,
    }),
  );
  const gate = new Gate();
  const budget = new RetryBudget();
  return {
    projectName: options.projectName,
    async call(action, parameters) {
      const params = new $OpenApiUtil.Params({
        action,
        version: IMM_VERSION,
        protocol: endpoint.protocol.slice(0, -1),
        pathname: '/',
        method: 'POST',
        authType: 'AK',
        style: 'RPC',
        reqBodyType: 'formData',
        bodyType: 'json',
      });
      // In the body, not in the query as the generated clients do: URLs end up in the logs of proxies, and these hold tokens.
      const request = new $OpenApiUtil.OpenApiRequest({ body: wire({ ProjectName: options.projectName, ...parameters }) });
      const ask = async () => {
        try {
          const response = (await client.callApi(params, request, DEFAULTS)) as { body: Record<string, unknown> };
          return response.body;
        } catch (error) {
          throw immError(error);
        }
      };
      const asked = () => retryOnConnectionLoss(ask, budget);
      return gate.pass(() => (action === 'GenerateWebofficeToken' ? retryOnThrottling(asked, budget) : asked()));
    },
  };
}

function credentialOf({ credential }: ImmClientOptions) {
  if (credential && 'accessKeyId' in credential) return credential;
  if (credential) return { credential: credential as AlibabaCredential };
  return { credential: new Credential() };
}

/** The client reads its fields and nothing else, so its class, which belongs to a dependency of its own, is not needed. */
const DEFAULTS = {} as Parameters<InstanceType<(typeof import('@alicloud/openapi-core'))['default']>['callApi']>[2];

/** What Alibaba's client calls this type, once the package is there. */
type AlibabaCredential = InstanceType<(typeof import('@alicloud/credentials'))['default']>;

/** Scalars travel as strings, structs as JSON. */
function wire(parameters: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
}

/** `server string to sign is:…`, `server StringToSign is […] server CanonicalRequest is […]`, as Alibaba Cloud's gateways write it. */
const SIGNED = /\s*server (?:string to sign|StringToSign|CanonicalRequest) is.*/i;

function immError(error: unknown): ImmError {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as {
    name?: unknown;
    code?: unknown;
    statusCode?: unknown;
    requestId?: unknown;
    message?: unknown;
    retryAfter?: unknown;
    data?: { RequestId?: unknown; Message?: unknown };
  };
  const text = (value: unknown) => (typeof value === 'string' && value ? oneLine(value) : undefined);
  const status = typeof fields.statusCode === 'number' ? fields.statusCode : undefined;
  // Without a status there was no answer, and what the client says then may quote the request: only what kind of failure it was is passed on.
  const kind = kindOf(fields);
  const without = kind === 'ECONNRESET' || kind === 'EPIPE' ? 'ConnectionLost' : 'Unreachable';
  const code = status === undefined ? without : (text(fields.code) ?? 'Unknown');
  // After a wrong signature IMM repeats what should have been signed, and with it the SecurityToken of STS.
  const words = text(fields.data?.Message)?.replace(SIGNED, '');
  const message = status === undefined ? `no answer from IMM (${kind})` : words || 'IMM refused the request';
  const wait = typeof fields.retryAfter === 'number' ? fields.retryAfter : undefined;
  return new ImmError(code, status, message, text(fields.requestId) ?? text(fields.data?.RequestId), wait);
}

/** Of a failure without an answer: Node's code for it, `ECONNRESET` say, or the name the client's HTTP library has for one that took too long. */
function kindOf({ code, name }: { code?: unknown; name?: unknown }): string {
  return typeof code === 'string' && /^E[A-Z_]+$/.test(code) ? code : name === 'RequestTimeoutError' ? 'Timeout' : 'unknown';
}
