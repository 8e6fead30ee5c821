/** Text changed where it stands: paragraphs of Word documents whose words alone have changed keep their runs, and what the editor has no idea of between them. */
import { escapeXml, spliceText, type Splice, type XmlNode } from './xml.js';
import { TEXTS, isHint, isIgnorableFormatting, type XmlSource } from './xml-source.js';

/** An element, and where it is written. */
export type Place = readonly [source: XmlSource, node: XmlNode];

/** @returns the original's paragraph with other words; undefined where more has changed than words, or it cannot be told where they stand */
export function changeWords([own, ownNode]: Place, before: Place, after: Place): string | undefined {
  const [[was, wasNode], [is, isNode]] = [before, after];
  if (was.attributes(wasNode) !== is.attributes(isNode) || formOf(was, wasNode) !== formOf(is, isNode)) return undefined;
  const [words, changed] = [stretchesOf(was, wasNode), stretchesOf(is, isNode)];
  const leaves = [leavesOf(ownNode), leavesOf(ownNode, UNSEEN)].find((each) => wordsOf(each) === words.join(''));
  if (!leaves?.length || words.length !== changed.length) return undefined;
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

interface Part {
  /** The same for parts that differ in their words only. */
  form: string;
  /** The words in it; undefined where it has none. */
  words: string | undefined;
}

/** The same for paragraphs that differ in their words only. */
const formOf = (source: XmlSource, node: XmlNode): string =>
  partsOf(source, node)
    .map(({ form }) => form)
    .join();

/** The words of a paragraph, stretch by stretch of one look in one place: as many for paragraphs of one form. */
const stretchesOf = (source: XmlSource, node: XmlNode): string[] => partsOf(source, node).flatMap(({ words }) => words ?? []);

/** Editors join runs of one look when they write a changed paragraph, so that those are one part. */
function partsOf(source: XmlSource, node: XmlNode): Part[] {
  const parts: Part[] = [];
  let look: string | undefined;
  for (const each of node.children) {
    if (TEXTS.has(each.name)) {
      if (parts.at(-1)?.form !== each.name) parts.push({ form: each.name, words: undefined });
      continue;
    }
    if (isEmptyRun(each)) continue;
    if (each.name !== 'r') {
      const [start, end] = [`${each.name}${source.attributes(each)}(`, ')'].map((form) => ({ form, words: undefined }));
      if (leavesOf(each).length > 0) parts.push(start!, ...partsOf(source, each), end!);
      else parts.push({ form: source.print(each), words: undefined });
      look = undefined;
      continue;
    }
    const isLook = ({ name }: XmlNode) => name === 'rPr';
    const own = each.children
      .filter((inside) => isLook(inside) && !isIgnorableFormatting(inside))
      .map((properties) => source.print(properties))
      .join();
    const form = formOf(source, { ...each, children: each.children.filter((inside) => !isLook(inside) && !isHint(inside)) });
    const words = wordsOf(leavesOf(each));
    const last = parts.at(-1);
    if (own === look && form === 't' && last?.form.endsWith('[t]')) last.words += words;
    else parts.push({ form: `${own}[${form}]`, words });
    look = own;
  }
  return parts;
}

/** Editors write one for what they show nothing of. */
export const isEmptyRun = ({ name, children }: XmlNode) => name === 'r' && children.every((each) => each.name === 'rPr' || isHint(each));

interface Edit {
  from: number;
  to: number;
  insert: string;
}

/** @param before the words of the leaves, stretch by stretch: what is new in a stretch does not go into the one beside it */
function spliceWords(source: XmlSource, leaves: readonly XmlNode[], before: readonly string[], after: readonly string[]): Splice[] {
  const edits = new Map<XmlNode, Edit[]>();
  let start = 0;
  before.forEach((words, index) => {
    const { from, to, insert } = differenceOf(words, after[index]!);
    if (from < to || insert) addEdits(edits, leaves, { from: start + from, to: start + to, insert }, words === '' ? start - 1 : start);
    start += words.length;
  });
  return [...edits].map(([leaf, list]) => {
    const text = list.reduceRight((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), leaf.text);
    return { start: leaf.start, end: leaf.end, text: leafOf(source, leaf, text) };
  });
}

/** @param start of the stretch: the text goes into a leaf that reaches beyond that */
function addEdits(edits: Map<XmlNode, Edit[]>, leaves: readonly XmlNode[], { from, to, insert }: Edit, start: number): void {
  let at = 0;
  let isInserted = false;
  for (const leaf of leaves) {
    const { length } = leaf.text;
    const [cutFrom, cutTo] = [from, to].map((place) => Math.min(length, Math.max(0, place - at))) as [number, number];
    // What is typed between two runs of one look belongs to the first.
    const isHere: boolean = !isInserted && from <= at + length && at + length > start;
    isInserted ||= isHere;
    if (isHere || cutFrom < cutTo)
      edits.set(leaf, [...(edits.get(leaf) ?? []), { from: cutFrom, to: cutTo, insert: isHere ? insert : '' }]);
    at += length;
  }
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
