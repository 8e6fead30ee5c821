/** Properties of runs, paragraphs, tables and sections: what somebody changed of them, one by one, down to the attribute. */
import type { Place } from './change-words.js';
import type { NamedStyle } from './named-style.js';
import { escapeXml, type XmlNode } from './xml.js';
import { inSchemaOrder } from './schema-order.js';

/** Elements that hold properties, each of which stands in them once. */
const HOLDERS = new Set([
  ...['rPr', 'pPr', 'tblPr', 'tblPrEx', 'trPr', 'tcPr', 'sectPr'],
  ...['numPr', 'pBdr', 'tblBorders', 'tcBorders', 'tblCellMar', 'tcMar'],
]);
export const holdsProperties = ({ name }: XmlNode): boolean => HOLDERS.has(name);

/** Their attributes mean something without each other (ECMA-376 part 1, 17.3.1.12, 17.3.1.33, 17.3.2.20, 17.3.2.26). */
const LOOSE = new Set(['rFonts', 'ind', 'spacing', 'lang']);

/** What belongs to one paragraph, and to no copy of it. */
const SINGLE = new Set(['sectPr', 'ins', 'del', 'moveFrom', 'moveTo', 'pPrChange', 'rPrChange', 'tblPrChange', 'trPrChange', 'tcPrChange']);

/** The same element by three writers; undefined where one has none. */
export interface Versions {
  own: Place | undefined;
  before: Place | undefined;
  after: Place | undefined;
}

/**
 * Properties of the original, with what differs between the editor's writing of them untouched and edited: properties the editor has no idea of stay, and those it
 * has added on its own, such as faces and sizes that come from a style, stay out.
 * @param copyOf set when they are for another element than the original's, e.g. for the second half of a paragraph: what it is a copy of
 * @param style of the run they are of: looks that are gone have been taken away, unless they have gone with another style
 * @returns '' where there is nothing to say
 */
export function mergeProperties(versions: Versions, copyOf?: 'run' | 'paragraph', style: NamedStyle = 'other'): string {
  const { own, before, after } = versions;
  const model = own ?? after ?? before;
  if (!model) return '';
  const names = new Set([own, before, after].flatMap((place) => place?.[1].children.map((each) => nameIn(place[1], each)) ?? []));
  const written = [...names].flatMap((name) => {
    const [mine, was, is] = [own, before, after].map((place) => childrenOf(place, name)) as [Place[], Place[], Place[]];
    const isSame = printOf(was) === printOf(is) || (name === 'rPrChange' && is.length === 0);
    if (isSame)
      return copyOf && was.length === 0 && isSingle(mine[0]?.[1].name ?? '', copyOf)
        ? []
        : mine.map(([source, node]) => entry(node, source.of(node)));
    if (mine.length > 1 || was.length > 1 || is.length > 1) return is.map(([source, node]) => entry(node, source.of(node)));
    if (is[0]) return [entry(is[0][1], mergeOne(mine[0], was[0], is[0], copyOf))];
    const off = style === 'kept' || (style === 'none' && mine.length === 0) ? offOf(was[0]) : undefined;
    return off === undefined ? [] : [entry(was[0]![1], off)];
  });
  const present = written.filter(({ text }) => text !== '');
  if (present.length === 0 && (!own || !after || copyOf)) return '';
  const [source, node] = model;
  const inside = inSchemaOrder(node, present, (each) => each.node).map(({ text }) => text);
  return `${source.tag(node)}${inside.join('')}</${node.prefix}${node.name}>`;
}

/**
 * What the editor has written of a style and writes no more is switched off in the run, or the style would show again (ECMA-376 part 1, 17.7.3 for on and off, 17.3.2
 * for the others).
 */
const OFF: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['b', 'bCs', 'i', 'iCs', 'caps', 'smallCaps', 'strike', 'dstrike', 'outline', 'shadow', 'emboss', 'imprint', 'vanish'].map((name) => [
      name,
      '0',
    ]),
  ),
  ...{ u: 'none', highlight: 'none', color: 'auto', vertAlign: 'baseline' },
};

function offOf(was: Place | undefined): string | undefined {
  const { prefix = '', name = '' } = was?.[1] ?? {};
  return Object.hasOwn(OFF, name) ? `<${prefix}${name} ${prefix}val="${OFF[name]}"/>` : undefined;
}

/** Both halves of a run have looked different before a tracked change. */
const isSingle = (name: string, copyOf: 'run' | 'paragraph') => SINGLE.has(name) && !(name === 'rPrChange' && copyOf === 'run');

const entry = (node: XmlNode, text: string) => ({ node, text });

/** Documents have prefixes of their own; those of extensions are told apart. */
const nameIn = (holder: XmlNode, { prefix, name }: XmlNode) => (prefix === holder.prefix ? name : prefix + name);

const childrenOf = (place: Place | undefined, name: string): Place[] =>
  place ? place[1].children.filter((each) => nameIn(place[1], each) === name).map((each) => [place[0], each] as const) : [];

const printOf = (places: readonly Place[]) => places.map(([source, node]) => source.print(node)).join();

/** One property that was changed, or is new. */
function mergeOne(own: Place | undefined, before: Place | undefined, after: Place, copyOf?: 'run' | 'paragraph'): string {
  const [source, node] = after;
  if (holdsProperties(node)) return mergeProperties({ own, before, after }, copyOf);
  if (node.children.length > 0 || own?.[1].children.length) return source.of(node);
  if (!own && !(before && LOOSE.has(node.name))) return source.of(node);
  // The editor reads <w:b w:val="false"/> as no property at all: what it writes for the first time does not mix with that.
  if (!before && !LOOSE.has(node.name)) return source.of(node);
  const attributes = { ...own?.[1].attributes };
  const [was, is] = [before?.[1].attributes ?? {}, node.attributes];
  for (const [name, value] of Object.entries(is)) if (was[name] !== value) attributes[name] = value;
  for (const name of Object.keys(was)) if (!(name in is)) Reflect.deleteProperty(attributes, name);
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return written.length > 0 || own ? `<${node.prefix}${node.name}${written.join('')}/>` : '';
}
