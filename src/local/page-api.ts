/**
 * What the office page and the local WebOffice server say to each other over HTTP.
 * Every call carries the access token as `Authorization: Bearer …`; no token ever stands in a URL.
 *
 * - `POST /office/api/{fileId}/session` opens or renews: {@link SessionInfo}, or 401 {@link ApiError}.
 * - `GET  /office/api/{fileId}/progress` one {@link Progress} per line (NDJSON) until `ready` or `failed`.
 * - `GET  /office/api/{fileId}/content?part=head|whole` the PDF (with byte ranges) for kind `pages`, UTF-8 text for `text` and `table`.
 */
import * as z from 'zod/mini';

/** Application a document belongs to, as the WebofficeURL's path and the SDK's `fileInfo.officeType` write it: Word, sheet, presentation, PDF. */
export const OfficeType = z.enum(['w', 's', 'p', 'f']);
export type OfficeType = z.infer<typeof OfficeType>;

/** How the page shows a document: as PDF pages, as plain text, or as a table of comma-separated values. */
export const DocumentKind = z.enum(['pages', 'text', 'table']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** Why a document cannot be shown. The page has a text for each. */
export const FailureCode = z.enum([
  'PasswordRequired',
  'DocumentBroken',
  'ConversionTimeout',
  'ConversionFailed',
  'EngineMissing',
  'UnsupportedFormat',
  'FileTooLarge',
  'FileNotFound',
]);
export type FailureCode = z.infer<typeof FailureCode>;

export const SessionInfo = z.object({
  fileInfo: z.object({
    id: z.string(),
    name: z.string(),
    officeType: OfficeType,
    /** bytes */
    size: z.number(),
    /** ms since the epoch */
    createTime: z.number(),
    /** ms since the epoch */
    modifyTime: z.number(),
  }),
  kind: DocumentKind,
  permission: z.object({
    readonly: z.boolean(),
    rename: z.boolean(),
    history: z.boolean(),
    copy: z.boolean(),
    export: z.boolean(),
    print: z.boolean(),
  }),
  user: z.object({ id: z.string(), name: z.string(), avatar: z.optional(z.string()) }),
  /** How long the token used for this call still lives, ms, by the server's clock. */
  expiresIn: z.number(),
  hidecmb: z.boolean(),
  /** A cached preview: no search, no print (API page, CachePreview), and no `changed` events. */
  cachePreview: z.boolean(),
  /** The document is shown up to this page. */
  previewPages: z.optional(z.number()),
  watermark: z.optional(
    z.object({
      value: z.string(),
      /** CSS font */
      font: z.string(),
      /** radians */
      rotate: z.number(),
      /** px */
      vertical: z.number(),
      /** px */
      horizontal: z.number(),
      /** CSS colour */
      fillStyle: z.string(),
    }),
  ),
});
export type SessionInfo = z.infer<typeof SessionInfo>;

export const Progress = z.discriminatedUnion('state', [
  /** Waiting for a free converter; `ahead` documents come first. */
  z.object({ state: z.literal('waiting'), ahead: z.number() }),
  z.object({ state: z.literal('converting') }),
  /** The first pages can be shown (`part=head`) while the rest is being prepared. */
  z.object({ state: z.literal('head') }),
  z.object({
    state: z.literal('ready'),
    /** Pages of the whole document, where `previewPages` shows fewer: for the SDK's `previewLimit`. */
    total: z.optional(z.number()),
  }),
  z.object({
    state: z.literal('failed'),
    code: FailureCode,
    /** For `EngineMissing`: what to install. Never a path or a stack. */
    detail: z.optional(z.string()),
  }),
]);
export type Progress = z.infer<typeof Progress>;

/** IMM's error shape, with a code of {@link FailureCode}, or `InvalidToken` (unknown or expired), or `AccessDenied`. */
export const ApiError = z.object({ RequestId: z.string(), Code: z.string(), Message: z.string() });
export type ApiError = z.infer<typeof ApiError>;
