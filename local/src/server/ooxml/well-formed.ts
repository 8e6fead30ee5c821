/**
 * Strict check of XML (XML 1.0, Namespaces in XML 1.0) before it is stored: `parseXml` reads what programs write, this refuses what no strict parser opens.
 * Document type declarations are refused, as Office Open XML does (ECMA-376 part 2, 6.2.5).
 */

/** Characters that XML 1.0 cannot hold, not even as references (2.2). Lone surrogates are no characters. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const REFERENCE = /&#(?:x([\da-f]+)|(\d+));/gi;

const isForbidden = (code: number) =>
  code > 0x10ffff ||
  (code >= 0xd800 && code <= 0xdfff) ||
  String.fromCodePoint(code) !== withoutForbiddenCharacters(String.fromCodePoint(code));
const codeOf = (hex: string | undefined, decimal: string | undefined) => (hex ? parseInt(hex, 16) : Number(decimal));

/** Text that is going to be in XML, without the characters XML forbids. */
export const withoutForbiddenCharacters = (text: string): string => text.replace(FORBIDDEN, '');

/** XML without the characters XML forbids, and without references to them. */
export function withoutForbidden(xml: string): string {
  return withoutForbiddenCharacters(xml).replace(REFERENCE, (whole, hex?: string, decimal?: string) =>
    isForbidden(codeOf(hex, decimal)) ? '' : whole,
  );
}

const NAME = '[\\p{L}_][\\p{L}\\p{M}\\p{N}\\-._\u00b7]*';
const QNAME = `${NAME}(?::${NAME})?`;
const OPEN = new RegExp(`<(${QNAME})`, 'uy');
const CLOSE = new RegExp(`</(${QNAME})[ \\t\\r\\n]*>`, 'uy');
const ATTRIBUTE = new RegExp(`[ \\t\\r\\n]+(${QNAME})[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'uy');
const END = /[ \t\r\n]*(\/?)>/y;
const ENTITY = /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-fA-F]+);)/;
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[\w.-]+"|'[\w.-]+'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

/** @throws {SyntaxError} that says what is wrong and where */
export function checkWellFormed(source: string): void {
  const fail = (what: string, at: number): never => {
    throw new SyntaxError(`${what} at character ${at}`);
  };
  const check = (text: string, at: number) => {
    if (text.search(FORBIDDEN) >= 0) fail('a character XML forbids', at);
    if (!text.includes('&')) return;
    if (ENTITY.test(text)) fail('an unknown entity', at);
    for (const [, hex, decimal] of text.matchAll(REFERENCE)) if (isForbidden(codeOf(hex, decimal))) fail('a character XML forbids', at);
  };
  const open: { name: string; prefixes: ReadonlySet<string> }[] = [{ name: '', prefixes: new Set(['xml']) }];
  let hasRoot = false;
  let at = DECLARATION.exec(source)?.[0].length ?? 0;
  while (at < source.length) {
    const tag = source.indexOf('<', at);
    const text = source.slice(at, tag < 0 ? source.length : tag);
    const isOutside = open.length === 1;
    if (isOutside ? /[^ \t\r\n]/.test(text) : text.includes(']]>')) fail('text where none may be', at);
    check(text, at);
    if (tag < 0) break;
    at = skip(source, tag, isOutside, fail);
    if (at > tag) {
      if (source.slice(tag, at).search(FORBIDDEN) >= 0) fail('a character XML forbids', tag);
      continue;
    }
    CLOSE.lastIndex = OPEN.lastIndex = tag;
    const closing = CLOSE.exec(source);
    if (closing) {
      if (isOutside || open.pop()!.name !== closing[1]) fail(`unexpected ${closing[0]}`, tag);
      at = CLOSE.lastIndex;
      continue;
    }
    const [, name = ''] = OPEN.exec(source) ?? fail('no tag', tag);
    if (isOutside && hasRoot) fail('a second root', tag);
    hasRoot = true;
    const attributes = new Map<string, string>();
    for (ATTRIBUTE.lastIndex = OPEN.lastIndex; ;) {
      at = ATTRIBUTE.lastIndex;
      const [, key = '', double, single] = ATTRIBUTE.exec(source) ?? [];
      if (!key) break;
      const value = double ?? single ?? '';
      if (attributes.has(key)) fail(`${key} twice`, at);
      check(value, at);
      attributes.set(key, value);
    }
    END.lastIndex = at;
    const end = END.exec(source) ?? fail('a tag that does not end', tag);
    at = END.lastIndex;
    const prefixes = declared(open.at(-1)!.prefixes, attributes);
    const used = [name, ...[...attributes.keys()].filter((key) => !key.startsWith('xmlns:'))];
    for (const each of used) if (each.includes(':') && !prefixes.has(each.split(':')[0]!)) fail(`${each} without a namespace`, tag);
    if (!end[1]) open.push({ name, prefixes });
  }
  if (open.length > 1 || !hasRoot) fail('the end is missing', source.length);
}

function declared(around: ReadonlySet<string>, attributes: ReadonlyMap<string, string>): ReadonlySet<string> {
  const fresh = [...attributes].flatMap(([name, value]) => (name.startsWith('xmlns:') && value ? [name.slice('xmlns:'.length)] : []));
  return fresh.length > 0 ? new Set([...around, ...fresh]) : around;
}

/** Past a comment, a processing instruction or a CDATA section. @returns `at` where there is none */
function skip(source: string, at: number, isOutside: boolean, fail: (what: string, at: number) => never): number {
  const past = (start: string, end: string): number => {
    if (!source.startsWith(start, at)) return at;
    const found = source.indexOf(end, at + start.length);
    return found < 0 ? fail(`${start} without ${end}`, at) : found + end.length;
  };
  if (source.startsWith('<!--', at)) {
    const dashes = source.indexOf('--', at + 4);
    return dashes >= 0 && source[dashes + 2] === '>' ? dashes + 3 : fail('-- in a comment', at);
  }
  if (source.startsWith('<![CDATA[', at)) return isOutside ? fail('text where none may be', at) : past('<![CDATA[', ']]>');
  if (source.startsWith('<?', at))
    return /^<\?xml[\s?]/i.test(source.slice(at, at + 6)) ? fail('a second declaration', at) : past('<?', '?>');
  return source.startsWith('<!', at) ? fail('a document type declaration', at) : at;
}
