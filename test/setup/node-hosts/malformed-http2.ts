/** What a broken or hostile client sends after it has opened an HTTP/2 connection: raw frames (RFC 9113, 4.1 and 6). */

type Field = readonly [name: string, value: string];

const BODY = '{"action":"open","sourceURI":"oss://test/short.pdf"}';
const GOOD: readonly Field[] = [
  [':method', 'POST'],
  [':path', '/'],
  [':scheme', 'http'],
  [':authority', 'localhost'],
  ['content-type', 'application/json'],
];

const TYPE = {
  DATA: 0,
  HEADERS: 1,
  PRIORITY: 2,
  RST_STREAM: 3,
  SETTINGS: 4,
  PUSH_PROMISE: 5,
  PING: 6,
  GOAWAY: 7,
  WINDOW_UPDATE: 8,
  CONTINUATION: 9,
};
const END_STREAM = 1;
const END_HEADERS = 4;

interface FrameOptions {
  flags?: number;
  stream?: number;
  /** The length that the frame's head states; default: that of the payload, bytes. */
  length?: number;
}

function frame(type: number, payload: Buffer | string = '', { flags = 0, stream = 1, length }: FrameOptions = {}): Buffer {
  const content = Buffer.from(payload as string, 'latin1');
  const head = Buffer.alloc(9);
  head.writeUIntBE(length ?? content.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, content]);
}

/** A block of literal fields without indexing and without Huffman coding (RFC 7541, 6.2.2). Names and values are shorter than 127 bytes. */
function block(fields: readonly Field[]): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value, 'latin1')]);
  return Buffer.concat(fields.map(([name, value]) => Buffer.concat([Buffer.from([0]), text(name), text(value)])));
}

const headers = (fields: readonly Field[], options: FrameOptions = {}) =>
  frame(TYPE.HEADERS, block(fields), { flags: END_HEADERS, ...options });
const data = (body = BODY, options: FrameOptions = {}) => frame(TYPE.DATA, body, { flags: END_STREAM, ...options });

/** A request with more fields, or with others in the place of good ones; an empty list of names leaves them out. */
const asking = (more: readonly Field[], without: readonly string[] = more.map(([name]) => name)) =>
  Buffer.concat([headers([...GOOD.filter(([name]) => !without.includes(name)), ...more].sort(pseudoFirst)), data()]);
const pseudoFirst = ([a]: Field, [b]: Field) => Number(b.startsWith(':')) - Number(a.startsWith(':'));

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const begin = Buffer.concat([PREFACE, frame(TYPE.SETTINGS, '', { stream: 0 })]);

/** After the preface and the settings. */
const FRAMES: Readonly<Record<string, Buffer>> = {
  'no :path': asking([], [':path']),
  'no :method': asking([], [':method']),
  'no :scheme': asking([], [':scheme']),
  'no :authority': asking([], [':authority']),
  'an empty :path': asking([[':path', '']]),
  'a :path of a star': asking([[':path', '*']]),
  'a :path without a slash': asking([[':path', 'evil']]),
  'a :path of two slashes with credentials': asking([[':path', '//u:p@localhost/']]),
  'a :path of two slashes with a port that is none': asking([[':path', '//localhost:port/']]),
  'a :path in absolute form with credentials': asking([[':path', 'http://u:p@localhost/']]),
  'a :path with bytes above ASCII': asking([[':path', '/\xff\xfe']]),
  'a :scheme of its own': asking([[':scheme', 'ftp']]),
  'an :authority with credentials': asking([[':authority', 'u:p@localhost']]),
  'an :authority with a path': asking([[':authority', 'localhost/evil']]),
  'an :authority that is half of an IPv6 address': asking([[':authority', '[::1']]),
  'an empty :authority': asking([[':authority', '']]),
  'another host beside :authority': asking([['host', 'u@other.example']]),
  TRACE: asking([[':method', 'TRACE']]),
  'CONNECT without a tunnel': Buffer.concat([headers([...GOOD.slice(3), [':method', 'CONNECT']].reverse() as Field[]), data()]),
  'an empty :method': asking([[':method', '']]),
  'a pseudo-header twice': asking([[':path', '/other']], []),
  'a pseudo-header nobody knows': asking([[':evil', '1']]),
  'a pseudo-header after the others': Buffer.concat([headers([...GOOD.slice(1), GOOD[0]!]), data()]),
  'a header in upper case': asking([['X-Odd', '1']]),
  'a header without a name': asking([['', '1']]),
  'a header of HTTP/1.1': asking([['connection', 'keep-alive']]),
  'transfer-encoding': asking([['transfer-encoding', 'chunked']]),
  'te of something else': asking([['te', 'gzip']]),
  'a control character in a header': asking([['x-odd', 'a\x01b']]),
  'a line break in a header': asking([['x-odd', 'a\r\nb: c']]),
  'two lengths': asking(
    [
      ['content-length', '5'],
      ['content-length', '6'],
    ],
    [],
  ),
  'a length that is not the body’s': asking([['content-length', '5']]),
  'a negative length': asking([['content-length', '-1']]),
  'a body that is no JSON': Buffer.concat([headers(GOOD), data('{')]),
  'a body after the end of the stream': Buffer.concat([headers(GOOD, { flags: END_HEADERS | END_STREAM }), data()]),
  'a body that is reset': Buffer.concat([headers(GOOD), data('{', { flags: 0 }), frame(TYPE.RST_STREAM, '\0\0\0\x08')]),
  'a stream that is reset at once': Buffer.concat([headers(GOOD), frame(TYPE.RST_STREAM, '\0\0\0\x08')]),
  'a hundred streams that are reset': Buffer.concat(
    Array.from({ length: 100 }, (_, index) => [
      headers(GOOD, { stream: 2 * index + 1 }),
      frame(TYPE.RST_STREAM, '\0\0\0\x08', { stream: 2 * index + 1 }),
    ]).flat(),
  ),
  'a connection that ends amid a body': Buffer.concat([headers(GOOD), frame(TYPE.DATA, '{"act', { length: 1000 })]),
  'padding longer than the frame': Buffer.concat([headers(GOOD), frame(TYPE.DATA, '\xffab', { flags: 8 | END_STREAM })]),
  'a stream of an even number': Buffer.concat([headers(GOOD, { stream: 2 }), data(BODY, { stream: 2 })]),
  'headers of stream 0': headers(GOOD, { stream: 0 }),
  'a body of stream 0': data(BODY, { stream: 0 }),
  'a body of a stream that is not open': data(BODY, { stream: 5 }),
  'a reset of a stream that is not open': frame(TYPE.RST_STREAM, '\0\0\0\0', { stream: 7 }),
  'headers that can’t be decoded': frame(TYPE.HEADERS, '\xff\xff\xff', { flags: END_HEADERS | END_STREAM }),
  'a continuation of nothing': frame(TYPE.CONTINUATION, 'abc', { flags: END_HEADERS }),
  'headers that go on with a body': Buffer.concat([headers(GOOD, { flags: 0 }), data()]),
  'a push by the client': frame(TYPE.PUSH_PROMISE, '\0\0\0\x02', { flags: END_HEADERS }),
  'a ping of three bytes': frame(TYPE.PING, 'abc', { stream: 0 }),
  'settings of three bytes': frame(TYPE.SETTINGS, 'abc', { stream: 0 }),
  'a window of nothing more': frame(TYPE.WINDOW_UPDATE, '\0\0\0\0', { stream: 0 }),
  'a window too large': frame(TYPE.WINDOW_UPDATE, '\x7f\xff\xff\xff', { stream: 0 }),
  'a priority of itself': frame(TYPE.PRIORITY, '\0\0\0\x01\0'),
  'a good-bye, and a request': Buffer.concat([frame(TYPE.GOAWAY, '\0'.repeat(8), { stream: 0 }), headers(GOOD), data()]),
  'a frame of a type nobody knows': Buffer.concat([frame(0x77, 'abc'), headers(GOOD), data('')]),
  'a frame larger than allowed': frame(TYPE.DATA, '', { length: 0xffffff }),
  'a handler that throws': asking([[':path', '/broken']]),
  'a notification whose authenticate throws': asking([
    [':path', '/mns'],
    ['x-throw', '1'],
  ]),
};

/** Whole connections, by what is wrong. */
export const MALFORMED_HTTP2: Readonly<Record<string, Buffer>> = {
  ...Object.fromEntries(Object.entries(FRAMES).map(([name, frames]) => [name, Buffer.concat([begin, frames])])),
  'a preface that breaks off': PREFACE.subarray(0, 10),
  'a preface without settings': Buffer.concat([PREFACE, headers(GOOD), data()]),
  'no preface': Buffer.concat([headers(GOOD), data()]),
};

/** A good request, to see that the frames are what they should be. */
export const GOOD_HTTP2 = Buffer.concat([begin, headers(GOOD), data()]);

/** The types of the frames in an answer. */
export function frameTypes(bytes: Buffer): string[] {
  const names = Object.entries(TYPE);
  const found: string[] = [];
  for (let place = 0; place + 9 <= bytes.length; place += 9 + bytes.readUIntBE(place, 3)) {
    found.push(names.find(([, type]) => type === bytes[place + 3])?.[0] ?? 'unknown');
  }
  return found;
}
