/** Reads bodies with a limit of size and of time, whatever the client sends, or stops sending. */

/** Why a body could not be read. */
export class BodyError extends Error {
  constructor(
    readonly reason: 'TooLarge' | 'Late' | 'BrokenOff',
    message: string,
  ) {
    super(message);
  }
}

/** What a body may cost before {@link readBody} gives it up. */
export interface BodyLimits {
  /** bytes */
  size: number;
  /** ms from the start of reading until the last byte */
  time: number;
}

/**
 * The whole body as text. Reading stops at the limits, so that a body without end takes neither memory nor the connection for long.
 * @throws {BodyError}
 */
export async function readBody(request: Pick<Request, 'headers' | 'body'>, limits: BodyLimits): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limits.size) throw tooLarge(limits);
  const reader = request.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  if (!reader) return '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodyError('Late', `the body did not come within ${limits.time} ms`)), limits.time);
  });
  const reading = readText(reader, limits);
  // After a time-out nobody waits for the reading, which may fail later.
  reading.catch(() => undefined);
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readText(reader: ReadableStreamDefaultReader<Uint8Array>, limits: BodyLimits): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new BodyError('BrokenOff', 'the body broke off');
    });
    if (done) return text + decoder.decode();
    size += value.byteLength;
    // The stream is left as it is: cancelling it would, in Node, end the connection before the answer is written.
    if (size > limits.size) throw tooLarge(limits);
    text += decoder.decode(value, { stream: true });
  }
}

const tooLarge = ({ size }: BodyLimits) => new BodyError('TooLarge', `the body may have ${size} bytes at most`);
