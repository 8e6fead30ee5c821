/** What each error code means to whoever builds a site, what usually causes it, and what to do. */
import type { ErrorCode } from '../../src/contract/errors.js';

export interface ErrorHelp {
  means: string;
  causes: readonly string[];
  todo: string;
}

/** Backticks are code. */
export const ERROR_HELP: Readonly<Record<ErrorCode, ErrorHelp>> = {
  InvalidConfiguration: {
    means: 'An attribute is missing, or has a value that is not allowed. No request was sent.',
    causes: [
      'A typing error in an attribute.',
      'JSON that is none in `watermark` or `sdk-options`.',
      'A template that left a placeholder in.',
    ],
    todo: 'Read the message, in the element or in the console: it names every attribute that is wrong, and what it may be.',
  },
  InvalidRequest: {
    means: 'The token endpoint could not read the request.',
    causes: [
      'A proxy or a framework that changes the body or its `content-type`.',
      'An element and an endpoint of very different versions.',
    ],
    todo: 'Look at the request in the browser’s network panel. The endpoint takes POST with JSON of at most 64 kB.',
  },
  InvalidSourceURI: {
    means: 'What the document is called is no `oss://bucket/key`.',
    causes: [
      'An `https://` address in `src`.',
      'An `authorize` that should turn your own reference into `sourceURI` and does not.',
      '`..` as a part of the path, a control character or an invisible character: copied text often has zero-width ones.',
    ],
    todo: 'Write `src="oss://bucket/key"`, or answer `sourceURI` from `authorize`.',
  },
  InvalidFilename: {
    means: 'IMM does not take the name to show.',
    causes: [
      'An extension in capitals in `filename`: `Report.DOCX`.',
      'A path, a control character or an invisible character in `filename`.',
    ],
    todo: 'Give a plain name with its extension in lower case, or leave `filename` out.',
  },
  InvalidPermission: {
    means: 'Rights were asked for that do not go together.',
    causes: ['`mode="edit"` or `export` for a PDF.', '`export` without `print`.'],
    todo: 'The message names the rule. Change `mode` and `allow` accordingly.',
  },
  InvalidPreviewPages: {
    means: '`preview-pages` is no whole number from 1 to 5,000.',
    causes: ['A backend of your own that computes the number.'],
    todo: 'Send a number in this range, or none.',
  },
  InvalidHidecmb: {
    means: 'The token endpoint refuses to hide the toolbar.',
    causes: ['An endpoint of your own that refuses `hidecmb` in edit mode; `imm-weboffice-server` leaves it out there.'],
    todo: 'Leave `Hidecmb` out of the call when `Permission.Readonly` is false.',
  },
  InvalidUserData: {
    means: '`user-data` is too long, or would go nowhere.',
    causes: ['More than 2,048 bytes.', 'A backend without notifications: `userData` comes back in them, and nowhere else.'],
    todo: 'Shorten it, or configure `notification` in the token endpoint.',
  },
  InvalidExternalUploaded: {
    means: 'The file was replaced in OSS while somebody edits it, and the upload was not announced.',
    causes: ['An upload over a document that is open.'],
    todo: 'Set `external-uploaded` where uploads are expected, or open the document again when nobody edits it any more.',
  },
  Unauthenticated: {
    means: 'The endpoint does not know who is asking.',
    causes: [
      'The visitor’s session has ended.',
      'An endpoint on another origin, without `request-credentials="include"`.',
      'A cookie with `SameSite=Strict` in a frame of another site.',
    ],
    todo: 'Let the visitor sign in, then call `reload()`. Across origins, allow credentials on both sides.',
  },
  GrantExpired: {
    means:
      'The signed grant is past its `exp`, was used already, or the session may not go on with it any longer, and the page had no newer one.',
    causes: [
      'A page that was open for longer than `session_exp` allows, with a `grant` and nothing that gives a new one.',
      'A grant written into a page that was restored from a cache.',
      'Clocks of two servers that are more than 30 s apart.',
    ],
    todo: 'Give the element a `grant-endpoint`, a `getGrant` property, or a listener of `imm-grant-required` that sets `grant`.',
  },
  AccessDenied: {
    means: 'The endpoint knows who is asking, and says no.',
    causes: [
      '`authorize` answered nothing, or there is none: then everything is denied.',
      'The page’s origin is not among `allowedOrigins`.',
    ],
    todo: 'Log what `authorize` is asked and what it answers.',
  },
  ResourceNotFound: {
    means: 'There is no such document.',
    causes: [
      'A key with other capitals, or encoded twice.',
      'The bucket lies in another region than the IMM project.',
      'The document was deleted.',
    ],
    todo: 'Compare `src` with the key in OSS, character by character.',
  },
  SessionExpired: {
    means: 'The refresh token is no longer good, and opening anew did not help either.',
    causes: [
      'The token endpoint’s `secret` differs between servers, or is random and the server was restarted.',
      'Another user signed in on the same page.',
      '`authorize` grants something else at every refresh, a watermark with the time in it say.',
    ],
    todo: 'Give every server the same `secret`. The element opens anew by itself once; this is shown only when that failed too.',
  },
  FileTooLarge: {
    means: 'IMM opens documents up to 200 MB.',
    causes: ['A larger document.', 'A document near the limit, with many pictures.'],
    todo: 'Offer it as a download.',
  },
  UnsupportedFormat: {
    means: 'IMM WebOffice does not open this kind of file.',
    causes: ['A file without an extension, or with a wrong one: give the right one in `filename`.', 'A picture, an archive, a video.'],
    todo: 'Word, Excel, PowerPoint, PDF, text and CSV files open.',
  },
  Throttling: {
    means: 'Too many requests in a short time.',
    causes: ['IMM’s limit for your account.', 'A limit in front of your endpoint.', 'Many documents on one page.'],
    todo: 'Set `loading="lazy"` where a page has many documents. Answer `Retry-After`: the element keeps to it.',
  },
  InternalError: {
    means: 'The token endpoint failed, or IMM refused what your server sent. The browser is not told why, on purpose.',
    causes: [
      '`authorize` threw, or answered a grant without a `user.id` or with a value IMM does not take.',
      'The RAM user lacks `imm:GenerateWebofficeToken` or `imm:RefreshWebofficeToken`.',
      'No such IMM project, or one of another region.',
      'Credentials are missing or have expired.',
    ],
    todo: 'Read the token endpoint’s log: it says why.',
  },
  ServiceUnavailable: {
    means: 'IMM did not answer.',
    causes: ['The server has no way to `imm.{region}.aliyuncs.com`.', 'A region without IMM.', 'An outage.'],
    todo: 'Try from the server whether it reaches that host, and compare the region with that of your IMM project.',
  },
  EndpointUnreachable: {
    means: 'The browser had no answer from your token endpoint.',
    causes: [
      'The reader is offline.',
      'An endpoint on another origin that does not answer the preflight.',
      'A wrong host, or a certificate the browser refuses.',
    ],
    todo: 'Open the network panel. Across origins, name the page in `allowedOrigins`.',
  },
  EndpointNotFound: {
    means: 'There is no token endpoint at this URL: 404 or 405, and not in the contract’s words.',
    causes: [
      'A typing error in `token-endpoint`.',
      'The route takes GET only.',
      'The backend is not deployed, or lies behind another prefix.',
    ],
    todo: '`npx imm-weboffice check` with the full URL tells.',
  },
  EndpointFailed: {
    means: 'Your endpoint failed, and did not say why in the contract’s words.',
    causes: ['An exception before the handler.', 'A gateway in front of it: 502, 504.', 'A `fetchCredentials` that threw.'],
    todo: 'Look into the server’s log for the request the network panel shows.',
  },
  InvalidResponse: {
    means: 'Your endpoint answered something that is not in the contract.',
    causes: ['A login page in HTML, or a redirect to one.', 'A field is missing: the message names it.', 'More than 256 kB.'],
    todo: 'Answer errors as JSON, with their status. `npx imm-weboffice check` names what does not fit.',
  },
  UntrustedURL: {
    means: 'The WebofficeURL leads to an origin that `office-origins` does not allow. The token was not sent there.',
    causes: ['A proxy or a domain of your own in front of the office page.', 'The local WebOffice on a page that is not on loopback.'],
    todo: 'Add the origin to `office-origins`, if it is yours.',
  },
  BlockedByPolicy: {
    means: 'The page’s Content-Security-Policy forbids the token endpoint, the SDK or the office page.',
    causes: ['A policy made before the element came to the page.'],
    todo: 'The message names origin and directive. <a href="/content-security-policy/">Content Security Policy</a> has the whole header.',
  },
  SdkLoadFailed: {
    means: 'The SDK’s script did not load, three times.',
    causes: [
      'An ad blocker or a company’s filter.',
      'A wrong `sdk-url`.',
      '`sdk-integrity` that belongs to another version.',
      'The reader went offline.',
    ],
    todo: 'Open the SDK’s URL in a tab. Where `g.alicdn.com` is blocked, serve the script yourself and set `sdk-url`.',
  },
  SdkInvalid: {
    means: 'A script loaded, but it is not the WebOffice SDK.',
    causes: ['A wrong `sdk-url`.', 'A server that answers every path with its start page.'],
    todo: 'Leave `sdk-url` out, or compare it with the default in the <a href="/reference/">reference</a>.',
  },
  OpenFailed: {
    means: 'The office page came, and could not open the document.',
    causes: ['A damaged file.', 'A password that does not fit.', 'A file that is not what its extension says.'],
    todo: 'Open the file in an office program. The message has the office page’s own words.',
  },
  OfficePageLeft: {
    means:
      'The frame of the office page shows another page. The element noticed it, opened the document anew, and the same happened again within a minute.',
    causes: ['A proxy or a gateway that sends the frame to a sign-in page.', 'An error page of the browser or of a server in between.'],
    todo: 'Look at the frame’s address in the browser’s developer tools. Requests to the office page must not be redirected.',
  },
  SessionFull: {
    means: 'Too many people have the document open.',
    causes: ['More readers or editors at the same time than IMM takes.'],
    todo: 'Try again later, or offer the document with `mode="preview"`.',
  },
  SaveFailed: {
    means: '`save()` did not store the document.',
    causes: ['The bucket refuses writing.', 'The document was opened to be read.', 'The connection was lost while saving.'],
    todo: 'The document is still on screen: try again, and look at `imm-file-status`.',
  },
  Timeout: {
    means: 'Something did not answer within `timeout`; `phase` says what.',
    causes: ['A slow network.', 'A backend that waits for something itself.', 'A document that takes long to prepare.'],
    todo: 'Look at `error.phase`: `credentials` is your endpoint, `sdk` the script, `document` the office page.',
  },
  Aborted: {
    means: 'The element was removed, or given another document, before a promise could settle. It is not shown to readers.',
    causes: ['A change of `src` during `whenReady()`.', 'A page change in a single-page application.'],
    todo: 'Nothing: ignore it where you wait for `whenReady()`, `save()` or `reload()`.',
  },
};
