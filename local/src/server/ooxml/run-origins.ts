/** Which run of the original stands where an editor has written a run anew: editors join and split runs, and write them with all that a style gives them. */
import { UNSEEN, differenceOf, leavesOf, wordsOf, type Place } from './change-words.js';
import type { XmlSource } from './xml-source.js';
import type { XmlNode } from './xml.js';

/** A run, and where its words begin among those of the stretch. */
interface Run {
  node: XmlNode;
  at: number;
  words: string;
}

/** A stretch of a document as the original has it, as the editor writes it untouched, and as it writes it edited. */
export interface Stretch {
  own: readonly XmlNode[];
  before: readonly XmlNode[];
  after: readonly XmlNode[];
}

export interface Origin {
  own: XmlNode;
  before: XmlNode;
}

/** A run as the editor writes it untouched, and the original's at that place; undefined where it cannot be told. */
interface Pair {
  before: Run;
  own: Run | undefined;
}

export class RunOrigins {
  readonly #pairs: Pair[];
  readonly #around: Pair[];
  readonly #after: Map<XmlNode, Run>;
  readonly #difference: { from: number; to: number; insert: string };

  /** @param around what stands before the stretch: text can be typed in its look */
  constructor(
    stretch: Stretch,
    around: Pick<Stretch, 'own' | 'before'>,
    private readonly sources: { before: XmlSource; after: XmlSource },
  ) {
    this.#pairs = this.#paired(stretch);
    this.#around = this.#paired(around);
    const after = runsOf(stretch.after);
    this.#after = new Map(after.map((run) => [run.node, run]));
    this.#difference = differenceOf(textOf(this.#pairs.map(({ before }) => before)), textOf(after));
  }

  /** @param run one the editor has written @returns undefined where it cannot be told */
  of(run: XmlNode): Origin | undefined {
    const written = this.#after.get(run);
    const pair = written && this.#pairOf(written);
    return pair?.own && { own: pair.own.node, before: pair.before.node };
  }

  #pairOf({ node, at, words }: Run): Pair | undefined {
    const { before, after } = this.sources;
    if (words === '') {
      const signature = after.signature(node);
      return this.#pairs.find((each) => each.before.words === '' && before.signature(each.before.node) === signature);
    }
    const { from, to, insert } = this.#difference;
    const isInserted = at >= from && at < from + insert.length;
    // What is typed has the look of the letter before it, or after it.
    const places = isInserted ? [from - 1, to] : [at < from ? at : at - insert.length + to - from];
    const near = places.flatMap((place) => this.#pairs.find((each) => isAt(each.before, place)) ?? []);
    const look = printOf(after, node);
    const isAlike = (each: Pair) => each.before.words !== '' && printOf(before, each.before.node) === look;
    const holdsIt = (each: Pair) => words.trim().length > 1 && each.before.words.includes(words);
    const all = [...this.#pairs, ...this.#around];
    return near.find(isAlike) ?? this.#pairs.find(holdsIt) ?? all.find(isAlike) ?? near[0];
  }

  #paired({ own, before }: Pick<Stretch, 'own' | 'before'>): Pair[] {
    const written = runsOf(before);
    const text = textOf(written);
    const runs = [runsOf(own), runsOf(own, UNSEEN)].find((each) => textOf(each) === text) ?? [];
    const signature = (node: XmlNode) => this.sources.before.signature(node);
    return written.map((run) => ({
      before: run,
      own: runs.find((each) => (run.words === '' ? each.words === '' && signature(each.node) === signature(run.node) : isAt(each, run.at))),
    }));
  }
}

const isAt = ({ at, words }: Run, place: number) => at <= place && place < at + words.length;

/** The properties of a run. */
export const lookOf = ({ children }: XmlNode): XmlNode | undefined => children.find(({ name }) => name === 'rPr');

export const placeOf = (source: XmlSource, node: XmlNode | undefined): Place | undefined => node && [source, node];

function printOf(source: XmlSource, run: XmlNode): string {
  const look = lookOf(run);
  return look ? source.print(look) : '';
}

const textOf = (runs: readonly Run[]) => runs.map(({ words }) => words).join('');

function runsOf(nodes: readonly XmlNode[], without: ReadonlySet<string> = new Set()): Run[] {
  const runs: Run[] = [];
  let at = 0;
  const read = (node: XmlNode): void => {
    if (without.has(node.name)) return;
    if (node.name !== 'r') return node.children.forEach(read);
    const words = wordsOf(leavesOf(node, without));
    runs.push({ node, at, words });
    at += words.length;
  };
  nodes.forEach(read);
  return runs;
}
