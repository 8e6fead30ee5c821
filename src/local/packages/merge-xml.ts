/**
 * Three-way merge of XML: what an editor changed goes into the original it read, and everything else of the original stays as it was written,
 * whether the editor has an idea of it or not. What the editor changed is the difference of two of its own writings: of the untouched document, and of the edited one.
 */
import { commonOrder } from './common-order.js';
import { changeWords, holdsWords, isEmptyRun } from './change-words.js';
import { declare, withOwnPrefixes } from './namespaces.js';
import { XmlSource } from './xml-source.js';
import type { XmlNode } from './xml.js';

/** @returns the original with the changes @throws {SyntaxError} when one is no XML, or they are not of one kind */
export function mergeXml(original: string, untouched: string, edited: string): string {
  const own = new XmlSource(original);
  const [before, after] = [untouched, edited].map((source) => new XmlSource(withOwnPrefixes(source, own.root))) as [XmlSource, XmlSource];
  if (own.root.name !== before.root.name || own.root.name !== after.root.name) throw new SyntaxError('the root is another');
  const merged = new Merger(own, before, after).element(own.root, before.root, after.root);
  return original.slice(0, own.root.start) + declare(merged, original, own.root, after.root);
}

/** Neighbours in the original that the editor writes as these neighbours; none where it drops them, or adds some of its own. */
interface Segment {
  own: XmlNode[];
  before: XmlNode[];
}

class Merger {
  constructor(
    private readonly own: XmlSource,
    private readonly before: XmlSource,
    private readonly after: XmlSource,
  ) {}

  /** An element of the original with what has become of it. */
  element(own: XmlNode, before: XmlNode, after: XmlNode): string {
    if (this.before.print(before) === this.after.print(after)) return this.own.of(own);
    const all = [own, before, after];
    const isTagSame = this.before.attributes(before) === this.after.attributes(after);
    if (all.every(({ children }) => children.length === 0)) {
      // Whether white space at its ends counts is said in the tag.
      const isSaid = isTagSame && Object.keys(after.attributes).every((name) => name in own.attributes);
      return isSaid ? this.own.tag(own) + this.after.inside(after) + `</${own.prefix}${own.name}>` : this.after.of(after);
    }
    if (all.some(({ text }) => text.trim())) return this.after.of(after);
    const reworded = own.name === 'p' ? changeWords([this.own, own], [this.before, before], [this.after, after]) : undefined;
    if (reworded !== undefined) return reworded;
    const tag = isTagSame ? this.own.tag(own) : this.after.tag(after);
    const { prefix, name } = isTagSame ? own : after;
    return `${tag}${this.#children(own, before, after)}</${prefix}${name}>`;
  }

  #children(own: XmlNode, before: XmlNode, after: XmlNode): string {
    const kept = new Map(
      commonOrder(
        before.children.map((each) => this.before.print(each)),
        after.children.map((each) => this.after.print(each)),
      ),
    );
    let written = '';
    let [count, next] = [0, 0];
    /** Not written yet, because what follows says where it ends. */
    let waiting: Segment[] = [];
    const upTo = (place: number): void => {
      written += this.#changed(waiting, after.children.slice(next, place));
      [waiting, next] = [[], place];
    };
    for (const segment of this.#segments(own, before)) {
      const places = segment.before.map((_, index) => kept.get(count + index));
      count += places.length;
      const [first] = places;
      if (first === undefined || places.some((place, index) => place !== first + index)) {
        waiting.push(segment);
        continue;
      }
      upTo(first);
      written += segment.own.map((each) => this.own.of(each)).join('');
      next += places.length;
    }
    upTo(after.children.length);
    return written;
  }

  /** Neighbours that are no more what they were, and what stands in their place. What the editor has no idea of stays. */
  #changed(old: readonly Segment[], fresh: readonly XmlNode[]): string {
    const partners = this.#partners(old, fresh);
    let written = '';
    let next = 0;
    for (const segment of old) {
      const place = partners.get(segment);
      if (isUnseen(segment) && !isReplaced(segment, fresh)) written += segment.own.map((each) => this.own.of(each)).join('');
      if (place === undefined) continue;
      for (; next < place; next++) written += this.after.of(fresh[next]!);
      written += this.element(segment.own[0]!, segment.before[0]!, fresh[next++]!);
    }
    for (; next < fresh.length; next++) written += this.after.of(fresh[next]!);
    return written;
  }

  /** Which of the old has become which of the fresh: in order where they are as many, else the ones most alike. */
  #partners(old: readonly Segment[], fresh: readonly XmlNode[]): Map<Segment, number> {
    const replaced = old.filter((each) => !isUnseen(each));
    const isPair = ({ own, before }: Segment, { name }: XmlNode) => own.length === 1 && before.length === 1 && before[0]!.name === name;
    if (replaced.length === fresh.length && replaced.every((each, index) => isPair(each, fresh[index]!))) {
      return new Map(replaced.map((each, index) => [each, index]));
    }
    const partners = new Map<Segment, number>();
    let next = 0;
    for (const segment of replaced) {
      const scores = fresh.map((node, index) =>
        index >= next && isPair(segment, node) ? alike(this.before.signature(segment.before[0]!), this.after.signature(node)) : 0,
      );
      const best = scores.indexOf(Math.max(...scores));
      if (best < 0 || scores[best]! < LEAST_ALIKE) continue;
      partners.set(segment, best);
      next = best + 1;
    }
    return partners;
  }

  /** Which children of the original the editor has written as which. */
  #segments(own: XmlNode, before: XmlNode): Segment[] {
    const pairs = commonOrder(
      own.children.map((each) => this.own.signature(each)),
      before.children.map((each) => this.before.signature(each)),
    );
    const segments: Segment[] = [];
    let [a, b] = [0, 0];
    const gap = (toA: number, toB: number): void => {
      segments.push(...segmentsOf(own.children.slice(a, toA), before.children.slice(b, toB)));
    };
    for (const [i, j] of pairs) {
      gap(i, j);
      segments.push({ own: [own.children[i]!], before: [before.children[j]!] });
      [a, b] = [i + 1, j + 1];
    }
    gap(own.children.length, before.children.length);
    return segments;
  }
}

/** Of neighbours whose words differ: what is of the same kind on both sides is the same, what one side alone has is dropped or added by the editor. */
function segmentsOf(own: XmlNode[], before: XmlNode[]): Segment[] {
  const shared = (nodes: XmlNode[], others: XmlNode[]) => nodes.filter(({ name }) => others.some((other) => other.name === name));
  const [mine, theirs] = [shared(own, before), shared(before, own)];
  const isWordless = (nodes: XmlNode[], known: XmlNode[]) => nodes.every((each) => known.includes(each) || !holdsWords(each));
  const isPaired = mine.length === theirs.length && mine.every(({ name }, index) => name === theirs[index]!.name);
  if (!isPaired || !(isWordless(own, mine) || isWordless(before, theirs))) return [{ own, before }];
  const segments: Segment[] = [];
  const rest = [...before];
  for (const each of own) {
    const partner = theirs[mine.indexOf(each)];
    if (!partner) segments.push({ own: [each], before: [] });
    else {
      for (const added of rest.splice(0, rest.indexOf(partner))) segments.push({ own: [], before: [added] });
      segments.push({ own: [each], before: rest.splice(0, 1) });
    }
  }
  return [...segments, ...rest.map((added) => ({ own: [], before: [added] }))];
}

/** What the editor shows nothing of: it drops it, or writes runs without content for it. */
const isUnseen = ({ before }: Segment) => before.every(isEmptyRun);

/** Properties stand once in an element. */
const isReplaced = ({ own }: Segment, fresh: readonly XmlNode[]) =>
  own.every(({ name }) => name.endsWith('Pr') && fresh.some((each) => each.name === name));

/** Elements that have less in common, of 1, are not the same element changed. */
const LEAST_ALIKE = 0.3;

/** How much of the longer of two texts is where it is in the other: 0 to 1. */
function alike(one: string, other: string): number {
  const { length } = one.length < other.length ? one : other;
  let start = 0;
  while (start < length && one[start] === other[start]) start++;
  let end = 0;
  while (end < length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return (start + end) / Math.max(one.length, other.length);
}
