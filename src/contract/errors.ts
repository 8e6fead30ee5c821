/** Errors of the whole product: one class, a closed list of codes, each with what an HTTP status says of it and whether trying again can help. */
import * as z from 'zod/mini';

/**
 * Codes a token endpoint may answer, with their HTTP status.
 * `Invalid{Parameter}` says which of the API page's rules a request breaks; its message says what is allowed.
 * `Timeout` says that a request's body did not come in time.
 * `GrantExpired` says that the signed grant, or the time a session may go on with it, is over: the element asks the page for a new one.
 * `SessionExpired` says that a refresh token is no longer good (expired, sealed for somebody else, unknown): the element then opens anew.
 */
export const ENDPOINT_ERRORS = {
  InvalidRequest: 400,
  InvalidSourceURI: 400,
  InvalidFilename: 400,
  InvalidPermission: 400,
  InvalidPreviewPages: 400,
  InvalidHidecmb: 400,
  InvalidUserData: 400,
  InvalidExternalUploaded: 400,
  Unauthenticated: 401,
  GrantExpired: 401,
  AccessDenied: 403,
  ResourceNotFound: 404,
  Timeout: 408,
  SessionExpired: 410,
  FileTooLarge: 413,
  UnsupportedFormat: 415,
  Throttling: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
} as const;
/** Codes of errors that a token endpoint answers. */
export type EndpointErrorCode = keyof typeof ENDPOINT_ERRORS;

/** The body of every error a token endpoint answers. */
export const EndpointError = z.object({
  error: z.object({
    code: z.enum(Object.keys(ENDPOINT_ERRORS) as [EndpointErrorCode, ...EndpointErrorCode[]]),
    /** For developers, in English; never holds a token or a key. */
    message: z.string(),
    requestId: z.optional(z.string()),
  }),
});
export type EndpointError = z.infer<typeof EndpointError>;

/** Codes that arise in the browser, beside those of the endpoint. */
export type BrowserErrorCode =
  /** An attribute is missing or has a value that is not allowed. */
  | 'InvalidConfiguration'
  /** No answer from the token endpoint: network, CORS, wrong host. */
  | 'EndpointUnreachable'
  /** 404 or 405 that is not a contract answer: the URL is wrong. */
  | 'EndpointNotFound'
  /** Another failure status without a contract answer. */
  | 'EndpointFailed'
  /** The answer is not JSON, lacks a field, is too large, or redirects. */
  | 'InvalidResponse'
  /** The WebofficeURL has an origin that `office-origins` does not allow, or is no plain https URL. */
  | 'UntrustedURL'
  /** The page's Content-Security-Policy forbids the token endpoint, the SDK or the office page; the message names what to add. */
  | 'BlockedByPolicy'
  /** The SDK script did not load: blocked by an extension or a filter, missing, offline. */
  | 'SdkLoadFailed'
  /** A script loaded, but it is not the WebOffice SDK. */
  | 'SdkInvalid'
  /** The office page says that it cannot open the document. */
  | 'OpenFailed'
  /** The office page's frame shows another page: a sign-in, an error page. */
  | 'OfficePageLeft'
  /** Too many people have the document open (SDK: SessionFull). */
  | 'SessionFull'
  /** The office page could not store the document. */
  | 'SaveFailed'
  /** Something did not answer in time; `phase` says what. */
  | 'Timeout'
  /** The element was removed or given another document before the promise could settle. */
  | 'Aborted';

/** Every code that {@link WebOfficeError} can have. */
export type ErrorCode = EndpointErrorCode | BrowserErrorCode;

/** Where on the way of a document an error arose. */
export type ErrorPhase = 'configuration' | 'credentials' | 'sdk' | 'document' | 'save';

/** Codes for which the same attempt can succeed later without anybody changing anything. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'Throttling',
  'InternalError',
  'ServiceUnavailable',
  'EndpointUnreachable',
  'EndpointFailed',
  'SdkLoadFailed',
  'OfficePageLeft',
  'SessionFull',
  'SessionExpired',
  'SaveFailed',
  'Timeout',
]);

/** What every promise of this package rejects with, and what `imm-error` carries. Its message is for developers and holds no token. */
export class WebOfficeError extends Error {
  override readonly name = 'WebOfficeError';
  readonly code: ErrorCode;
  readonly phase: ErrorPhase;
  /** ms to wait before trying again, when the server named a time (Retry-After). */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, phase: ErrorPhase, message: string, options: ErrorOptions & { retryAfter?: number | undefined } = {}) {
    super(message, options);
    this.code = code;
    this.phase = phase;
    this.retryAfter = options.retryAfter;
  }

  /** Whether trying the same again can help. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}
