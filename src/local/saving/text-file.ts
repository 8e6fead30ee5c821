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
  let lineEnd: string | undefined;
  let result = '';
  /** Where the reading is, in the text as it is and as the changes count it. */
  let at = 0;
  let counted = 0;
  let nextReturn = -1;
  const upTo = (place: number): string => {
    if (place < counted) throw new RangeError('changes overlap');
    const from = at;
    while (counted < place) {
      // From one line end of two characters to the next: a text may be 20 MB long, and every letter that is typed comes here.
      if (nextReturn < at) nextReturn = indexOrEnd(text, '\r', at);
      const step = Math.min(place - counted, nextReturn - at);
      [at, counted] = [at + step, counted + step];
      if (counted === place) break;
      if (at >= text.length) throw new RangeError('a change lies beyond the end');
      [at, counted] = [at + (text[at + 1] === '\n' ? 2 : 1), counted + 1];
    }
    return text.slice(from, at);
  };
  for (const { from, to, insert } of changes) {
    result += upTo(from);
    upTo(to);
    result += /[\r\n]/.test(insert) ? insert.replaceAll(/\r\n?|\n/g, (lineEnd ??= usualLineEnd(text))) : insert;
  }
  return result + text.slice(at);
}

function indexOrEnd(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at < 0 ? text.length : at;
}

/** The line end that most lines have; a new line gets it. */
export function usualLineEnd(text: string): string {
  let [windows, returns, breaks] = [0, 0, 0];
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text[at + 1] === '\n') windows++;
    else returns++;
  }
  if (windows + returns === 0) return '\n';
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks++;
  const counts: [string, number][] = [
    ['\n', breaks - windows],
    ['\r\n', windows],
    ['\r', returns],
  ];
  return counts.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}
