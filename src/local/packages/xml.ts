/** Reads XML as Office writes it into a tree that knows where everything stands, so that the text can be changed in place. No entities but XML's own. */

export interface XmlNode {
  /** Without its prefix. */
  name: string;
  /** With its colon, or empty. */
  prefix: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  /** Text directly inside. */
  text: string;
  /** Places in the source: of the whole element, and of what is inside its tags. */
  start: number;
  end: number;
  innerStart: number;
  innerEnd: number;
}

const TAG =
  /<(?:!--[\s\S]*?-->|\?[\s\S]*?\?>|!\[CDATA\[([\s\S]*?)\]\]>|(\/?)([\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>)/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The root element. @throws {SyntaxError} */
export function parseXml(source: string): XmlNode {
  const document: XmlNode = {
    ...{ name: '', prefix: '', attributes: {}, children: [], text: '' },
    ...{ start: 0, end: source.length, innerStart: 0, innerEnd: source.length },
  };
  const open = [document];
  let at = 0;
  for (const match of source.matchAll(TAG)) {
    const [whole, data, closing, prefix = '', name, attributes = '', empty] = match;
    const inside = open.at(-1)!;
    if (match.index > at) inside.text += unescape(source.slice(at, match.index));
    at = match.index + whole.length;
    if (data !== undefined) inside.text += data;
    if (name === undefined) continue;
    if (closing) {
      if (inside.name !== name || open.length === 1) throw new SyntaxError(`unexpected </${name}>`);
      [inside.innerEnd, inside.end] = [match.index, at];
      open.pop();
      continue;
    }
    const node: XmlNode = {
      ...{ name, prefix, attributes: attributes ? readAttributes(attributes) : {}, children: [], text: '' },
      ...{ start: match.index, end: at, innerStart: at, innerEnd: at },
    };
    inside.children.push(node);
    if (!empty) open.push(node);
  }
  const [root] = document.children;
  if (!root || open.length > 1) throw new SyntaxError('the XML ends too early');
  return root;
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of source.matchAll(ATTRIBUTE)) attributes[name!] = unescape(double ?? single ?? '');
  return attributes;
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((each) => each.name === name);
}

export function children(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((each) => each.name === name) ?? [];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string, decimal: string, name: string) =>
    name ? (ENTITIES[name] ?? whole) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  );
}

export function escapeXml(text: string): string {
  // eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write them
  const clean = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
  return clean.replace(/[<>&"]/g, (character) => `&${Object.keys(ENTITIES).find((name) => ENTITIES[name] === character)};`);
}

export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Replaces stretches that do not overlap. */
export function spliceText(source: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text } of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += source.slice(at, start) + text;
    at = end;
  }
  return result + source.slice(at);
}
