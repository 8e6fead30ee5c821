/** Text files that are written back as they were read: encoding, byte order mark and every line end that nobody touched. */
import { decodeText, hasControls, isSingleByte } from './decode-text.js';
import { MOST_TEXT } from './text.js';
import type { Encoding, TextChange } from '../../shared/page-api.js';
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
 * Changes a text without touching anything else of it. Line breaks stay as many as there are: a `\r` that would become one with the `\n` behind it gets
 * a `\n` of its own.
 * @param changes in order, without overlaps; their places count each line break as one character
 * @param usual the line end that new lines get
 * @throws {RangeError} when they do not fit the text
 */
export function changeText(text: string, changes: readonly TextChange[], usual = () => usualLineEnd(text)): string {
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
  let last = '';
  const add = (part: string) => {
    if (part === '') return;
    if (last === '\r' && part.startsWith('\n')) result += '\n';
    result += part;
    last = part.charAt(part.length - 1);
  };
  for (const { from, to, insert } of changes) {
    add(upTo(from));
    upTo(to);
    add(/[\r\n]/.test(insert) ? insert.replaceAll(/\r\n?|\n/g, (lineEnd ??= usual())) : insert);
  }
  add(text.slice(at));
  return result;
}

function indexOrEnd(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at < 0 ? text.length : at;
}

/** How many line ends of each kind a text has. */
export interface LineEnds {
  windows: number;
  returns: number;
  breaks: number;
}

/** The line end that most lines have; a new line gets it. */
export function usualLineEnd(text: string): string {
  return lineEndOf([lineEndsOf(text)]);
}

/** Of a text in pieces. */
export function lineEndOf(pieces: readonly LineEnds[]): string {
  const sum = (of: (ends: LineEnds) => number) => pieces.reduce((total, each) => total + of(each), 0);
  const counts: [string, number][] = [
    ['\n', sum(({ breaks }) => breaks)],
    ['\r\n', sum(({ windows }) => windows)],
    ['\r', sum(({ returns }) => returns)],
  ];
  return counts.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

export function lineEndsOf(text: string): LineEnds {
  let [windows, returns, breaks] = [0, 0, 0];
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text[at + 1] === '\n') windows++;
    else returns++;
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks++;
  return { windows, returns, breaks: breaks - windows };
}
