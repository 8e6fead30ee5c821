/**
 * Text in the encodings that WHATWG decodes but does not encode. The tables are the decoder's own, read backwards: what was decoded here is
 * encoded to the same bytes, or the whole-file comparison of text-file.ts finds that it is not.
 */
import { decodeText, isSingleByte } from './decode-text.js';
import { ImmFault } from '../imm-fault.js';
import type { Encoding } from '../../shared/page-api.js';

const UNWRITABLE = 'UnwritableCharacter';

/** The text has a character that the encoding does not. It crosses the boundary of processes as what it is based on, with its code and message. */
export class UnwritableCharacter extends ImmFault {
  constructor(character: string, encoding: Encoding) {
    super(409, UNWRITABLE, `${character} is no character of ${encoding}.`);
  }
}

/** The character, where an error is an {@link UnwritableCharacter}, from another process too. */
export function unwritableOf(error: unknown): string | undefined {
  return error instanceof ImmFault && error.code === UNWRITABLE ? [...error.message][0] : undefined;
}

/** Codes by character of the basic plane and beyond; made when the first text is written. */
const tables = new Map<Encoding, Map<number, readonly number[]>>();

/** First bytes of codes in GB 18030: 0x81 to 0xfe. Second bytes of four: 0x30 to 0x39. */
const FIRST = 0x81;
const LAST = 0xfe;
const DIGIT = 0x30;
/** U+10000 is the code 0x90308130; from there on both count in step (GB 18030-2005, 4.3). */
const SUPPLEMENT = linear(0x90, 0x30, 0x81, 0x30);

/** @throws {UnwritableCharacter} */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? Buffer.from(text, 'utf16le').swap16() : encodeByTable(text, encoding);
}

function encodeByTable(text: string, encoding: Encoding): Buffer {
  let table = tables.get(encoding);
  if (!table) tables.set(encoding, (table = readTable(encoding)));
  // At most four bytes a character, in GB 18030.
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const point = text.codePointAt(index)!;
    if (point > 0xffff) index++;
    if (point < 0x80) {
      bytes[at++] = point;
      continue;
    }
    const code = table.get(point) ?? (encoding === 'gb18030' && point > 0xffff ? fourBytes(SUPPLEMENT + point - 0x10000) : undefined);
    if (!code) throw new UnwritableCharacter(String.fromCodePoint(point), encoding);
    for (const byte of code) bytes[at++] = byte;
  }
  return bytes.subarray(0, at);
}

function readTable(encoding: Encoding): Map<number, readonly number[]> {
  const table = new Map<number, readonly number[]>();
  // One decoder for all: making one takes longer than decoding.
  const decoder = new TextDecoder(encoding);
  const decode = (code: Uint8Array) => (encoding === 'windows-1252' ? decodeText(code, encoding) : decoder.decode(code));
  const add = (...code: number[]) => {
    const text = decode(Uint8Array.from(code));
    const point = text.codePointAt(0)!;
    const isOne = text.length === (point > 0xffff ? 2 : 1);
    // Of several codes for one character the first, and shorter, is taken.
    if (isOne && point !== 0xfffd && point >= 0x80 && !table.has(point)) table.set(point, code);
  };
  // In the others a single byte beyond ASCII is a leftover, such as € in GBK.
  if (isSingleByte(encoding) || encoding === 'shift_jis') for (let byte = 0x80; byte <= 0xff; byte++) add(byte);
  if (isSingleByte(encoding)) return table;
  for (let first = 0x81; first <= 0xfe; first++) for (let second = 0x40; second <= 0xfe; second++) add(first, second);
  // EUC-JP: kana of half width, and the three bytes of JIS X 0212.
  if (encoding === 'euc-jp')
    for (let first = 0xa1; first <= 0xfe; first++) for (let second = 0xa1; second <= 0xfe; second++) add(0x8f, first, second);
  // All four-byte codes of the basic plane lie below 0x8432.
  if (encoding === 'gb18030') for (let index = 0; index < linear(0x84, 0x32, FIRST, DIGIT); index++) add(...fourBytes(index));
  return table;
}

function linear(a: number, b: number, c: number, d: number): number {
  return (((a - FIRST) * 10 + b - DIGIT) * (LAST - FIRST + 1) + c - FIRST) * 10 + d - DIGIT;
}

function fourBytes(index: number): number[] {
  const width = LAST - FIRST + 1;
  const third = Math.floor(index / 10);
  const second = Math.floor(third / width);
  return [FIRST + Math.floor(second / 10), DIGIT + (second % 10), FIRST + (third % width), DIGIT + (index % 10)];
}
