/**
 * Where lists begin, as the page's editor reads it: from `w:startOverride` (ECMA-376 part 1, 17.9.27), and not from the `w:start` (17.9.25) of a level, so that
 * each list would be shown from 1. The page gets an override for each level that begins with another number; the file is stored without them.
 */
import { child, children, parseXml, spliceText, type Splice, type XmlNode } from '../ooxml/xml.js';
import type { ZipFile } from '../ooxml/zip-file.js';

const NUMBERING = 'word/numbering.xml';
const MAIN = 'word/document.xml';

/** @param zip a document with the usual names of parts @returns the same where the editor needs to be told nothing @throws {SyntaxError} */
export function withListStarts(zip: ZipFile): ZipFile {
  const text = zip.text(NUMBERING);
  if (text === undefined || !START.test(text)) return zip;
  const splices = overrides(parseXml(text), zip.text(MAIN) ?? '');
  return splices.length === 0 ? zip : zip.with(new Map([[NUMBERING, spliceText(text, splices)]]));
}

/** A number other than 1. */
const START = /<(?:\w+:)?start (?:\w+:)?val="(?!1")/;
/** Bounded: many elements without an end must not each be searched for to the end of the document. */
const USE = /<(?:\w+:)?numPr(?:\s[^>]{0,500})?(?<!\/)>(.{0,1000}?)<\/(?:\w+:)?numPr>/gs;

function overrides(root: XmlNode, document: string): Splice[] {
  const abstracts = new Map(children(root, 'abstractNum').map((each) => [valueOf(each, 'abstractNumId'), each]));
  const lists = new Map(children(root, 'num').map((each) => [valueOf(each, 'numId')!, each]));
  const splices: Splice[] = [];
  // Lists of one kind go on counting where another one of them has ended: only the first begins.
  const begun = new Set<string>();
  for (const [number, level] of levelsInOrder(document, [...lists.keys()])) {
    const list = lists.get(number);
    const kind = list && valueOf(child(list, 'abstractNumId'), 'val');
    if (!list || kind === undefined) continue;
    const override = children(list, 'lvlOverride').find((each) => valueOf(each, 'ilvl') === level);
    const ownLevel = child(override, 'lvl');
    const place = ownLevel ? `${number} ${level}` : `${kind}/${level}`;
    const isFirst = !begun.has(place);
    begun.add(place);
    if (!isFirst || child(override, 'startOverride')) continue;
    const shown = ownLevel ?? children(linked(abstracts.get(kind), abstracts), 'lvl').find((each) => valueOf(each, 'ilvl') === level);
    const start = valueOf(child(shown, 'start'), 'val');
    if (start === undefined || start === '1' || !/^\d+$/.test(start)) continue;
    splices.push(spliceFor(list, override, level, start));
  }
  return splices;
}

/** Each list and level once: as the document's paragraphs use them, then those that are used elsewhere, by styles for instance. */
function levelsInOrder(document: string, numbers: readonly string[]): [number: string, level: string][] {
  const used = [...document.matchAll(USE)].map(([, inside]) => {
    const [level, number] = ['ilvl', 'numId'].map((name) => new RegExp(`<(?:\\w+:)?${name} (?:\\w+:)?val="(\\d+)"`).exec(inside!)?.[1]);
    return `${number} ${level ?? 0}`;
  });
  const all = numbers.flatMap((number) => Array.from({ length: LEVELS }, (_, level) => `${number} ${level}`));
  return [...new Set([...used, ...all])].map((each) => each.split(' ') as [string, string]);
}

/** Levels of a list (17.9.3). */
const LEVELS = 9;

/** A kind of list may have its levels in another one, both of which name a style (17.9.21). */
function linked(kind: XmlNode | undefined, kinds: ReadonlyMap<unknown, XmlNode>): XmlNode | undefined {
  const link = valueOf(child(kind, 'numStyleLink'), 'val');
  return link === undefined ? kind : [...kinds.values()].find((each) => valueOf(child(each, 'styleLink'), 'val') === link);
}

function spliceFor(list: XmlNode, override: XmlNode | undefined, level: string, start: string): Splice {
  const w = list.prefix;
  const text = `<${w}startOverride ${w}val="${start}"/>`;
  // It stands first in there (17.9.8).
  if (override && override.innerStart < override.end) return { start: override.innerStart, end: override.innerStart, text };
  const whole = `<${w}lvlOverride ${w}ilvl="${level}">${text}</${w}lvlOverride>`;
  return override ? { ...override, text: whole } : { start: list.innerEnd, end: list.innerEnd, text: whole };
}

const valueOf = (node: XmlNode | undefined, name: string): string | undefined => node?.attributes[`${node.prefix}${name}`];
