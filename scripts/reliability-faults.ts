/** Faults that come later than opening, each with the test that shows it. */
import type { ErrorCode } from '../src/index.js';

export interface LaterFault {
  what: string;
  sees: string;
  code?: ErrorCode;
  /** from the repository's root */
  file: string;
  /** part of the test's name as its file has it */
  test: string;
}

const session = 'test/faults/session.test.ts';
const sessionEnd = 'test/end-to-end/session-end.test.ts';
const day = 'test/faults/day.test.ts';
const hostile = 'test/server/hostile.test.ts';
const handler = 'test/server/handler.test.ts';
const opening = 'test/element/opening.test.ts';
const removal = 'test/end-to-end/removal.test.ts';
const narrowing = 'test/end-to-end/narrowing.test.ts';
const values = 'test/element/values.test.ts';
const reach = 'test/element/reach.test.ts';
const hosts = 'test/end-to-end/host-pages.test.ts';
const unlike = 'test/engines/host-pages.test.ts';
const effects = 'test/end-to-end/effects.test.ts';
const goesOn = 'the document goes on';
const reconnecting = '“Reconnecting…” over the document, which goes on';

export const laterFaults: readonly LaterFault[] = [
  { what: 'a refresh fails', sees: reconnecting, file: session, test: 'that fails twice: reconnecting, and on it goes' },
  { what: 'a proxy answers a refresh with HTML', sees: reconnecting, file: session, test: 'that a proxy answers with HTML, once' },
  {
    what: 'the backend is renewed: 404 for a moment',
    sees: reconnecting,
    file: session,
    test: 'that is not found while the backend is renewed, once',
  },
  {
    what: 'a refresh is refused with 401',
    sees: 'Please sign in',
    code: 'Unauthenticated',
    file: session,
    test: "[401, 'Unauthenticated']",
  },
  {
    what: 'a refresh is refused with 403',
    sees: 'You have no access to this document',
    code: 'AccessDenied',
    file: session,
    test: "[403, 'AccessDenied']",
  },
  {
    what: 'the refresh token is dead',
    sees: `${goesOn}, with credentials of a new open`,
    file: session,
    test: 'with a dead refresh token',
  },
  {
    what: 'the right to edit is taken away while somebody writes',
    sees: 'what was typed is in the file, and the document is opened anew to read',
    file: narrowing,
    test: 'they are in the file, and the page reads only',
  },
  {
    what: 'every right is taken away while somebody writes',
    sees: 'what was typed is in the file; You have no access to this document',
    code: 'AccessDenied',
    file: narrowing,
    test: 'a user who may no longer read at all',
  },
  {
    what: 'a refresh is redirected to another origin',
    sees: 'nobody there gets a token',
    file: session,
    test: 'that is redirected to another origin',
  },
  { what: 'a refresh is never answered', sees: 'the session ends and is opened anew', file: session, test: 'that never comes' },
  {
    what: 'somebody else uses the same credentials',
    sees: 'the document is opened anew',
    file: effects,
    test: 'one Generate result serves one user',
  },
  { what: 'offline for a moment', sees: reconnecting, file: session, test: 'goes for a moment' },
  {
    what: 'offline for longer than a token lives',
    sees: 'No connection; the document by itself when it is back',
    code: 'EndpointUnreachable',
    file: session,
    test: 'goes for longer than a token lives',
  },
  {
    what: 'offline while somebody writes, for longer than a token lives',
    sees: 'what was typed is in the file once the document is open again, and the page says so',
    code: 'EndpointUnreachable',
    file: sessionEnd,
    test: 'offline for longer than a token lives',
  },
  {
    what: 'another page takes the session while somebody writes',
    sees: 'the same, in the document opened anew',
    file: sessionEnd,
    test: 'another page takes the session',
  },
  {
    what: 'offline when the document is asked for',
    sees: 'No connection; the document by itself when it is back',
    code: 'EndpointUnreachable',
    file: session,
    test: 'is not there when the document is asked for',
  },
  {
    what: 'the reader’s clock is twelve hours ahead or behind',
    sees: goesOn,
    file: session,
    test: 'hours off: tokens are renewed in time',
  },
  { what: 'the clock is set while the page is open', sees: goesOn, file: day, test: 'is set, and set back' },
  { what: 'a laptop sleeps for eight hours', sees: goesOn, file: day, test: 'always has a good token while it is awake and online' },
  {
    what: 'a night longer than the refresh token lives',
    sees: `${goesOn}, with credentials of a new open`,
    file: day,
    test: 'a night longer than the refresh token',
  },
  { what: 'a sleep that no event tells of', sees: 'noticed within a minute', file: day, test: 'without any event on waking up' },
  {
    what: 'timers of a hidden tab ring once a minute',
    sees: goesOn,
    file: day,
    test: 'always has a good token while it is awake and online',
  },
  {
    what: 'the server asks for quiet (Retry-After)',
    sees: 'it gets it, whoever wants a token',
    file: day,
    test: 'a server that asks for quiet is left alone',
  },
  { what: 'the office page asks for tokens in a storm', sees: 'it gets the one there is', file: day, test: 'asks in a storm' },
  {
    what: 'times without zone, for readers east and west of Greenwich',
    sees: `${goesOn}: they are UTC`,
    file: day,
    test: 'are UTC for a reader in',
  },
  {
    what: 'the server hands out pairs that are dead on arrival',
    sees: 'it is asked after 1, 3, 9 s and so on, every five minutes in the end, whatever wakes the page',
    file: day,
    test: 'no storm, though the page asks every second',
  },
  {
    what: 'the office page asks every second while refreshes fail',
    sees: 'one request in ten seconds',
    file: day,
    test: 'a page that asks every second while refreshes fail',
  },
  {
    what: 'the frame of the office page goes elsewhere',
    sees: `${reconnecting}, opened anew`,
    file: session,
    test: 'that leaves for another page',
  },
  {
    what: 'the frame goes elsewhere again and again',
    sees: 'Another page has taken the document’s place',
    code: 'OfficePageLeft',
    file: session,
    test: 'that leaves again and again',
  },
  { what: 'the office page loads itself anew', sees: goesOn, file: session, test: 'that only loads itself anew' },
  {
    what: 'the tag is removed, by whatever means, right after something was typed',
    sees: 'it is in the file (local WebOffice)',
    file: removal,
    test: '64 letters, then ${way}',
  },
  {
    what: 'the page goes while a comment, or a reply to one, is still in its box',
    sees: 'it is in the file (local WebOffice)',
    file: 'test/end-to-end/drafts.test.ts',
    test: 'a new comment',
  },
  {
    what: 'the page goes while a header, a formula, a name or a word of an input method is being typed',
    sees: 'it is in the file (local WebOffice)',
    file: 'test/end-to-end/last-letters.test.ts',
    test: 'a word of an input method, ${extension}',
  },
  {
    what: 'the tag is removed with an office page that saves only when asked, as IMM’s',
    sees: 'it is stored in the background (Chromium; others: `close()` first)',
    file: 'test/end-to-end/foreign-office.test.ts',
    test: 'the page outlives the element',
  },
  {
    what: 'a router shows another view, right after something was typed',
    sees: 'it is in the file (local WebOffice)',
    file: 'test/end-to-end/frameworks.test.ts',
    test: 'what was typed is in the file when another view takes its place',
  },
  { what: 'an answer comes after the document was closed', sees: 'it is dropped', file: day, test: 'what comes late is dropped' },
  {
    what: 'the tag is removed while credentials are asked for',
    sees: 'nothing is left',
    code: 'Aborted',
    file: session,
    test: 'while credentials are asked for',
  },
  {
    what: 'the tag is removed while the SDK is loaded',
    sees: 'nothing is left',
    code: 'Aborted',
    file: session,
    test: 'while the SDK is being loaded',
  },
  {
    what: 'the tag is removed while the office page is loaded',
    sees: 'nothing is left',
    code: 'Aborted',
    file: session,
    test: 'while the office page is being loaded',
  },
  {
    what: 'the tag is removed while the document is opened',
    sees: 'nothing is left',
    code: 'Aborted',
    file: session,
    test: 'while the office page opens the document',
  },
  { what: 'the tag is mounted twice, as frameworks do', sees: 'one request', file: session, test: 'as frameworks mount twice' },
  { what: 'the tag is moved in the page', sees: goesOn, file: opening, test: 'survives a move in the page' },
  { what: 'the tag is moved with `moveBefore()`', sees: 'the document stays as it is', file: session, test: 'moved with moveBefore()' },
  { what: 'the browser freezes the page, and thaws it', sees: goesOn, file: session, test: 'frozen for longer than a token lives' },
  { what: '`src` changes faster than documents open', sees: 'only the last one opens', file: opening, test: 'only the last opens' },
  {
    what: 'the tag is in a hidden part of the page',
    sees: 'the document, and it fills its place when it is shown',
    file: session,
    test: 'a tag in a hidden part of the page',
  },
  { what: 'the page is left and come back to', sees: goesOn, file: session, test: 'left and come back to' },
  {
    what: 'twelve documents on a page',
    sees: 'all of them, and one fetch of the SDK',
    file: 'test/faults/opening.test.ts',
    test: 'twelve documents on a page',
  },
  {
    what: 'forged messages from the page, its frames, the office’s own origin',
    sees: 'nothing',
    file: 'test/faults/forged-messages.test.ts',
    test: 'forged messages do nothing',
  },
  {
    what: 'somebody reads console, addresses, DOM and events',
    sees: 'no token, no password',
    file: session,
    test: 'no token and no password',
  },
  {
    what: 'ten thousand damaged answers',
    sees: 'credentials, or an error with a code',
    file: 'test/element/answers.test.ts',
    test: 'each is credentials or an error with a code',
  },
  {
    what: 'the page is left with unsaved work',
    sees: 'a warning',
    file: 'test/element/answers.test.ts',
    test: 'is warned of while the office page has not stored',
  },
  {
    what: 'another user sends a stolen refresh token',
    sees: 'refused',
    code: 'SessionExpired',
    file: handler,
    test: 'is of no use to somebody else',
  },
  { what: 'a sealed refresh token has expired', sees: 'refused', code: 'SessionExpired', file: hostile, test: 'a seal that has expired' },
  {
    what: 'a page of another site calls the token endpoint',
    sees: 'refused',
    code: 'AccessDenied',
    file: handler,
    test: 'another site, said by the browser',
  },
  { what: 'a form is sent to it', sees: 'refused', code: 'InvalidRequest', file: handler, test: 'a form' },
  { what: 'it has no `authorize`', sees: 'refused', code: 'AccessDenied', file: handler, test: 'denies everything without authorize' },
  {
    what: 'a document outside the folder of the local WebOffice, by eleven tricks',
    sees: 'refused',
    file: hostile,
    test: 'a document outside the folder',
  },
  { what: 'thirty thousand brackets', sees: 'refused', code: 'InvalidRequest', file: hostile, test: 'thirty thousand brackets' },
  {
    what: 'a client that sends its request too slowly',
    sees: '408, and the connection is closed',
    code: 'Timeout',
    file: hostile,
    test: 'a body that does not come in time',
  },
  { what: 'clients that stop in the middle or give up', sees: 'others are served', file: hostile, test: 'clients that stop in the middle' },
  {
    what: 'a malformed request reaches the host: 70 kinds of HTTP/1.1, 62 of HTTP/2',
    sees: 'a response or a closed connection; the next request is answered',
    file: 'test/server/hosts.test.ts',
    test: 'raw frames of a good request',
  },
  {
    what: 'a proxy drops all kept connections to IMM',
    sees: 'the document',
    file: 'test/server/load.test.ts',
    test: 'a pool that a proxy has dropped costs no retry',
  },
  {
    what: 'IMM throttles an open',
    sees: 'the document, after a second; Too many requests in an overload',
    code: 'Throttling',
    file: 'test/server/load.test.ts',
    test: 'an open that IMM throttles is tried once more',
  },
  {
    what: 'IMM hangs under load',
    sees: 'a thousand calls wait, the next is refused at once',
    code: 'ServiceUnavailable',
    file: 'test/server/load.test.ts',
    test: 'while a thousand calls wait for an IMM that hangs',
  },
  {
    what: 'IMM is away for five minutes, with a million documents open',
    sees: 'all of them go on',
    file: 'test/faults/schedule.test.ts',
    test: 'IMM is away for five minutes',
  },
  {
    what: 'a value of an impossible type is set on the element',
    sees: 'This viewer is not set up correctly, with the attribute and what was written',
    code: 'InvalidConfiguration',
    file: values,
    test: 'is an error panel and imm-error, for every property',
  },
  {
    what: 'anything at all is set on it while it is open',
    sees: 'an error panel at most, no exception',
    file: values,
    test: 'never throws out of the element',
  },
  {
    what: 'an attribute is misspelt',
    sees: 'one hint in the console, with the right name',
    file: values,
    test: 'one for a misspelt attribute',
  },
  {
    what: '`mode` is switched, with attributes that apply in one mode only',
    sees: 'the document, in each mode',
    file: 'test/element/modes.test.ts',
    test: 'is toggled on a live element',
  },
  {
    what: 'the office page reports success with a reason',
    sees: 'Document not found',
    code: 'ResourceNotFound',
    file: reach,
    test: 'fileOpen with success and a reason is a failure',
  },
  {
    what: 'the SDK has no such method',
    sees: 'the call rejects',
    code: 'SdkInvalid',
    file: reach,
    test: 'an SDK that lacks one rejects',
  },
  {
    what: 'the SDK is used after its document has gone',
    sees: 'every call rejects, none reaches the SDK',
    code: 'Aborted',
    file: reach,
    test: 'is gone when the document is ${how}',
  },
  {
    what: 'the element is adopted by another document, and comes back',
    sees: 'the document, with its styles',
    file: 'test/element/adoption.test.ts',
    test: 'keeps its styles and its document there',
  },
  {
    what: 'the host page is cross-origin isolated',
    sees: 'the document',
    file: hosts,
    test: 'shows documents of the local WebOffice',
  },
  {
    what: '… and the office page sends no such headers',
    sees: 'the document in Chromium; elsewhere This site does not allow the viewer',
    code: 'BlockedByPolicy',
    file: hosts,
    test: 'an office page without such headers',
  },
  {
    what: 'the host page is sandboxed without `allow-same-origin`',
    sees: 'This site does not allow the viewer',
    code: 'BlockedByPolicy',
    file: unlike,
    test: 'a sandbox without allow-same-origin is named',
  },
  { what: 'scripts see a Proxy for the document (qiankun)', sees: 'the document', file: unlike, test: 'scripts that see a Proxy' },
  { what: 'the page has changed `Object.prototype`', sees: 'the document', file: unlike, test: 'added to Object.prototype' },
];
