/** An error answer of IMM, or none at all (`Unreachable`, or `ConnectionLost` when it was cut off). Holds nothing of the request, which has tokens in it. */
export class ImmError extends Error {
  override readonly name = 'ImmError';
  constructor(
    readonly code: string,
    readonly statusCode: number | undefined,
    message: string,
    readonly requestId: string | undefined,
    /** ms IMM asks to be left alone */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** Longest text of another program in a log line, characters. */
const LOG_LENGTH = 1_000;

/** A text on one line: a line break in it could forge a line of the log. `\p{C}` are control and invisible characters. */
export function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, LOG_LENGTH);
}
