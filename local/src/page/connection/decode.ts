/** Streams a document's text content, as far as it can be shown. */
import type { Connection } from './session.js';

/** More than this is not shown, bytes: the page would become slow, and nobody reads that far. */
export const shownBytes = 20 * 2 ** 20;

export interface TextOptions {
  /** As everybody who writes it has it now, not as it is in the file. */
  isLive?: boolean;
  /** Told before the text comes. */
  onHeaders?: (headers: Headers) => void;
}

/**
 * The pieces of the text as they arrive, without a byte order mark.
 * @returns true when the file is longer than what is shown
 */
export async function* textPieces(
  session: Connection,
  signal: AbortSignal,
  { isLive, onHeaders }: TextOptions = {},
): AsyncGenerator<string, boolean> {
  const response = await session.request(isLive ? 'content?live' : 'content?part=whole', { signal });
  onHeaders?.(response.headers);
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let left = shownBytes;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const shown = value.length > left ? value.subarray(0, left) : value;
      left -= shown.length;
      yield decoder.decode(shown, { stream: true });
      if (shown.length < value.length) return true;
    }
    yield decoder.decode();
    return false;
  } finally {
    void reader.cancel().catch(() => {});
  }
}

/** All of the newest text at once, to take the place of what is shown. */
export async function wholeText(session: Connection, signal: AbortSignal, wish?: TextOptions): Promise<string> {
  const pieces = textPieces(session, signal, wish);
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
