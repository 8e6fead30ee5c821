/** Text changed where it stands: paragraphs of Word documents whose words alone have changed keep their runs, and what the editor has no idea of between them. */
import { escapeXml, spliceText, type Splice, type XmlNode } from './xml.js';
import { TEXTS, isHint, saysNothing, type XmlSource } from './xml-source.js';

/** An element, and where it is written. */
export type Place = readonly [source: XmlSource, node: XmlNode];

/** @returns the original's paragraph with other words; undefined where more has changed than words, or it cannot be told where they stand */
export function changeWords([own, ownNode]: Place, before: Place, after: Place): string | undefined {
  const [[was, wasNode], [is, isNode]] = [before, after];
  if (was.attributes(wasNode) !== is.attributes(isNode) || formOf(was, wasNode) !== formOf(is, isNode)) return undefined;
  const [words, changed] = [wasNode, isNode].map((node) => wordsOf(leavesOf(node))) as [string, string];
  const leaves = [leavesOf(ownNode), leavesOf(ownNode, UNSEEN)].find((each) => wordsOf(each) === words);
  if (!leaves?.length) return undefined;
  const splices = spliceWords(own, leaves, words, changed).map(({ start, end, text }) => ({
    start: start - ownNode.start,
    end: end - ownNode.start,
    text,
  }));
  return spliceText(own.of(ownNode), splices);
}

/** What editors of Word documents may show nothing of. */
export const UNSEEN: ReadonlySet<string> = new Set([
  'smartTag',
  'customXml',
  'ruby',
  'pict',
  'object',
  'Fallback',
  'txbxContent',
  'ins',
  'del',
]);

export const holdsWords = (node: XmlNode): boolean => (TEXTS.has(node.name) ? node.text !== '' : node.children.some(holdsWords));

export const wordsOf = (leaves: readonly XmlNode[]) => leaves.map(({ text }) => text).join('');

export function leavesOf(node: XmlNode, without: ReadonlySet<string> = new Set()): XmlNode[] {
  return node.children.flatMap((each) => (TEXTS.has(each.name) ? [each] : without.has(each.name) ? [] : leavesOf(each, without)));
}

/** The same for paragraphs that differ in their words only: editors join runs of one look when they write a changed paragraph. */
function formOf(source: XmlSource, node: XmlNode): string {
  const parts: string[] = [];
  let look: string | undefined;
  for (const each of node.children) {
    const isText = TEXTS.has(each.name);
    if (isText && parts.at(-1) !== each.name) parts.push(each.name);
    if (isText || isEmptyRun(each)) continue;
    if (each.name !== 'r') {
      parts.push(leavesOf(each).length > 0 ? `${each.name}${source.attributes(each)}(${formOf(source, each)})` : source.print(each));
      look = undefined;
      continue;
    }
    const isLook = ({ name }: XmlNode) => name === 'rPr';
    const own = each.children
      .filter((inside) => isLook(inside) && !saysNothing(inside))
      .map((properties) => source.print(properties))
      .join();
    const form = formOf(source, { ...each, children: each.children.filter((inside) => !isLook(inside) && !isHint(inside)) });
    if (own !== look || form !== 't' || !parts.at(-1)?.endsWith('[t]')) parts.push(`${own}[${form}]`);
    look = own;
  }
  return parts.join();
}

/** Editors write one for what they show nothing of. */
export const isEmptyRun = ({ name, children }: XmlNode) => name === 'r' && children.every((each) => each.name === 'rPr' || isHint(each));

function spliceWords(source: XmlSource, leaves: readonly XmlNode[], before: string, after: string): Splice[] {
  const { from, to, insert } = differenceOf(before, after);
  const splices: Splice[] = [];
  let at = 0;
  let isInserted = false;
  for (const leaf of leaves) {
    const { length } = leaf.text;
    const [cutFrom, cutTo] = [from, to].map((place) => Math.min(length, Math.max(0, place - at))) as [number, number];
    // What is typed between two runs belongs to the first.
    const isHere: boolean = !isInserted && from <= at + length;
    isInserted ||= isHere;
    if (isHere || cutFrom < cutTo) {
      const text = leaf.text.slice(0, cutFrom) + (isHere ? insert : '') + leaf.text.slice(cutTo);
      splices.push({ start: leaf.start, end: leaf.end, text: leafOf(source, leaf, text) });
    }
    at += length;
  }
  return splices;
}

function leafOf(source: XmlSource, leaf: XmlNode, text: string): string {
  const tag = source.tag(leaf);
  const needsSpace = text !== text.trim() && !('xml:space' in leaf.attributes);
  return `${needsSpace ? tag.replace(/>$/, ' xml:space="preserve">') : tag}${escapeXml(text)}</${leaf.prefix}${leaf.name}>`;
}

/** The one stretch in which two texts differ. */
export function differenceOf(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let end = 0;
  while (end < shorter - from && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
