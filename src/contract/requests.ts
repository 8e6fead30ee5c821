/** What the element asks of a token endpoint: two requests, each a JSON object sent with POST. */
import * as z from 'zod/mini';

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));

/** What a user may do (IMM: Permission). Everything absent is false. */
export const Permission = z.object({
  readonly: z.optional(z.boolean()),
  rename: z.optional(z.boolean()),
  history: z.optional(z.boolean()),
  copy: z.optional(z.boolean()),
  export: z.optional(z.boolean()),
  print: z.optional(z.boolean()),
});
export type Permission = z.infer<typeof Permission>;
/** With every right decided. */
export type EffectivePermission = { [right in keyof Permission]-?: boolean };

/** Drawn over the pages, never written into the document (IMM: Watermark). */
export const Watermark = z.strictObject({
  /** 0 none, 1 text */
  type: z.optional(z.union([z.literal(0), z.literal(1)])),
  value: z.optional(z.string().check(z.maxLength(500))),
  /** CSS font, e.g. `bold 20px Serif` */
  font: z.optional(text(100)),
  /** radians, e.g. -0.7853982 */
  rotate: z.optional(z.number()),
  /** px between lines */
  vertical: z.optional(z.number().check(z.minimum(0))),
  /** px between repetitions */
  horizontal: z.optional(z.number().check(z.minimum(0))),
  /** CSS colour, e.g. `rgba(192, 192, 192, 0.6)` */
  fillStyle: z.optional(text(100)),
});
export type Watermark = z.infer<typeof Watermark>;

/** A grant that the host's backend has signed, a JWT: what this reader may do with this document. At most 3,072 characters, as it travels on inside the sealed refresh token. */
const GrantToken = text(3_072);

/** Who the browser says it is: a hint for hosts without accounts, worth nothing else. */
export const UserHint = z.strictObject({ id: z.optional(text(200)), name: z.optional(text(200)), avatar: z.optional(text(2_000)) });
export type UserHint = z.infer<typeof UserHint>;

/** Asks for credentials to open a document. The names are IMM's, in camelCase. */
export const OpenRequest = z.strictObject({
  action: z.literal('open'),
  /** Which document: `oss://bucket/key`, or any reference that the host's `authorize` turns into one. At most 1,200 characters (OSS keys: 1,023 bytes). */
  sourceURI: text(1_200),
  /** File name to show, with a supported extension in lower case (IMM: Filename). */
  filename: z.optional(text(1_023)),
  permission: z.optional(Permission),
  /** A preview that no edit changes any more; without search and print. */
  cachePreview: z.optional(z.boolean()),
  /** Only the first pages. */
  previewPages: z.optional(z.number()),
  /** Opens a protected document. */
  password: z.optional(text(255)),
  /** No toolbar; in preview only. */
  hidecmb: z.optional(z.boolean()),
  watermark: z.optional(Watermark),
  user: z.optional(UserHint),
  /** Comes back in notifications. */
  userData: z.optional(z.string()),
  /** An upload over the document is expected, and becomes a version of it. */
  externalUploaded: z.optional(z.boolean()),
  /** Signed by the host's backend, for an endpoint that takes its decisions from such grants. */
  grant: z.optional(GrantToken),
});
export type OpenRequest = z.infer<typeof OpenRequest>;

/** Asks for the next pair of tokens (IMM: RefreshWebofficeToken). The pair rotates: only the newest refresh token is good. */
export const RefreshRequest = z.strictObject({
  action: z.literal('refresh'),
  accessToken: text(8_192),
  refreshToken: text(8_192),
  /** A newer grant for the same reader and document, once the endpoint has answered `GrantExpired`. */
  grant: z.optional(GrantToken),
});
export type RefreshRequest = z.infer<typeof RefreshRequest>;

/** Either request that the element sends, told apart by `action`. */
export const TokenRequest = z.discriminatedUnion('action', [OpenRequest, RefreshRequest]);
export type TokenRequest = z.infer<typeof TokenRequest>;
