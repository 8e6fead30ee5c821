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

export function openFailure(payload: FileOpenEvent): WebOfficeError {
  const why = payload.reason ?? payload.msg ?? payload.result ?? 'no reason given';
  return new WebOfficeError(REASONS[why] ?? 'OpenFailed', 'document', `the office page could not open the document: ${why}`);
}

export function pageFailure(reason = 'Unknown'): WebOfficeError {
  return new WebOfficeError(REASONS[reason] ?? 'OpenFailed', 'document', `the office page reports: ${reason}`);
}

export function aborted(): WebOfficeError {
  return new WebOfficeError('Aborted', 'document', 'the document was closed');
}
