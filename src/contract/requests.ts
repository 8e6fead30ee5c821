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

/** Asks for credentials to open a document. */
export const OpenRequest = z.strictObject({
  action: z.literal('open'),
  /** Which document: `oss://bucket/key`, or any reference that the host's `authorize` turns into one. At most 1,200 characters (OSS keys: 1,023 bytes). */
  sourceURI: text(1_200),
  /** File name to show, with a supported extension in lower case (IMM: Filename). */
  filename: z.optional(text(1_023)),
  permission: z.optional(Permission),
});
export type OpenRequest = z.infer<typeof OpenRequest>;

/** Asks for the next pair of tokens (IMM: RefreshWebofficeToken). The pair rotates: only the newest refresh token is good. */
export const RefreshRequest = z.strictObject({
  action: z.literal('refresh'),
  accessToken: text(8_192),
  refreshToken: text(8_192),
});
export type RefreshRequest = z.infer<typeof RefreshRequest>;

export const TokenRequest = z.discriminatedUnion('action', [OpenRequest, RefreshRequest]);
export type TokenRequest = z.infer<typeof TokenRequest>;
