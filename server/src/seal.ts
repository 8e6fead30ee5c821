/**
 * Refresh tokens go to the browser sealed: encrypted and authenticated (JWE, `dir` with A256GCM), with what was granted to whom inside.
 * Nobody refreshes somebody else's session, and no server has to remember any.
 */
import { createHash, randomBytes } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as z from 'zod/mini';
import { Permission } from 'imm-weboffice/contract';
import { Granted } from './granted.js';

/** What is inside. Tokens sealed by an earlier version do not fit, and are no good any more. */
const Sealed = z.object({
  /** What the browser asked for at `open`, as far as the host's `authorize` and the effective rights depend on it. Never the password. */
  asked: z.object({
    action: z.literal('open'),
    sourceURI: z.string(),
    permission: z.optional(Permission),
    previewPages: z.optional(z.number()),
    cachePreview: z.optional(z.boolean()),
    user: z.optional(z.object({ id: z.optional(z.string()), name: z.optional(z.string()) })),
  }),
  /** What the session was granted. */
  granted: Granted,
  /** The signed grant of the host's backend that the session goes on with, where there is one. */
  grant: z.optional(z.string()),
  /** SHA-256 of the access token of the same pair. */
  accessToken: z.string(),
  /** IMM's refresh token. */
  refreshToken: z.string(),
});
export type Sealed = z.infer<typeof Sealed>;

/** Encrypts the content of refresh tokens and reads it back. `expires` is when IMM's refresh token ends. */
export interface Seal {
  close(content: Sealed, expires: Date): Promise<string>;
  /** Undefined for anything that this seal did not close, or that has expired. */
  open(sealed: string): Promise<Sealed | undefined>;
}

const ISSUER = 'imm-weboffice';

/** Shortest secret taken, characters. */
export const MIN_SECRET = 32;

const HOW_TO = 'e.g. from `openssl rand -base64 32`, the same on every copy of the server';

/**
 * @param secret the same on every server that answers for a host; of several, the first seals and all of them open, so that secrets can be rotated.
 * Without one, a random secret that ends with the process: warned of once, and refused in production
 * @throws {RangeError} when a secret is shorter than {@link MIN_SECRET} characters, or a list is empty
 * @throws {Error} when there is none and `NODE_ENV` is `production`
 */
export function createSeal(secret: string | readonly string[] | undefined): Seal {
  const keys = secret === undefined ? [randomKey()] : [secret].flat().map(keyOf);
  const [newest] = keys;
  if (!newest) throw new RangeError(`secret is an empty list; give one secret, or several with the newest first, ${HOW_TO}`);
  return {
    close: (content, expires) =>
      new EncryptJWT({ ...content })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuer(ISSUER)
        .setExpirationTime(expires)
        .encrypt(newest),
    async open(sealed) {
      for (const key of keys) {
        try {
          const options = { issuer: ISSUER, keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
          const { payload } = await jwtDecrypt(sealed, key, options);
          return Sealed.parse(payload);
        } catch {
          // The next secret, or no good at all.
        }
      }
      return undefined;
    },
  };
}

function keyOf(secret: string | undefined): Buffer {
  // A list of environment variables is easily missing one, whatever the types say.
  const length = typeof secret === 'string' ? secret.length : 0;
  if (typeof secret !== 'string' || length < MIN_SECRET) {
    throw new RangeError(`secret has ${length} characters; at least ${MIN_SECRET} are needed, ${HOW_TO}`);
  }
  return createHash('sha256').update(secret).digest();
}

let hasWarned = false;

function randomKey(): Buffer {
  // `next build` loads the routes, in production mode and without the server's environment.
  const isBuild = process.env.NEXT_PHASE === 'phase-production-build';
  if (process.env.NODE_ENV === 'production' && !isBuild) {
    throw new Error(`createTokenHandler needs \`secret\` in production: set secret: process.env.WEBOFFICE_SECRET, ${HOW_TO}`);
  }
  if (!hasWarned) {
    hasWarned = true;
    process.emitWarning(
      `createTokenHandler has no \`secret\`: a random one is used, so that a restart or another copy of the server ends every session's refresh. Set one, ${HOW_TO}.`,
      { type: 'ImmWebofficeWarning', code: 'IMM_WEBOFFICE_SECRET' },
    );
  }
  return randomBytes(32);
}
