/**
 * Refresh tokens go to the browser sealed: encrypted and authenticated (JWE, `dir` with A256GCM), with whom they were issued to inside.
 * Nobody refreshes somebody else's session, and no server has to remember any.
 */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { optionalPeer } from './peer.js';

const { EncryptJWT, jwtDecrypt } = (await optionalPeer('jose', () => import('jose')))();

/** What is inside. */
const Sealed = z.object({
  /** The host's user. */
  user: z.string(),
  sourceURI: z.string(),
  /** What the browser asked for at `open`: the host's `authorize` is asked again with it. */
  asked: z.string(),
  refreshToken: z.string(),
});
export type Sealed = z.infer<typeof Sealed>;

export interface Seal {
  close(content: Sealed, expires: Date): Promise<string>;
  /** Undefined for anything that this seal did not close, or that has expired. */
  open(sealed: string): Promise<Sealed | undefined>;
}

const ISSUER = 'imm-weboffice';

/** Shortest secret taken, characters. */
export const MIN_SECRET = 32;

/**
 * @param secret the same on every server that answers for a host; without one, a random secret that ends with the process
 * @throws {RangeError} when the secret is shorter than {@link MIN_SECRET} characters
 */
export function createSeal(secret: string | undefined): Seal {
  if (secret !== undefined && secret.length < MIN_SECRET) {
    throw new RangeError(
      `secret has ${secret.length} characters; at least ${MIN_SECRET} are needed, e.g. from \`openssl rand -base64 32\``,
    );
  }
  const key = secret === undefined ? randomBytes(32) : createHash('sha256').update(secret).digest();
  return {
    close: (content, expires) =>
      new EncryptJWT({ ...content })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuer(ISSUER)
        .setExpirationTime(expires)
        .encrypt(key),
    async open(sealed) {
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          issuer: ISSUER,
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return Sealed.parse(payload);
      } catch {
        return undefined;
      }
    },
  };
}
