/** The token endpoint in OpenAPI 3.1. Schemas come from `src/contract`; what they cannot say is here. */
import * as z from 'zod';
import { Credentials, TokenPair } from '../src/contract/credentials.js';
import { ENDPOINT_ERRORS, EndpointError, type EndpointErrorCode } from '../src/contract/errors.js';
import { OpenRequest, Permission, RefreshRequest, UserHint, Watermark } from '../src/contract/requests.js';
import { GrantClaims } from '../server/src/grant-claims.js';
import { authorizeWebhook, grantEndpoint, managementPaths } from './openapi-service.js';

const SCHEMAS = { OpenRequest, RefreshRequest, Credentials, TokenPair, EndpointError, Permission, Watermark, UserHint, GrantClaims };
type SchemaName = keyof typeof SCHEMAS;

const ref = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });

/** What each schema is for. */
const ABOUT: Record<SchemaName, string> = {
  OpenRequest: 'Asks for credentials to open a document. A wish: the backend decides who asks, which document it is, and what they may do.',
  RefreshRequest: 'Asks for the next pair of tokens. Only the newest refresh token is good.',
  Credentials:
    "The answer to open. rights is any text that changes with permission, pages, watermark and user: where it does, the element opens the page anew. Times are ISO 8601 or ms since the epoch. IMM's own names (WebofficeURL, AccessToken, …) are read too, and so is an answer inside data, result or body.",
  TokenPair: 'The answer to refresh: IMM’s RefreshWebofficeToken.',
  EndpointError: 'Every error. The message is for developers, in English, and holds no token and no key.',
  Permission: 'What a reader asks to be allowed. Absent is false. A PDF can only be read; export needs print.',
  Watermark: 'Drawn over the pages. rotate is in radians, vertical and horizontal in px.',
  GrantClaims:
    'The claims of a signed grant, a JWT: what one user may do with one document. Claims that are not here are refused. exp, iat, nbf and session_exp are in s since the epoch.',
  UserHint: 'Who the browser says it is: a hint for hosts without accounts, worth nothing else.',
};

/** What a status means, where several codes share one. */
const ERRORS: Record<EndpointErrorCode, string> = {
  InvalidRequest: 'not POST, not JSON, a field is missing or unknown',
  InvalidSourceURI:
    'the document is not named as oss://bucket/key, or its name has .. as a part of a path, control or invisible characters',
  InvalidFilename: 'the extension is not in lower case, or the name has a path, control or invisible characters',
  InvalidPermission: 'wishes that do not go together, e.g. to edit a PDF',
  InvalidPreviewPages: 'not a whole number from 1 to 5,000',
  InvalidHidecmb: 'the toolbar can be hidden in preview only',
  InvalidUserData: 'more than 2,048 bytes, or nobody receives notifications',
  InvalidExternalUploaded:
    'the document was replaced in its bucket while it is being edited, and externalUploaded does not say that this was meant',
  Unauthenticated: 'nobody is signed in, or the request has no grant',
  GrantExpired:
    'the signed grant, or the time a session may go on with it, is over; the element asks the page for a new one and tries again',
  AccessDenied: 'this user may not, or a page of another origin asks',
  ResourceNotFound: 'there is no such document',
  Timeout: 'the request’s body did not come in time',
  SessionExpired: 'the refresh token is no longer good, or the host now grants less; the element opens anew',
  FileTooLarge: 'more than 200 MB',
  UnsupportedFormat: 'IMM WebOffice does not open this format',
  Throttling: 'too many requests; Retry-After may say when to ask again',
  InternalError: 'the backend failed, or IMM refused it; its log says why',
  ServiceUnavailable: 'IMM does not answer',
};

const TIMES = { accessTokenExpiredTime: '2026-01-01T00:30:00.000Z', refreshTokenExpiredTime: '2026-01-02T00:00:00.000Z' };
const PAIR = { accessToken: 'f1c6…', refreshToken: '0b9d…', ...TIMES, serverTime: '2026-01-01T00:00:00.000Z' };

const EXAMPLES = {
  open: {
    action: 'open',
    sourceURI: 'oss://my-bucket/report.docx',
    filename: 'report.docx',
    permission: { readonly: true, copy: true, print: true },
  },
  refresh: { action: 'refresh', accessToken: 'f1c6…', refreshToken: '0b9d…' },
  credentials: { webofficeURL: 'https://office-cn-shanghai.imm.aliyuncs.com/office/w/77c4…?_w_tokentype=1', ...PAIR },
  pair: { ...PAIR, accessToken: 'a802…', refreshToken: '5e17…' },
};

const json = (schema: object, examples: Record<string, unknown>) => ({
  'application/json': {
    schema,
    examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
  },
});

/** @throws {Error} when a schema of the contract has no form in JSON Schema */
export function document() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Token endpoint of <imm-weboffice>',
      version: '1',
      description:
        'What <imm-weboffice> asks of your backend, in whatever language it is written. Check yours: npx imm-weboffice check <url> --src oss://bucket/key',
    },
    paths: { '/api/weboffice': { post: operation() }, '/grant': { post: grantEndpoint() }, ...managementPaths() },
    webhooks: { authorize: { post: authorizeWebhook() } },
    components: { schemas: schemas() },
  };
}

function operation() {
  const { open, refresh, credentials, pair } = EXAMPLES;
  const mapping = { open: ref('OpenRequest').$ref, refresh: ref('RefreshRequest').$ref };
  return {
    operationId: 'weboffice',
    summary: 'Credentials for a document, and their renewal',
    description:
      'The path is yours; the attribute token-endpoint names it. Answer with cache-control: no-store, and never with a redirect.',
    requestBody: {
      required: true,
      content: json(
        { oneOf: [ref('OpenRequest'), ref('RefreshRequest')], discriminator: { propertyName: 'action', mapping } },
        { open, refresh },
      ),
    },
    responses: {
      200: {
        description: 'To open: Credentials. To refresh: TokenPair.',
        headers: { 'cache-control': { required: true, schema: { const: 'no-store' } } },
        content: json({ anyOf: [ref('Credentials'), ref('TokenPair')] }, { open: credentials, refresh: pair }),
      },
      ...errorResponses(),
    },
  };
}

/** One answer for each status, one example for each code. */
function errorResponses() {
  const codes = Object.entries(ENDPOINT_ERRORS) as [EndpointErrorCode, number][];
  const statuses = [...new Set(codes.map(([, status]) => status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter(([, each]) => each === status).map(([code]) => code);
      const examples = Object.fromEntries(own.map((code) => [code, { error: { code, message: ERRORS[code] } }]));
      return [
        status,
        { description: own.map((code) => `${code}: ${ERRORS[code]}`).join('; '), content: json(ref('EndpointError'), examples) },
      ];
    }),
  );
}

function schemas() {
  const registry = z.registry<{ id: string; description: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id, description: ABOUT[id as SchemaName] });
  const uri = (id: string) => ref(id as SchemaName).$ref;
  // As a backend writes it: times before they become numbers.
  const generated = z.toJSONSchema(registry, { io: 'input', uri }).schemas;
  return Object.fromEntries(
    Object.keys(SCHEMAS).map((name) => {
      // Within one OpenAPI document, schemas are named by where they stand.
      const { $schema, $id, id, ...schema } = generated[name]! as Record<string, unknown>;
      return [name, schema];
    }),
  );
}
