/** Splits XML into tags and text in one pass, in linear time for any input: no regular expression that could backtrack. */

/** Is called with everything there is, in order. Places are those of the tag in the source, prefixes have their colon or are empty. */
export interface XmlHandler {
  text: (text: string) => void;
  start: (prefix: string, name: string, attributes: Record<string, string>, isEmpty: boolean, start: number, end: number) => void;
  end: (prefix: string, name: string, start: number, end: number) => void;
}

/** Office writes about forty namespaces into a root element, and fewer attributes elsewhere. */
const MOST_ATTRIBUTES = 256;

const [TAB, NEWLINE, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [DOUBLE_QUOTE, AMPERSAND, SINGLE_QUOTE, SLASH, LESS, EQUALS, GREATER, QUESTION] = [0x22, 0x26, 0x27, 0x2f, 0x3c, 0x3d, 0x3e, 0x3f];

const isSpace = (code: number) => code === SPACE || code === NEWLINE || code === TAB || code === RETURN;
const endsName = (code: number) =>
  (code <= GREATER &&
    (isSpace(code) ||
      code === EQUALS ||
      code === GREATER ||
      code === SLASH ||
      code === LESS ||
      code === DOUBLE_QUOTE ||
      code === SINGLE_QUOTE ||
      code === AMPERSAND)) ||
  // The end of the source.
  Number.isNaN(code);

/** @throws {SyntaxError} when a tag is not well-formed, and for document type declarations @throws {RangeError} for too many attributes */
export function scanXml(source: string, handler: XmlHandler): void {
  const after = (mark: string, from: number, what: string): number => {
    const place = source.indexOf(mark, from);
    if (place < 0) throw new SyntaxError(`${what} without an end`);
    return place + mark.length;
  };
  let at = 0;
  while (at < source.length) {
    const start = source.indexOf('<', at);
    const textEnd = start < 0 ? source.length : start;
    if (textEnd > at) handler.text(unescapeXml(source.slice(at, textEnd)));
    if (start < 0) return;
    const code = source.charCodeAt(start + 1);
    if (code === SLASH) {
      at = after('>', start, 'a tag');
      const name = source.slice(start + 2, at - 1).trimEnd();
      const colon = checkName(name).indexOf(':') + 1;
      handler.end(name.slice(0, colon), name.slice(colon), start, at);
    } else if (code === QUESTION) {
      at = after('?>', start + 2, 'a processing instruction');
    } else if (source.startsWith('<!--', start)) {
      at = after('-->', start + 4, 'a comment');
    } else if (source.startsWith('<![CDATA[', start)) {
      at = after(']]>', start + 9, 'a CDATA section');
      handler.text(source.slice(start + 9, at - 3));
    } else {
      at = readStartTag(source, start, handler);
    }
  }
}

/** @returns where it ends */
function readStartTag(source: string, start: number, handler: XmlHandler): number {
  let at = nameEnd(source, start + 1);
  const name = checkName(source.slice(start + 1, at));
  const colon = name.indexOf(':') + 1;
  const attributes: Record<string, string> = {};
  for (let count = 0; ; count++) {
    const before = at;
    at = skipSpace(source, at);
    const code = source.charCodeAt(at);
    const isEmpty = code === SLASH && source.charCodeAt(at + 1) === GREATER;
    if (isEmpty || code === GREATER) {
      const end = at + (isEmpty ? 2 : 1);
      handler.start(name.slice(0, colon), name.slice(colon), attributes, isEmpty, start, end);
      return end;
    }
    if (at === before) throw new SyntaxError(`<${name.slice(0, 100)} is not well-formed`);
    if (count === MOST_ATTRIBUTES) throw new RangeError('an element has too many attributes');
    at = readAttribute(source, at, attributes);
  }
}

/** @returns where it ends */
function readAttribute(source: string, start: number, attributes: Record<string, string>): number {
  let at = nameEnd(source, start);
  const name = source.slice(start, at);
  at = skipSpace(source, at);
  const valueStart = skipSpace(source, at + 1);
  const quote = source.charCodeAt(valueStart);
  const isQuoted = quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE;
  const end = isQuoted ? source.indexOf(source[valueStart]!, valueStart + 1) : -1;
  if (!name || source.charCodeAt(at) !== EQUALS || end < 0) throw new SyntaxError('an attribute is not well-formed');
  const value = source.slice(valueStart + 1, end);
  if (value.includes('<')) throw new SyntaxError(`the attribute ${name.slice(0, 100)} has a <`);
  if (Object.hasOwn(attributes, name)) throw new SyntaxError(`the attribute ${name.slice(0, 100)} is there twice`);
  attributes[name] = unescapeXml(value);
  return end + 1;
}

function nameEnd(source: string, from: number): number {
  let at = from;
  while (!endsName(source.charCodeAt(at))) at++;
  return at;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (isSpace(source.charCodeAt(at))) at++;
  return at;
}

/** @throws {SyntaxError} when it is no name */
function checkName(name: string): string {
  if (!name || nameEnd(name, 0) < name.length) throw new SyntaxError('a tag is not well-formed');
  return name;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Entities that XML does not define by itself stay as they are written: nothing in a document may define more. */
function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string, decimal: string, name: string) => {
    if (name) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : whole;
    const point = hex ? parseInt(hex, 16) : Number(decimal);
    if (point > 0x10ffff) throw new SyntaxError(`${whole.slice(0, 20)} is no character`);
    return String.fromCodePoint(point);
  });
}
