/**
 * Editors join neighbours that look the same. Where a look was taken away, a run joins words that looked different before: it would be taken for one of them, and what the others had
 * (a language, a tracked change of their look, the change that is to be tracked now) would be lost.
 */
import { commonOrder } from '../../shared/word/common-order.js';
import { leavesOf, wordsOf } from './change-words.js';
import { escapeXml, spliceText, type Splice, type XmlNode } from './xml.js';
import { XmlSource } from './xml-source.js';

/** @returns `after` with the runs of paragraphs whose words are the same cut where runs ended `before` */
export function splitRuns(before: XmlSource, after: XmlSource): XmlSource {
  const [old, fresh] = [paragraphsIn(before.root), paragraphsIn(after.root)];
  const words = (paragraphs: readonly XmlNode[]) => paragraphs.map((each) => wordsOf(leavesOf(each)));
  const splices = [...commonOrder(words(old), words(fresh))].flatMap(([was, is]) => {
    if (before.print(old[was]!) === after.print(fresh[is]!)) return [];
    return cuts(after, fresh[is]!, new Set(runsIn(old[was]!).map(({ from }) => from)));
  });
  return splices.length === 0 ? after : new XmlSource(spliceText(after.text, splices));
}

/** @param starts places in the words of the paragraph */
function cuts(source: XmlSource, paragraph: XmlNode, starts: ReadonlySet<number>): Splice[] {
  return runsIn(paragraph).flatMap(({ node, from, words }) => {
    const places = [...starts].filter((start) => start > from && start < from + words.length).sort((one, other) => one - other);
    const [text, look, ...more] = [...node.children].reverse();
    const isPlain = text?.name === 't' && (look === undefined || look.name === 'rPr') && more.length === 0;
    if (!isPlain || places.length === 0) return [];
    const properties = look ? source.of(look) : '';
    const pieces = [from, ...places].map((place, index) => {
      const piece = escapeXml(words.slice(place - from, (places[index] ?? from + words.length) - from));
      return `${source.tag(node)}${properties}<${text.prefix}t xml:space="preserve">${piece}</${text.prefix}t></${node.prefix}r>`;
    });
    return [{ start: node.start, end: node.end, text: pieces.join('') }];
  });
}

interface Run {
  node: XmlNode;
  /** Where its words begin among those of the paragraph. */
  from: number;
  words: string;
}

function runsIn(paragraph: XmlNode): Run[] {
  const runs: Run[] = [];
  let from = 0;
  const read = (node: XmlNode): void => {
    if (node.name !== 'r') return node.children.forEach(read);
    const words = wordsOf(leavesOf(node));
    runs.push({ node, from, words });
    from += words.length;
  };
  paragraph.children.forEach(read);
  return runs;
}

const paragraphsIn = (node: XmlNode): XmlNode[] =>
  node.children.flatMap((each) => [...(each.name === 'p' ? [each] : []), ...paragraphsIn(each)]);
