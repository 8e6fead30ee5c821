/** What the server half of the package writes to its host's log. */
import { ImmError, oneLine } from './imm-error.js';

/** The default of every `onError`: one line on stderr, whatever the message holds. */
export function logError(error: unknown): void {
  console.error(`imm-weboffice: ${lineOf(error)}`);
}

/** What a failure says, in one line. */
export function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if (!(error instanceof ImmError)) return oneLine(error.message);
  const about = [error.statusCode, error.requestId && `request ${error.requestId}`].filter(Boolean).join(', ');
  return oneLine(`IMM answered ${error.code}${about && ` (${about})`}: ${error.message}`);
}
