/** What the office page reports as a failure, in our codes. */
import { WebOfficeError, type ErrorCode } from '../contract/errors.js';
import type { FileOpenEvent } from './types.js';

/** How the SDK's error reasons read in our codes. Anything else is `OpenFailed`. */
const REASONS: Readonly<Record<string, ErrorCode>> = {
  userNotLogin: 'Unauthenticated',
  InvalidLink: 'ResourceNotFound',
  SessionFull: 'SessionFull',
  PermissionDenied: 'AccessDenied',
  GetTokenFailed: 'SessionExpired',
  SessionExpired: 'SessionExpired',
  fileTooLarge: 'FileTooLarge',
};

/** The error for a failed `fileOpen`. A reason that has no code of ours is `OpenFailed`, with the SDK's reason in the message. */
export function openFailure(payload: FileOpenEvent): WebOfficeError {
  const why = payload.reason ?? payload.msg ?? payload.result ?? 'no reason given';
  return new WebOfficeError(REASONS[why] ?? 'OpenFailed', 'document', `the office page could not open the document: ${why}`);
}

/** The error for the SDK's `error` event. A reason that has no code of ours is `OpenFailed`. */
export function pageFailure(reason = 'Unknown'): WebOfficeError {
  return new WebOfficeError(REASONS[reason] ?? 'OpenFailed', 'document', `the office page reports: ${reason}`);
}

/** The error that pending promises are rejected with when a document is closed. */
export function aborted(): WebOfficeError {
  return new WebOfficeError('Aborted', 'document', 'the document was closed');
}
