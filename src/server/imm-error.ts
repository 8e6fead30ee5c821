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
