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
export * from './page-api/cells.js';
export * from './page-api/errors.js';
export * from './page-api/events.js';
export * from './page-api/progress.js';
export * from './page-api/saving.js';
export * from './page-api/session.js';
export * from './page-api/texts.js';
export * from './page-api/word.js';
