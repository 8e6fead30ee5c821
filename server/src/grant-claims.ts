/** What a signed grant says: the claims of its JWT, in snake_case as OAuth and OpenID Connect write theirs, and how they become a {@link Grant}. */
import * as z from 'zod/mini';
import { describeIssues, LIMITS, Watermark } from 'imm-weboffice/contract';
import type { Grant } from './grant.js';
import { Refusal } from './http.js';

/** s since the epoch (RFC 7519, NumericDate) */
const NumericDate = z.number().check(z.minimum(0));
const right = z.optional(z.boolean());

/**
 * Strict, unlike most JWTs: a limit whose name is misspelt would be no limit.
 * Source of `sub`, `aud`, `exp`, `nbf`, `iat`, `iss`, `jti`: RFC 7519, 4.1. Source of the others: IMM's parameters.
 */
export const GrantClaims = z.strictObject({
  /** The host's user, stable and unique. */
  sub: z.string().check(z.minLength(1)),
  /** Shown to others in the document. */
  name: z.optional(z.string()),
  /** URL of the user's picture. */
  avatar: z.optional(z.string()),
  /** The document, to the letter as the element's `src` names it. */
  src: z.string().check(z.minLength(1)),
  /** File name to show. */
  filename: z.optional(z.string()),
  /** The most that is allowed; absent rights are not granted, and `readonly` is true unless it says false. */
  permission: z.optional(z.strictObject({ readonly: right, rename: right, history: right, copy: right, export: right, print: right })),
  /** The most pages shown. */
  preview_pages: z.optional(z.int().check(z.minimum(1), z.maximum(LIMITS.pages))),
  watermark: z.optional(Watermark),
  /** Comes back in notifications. */
  user_data: z.optional(z.string()),
  /** Until when a session may be refreshed with this grant; at most the endpoint's own limit after `iat`. */
  session_exp: z.optional(NumericDate),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: NumericDate,
  iat: NumericDate,
  nbf: z.optional(NumericDate),
  iss: z.optional(z.string()),
  jti: z.optional(z.string().check(z.minLength(1), z.maxLength(256))),
});
export type GrantClaims = z.infer<typeof GrantClaims>;

/** @throws {Refusal} `AccessDenied` that names the claims at fault, never their values */
export function readClaims(payload: unknown): GrantClaims {
  const result = GrantClaims.safeParse(payload);
  if (!result.success) throw new Refusal('AccessDenied', `the grant's claims are not as documented: ${describeIssues(result.error)}`);
  return result.data;
}

/** The grant that claims stand for. */
export function grantOf(claims: GrantClaims): Grant {
  const { sub, name, avatar, filename, permission, preview_pages, watermark, user_data } = claims;
  return { user: { id: sub, name, avatar }, filename, permission, previewPages: preview_pages, watermark, userData: user_data };
}
