/**
 * What the office page and the local WebOffice server say to each other over HTTP.
 * Every call carries the access token as `Authorization: Bearer …`; no token ever stands in a URL.
 * Every page gives itself a name, 1 to 64 letters, digits, `-` and `_`, and sends it as `X-Page`; without the header its name is ''.
 * One Generate result serves one page: the last that called `session`. All others get 401 on whatever they ask from then on.
 *
 * - `POST /office/api/{fileId}/session` opens or renews: {@link SessionInfo}, or 401 {@link ApiError}.
 * - `GET  /office/api/{fileId}/progress` one {@link Progress} per line (NDJSON) until `ready` or `failed`; turns to the newest version of the document.
 * - `GET  /office/api/{fileId}/content?part=head|whole` the PDF (with byte ranges) for kind `pages`, of the version the last `progress` told of;
 *   of the newest version UTF-8 text for `text` and `table`, Univer's workbook data as JSON for `sheet`, the document itself for `word`.
 *   `as=pages` on both asks for the PDF of a workbook that is shown as a grid, of its newest stored version.
 * - `GET  /office/api/{fileId}/events` one {@link PageEvent} per line, an empty line every 15 s, until the token ends; then ask again with the next.
 * - `GET  /office/api/{fileId}/events?once` what there is to tell now. With either, `version=V` says which version the page has.
 * - `POST /office/api/{fileId}/leave` the page goes: 204. Others hear of it at once, and what it has written in a text together with others is saved;
 *   its last changes may come along, as {@link LiveFarewell}. A page that only breaks off is missed a little later.
 * - `POST /office/api/{fileId}/password` {@link PasswordRequest}: 204, and `progress` begins anew; 403 `WrongPassword`, or `Throttling` after too many of them.
 * - `POST /office/api/{fileId}/rename` {@link RenameRequest}: 204; the name is shown and told to the host, the stored file keeps its own.
 * - `POST /office/api/{fileId}/encoding` {@link EncodingRequest}, for texts and tables: 204, and the content is to be got anew. With `convert`, which only
 *   editors may, the file is saved in that encoding. 409 `NotWritable` where an editor could not write the text back.
 * - `GET  /office/api/{fileId}/export` the document as PDF, for downloading; waits until it is converted.
 * - `GET  /office/api/{fileId}/print` the same, for printing what is not shown as pages.
 *
 * Where {@link SessionInfo} says `editable`:
 * - `content` names the version it is of in `X-Version`.
 * - `PUT  /office/api/{fileId}/save?base=V&over=W[&auto]` what a page changed in the content of version V, as {@link TextChanges} for kind `text`,
 *   as {@link CellChanges} for `sheet`, for `word` as two whole documents: how long the first is, in four bytes, what the editor writes of V when
 *   nothing is changed, and what it writes now; W is the version
 *   it means to replace, V unless it has heard of a newer one and means to go over that; `auto` says that nobody asked for it. {@link SaveResult}.
 *   Only the last few versions a page was sent or has saved can be a base.
 * - `PUT  /office/api/{fileId}/seed?base=V` for `word`: what the editor writes of version V, so that a page that goes has to send the difference only: how
 *   long that document is, in four bytes, the document, and its parts that hold words as JSON, `{name: text}`. 204.
 * - `PUT  /office/api/{fileId}/save?base=V&over=W&auto&rest` for `word`: that difference, {@link WordRest}. {@link SaveResult}, which nobody reads.
 * - `GET  /office/api/{fileId}/stored` the version there is now, for who has nothing to save: {@link SaveResult}.
 *
 * A text that is `editable` is written by all its editors together:
 * - `GET  /office/api/{fileId}/content?live` the text as everybody has it now, with what is not saved yet; `X-Live` is the room's name and
 *   the number of changes so far, `name.number`, `X-Version` the version of the file it was saved as last.
 * - `POST /office/api/{fileId}/live` {@link LivePush}: {@link LiveState}. Changes are taken only on top of all others; a page that is behind puts its
 *   own on top of those it is sent and tries again. 204: the room is another, or the page too far behind; it gets the content anew.
 * - `PUT  /office/api/{fileId}/save?live[&auto]` saves what everybody has written. {@link SaveResult}.
 *
 * With the permission `history`:
 * - `GET  /office/api/{fileId}/versions` {@link HistoryList}.
 * - `GET  /office/api/{fileId}/version?id=I` that version: as PDF, or as UTF-8 text for kinds `text` and `table`; waits until it is converted.
 * - `POST /office/api/{fileId}/restore` {@link RestoreRequest}: the document gets the content it had then, as its newest version. {@link SaveResult}.
 */
import * as z from 'zod/mini';

/** Application a document belongs to, as the WebofficeURL's path and the SDK's `fileInfo.officeType` write it: Word, sheet, presentation, PDF. */
export const OfficeType = z.enum(['w', 's', 'p', 'f']);
export type OfficeType = z.infer<typeof OfficeType>;

/** How the page shows a document: as PDF pages, as plain text, as a table of comma-separated values, as a workbook's grid, in the Word editor. */
export const DocumentKind = z.enum(['pages', 'text', 'table', 'sheet', 'word']);
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

/** Says more exactly than a {@link FailureCode} why; a page without words for it shows those of the code. */
export const FailureReason = z.enum(['WrongPassword', 'TooManyPages']);
export type FailureReason = z.infer<typeof FailureReason>;

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
  /** Of a Word document: what is typed becomes a tracked change. */
  tracking: z.optional(Tracking),
  /** Of a text or a table: what it is read, and written, as. */
  encoding: z.optional(Encoding),
  /** Counts the document's contents since the server first saw it; `changed` names the next. */
  version: z.optional(z.number()),
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
    /** Pages of the whole document (50 lines of text, or rows of a table or workbook, are one), where `previewPages` shows fewer: for the SDK's `previewLimit`. */
    total: z.optional(z.number()),
    /** It is shown as this, where it is too much for its kind. */
    kind: z.optional(DocumentKind),
  }),
  z.object({
    state: z.literal('failed'),
    code: FailureCode,
    reason: z.optional(FailureReason),
    /** For `EngineMissing`: what to install. Never a path or a stack. */
    detail: z.optional(z.string()),
  }),
]);
export type Progress = z.infer<typeof Progress>;

/** Somebody else at the same document. */
export const Person = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.optional(z.string()),
  /** Whether they may change it. */
  editing: z.boolean(),
  /** The same user as the one who is told, in another page. */
  you: z.boolean(),
});
export type Person = z.infer<typeof Person>;

export const PageEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('changed'),
    /** The stored document has a new version. */
    version: z.number(),
    /** Who has saved it, when that was done in a page. */
    by: z.optional(z.object({ id: z.string(), name: z.string() })),
    /** It is what a text that is written together was after so many changes: the page has it, or will have it from `live`. */
    live: z.optional(z.number()),
  }),
  /** Who else is at the document; each user once. Told at the beginning, and whenever somebody comes or goes. */
  z.object({ event: z.literal('people'), people: z.array(Person) }),
  /** There is something new to get from `live`. */
  z.object({ event: z.literal('live'), revision: z.number() }),
  /** Another page has taken the session over; this one gets nothing more. */
  z.object({ event: z.literal('replaced') }),
]);
export type PageEvent = z.infer<typeof PageEvent>;

export const PasswordRequest = z.object({ password: z.string().check(z.minLength(1), z.maxLength(255)) });

/** The new name has the extension of the old. */
export const RenameRequest = z.object({ name: z.string().check(z.minLength(1), z.maxLength(255)) });

/** One stretch of a text replaced. Places count characters (UTF-16) of the base, each line break as one. */
export const TextChange = z.object({ from: z.int().check(z.gte(0)), to: z.int().check(z.gte(0)), insert: z.string() });
export type TextChange = z.infer<typeof TextChange>;

/** In order, without overlaps. */
export const TextChanges = z.object({ changes: z.array(TextChange) });

/** Parts of a Word document that hold words, as its editor writes them. */
export const WordTexts = z.record(z.string(), z.string());
export type WordTexts = z.infer<typeof WordTexts>;

/** What a Word document's page sends when it goes: by the part's name, how its text differs from that of the seed. Places count characters (UTF-16). */
export const WordRest = z.record(z.string(), z.array(TextChange));
export type WordRest = z.infer<typeof WordRest>;

const Place = z.int().check(z.gte(0));
const LineText = z.string().check(z.regex(/^[^\r\n]*$/));
/**
 * Changes of a whole text in order, as CodeMirror writes a ChangeSet: characters that stay, or how many go and the lines that come instead.
 * A line break is one character.
 */
export const LiveChange = z.array(z.union([Place, z.tuple([Place], LineText)]));
export type LiveChange = z.infer<typeof LiveChange>;

/** A page's in one room. */
const ClientName = z.string().check(z.minLength(1), z.maxLength(64));
export const LiveUpdate = z.object({ client: ClientName, changes: LiveChange });
export type LiveUpdate = z.infer<typeof LiveUpdate>;

export const LivePush = z.object({
  /** The room's name, from `X-Live`. */
  room: z.string(),
  /** How many changes the page has. */
  since: Place,
  /** Its own, in order; they are taken when it has all others. */
  updates: z.array(LiveUpdate).check(z.maxLength(1_000)),
  /** Where it writes, after its changes. Absent while that is the same. */
  cursor: z.optional(z.object({ anchor: Place, head: Place })),
});
export type LivePush = z.infer<typeof LivePush>;

/** The last changes of a page that goes. It cannot know whether a push that is under way came before. */
export const LiveFarewell = z.object({
  room: z.string(),
  since: Place,
  client: ClientName,
  /** All that it has made since, as one. */
  changes: LiveChange,
  /** How many updates are under way, and what is left to be done if they have been taken. */
  sent: z.int().check(z.gte(0)),
  rest: LiveChange,
});
export type LiveFarewell = z.infer<typeof LiveFarewell>;

export const LiveState = z.object({
  /** How many changes there are. */
  version: z.number(),
  /** Grows with whatever there is to get here. */
  revision: z.number(),
  /** The changes the page had not. */
  updates: z.array(LiveUpdate),
  /** Where others write, after all changes. */
  cursors: z.array(z.object({ id: z.string(), name: z.string(), anchor: z.number(), head: z.number() })),
  /** The newest version of the file, and how many of the changes are in it. */
  saved: z.object({ version: z.number(), live: z.number() }),
});
export type LiveState = z.infer<typeof LiveState>;

const Switch = z.optional(z.nullable(z.object({ s: z.optional(z.number()) })));
const Colour = z.optional(z.nullable(z.object({ rgb: z.string().check(z.regex(/^#[\da-f]{6}$/i)) })));
const Side = z.optional(z.nullable(z.object({ s: z.int().check(z.gte(0), z.lte(13)), cl: Colour })));
/** What of a cell's format can be changed, as Univer's style data. */
export const CellFormat = z.object({
  ff: z.optional(z.nullable(z.string().check(z.maxLength(255)))),
  fs: z.optional(z.nullable(z.number().check(z.gte(1), z.lte(409)))),
  bl: z.optional(z.nullable(z.number())),
  it: z.optional(z.nullable(z.number())),
  ul: Switch,
  st: Switch,
  cl: Colour,
  bg: Colour,
  bd: z.optional(z.nullable(z.object({ l: Side, r: Side, t: Side, b: Side }))),
  ht: z.optional(z.nullable(z.number())),
  vt: z.optional(z.nullable(z.number())),
  tb: z.optional(z.nullable(z.number())),
  n: z.optional(z.nullable(z.object({ pattern: z.string().check(z.maxLength(255)) }))),
});
export type CellFormat = z.infer<typeof CellFormat>;

const CellValue = z.union([z.string().check(z.maxLength(32_767)), z.number(), z.boolean(), z.null()]);

/** One cell with new content, or a new format. Rows and columns are counted from 0. */
export const CellChange = z.object({
  /** Its sheet's place in the workbook, from 0. */
  sheet: z.int().check(z.gte(0)),
  row: z.int().check(z.gte(0), z.lt(1_048_576)),
  column: z.int().check(z.gte(0), z.lt(16_384)),
  /** Null empties it; of a formula, what it comes to. Without one its content stays. */
  value: z.optional(CellValue),
  /** Without its equals sign. */
  formula: z.optional(z.string().check(z.minLength(1), z.maxLength(8_192))),
  /** Of a formula that fills several cells: what it comes to in each, by rows, its own cell first. */
  results: z.optional(z.array(z.array(CellValue))),
  /** Only what its formula comes to has changed; `#SPILL!` where the page does not know. */
  computed: z.optional(z.boolean()),
  /** Undo has brought back what was there before: the cell's data validation does not refuse it. */
  restored: z.optional(z.boolean()),
  /** All of its format; of a cell that has none of its own, what is other than its column's. Tables of text have none. */
  format: z.optional(CellFormat),
});
export type CellChange = z.infer<typeof CellChange>;

/** A row's height or a column's width, px. */
export const LineSize = z.object({
  sheet: z.int().check(z.gte(0)),
  line: z.enum(['row', 'column']),
  at: z.int().check(z.gte(0), z.lt(1_048_576)),
  size: z.number().check(z.gte(0), z.lte(2_000)),
  /** A row that is as high as what it holds needs. */
  auto: z.optional(z.boolean()),
});
export type LineSize = z.infer<typeof LineSize>;

export const CellChanges = z.object({
  cells: z.array(CellChange),
  lines: z.optional(z.array(LineSize)),
  /** The page had to send them before it had calculated the formulas that rely on these cells. */
  uncalculated: z.optional(z.boolean()),
});
export type CellChanges = z.infer<typeof CellChanges>;

export const SaveResult = z.object({
  /**
   * The SDK's results of `save()`, and `conflict`: the document has another version than the one to be replaced. What was to be saved is in the history, and
   * nothing else has happened.
   */
  result: z.enum(['ok', 'nochange', 'SavedEmptyFile', 'SpaceFull', 'fail', 'conflict']),
  /** The version there is now. */
  version: z.number(),
  /** Its size, bytes. */
  size: z.number(),
  /** With `fail`: the first character that the text's encoding does not have. */
  unwritable: z.optional(z.string()),
});
export type SaveResult = z.infer<typeof SaveResult>;

/** One version in a document's history. */
export const HistoryEntry = z.object({
  id: z.string(),
  /** When it was kept, ms since the epoch. */
  time: z.number(),
  /** bytes */
  size: z.number(),
  /** Saved by a page because somebody wanted it, or by itself; taken back from the history; saved over what others had saved; found in the folder, whoever wrote it. */
  origin: z.enum(['saved', 'autosaved', 'restored', 'conflict', 'outside']),
  user: z.optional(z.object({ id: z.string(), name: z.string() })),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Newest first. */
export const HistoryList = z.object({ versions: z.array(HistoryEntry) });

export const RestoreRequest = z.object({ id: z.string() });

/**
 * IMM's error shape, with a code of {@link FailureCode}, `InvalidToken` (unknown, expired, or another page has the session), `AccessDenied`,
 * `RefererDenied` (hotlink protection, IMM's 24001), or what the calls above name.
 */
export const ApiError = z.object({ RequestId: z.string(), Code: z.string(), Message: z.string() });
export type ApiError = z.infer<typeof ApiError>;
