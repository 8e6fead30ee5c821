/** Reads XML as Office writes it into a tree that knows where everything stands, so that the text can be changed in place. No entities but XML's own. */
import { scanXml } from './xml-scanner.js';

import { withoutForbiddenCharacters } from './well-formed.js';

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

/** Limits of what is read: legitimate Office parts stay far below, and everything that walks a tree can rely on them. */
export const XML_LIMITS = {
  /** Elements within each other. Word and Excel nest fewer than 100 deep. */
  depth: 256,
  /** Elements of one part; each takes about 300 bytes of memory. 400,000 cells with formulas and values are 1.2 million. */
  nodes: 1_500_000,
} as const;

/**
 * The root element. Takes time in proportion to the length of the source, whatever is in it.
 * @throws {SyntaxError} when the source is not well-formed, or has a document type declaration (ECMA-376 part 2, 6.2.5 forbids those)
 * @throws {RangeError} when it exceeds {@link XML_LIMITS}
 */
export function parseXml(source: string): XmlNode {
  const document = nodeOf('', '', {}, 0, 0);
  const open = [document];
  let inside = document;
  let count = 0;
  scanXml(source, {
    text(text) {
      if (inside === document && text.trim()) throw new SyntaxError('text outside of the root element');
      inside.text += text;
    },
    start(prefix, name, attributes, isEmpty, start, end) {
      if (inside === document && document.children.length > 0) throw new SyntaxError('more than one root element');
      if (++count > XML_LIMITS.nodes) throw new RangeError('the XML has too many elements');
      const node = nodeOf(prefix, name, attributes, start, end);
      inside.children.push(node);
      if (isEmpty) return;
      if (open.push(node) > XML_LIMITS.depth) throw new RangeError('the XML is nested too deeply');
      inside = node;
    },
    end(prefix, name, start, end) {
      if (inside === document || inside.name !== name || inside.prefix !== prefix) throw new SyntaxError(`unexpected </${prefix}${name}>`);
      inside.innerEnd = start;
      inside.end = end;
      open.pop();
      inside = open.at(-1)!;
    },
  });
  const [root] = document.children;
  if (!root || inside !== document) throw new SyntaxError('the XML ends too early');
  return root;
}

/** One literal for all nodes: a million of them have to be made fast. */
function nodeOf(prefix: string, name: string, attributes: Record<string, string>, start: number, end: number): XmlNode {
  return { name, prefix, attributes, children: [], text: '', start, end, innerStart: end, innerEnd: end };
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((each) => each.name === name);
}

export function children(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((each) => each.name === name) ?? [];
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

export function escapeXml(text: string): string {
  const clean = withoutForbiddenCharacters(text);
  return clean.replace(/[<>&"]/g, (character) => ESCAPES[character]!);
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
