/**
 * What the office page and the local WebOffice server say to each other over HTTP.
 * Every call carries the access token as `Authorization: Bearer …`, so that none ever stands in a URL, and a name of this page load as `X-Page: {uuid}`:
 * one Generate result serves one user, and the page load that opened last is the one it serves.
 *
 * - `POST /office/api/{fileId}/session` opens or renews: {@link SessionInfo}, or 401 {@link ApiError}.
 * - `GET  /office/api/{fileId}/progress` one {@link Progress} per line (NDJSON) until `ready` or `failed`.
 * - `GET  /office/api/{fileId}/content?part=head|whole` the PDF (with byte ranges) for kind `pages`, UTF-8 text for `text` and `table`.
 * - `GET  /office/api/{fileId}/events` one {@link OfficeEvent} per line for as long as the token lives; empty lines keep it alive.
 * - `POST /office/api/{fileId}/password` `{"password": "…"}` for a protected document: 204, or 403 with Code `WrongPassword`. Ask for progress again afterwards.
 * - `GET  /office/api/{fileId}/export` the document as PDF, with permission `export` only (403 `AccessDenied` otherwise).
 * - `POST /office/api/{fileId}/rename` `{"name": "…"}` with permission `rename` in edit mode only: 204. The stored file keeps its name (API page, Rename).
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
  /** The password given with the Generate call does not open the document. */
  'WrongPassword',
  /** IMM's page error 24001: OSS refused the file because of its hotlink protection. */
  'RefererDenied',
  /** More than 5,000 pages. */
  'TooManyPages',
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

export const OfficeEvent = z.discriminatedUnion('event', [
  /** A new version was saved: ask for progress again and show it in place. */
  z.object({ event: z.literal('changed'), version: z.number() }),
  /** Another page load uses the same Generate result now: this one has ended (SDK: SessionExpired). */
  z.object({ event: z.literal('replaced') }),
  /** Another user renamed the document (SDK: fileNameChange). */
  z.object({ event: z.literal('renamed'), name: z.string() }),
]);
export type OfficeEvent = z.infer<typeof OfficeEvent>;

/** IMM's error shape, with a code of {@link FailureCode}, or `InvalidToken` (unknown, expired, or used by another page load since), or `AccessDenied`. */
export const ApiError = z.object({ RequestId: z.string(), Code: z.string(), Message: z.string() });
export type ApiError = z.infer<typeof ApiError>;
