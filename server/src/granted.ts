/**
 * What a session was granted, in the form that travels inside its sealed refresh token, and how a later grant compares with it.
 * Texts are hashed: compared they have to be, read never, and a token has to fit into 8,192 characters.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Watermark } from 'imm-weboffice/contract';
import type { EffectiveGrant } from './grant.js';
import { immIdOf } from './user.js';

const flag = z.boolean();

/** The grant inside a refresh token. `user`, `document`, `filename` and `watermark` are hashes. */
export const Granted = z.object({
  user: z.string(),
  document: z.string(),
  permission: z.object({ readonly: flag, rename: flag, history: flag, copy: flag, export: flag, print: flag }),
  previewPages: z.optional(z.number()),
  filename: z.optional(z.string()),
  watermark: z.optional(z.string()),
});
export type Granted = z.infer<typeof Granted>;

/** Reduces a grant to the form that is sealed, and that {@link reasonToEnd} compares. */
export function grantedOf({ userId, sourceURI, permission, previewPages, filename, watermark }: EffectiveGrant): Granted {
  return {
    user: fingerprint(userId),
    document: fingerprint(sourceURI),
    permission,
    ...(previewPages !== undefined && { previewPages }),
    ...(filename !== undefined && { filename: fingerprint(filename) }),
    ...(watermark !== undefined && { watermark: fingerprint(JSON.stringify(watermark)) }),
  };
}

/**
 * Why a session must not go on under a new grant: the first part of it that is narrower or different. IMM keeps what the first call fixed and cannot
 * change it (RefreshWebofficeToken has no such parameters), so the document has to be opened anew. A wider grant is no reason: nobody loses by waiting
 * for the next open, and somebody who reads or writes would be disturbed.
 */
export function reasonToEnd(before: Granted, now: Granted): string | undefined {
  if (now.user !== before.user) return 'it was issued to another user';
  if (now.document !== before.document) return 'the host now names another document';
  for (const [name, value] of Object.entries(before.permission) as [keyof Granted['permission'], boolean][]) {
    const isNarrower = name === 'readonly' ? !value && now.permission.readonly : value && !now.permission[name];
    if (isNarrower) return `the host no longer grants ${name === 'readonly' ? 'editing' : name}`;
  }
  if ((now.previewPages ?? Infinity) < (before.previewPages ?? Infinity)) return 'the host now grants fewer pages';
  if (now.watermark !== before.watermark) return 'the host now has another watermark';
  // A reader who may rename has changed the name within this very session.
  if (now.filename !== before.filename && !before.permission.rename) return 'the host now has another file name';
  return undefined;
}

/**
 * A fingerprint of what the reader's page shows and allows, so that the element can tell whether a page that is open still fits the credentials of a new open.
 * Without the document's place, which could be guessed from a hash; another document has another WebofficeURL.
 * @param watermark the host's or the one asked for
 */
export function rightsOf({ userId, permission, previewPages, filename }: EffectiveGrant, watermark: Watermark | undefined): string {
  return fingerprint(JSON.stringify([immIdOf(userId), permission, previewPages, filename, watermark]));
}

/** SHA-256 of a text, base64url. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
