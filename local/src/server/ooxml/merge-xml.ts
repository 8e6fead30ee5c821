/**
 * Three-way merge of XML: what an editor changed goes into the original it read, and everything else of the original stays as it was written,
 * whether the editor has an idea of it or not. What the editor changed is the difference of two of its own writings: of the untouched document, and of the edited one.
 */
import { commonOrder } from '../../shared/word/common-order.js';
import { alike } from './alike.js';
import { changeWords, holdsWords, isEmptyRun } from './change-words.js';
import { holdsProperties, mergeProperties } from './merge-properties.js';
import { declare, withOwnPrefixes } from './namespaces.js';
import { namedStyle, styleOfParagraph, type NamedStyle } from './named-style.js';
import { RunOrigins, lookOf, placeOf, type Origin, type Stretch } from './run-origins.js';
import { inSchemaOrder } from './schema-order.js';
import { splitRuns } from './split-runs.js';
import { trackFormatting, type Reviewer } from './tracked-formatting.js';
import { XmlSource } from './xml-source.js';
import type { XmlNode } from './xml.js';

/**
 * @param reviewer whose changes of how text looks become tracked changes; without one they are plain changes
 * @returns the original with the changes @throws {SyntaxError} when one is no XML, or they are not of one kind
 */
export function mergeXml(original: string, untouched: string, edited: string, reviewer?: Reviewer): string {
  const own = new XmlSource(original);
  const [before, written] = [untouched, edited].map((source) => new XmlSource(withOwnPrefixes(source, own.root))) as [XmlSource, XmlSource];
  const after = splitRuns(before, written);
  if (own.root.name !== before.root.name || own.root.name !== after.root.name) throw new SyntaxError('the root is another');
  const merged = new Merger({ own, before, after, reviewer }).element(own.root, before.root, after.root);
  return original.slice(0, own.root.start) + declare(merged, original, own.root, after.root);
}

/** Neighbours in the original that the editor writes as these neighbours; none where it drops them, or adds some of its own. */
interface Segment {
  own: XmlNode[];
  before: XmlNode[];
}

/** A child as it will be written. */
interface Written {
  node: XmlNode;
  text: string;
}

class Merger {
  /** Of the paragraph, or the stretch of paragraphs, that is being written. */
  #origins: RunOrigins | undefined;
  /** The paragraph before what is being written. */
  #paragraph: Segment | undefined;

  /** What is being written stands in a tracked insertion of the reviewer's: how that looks is part of the insertion. */
  #isInserted = false;

  /** Of the paragraph that is being written. */
  #style: NamedStyle = 'none';

  private readonly own: XmlSource;
  private readonly before: XmlSource;
  private readonly after: XmlSource;
  readonly #reviewer: Reviewer | undefined;

  constructor({ own, before, after, reviewer }: Record<'own' | 'before' | 'after', XmlSource> & { reviewer: Reviewer | undefined }) {
    [this.own, this.before, this.after] = [own, before, after];
    this.#reviewer = reviewer;
  }

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
    if (holdsProperties(own)) return mergeProperties({ own: [this.own, own], before: [this.before, before], after: [this.after, after] });
    const reworded = own.name === 'p' ? changeWords([this.own, own], [this.before, before], [this.after, after]) : undefined;
    if (reworded !== undefined) return reworded;
    const tag = isTagSame ? this.own.tag(own) : this.after.tag(after);
    const { prefix, name } = isTagSame ? own : after;
    if (own.name === 'p') this.#style = styleOfParagraph(before, after);
    const write = () => this.#inInsertion(after, () => this.#children(own, before, after));
    const written = own.name === 'p' ? this.#within({ own: [own], before: [before], after: [after] }, write) : write();
    const inside = inSchemaOrder(own, written, (each) => each.node).map(({ text }) => text);
    return `${tag}${inside.join('')}</${prefix}${name}>`;
  }

  /** @param write writes what stands in the stretch */
  #within<Result>(stretch: Stretch, write: () => Result): Result {
    const around = this.#origins;
    this.#origins = new RunOrigins(stretch, this.#paragraph ?? { own: [], before: [] }, { before: this.before, after: this.after });
    const result = write();
    this.#origins = around;
    return result;
  }

  /** @param node what is written by `write` */
  #inInsertion<Result>(node: XmlNode, write: () => Result): Result {
    const around = this.#isInserted;
    const isOwn = node.name === 'ins' && node.attributes[`${node.prefix}author`] === this.#reviewer?.author;
    this.#isInserted ||= isOwn;
    const result = write();
    this.#isInserted = around;
    return result;
  }

  #children(own: XmlNode, before: XmlNode, after: XmlNode): Written[] {
    if (!HOLDING.has(own.name)) return this.#content(own, before, after);
    const all = [own, before, after].map(({ children }) => children.filter(holdsProperties)) as [XmlNode[], XmlNode[], XmlNode[]];
    const properties = [...new Set(all.flat().map(({ name }) => name))].flatMap((name) => {
      const [mine, was, is] = all.map((nodes) => nodes.find((each) => each.name === name));
      return this.#properties(own, [mine, was, is]) ?? [];
    });
    const rest = (node: XmlNode) => ({ ...node, children: node.children.filter((each) => !holdsProperties(each)) });
    return [...properties, ...this.#content(rest(own), rest(before), rest(after))];
  }

  #content(own: XmlNode, before: XmlNode, after: XmlNode): Written[] {
    // An editor may write properties behind what they are of.
    const [old, fresh] = [before, after].map((node) => inSchemaOrder(node, node.children, (each) => each)) as [XmlNode[], XmlNode[]];
    const kept = new Map(
      commonOrder(
        old.map((each) => this.before.print(each)),
        fresh.map((each) => this.after.print(each)),
      ),
    );
    const written: Written[] = [];
    let [count, next] = [0, 0];
    /** Not written yet, because what follows says where it ends. */
    let waiting: Segment[] = [];
    const upTo = (place: number): void => {
      written.push(...this.#changed(waiting, fresh.slice(next, place)));
      [waiting, next] = [[], place];
    };
    for (const segment of this.#segments(own, old)) {
      const places = segment.before.map((_, index) => kept.get(count + index));
      count += places.length;
      const [first] = places;
      if (first === undefined || places.some((place, index) => place !== first + index)) {
        waiting.push(segment);
        continue;
      }
      upTo(first);
      written.push(...segment.own.map((each) => this.#own(each)));
      if (segment.own.length === 1 && segment.own[0]!.name === 'p') this.#paragraph = segment;
      next += places.length;
    }
    upTo(fresh.length);
    return written;
  }

  #own(node: XmlNode): Written {
    return { node, text: this.own.of(node) };
  }

  /** Neighbours that are no more what they were, and what stands in their place. What the editor has no idea of stays. */
  #changed(old: readonly Segment[], fresh: readonly XmlNode[]): Written[] {
    if (old.length === 0 && fresh.length === 0) return [];
    const isBlocks = fresh.some(({ name }) => name === 'p');
    if (!isBlocks) return this.#replaced(old, fresh);
    const [own, before] = [old.flatMap((each) => each.own), old.flatMap((each) => each.before)];
    return this.#within({ own, before, after: fresh }, () => this.#replaced(old, fresh));
  }

  #replaced(old: readonly Segment[], fresh: readonly XmlNode[]): Written[] {
    const partners = this.#partners(old, fresh);
    const written: Written[] = [];
    let next = 0;
    for (const segment of old) {
      const place = partners.get(segment);
      if (isUnseen(segment) && !isReplaced(segment, fresh)) written.push(...segment.own.map((each) => this.#own(each)));
      if (place === undefined) continue;
      for (; next < place; next++) written.push(this.#fresh(fresh[next]!));
      const node = fresh[next++]!;
      if (segment.own[0]!.name === 'p') this.#paragraph = segment;
      written.push({ node, text: this.element(segment.own[0]!, segment.before[0]!, node) });
    }
    for (; next < fresh.length; next++) written.push(this.#fresh(fresh[next]!));
    return written;
  }

  /** What the editor has added, or has written in another form: in the order of the schema, and looking as its origin does where the look has not changed. */
  #fresh(node: XmlNode): Written {
    if (node.children.length === 0) return { node, text: this.after.of(node) };
    const origin = node.name === 'r' ? this.#origins?.of(node) : undefined;
    if (node.name === 'p') this.#style = styleOfParagraph(this.#paragraph?.before[0], node);
    const children = this.#inInsertion(node, () => node.children.map((each) => this.#fresh(each)));
    const properties = origin && this.#look(origin, node);
    const paragraph = node.name === 'p' ? this.#format(node) : undefined;
    const replaced = properties ?? paragraph;
    const isReplacedBy = ({ node: { name } }: Written) => name !== replaced!.node.name;
    const all = replaced ? [replaced, ...children.filter(isReplacedBy)] : children;
    const inside = inSchemaOrder(node, all, (each) => each.node).map(({ text }) => text);
    return { node, text: `${this.after.tag(node)}${inside.join('')}</${node.prefix}${node.name}>` };
  }

  #look({ own, before }: Origin, run: XmlNode): Written | undefined {
    return this.#properties(run, [lookOf(own), lookOf(before), lookOf(run)], 'run');
  }

  /** Of a paragraph that has come of the one before it. */
  #format(node: XmlNode): Written | undefined {
    const [own, before] = [this.#paragraph?.own[0], this.#paragraph?.before[0]];
    if (own?.name !== 'p' || before?.name !== 'p') return undefined;
    const formatOf = ({ children }: XmlNode) => children.find(({ name }) => name === 'pPr');
    const [format, was, is] = [formatOf(own), formatOf(before), formatOf(node)];
    // A paragraph with another format is not the other half of this one.
    return (was && this.before.print(was)) === (is && this.after.print(is))
      ? this.#properties(node, [format, was, is], 'paragraph')
      : undefined;
  }

  /** @param holder the element they are of @param versions the properties in the original, as the editor writes them untouched, and edited */
  #properties(holder: XmlNode, [own, before, after]: (XmlNode | undefined)[], copyOf?: 'run' | 'paragraph'): Written | undefined {
    // Where the editor alone has written some, of a style, and writes no more, the run has to say that they are off.
    const node = after ?? own ?? before;
    if (!node) return undefined;
    const isChanged = (before && this.before.print(before)) !== (after && this.after.print(after));
    // As it is written, be it empty.
    if (own && !isChanged && copyOf === undefined) return { node: own, text: this.own.of(own) };
    const versions = { own: placeOf(this.own, own), before: placeOf(this.before, before), after: placeOf(this.after, after) };
    const named = namedStyle(before, after);
    const style = this.#style === 'other' || named === 'none' ? this.#style : named;
    const text = mergeProperties(versions, copyOf, holder.name === 'r' ? style : 'other');
    const isTracked = this.#reviewer && isChanged && holder.name === 'r' && !this.#isInserted;
    const written = isTracked ? trackFormatting(text, own && this.own.of(own), { prefix: holder.prefix, ...this.#reviewer }) : text;
    return written === '' ? undefined : { node, text: written };
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
  #segments(own: XmlNode, old: XmlNode[]): Segment[] {
    const pairs = commonOrder(
      own.children.map((each) => this.own.signature(each)),
      old.map((each) => this.before.signature(each)),
    );
    const segments: Segment[] = [];
    let [a, b] = [0, 0];
    const gap = (toA: number, toB: number): void => {
      segments.push(...segmentsOf(own.children.slice(a, toA), old.slice(b, toB)));
    };
    for (const [i, j] of pairs) {
      gap(i, j);
      segments.push({ own: [own.children[i]!], before: [old[j]!] });
      [a, b] = [i + 1, j + 1];
    }
    gap(own.children.length, old.length);
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

/** What has properties of its own, which are merged one by one, whoever has written some. */
const HOLDING = new Set(['r', 'p', 'tbl', 'tr', 'tc']);

/** Properties stand once in an element. */
const isReplaced = ({ own }: Segment, fresh: readonly XmlNode[]) =>
  own.every(({ name }) => name.endsWith('Pr') && fresh.some((each) => each.name === name));

/** Elements that have less in common, of 1, are not the same element changed. */
const LEAST_ALIKE = 0.3;
