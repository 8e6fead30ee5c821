/**
 * Names of parts as the page's editor expects them: it opens `word/document.xml`, `word/styles.xml` and so on, whatever the relationships say, and reads targets as
 * relative. Word for the web writes `word/document2.xml`; other programs write absolute targets, or lists with prefixes. The page gets the package under the usual
 * names, and what it changes is stored under the document's own.
 */
import { posix } from 'node:path';
import { findPart, mainPart, related, relationsPartOf, resolveTarget } from '../ooxml/relationships.js';
import { escapeXml, parseXml, spliceText, type XmlNode } from '../ooxml/xml.js';
import type { ZipFile } from '../ooxml/zip-file.js';

type Parts = Map<string, Buffer | string | null>;

export interface UsualNames {
  /** The package as the page gets it. */
  zip: ZipFile;
  /** Changed parts of it, under the names and in the form of the document's own. @throws {SyntaxError} */
  restore: (parts: Parts) => Parts;
}

const TYPES = '[Content_Types].xml';
const MAIN = 'word/document.xml';
/** What the main part has one of, by the last word of the relationship's type. */
const USUAL: Readonly<Record<string, string>> = Object.fromEntries([
  ...['styles', 'settings', 'numbering', 'comments', 'footnotes', 'endnotes', 'fontTable', 'webSettings'].map((name) => [
    name,
    `word/${name}.xml`,
  ]),
  ...['commentsExtended', 'commentsIds', 'commentsExtensible', 'people'].map((name) => [name, `word/${name}.xml`]),
  ['theme', 'word/theme/theme1.xml'],
]) as Record<string, string>;

const isList = (name: string) => name === TYPES || name.endsWith('.rels');

/** @throws {SyntaxError} when it is no Word document, or its main part is in a folder the editor would not find */
export function withUsualNames(own: ZipFile): UsualNames {
  const usual = namesOf(own);
  const back = new Map([...usual].map(([name, other]) => [other, name]));
  const usualOf = (name: string) => usual.get(name) ?? name;
  const ownOf = (name: string) => back.get(name) ?? name;
  const lists = own.names.filter((name) => isList(usualOf(name)) && needsRewriting(own.text(name)!, usual, sourceOf(usualOf(name))));
  if (usual.size === 0 && lists.length === 0) return { zip: own, restore: (parts) => parts };
  const parts: Parts = new Map([...usual.keys()].map((name) => [name, null]));
  for (const [name, other] of usual) parts.set(other, own.read(name)!);
  for (const name of own.names.filter((each) => isList(usualOf(each)))) {
    parts.set(usualOf(name), writeList(own.text(name)!, ownSourceOf(own, name, ownOf), sourceOf(usualOf(name)), usualOf));
  }
  const zip = own.with(parts);
  const restore = (changed: Parts): Parts =>
    new Map(
      [...changed].map(([name, content]) => {
        const original = ownOf(name);
        if (content === null || !isList(name)) return [original, content];
        const source = own.text(original);
        return [
          original,
          restoreList(source, zip.text(name), String(content), { from: sourceOf(name), to: ownSourceOf(own, original, ownOf), ownOf }),
        ];
      }),
    );
  return { zip, restore };
}

/** Which part has another name in the package for the page. */
function namesOf(own: ZipFile): Map<string, string> {
  const main = mainPart(own);
  if (main === undefined || posix.dirname(main) !== 'word') throw new SyntaxError('no Word document');
  const names = new Map<string, string>();
  const rename = (name: string, usual: string): void => {
    if (name === usual || !own.has(name) || names.has(name)) return;
    // What has the usual name and is not that part takes the other name.
    if (own.has(usual)) names.set(usual, name);
    names.set(name, usual);
  };
  rename(main, MAIN);
  for (const [type, usual] of Object.entries(USUAL)) for (const name of related(own, main, type).slice(0, 1)) rename(name, usual);
  for (const [name, usual] of [...names]) {
    const list = findPart(own, relationsPartOf(name));
    if (list !== undefined) names.set(list, relationsPartOf(usual));
  }
  const root = findPart(own, '_rels/.rels');
  if (root !== undefined && root !== '_rels/.rels') names.set(root, '_rels/.rels');
  return names;
}

/** The part whose relationships a list holds; '' for the package. */
const sourceOf = (list: string) => posix.join(posix.dirname(posix.dirname(list)), posix.basename(list, '.rels')).replace(/^\.?\/?/, '');
const ownSourceOf = (own: ZipFile, list: string, ownOf: (name: string) => string) => {
  const source = sourceOf(list.replace(/^\//, ''));
  return own.has(source) ? source : ownOf(source);
};

function needsRewriting(text: string, usual: ReadonlyMap<string, string>, source: string): boolean {
  const root = parseXml(text);
  const targetOf = ({ attributes: { Target = '', TargetMode } }: XmlNode) => (TargetMode === 'External' ? '' : Target);
  return (
    root.prefix !== '' || root.children.some((each) => targetOf(each).startsWith('/') || usual.has(resolveTarget(source, targetOf(each))))
  );
}

/** Without prefixes, with relative targets and the new names. @param from the part the targets are relative to now @param to the part they will be relative to */
function writeList(text: string, from: string, to: string, nameOf: (name: string) => string): string {
  const root = parseXml(text);
  const namespace = root.attributes[root.prefix ? `xmlns:${root.prefix.slice(0, -1)}` : 'xmlns'] ?? '';
  const entries = root.children.map((each) => writeEntry(each, '', { from, to, nameOf }));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${root.name} xmlns="${escapeXml(namespace)}">${entries.join('')}</${root.name}>`;
}

interface Renaming {
  from: string;
  to: string;
  nameOf: (name: string) => string;
}

function writeEntry({ name, attributes }: XmlNode, prefix: string, { from, to, nameOf }: Renaming): string {
  const written = Object.entries(attributes).filter(([key]) => !/^xmlns/.test(key));
  const renamed = written.map(([key, value]) => {
    if (key === 'PartName') return [key, `/${nameOf(value.replace(/^\//, ''))}`];
    if (key !== 'Target' || attributes.TargetMode === 'External') return [key, value];
    const target = nameOf(resolveTarget(from, value));
    return [key, target === '' ? value : encodeURI(posix.relative(posix.dirname(`/${to}`), `/${target}`))];
  });
  return `<${prefix}${name}${renamed.map(([key, value]) => ` ${key}="${escapeXml(value!)}"`).join('')}/>`;
}

/** The document's own list, with the entries that have come, gone and changed. */
function restoreList(
  original: string | undefined,
  before: string | undefined,
  after: string,
  { from, to, ownOf }: { from: string; to: string; ownOf: (name: string) => string },
): string {
  if (original === undefined || before === undefined) return writeList(after, from, to, ownOf);
  const root = parseXml(original);
  const keyOf = ({ attributes: { Id, PartName, Extension } }: XmlNode) => Id ?? PartName ?? `*.${Extension}`;
  const [was, is] = [before, after].map((text) => new Map(parseXml(text).children.map((each) => [keyOf(each), each]))) as [
    Map<string, XmlNode>,
    Map<string, XmlNode>,
  ];
  const saysSame = (one: XmlNode, other: XmlNode) => JSON.stringify(one.attributes) === JSON.stringify(other.attributes);
  const write = (each: XmlNode) => writeEntry(each, root.prefix, { from, to, nameOf: ownOf });
  const splices = [...was].flatMap(([key, entry], index) => {
    const [place, now] = [root.children[index], is.get(key)];
    if (!place || (now && saysSame(entry, now))) return [];
    return [{ start: place.start, end: place.end, text: now ? write(now) : '' }];
  });
  const fresh = [...is].filter(([key]) => !was.has(key)).map(([, entry]) => write(entry));
  return spliceText(original, [...splices, { start: root.innerEnd, end: root.innerEnd, text: fresh.join('') }]);
}
