/** Text files that are written back as they were read: encoding, byte order mark and every line end that nobody touched. */
import { decodeText, hasControls, isSingleByte } from '../convert/decode-text.js';
import { MOST_TEXT } from '../convert/text.js';
import type { Encoding, TextChange } from '../page-api.js';
import { encodeText } from './encode-text.js';

const MARK = '\ufeff';

export interface TextFile {
  /** Without its byte order mark. */
  text: string;
  encoding: Encoding;
  hasMark: boolean;
}

/** Undefined when the file could not be written back byte by byte: it is too long, or has bytes that are no text. */
export function readTextFile(bytes: Buffer, encoding: Encoding): TextFile | undefined {
  if (bytes.length > MOST_TEXT) return undefined;
  const all = decodeText(bytes, encoding, { ignoreBOM: true });
  if (isSingleByte(encoding) && hasControls(all)) return undefined;
  const hasMark = all.startsWith(MARK);
  const file = { text: hasMark ? all.slice(1) : all, encoding, hasMark };
  try {
    return writeTextFile(file).equals(bytes) ? file : undefined;
  } catch {
    // Bytes that are no text have become a character that nothing can be written for.
    return undefined;
  }
}

/** @throws {UnwritableCharacter} */
export function writeTextFile({ text, encoding, hasMark }: TextFile): Buffer {
  return encodeText(hasMark ? MARK + text : text, encoding);
}

/**
 * Changes a text without touching anything else of it.
 * @param changes in order, without overlaps; their places count each line break as one character
 * @throws {RangeError} when they do not fit the text
 */
export function changeText(text: string, changes: readonly TextChange[]): string {
  const hasReturns = text.includes('\r');
  const lineEnd = usualLineEnd(text);
  let result = '';
  /** Where the reading is, in the text as it is and as the changes count it. */
  let at = 0;
  let counted = 0;
  const upTo = (place: number): string => {
    if (place < counted) throw new RangeError('changes overlap');
    const from = at;
    if (!hasReturns) {
      [at, counted] = [place, place];
      if (at > text.length) throw new RangeError('a change lies beyond the end');
    }
    for (; counted < place; counted++) {
      if (at >= text.length) throw new RangeError('a change lies beyond the end');
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    }
    return text.slice(from, at);
  };
  for (const { from, to, insert } of changes) {
    result += upTo(from);
    upTo(to);
    result += insert.replaceAll(/\r\n?|\n/g, lineEnd);
  }
  return result + text.slice(at);
}

/** The line end that most lines have; a new line gets it. */
export function usualLineEnd(text: string): string {
  if (!text.includes('\r')) return '\n';
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const windows = count(/\r\n/g);
  const counts: [string, number][] = [
    ['\n', count(/\n/g) - windows],
    ['\r\n', windows],
    ['\r', count(/\r/g) - windows],
  ];
  return counts.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}
