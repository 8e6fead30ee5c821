/**
 * Signs requests to the host as Standard Webhooks does, so that hosts check them with a library of their language.
 * Source: https://www.standardwebhooks.com, specification 1.0.0, "Webhook signatures".
 */
import { createHmac, randomUUID } from 'node:crypto';

/** Shortest secret taken, bytes; the specification allows 24 to 64. */
const MIN_SECRET = 24;

/**
 * The key that a secret stands for: of `whsec_…` what its Base64 says, of anything else its bytes.
 * @throws {TypeError} when it is shorter than {@link MIN_SECRET} bytes
 */
export function webhookKey(secret: string): Buffer {
  const [, encoded] = /^whsec_([A-Za-z0-9+/=]+)$/.exec(secret) ?? [];
  const key = encoded === undefined ? Buffer.from(secret) : Buffer.from(encoded, 'base64');
  if (key.length < MIN_SECRET) {
    throw new TypeError(
      `a secret for webhooks needs at least ${MIN_SECRET} bytes, e.g. whsec_ and what \`openssl rand -base64 32\` prints`,
    );
  }
  return key;
}

/** The headers that go with a body: `webhook-id`, `webhook-timestamp` (s since the epoch) and `webhook-signature`. */
export function signWebhook(key: Buffer, body: string): Record<string, string> {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
