/** XML with its text at hand, and what of it can be compared. */
import { createHash } from 'node:crypto';
import { parseXml, type XmlNode } from './xml.js';

/** Where text stands in an office document (ECMA-376 part 1, 17.3.3). */
export const TEXTS = new Set(['t', 'delText', 'instrText', 'delInstrText']);

/** Names an editor gives to paragraphs as it likes (MS-DOCX 2.3.1): they say nothing. */
const NAMES = /^w14:(?:paraId|textId)$/;

/**
 * Looks of text that say nothing of how it looks. How it did before a tracked change (ECMA-376 part 1, 17.13.5.31) editors write of paragraphs they have left alone,
 * and of no others.
 */
export const isIgnorableFormatting = (node: XmlNode): boolean =>
  node.name === 'rPrChange' || isHint(node) || (node.name === 'rPr' && node.children.every(isIgnorableFormatting));

/** Where a page ended when the document was laid out last (ECMA-376 part 1, 17.3.3.13): the next program that opens it finds that out anew. */
export const isHint = ({ name }: XmlNode): boolean => name === 'lastRenderedPageBreak';

export class XmlSource {
  readonly root: XmlNode;
  readonly #prints = new Map<XmlNode, string>();
  readonly #signatures = new Map<XmlNode, string>();

  /** @throws {SyntaxError} */
  constructor(readonly text: string) {
    this.root = parseXml(text);
  }

  of({ start, end }: XmlNode): string {
    return this.text.slice(start, end);
  }

  inside({ innerStart, innerEnd }: XmlNode): string {
    return this.text.slice(innerStart, innerEnd);
  }

  /** The start tag, as that of an element which is not empty. */
  tag({ start, innerStart }: XmlNode): string {
    const tag = this.text.slice(start, innerStart);
    return tag.endsWith('/>') ? `${tag.slice(0, -2).trimEnd()}>` : tag;
  }

  attributes({ attributes }: XmlNode): string {
    const said = Object.entries(attributes).filter(([name]) => !/^xmlns\b|^mc:Ignorable$/.test(name) && !NAMES.test(name));
    return JSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The same for elements that say the same, whatever the order of their attributes. */
  print(node: XmlNode): string {
    const known = this.#prints.get(node);
    if (known !== undefined) return known;
    const { prefix, name, children, text } = node;
    const parts = [
      prefix + name,
      this.attributes(node),
      children.length > 0 ? text.trim() : text,
      ...children.filter((each) => !isIgnorableFormatting(each)).map((each) => this.print(each)),
    ];
    const print = createHash('sha1').update(JSON.stringify(parts)).digest('base64');
    this.#prints.set(node, print);
    return print;
  }

  /** The same for an element and what another program makes of it: its name, its text, and what it refers to. */
  signature(node: XmlNode): string {
    const known = this.#signatures.get(node);
    if (known !== undefined) return known;
    const { name, attributes, children, text } = node;
    const refers = Object.entries(attributes).filter(([each]) => each.startsWith('r:') || /(?:Reference|fldChar)$/.test(name));
    const inside = children.map((each) => this.signature(each).replace(/^\w*\|/, '')).join('');
    const signature = `${name}|${refers.map(([, value]) => `[${value}]`).join('')}${TEXTS.has(name) ? text : ''}${inside}`;
    this.#signatures.set(node, signature);
    return signature;
  }
}
