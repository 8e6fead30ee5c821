/**
 * A text in pieces that never change: a letter typed into 20 MB costs as much as one typed into a page, and a state that is kept costs nothing.
 * Places and lengths count each line break as one character, whatever it is in the file.
 */
import type { TextChange } from '../../shared/page-api.js';
import { changeText, lineEndOf, lineEndsOf, type LineEnds } from '../text/text-file.js';

/** Characters of a new piece, about. */
const USUAL = 32 * 1024;

/** A piece that has grown to this is cut. */
const MOST = 2 * USUAL;

interface Piece extends LineEnds {
  text: string;
  /** With each line break as one character. */
  length: number;
}

export class LongText {
  /** With each line break as one character. */
  readonly length: number;

  private constructor(private readonly pieces: readonly Piece[]) {
    this.length = pieces.reduce((sum, { length }) => sum + length, 0);
  }

  static of(text: string): LongText {
    return new LongText(cut(text).map(pieceOf));
  }

  /** @param bytes in UTF-8 */
  static async decode(bytes: Uint8Array, pause: () => Promise<unknown>): Promise<LongText> {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const pieces: Piece[] = [];
    let rest = '';
    for (let at = 0; at < bytes.length; at += MOST) {
      const text = rest + decoder.decode(bytes.subarray(at, at + MOST), { stream: true });
      const parts = cut(text);
      // Its end may be the first half of a line break or a character.
      rest = parts.pop() ?? '';
      pieces.push(...parts.map(pieceOf));
      await pause();
    }
    pieces.push(...cut(rest + decoder.decode()).map(pieceOf));
    return new LongText(pieces);
  }

  /** As it is in the file, piece by piece. */
  *[Symbol.iterator](): Iterator<string> {
    for (const { text } of this.pieces) yield text;
  }

  toString(): string {
    return this.pieces.map(({ text }) => text).join('');
  }

  /** @param changes in order, without overlaps @throws {RangeError} when they do not fit */
  change(changes: readonly TextChange[]): LongText {
    const { pieces } = this;
    const next: Piece[] = [];
    let lineEnd: string | undefined;
    let index = 0;
    let start = 0;
    for (let at = 0; at < changes.length;) {
      // What lies before the next change stays.
      while (index < pieces.length - 1 && changes[at]!.from >= start + pieces[index]!.length) {
        push(next, pieces[index]!);
        start += pieces[index++]!.length;
      }
      const from = start;
      let end = start;
      let text = '';
      const own: TextChange[] = [];
      while (at < changes.length && (index === pieces.length || changes[at]!.from < end || own.length === 0)) {
        const change = changes[at++]!;
        own.push({ ...change, from: change.from - from, to: change.to - from });
        while (index < pieces.length && (end < change.to || end === from)) {
          text += pieces[index]!.text;
          end += pieces[index++]!.length;
        }
      }
      start = end;
      for (const part of cut(changeText(text, own, () => (lineEnd ??= lineEndOf(pieces))))) push(next, pieceOf(part));
    }
    for (const piece of pieces.slice(index)) push(next, piece);
    return new LongText(next);
  }

  /** The one stretch in which another text differs, as a change of this one. */
  differenceTo(other: LongText): TextChange {
    const [mine, theirs] = [this.#plain(), other.#plain()];
    const from = commonLength(mine, theirs, Infinity, false);
    const end = commonLength(mine, theirs, Math.min(this.length, other.length) - from, true);
    return { from, to: this.length - end, insert: slice(theirs, from, other.length - end) };
  }

  /** With each line break as `\n`. */
  #plain(): string[] {
    return this.pieces.map(({ text }) => plain(text));
  }
}

/** Every line break as one character. */
export function plain(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

/** Small pieces are joined; a line break that comes about between two pieces stays two. */
function push(pieces: Piece[], piece: Piece): void {
  if (piece.text === '') return;
  const last = pieces.at(-1);
  const isSeam = last?.text.endsWith('\r') === true && piece.text.startsWith('\n');
  if (last && (isSeam || last.text.length + piece.text.length < USUAL)) {
    pieces.pop();
    for (const part of cut(`${last.text}${isSeam ? '\n' : ''}${piece.text}`)) pieces.push(pieceOf(part));
  } else pieces.push(piece);
}

/** Never within a line break or a character. */
function cut(text: string): string[] {
  if (text.length <= MOST) return text === '' ? [] : [text];
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + USUAL, text.length);
    if (/^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(end - 1, end + 1))) end++;
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}

function pieceOf(text: string): Piece {
  const ends = lineEndsOf(text);
  return { text, length: text.length - ends.windows, ...ends };
}

/** How much two texts have in common at their beginnings or ends. @param most that is looked at */
function commonLength(one: readonly string[], two: readonly string[], most: number, fromEnd: boolean): number {
  const [left, right] = [one, two].map((parts) => reader(fromEnd ? [...parts].reverse() : parts, fromEnd)) as [Reader, Reader];
  let common = 0;
  while (common < most) {
    const length = Math.min(left.ready(), right.ready(), most - common);
    if (length === 0) break;
    const [a, b] = [left.take(length), right.take(length)];
    if (a === b) {
      common += length;
      continue;
    }
    const place = (index: number) => (fromEnd ? length - 1 - index : index);
    let index = 0;
    while (a[place(index)] === b[place(index)]) index++;
    return common + index;
  }
  return common;
}

interface Reader {
  /** Characters that can be taken at once; 0 at the end. */
  ready: () => number;
  take: (length: number) => string;
}

function reader(parts: readonly string[], fromEnd: boolean): Reader {
  let [index, done] = [0, 0];
  const ready = (): number => {
    while (index < parts.length && done === parts[index]!.length) [index, done] = [index + 1, 0];
    return index < parts.length ? parts[index]!.length - done : 0;
  };
  return {
    ready,
    take(length) {
      const part = parts[index]!;
      const from = fromEnd ? part.length - done - length : done;
      done += length;
      return part.slice(from, from + length);
    },
  };
}

function slice(parts: readonly string[], from: number, to: number): string {
  let start = 0;
  let text = '';
  for (const part of parts) {
    if (start + part.length > from && start < to) text += part.slice(Math.max(0, from - start), to - start);
    start += part.length;
  }
  return text;
}
