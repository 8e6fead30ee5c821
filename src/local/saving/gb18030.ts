/** Text as GB 18030, which WHATWG decodes but does not encode. The table is the decoder's own, read backwards. */

const decoder = new TextDecoder('gb18030');
/** Codes by character; made when the first text is written. */
let codes: Map<string, Buffer> | undefined;

/** First bytes of codes: 0x81 to 0xfe. Second bytes of four: 0x30 to 0x39. */
const FIRST = 0x81;
const LAST = 0xfe;
const DIGIT = 0x30;

/** U+10000 is the code 0x90308130; from there on both count in step (GB 18030-2005, 4.3). */
const SUPPLEMENT = linear(0x90, 0x30, 0x81, 0x30);

export function encodeGB18030(text: string): Buffer {
  codes ??= readTable();
  const parts: Buffer[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) parts.push(Buffer.of(point));
    else if (point > 0xffff) parts.push(fourBytes(SUPPLEMENT + point - 0x10000));
    // What has no code, half a surrogate pair, becomes a question mark, as in every encoder.
    else parts.push(codes.get(character) ?? Buffer.from('?'));
  }
  return Buffer.concat(parts);
}

function readTable(): Map<string, Buffer> {
  const table = new Map<string, Buffer>();
  const add = (code: Buffer) => {
    const character = decoder.decode(code);
    // Of two codes for one character the shorter is read first.
    if (character.length === 1 && character !== '\ufffd' && !table.has(character)) table.set(character, code);
  };
  for (let first = FIRST; first <= LAST; first++) for (let second = 0x40; second <= LAST; second++) add(Buffer.of(first, second));
  // All four-byte codes of the basic plane lie below 0x8432.
  for (let index = 0; index < linear(0x84, 0x32, FIRST, DIGIT); index++) add(fourBytes(index));
  return table;
}

function linear(a: number, b: number, c: number, d: number): number {
  return (((a - FIRST) * 10 + b - DIGIT) * (LAST - FIRST + 1) + c - FIRST) * 10 + d - DIGIT;
}

function fourBytes(index: number): Buffer {
  const width = LAST - FIRST + 1;
  const third = Math.floor(index / 10);
  const second = Math.floor(third / width);
  return Buffer.of(FIRST + Math.floor(second / 10), DIGIT + (second % 10), FIRST + (third % width), DIGIT + (index % 10));
}
