/** Changes of how text looks, as tracked changes: the run says how it has looked before (ECMA-376 part 1, 17.13.5.31). */
import { escapeXml, parseXml, spliceText, type XmlNode } from './xml.js';
import { XmlSource } from './xml-source.js';

/** Who has made tracked changes, and when. */
export interface Reviewer {
  author: string;
  /** ISO 8601. */
  date: string;
}

/**
 * @param properties of a run as they are now, `w:rPr`; '' for none @param own those of the original
 * @returns the properties with how the run has looked before. The first change counts, and a change that the reviewer takes back is none.
 */
export function trackFormatting(
  properties: string,
  own: string | undefined,
  { prefix, author, date }: Reviewer & { prefix: string },
): string {
  const now = properties || `<${prefix}rPr></${prefix}rPr>`;
  const root = parseXml(now);
  const change = root.children.find(isChange);
  if (change) {
    const isOwn = change.attributes[`${prefix}author`] === author;
    const before = change.children[0];
    const isBack = isOwn && before !== undefined && looksOf(now, root) === looksOf(now, before);
    return isBack ? spliceText(now, [{ start: change.start, end: change.end, text: '' }]) : now;
  }
  const before = own === undefined ? undefined : parseXml(own);
  const old = before ? before.children.filter((each) => !isChange(each)).map(({ start, end }) => own!.slice(start, end)) : [];
  // Its number is given when the whole is numbered.
  const tag = `<${prefix}rPrChange ${prefix}id="0" ${prefix}author="${escapeXml(author)}" ${prefix}date="${escapeXml(date)}">`;
  const text = `${tag}<${prefix}rPr>${old.join('')}</${prefix}rPr></${prefix}rPrChange>`;
  return spliceText(now, [{ start: root.innerEnd, end: root.innerEnd, text }]);
}

const isChange = ({ name }: XmlNode): boolean => name === 'rPrChange';

function looksOf(text: string, node: XmlNode): string {
  const source = new XmlSource(text);
  const prints = node.children.filter((each) => !isChange(each)).map((each) => source.print(each));
  return prints.sort().join();
}
