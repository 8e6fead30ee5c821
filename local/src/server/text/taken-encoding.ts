/** What a text's bytes are read as, given what they were read as before. */
import { isAscii } from 'node:buffer';
import type { Encoding } from '../../shared/page-api.js';
import { byMark, detectEncoding, isText } from './detect-encoding.js';
import { MOST_TEXT } from './text.js';

/** What a file was read as last. */
export interface TakenEncoding {
  encoding: Encoding;
  /** A reader has chosen it although the text could be UTF-8. */
  overUTF8: boolean;
}

/** @returns the encoding, and whether it is to be kept for the file: it was guessed */
export function encodingOf(
  all: Uint8Array,
  taken: TakenEncoding | undefined,
  languages: readonly string[],
): { encoding: Encoding; isGuess: boolean } {
  const bytes = all.subarray(0, MOST_TEXT);
  const known = (encoding: Encoding) => ({ encoding, isGuess: false });
  const marked = byMark(bytes);
  if (marked) return known(marked);
  if (taken?.overUTF8) return known(taken.encoding);
  // Nothing beyond ASCII: what is written next is in the encoding it had.
  const isPlain = isAscii(bytes);
  if (!isPlain && isText(bytes, 'utf-8')) return known('utf-8');
  if (taken && (isPlain || isText(bytes, taken.encoding))) return known(taken.encoding);
  return { encoding: detectEncoding(bytes, languages), isGuess: !isPlain };
}
