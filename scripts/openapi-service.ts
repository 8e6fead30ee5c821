/** The token service in OpenAPI, beside the endpoint itself: what it asks of the host's backend, and what whoever runs it may ask. */

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ 'application/json': { schema } });
const text = (description: string) => ({ description, content: { 'text/plain': { schema: { type: 'string' } } } });
const error = (description: string) => ({ description, content: json(ref('EndpointError')) });

/** Of the host's own backend: signs a grant for its page. */
export function grantEndpoint() {
  const properties = { sourceURI: { type: 'string' }, filename: { type: 'string' }, permission: ref('Permission') };
  return {
    operationId: 'grant',
    summary: 'A signed grant for a page, for backends that use the token service',
    description:
      'The path is yours; the attribute grant-endpoint names it. Decide who asks and what they may do, and sign GrantClaims as a JWT: HS256, RS256, ES256 or EdDSA. What the page asks for is a wish.',
    requestBody: { required: true, content: json({ type: 'object', properties, required: ['sourceURI'] }) },
    responses: {
      200: {
        description: 'The JWT, at most 3,072 characters.',
        content: json({ type: 'object', properties: { grant: { type: 'string', maxLength: 3_072 } }, required: ['grant'] }),
      },
      401: error('Unauthenticated: nobody is signed in'),
      403: error('AccessDenied: this user may not'),
    },
  };
}

/** What the token service sends to the host's backend, where it decides by a webhook. */
export function authorizeWebhook() {
  const properties = {
    action: { enum: ['open', 'refresh'] },
    sourceURI: { type: 'string' },
    asked: { ...ref('OpenRequest'), description: 'Without the password.' },
    headers: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: "Of the browser's request: cookie and authorization.",
    },
    grant: { type: 'string', description: 'What the page sent as its grant, unchecked.' },
  };
  const grant = {
    type: 'object',
    properties: {
      user: {
        type: 'object',
        properties: { id: { type: 'string' }, name: { type: 'string' }, avatar: { type: 'string' } },
        required: ['id'],
      },
      sourceURI: { type: 'string', description: 'oss://bucket/key' },
      filename: { type: 'string' },
      permission: ref('Permission'),
      previewPages: { type: 'integer', minimum: 1, maximum: 5_000 },
      watermark: ref('Watermark'),
      userData: { type: 'string' },
    },
    required: ['user'],
  };
  const parameters = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
    name,
    in: 'header',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    operationId: 'authorize',
    summary: 'May this user open this document, or go on with it?',
    description: 'Signed as Standard Webhooks describes (HMAC-SHA256). Redirects are not followed; any other answer counts as a failure.',
    parameters,
    requestBody: { required: true, content: json({ type: 'object', properties, required: ['action', 'sourceURI', 'asked', 'headers'] }) },
    responses: {
      200: { description: 'The most that is allowed.', content: json(grant) },
      401: { description: 'Nobody is signed in.' },
      403: { description: 'This user may not.' },
      404: { description: 'There is no such document.' },
    },
  };
}

/** For load balancers and Prometheus. */
export function managementPaths() {
  const operation = (operationId: string, summary: string, responses: object) => ({ get: { operationId, summary, responses } });
  return {
    '/healthz': operation('healthz', 'The token service runs', { 200: text('ok') }),
    '/readyz': operation('readyz', 'The token service takes requests', { 200: text('ready'), 503: text('ending') }),
    '/metrics': operation('metrics', 'Figures for Prometheus', { 200: text('Prometheus text format') }),
  };
}
