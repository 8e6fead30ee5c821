/**
 * IMM's error codes in the contract's. Only codes that concern what the caller sent are the caller's; everything else is a failure of the host or of IMM:
 * 5xx, in our own words, with IMM's words in the host's log. IMM's text never reaches a browser: it names the real document, project and key.
 * Sources: API page GenerateWebofficeToken, "Common errors"; Alibaba Cloud's gateway codes; the codes for dead tokens are unconfirmed.
 */
import type { EndpointErrorCode } from 'imm-weboffice/contract';
import { LIMITS } from 'imm-weboffice/contract';
import { Refusal } from './http.js';
import type { ImmError } from './imm-error.js';

/** The call that IMM refused. */
export interface RefusedCall {
  action: 'open' | 'refresh';
  /** The document as the caller names it. */
  reference: string;
  /** IMM's parameters that the host decided, not the caller. */
  decidedByHost: readonly string[];
}

/** IMM's parameters that the caller fills, with the code and the words for a refusal. */
const CALLER_FIELDS: Readonly<Record<string, readonly [EndpointErrorCode, string]>> = {
  SourceURI: ['InvalidSourceURI', 'IMM does not accept sourceURI'],
  Filename: ['InvalidFilename', 'IMM does not accept filename'],
  Permission: ['InvalidPermission', 'IMM does not accept these permissions together'],
  PreviewPages: ['InvalidPreviewPages', `IMM does not accept previewPages: a whole number, 1 to ${LIMITS.pages}`],
  Hidecmb: ['InvalidHidecmb', 'IMM does not hide the toolbar of this document'],
  UserData: ['InvalidUserData', 'IMM does not accept userData'],
  ExternalUploaded: [
    'InvalidExternalUploaded',
    'the document was replaced in its bucket while it is being edited; set externalUploaded where uploads are expected',
  ],
  CachePreview: ['InvalidRequest', 'IMM does not accept cachePreview'],
  Password: ['InvalidRequest', 'IMM does not accept password'],
  Watermark: ['InvalidRequest', 'IMM does not accept watermark'],
};

/** What the caller is answered. The cause of a 5xx is the error itself, for `onError`. */
export function refusalOf(error: ImmError, call: RefusedCall): Refusal {
  const { code, statusCode, message, requestId, retryAfter } = error;
  const refuse = (as: EndpointErrorCode, text: string) => new Refusal(as, text, { requestId, retryAfter, cause: error });
  if (/^Throttling/.test(code) || statusCode === 429) return refuse('Throttling', 'IMM limits the number of requests; try again later');
  if (isUnavailable(error)) return refuse('ServiceUnavailable', 'IMM is not available');
  // IMM has one code for a wrong project, which is the host's fault, and a document that is not there.
  if (code === 'ResourceNotFound' && /\boss:/.test(message)) return refuse('ResourceNotFound', `there is no document ${call.reference}`);
  if (call.action === 'refresh' && isDeadToken(error)) return refuse('SessionExpired', 'IMM no longer accepts this refresh token');
  if (/^(LimitExceeded|FileTooLarge)/.test(code))
    return refuse('FileTooLarge', `IMM opens documents of up to ${LIMITS.fileSize / 2 ** 20} MB`);
  const field = /^Invalid(?:Argument\.|Parameter\.)?([A-Z]\w*)$/.exec(code)?.[1] ?? '';
  const known = Object.hasOwn(CALLER_FIELDS, field) && call.action === 'open' && !call.decidedByHost.includes(field);
  if (known) return refuse(...CALLER_FIELDS[field]!);
  return refuse('InternalError', 'IMM refused the host; the log of the token endpoint says why');
}

function isUnavailable({ code, statusCode }: ImmError): boolean {
  return ['Unreachable', 'ConnectionLost', 'ServiceUnavailable'].includes(code) || statusCode === 503;
}

/**
 * A refresh sends nothing of the caller's but the two tokens, so a complaint about an argument is one about them. Not the host's own STS token
 * (`InvalidSecurityToken`, `SecurityTokenExpired`), nor its project.
 */
function isDeadToken({ code, message }: ImmError): boolean {
  if (/Security/.test(code)) return false;
  if (code === 'ResourceNotFound') return !/\bproject\//i.test(message);
  return /(Access|Refresh)Token|TokenExpired|^InvalidToken|^Invalid(Argument|Parameter)$/.test(code);
}
