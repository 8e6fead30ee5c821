/** What a session shows and allows, and what it asks for: password, name, encoding. */
import * as z from 'zod/mini';

/** Application a document belongs to, as the WebofficeURL's path and the SDK's `fileInfo.officeType` write it: Word, sheet, presentation, PDF. */
export const OfficeType = z.enum(['w', 's', 'p', 'f']);
export type OfficeType = z.infer<typeof OfficeType>;

/** How the page shows a document: as PDF pages, as plain text, as a table of comma-separated values, as a workbook's grid, in the Word editor. */
export const DocumentKind = z.enum(['pages', 'text', 'table', 'sheet', 'word']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** How a text is written in its file: labels of the WHATWG Encoding Standard. */
export const Encoding = z.enum([
  ...['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr', 'windows-1250', 'windows-1251', 'windows-1252'],
  ...['windows-1253', 'windows-1254', 'windows-1255', 'windows-1256', 'windows-874', 'koi8-r'],
] as const);
export type Encoding = z.infer<typeof Encoding>;

/** The encoding a reader takes a text for, or with `convert` the one its file is to have from now on. */
export const EncodingRequest = z.object({ encoding: Encoding, convert: z.optional(z.boolean()) });

/** Why a session that may edit cannot edit this document. The page has a text for each. */
export const ReadOnlyReason = z.enum([
  'Kind',
  'Format',
  'Content',
  'Encoding',
  'Protected',
  'TooLarge',
  'RestrictedToReading',
  'RestrictedToComments',
  'RestrictedToForms',
  'Final',
]);
export type ReadOnlyReason = z.infer<typeof ReadOnlyReason>;

/** Whether what is typed into a Word document is tracked: switched on in the document, or required by its author. */
export const Tracking = z.enum(['on', 'required']);
export type Tracking = z.infer<typeof Tracking>;

/** What the office page needs to know before it shows a document: file, rights, watermark, and how its changes can be saved. */
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
  /** Whether what the page changes can be saved. */
  editable: z.boolean(),
  /** Why not, where the permission would allow it. */
  readOnlyReason: z.optional(ReadOnlyReason),
  /** The format its changes are saved through: it is converted to that and back. */
  through: z.optional(z.string()),
  /** The document has things in it that its editor shows nothing of. They stay in it. */
  holdsMore: z.optional(z.boolean()),
  /** How it looked before tracked changes of its look is in the document, and not shown. */
  holdsOldLooks: z.optional(z.boolean()),
  /** Of a Word document: what is typed becomes a tracked change. */
  tracking: z.optional(Tracking),
  /** Of a text or a table: what it is read, and written, as. */
  encoding: z.optional(Encoding),
  /** Counts the document's contents since the server first saw it; `changed` names the next. */
  version: z.optional(z.number()),
  /** Another after each start of the server, which then counts versions anew. */
  serverRun: z.string(),
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

/** The password of an encrypted document, 1 to 255 characters. */
export const PasswordRequest = z.object({ password: z.string().check(z.minLength(1), z.maxLength(255)) });

/** The new name has the extension of the old. */
export const RenameRequest = z.object({ name: z.string().check(z.minLength(1), z.maxLength(255)) });
