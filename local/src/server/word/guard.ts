/** What a page may bring into a Word document: text, looks, tables, pictures, links. Whatever runs, fetches or embeds other documents stays as it is in the file, and comes in no other way. */
import { children, parseXml, type XmlNode } from '../ooxml/xml.js';
import type { ZipFile } from '../ooxml/zip-file.js';

/** Folders a new part may be in; macros, controls and embedded documents have others. */
const PLACES =
  /^(?:word\/(?:[\w-]+\.xml|_rels\/[\w.-]+\.rels|media\/[^/]+\.(?:png|jpe?g|gif|bmp|svg|webp|tiff?|emf|wmf)|theme\/[\w-]+\.xml)|docProps\/\w+\.xml|_rels\/\.rels|\[Content_Types\]\.xml)$/i;
/** What new relationships lead to, by the last word of their type. */
const KINDS = new Set([
  ...[
    'officeDocument',
    'core-properties',
    'extended-properties',
    'custom-properties',
    'styles',
    'settings',
    'webSettings',
    'fontTable',
    'theme',
  ],
  ...[
    'numbering',
    'header',
    'footer',
    'footnotes',
    'endnotes',
    'comments',
    'commentsExtended',
    'commentsIds',
    'commentsExtensible',
    'people',
  ],
  ...['image', 'hyperlink'],
]);
/** Fields that start programs or fetch other documents (ECMA-376 part 1, 17.16.5), and those Word keeps for old files. */
const FETCHING =
  /^(?:DDE|DDEAUTO|LINK|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|EMBED|DATABASE|MACROBUTTON|RD|AUTOTEXT|AUTOTEXTLIST|CONTROL|HTMLCONTROL)$/i;

/** @throws {SyntaxError} that names what may not be added */
export function guardWordFile(before: ZipFile, after: ZipFile): void {
  for (const name of after.names) {
    if (!before.has(name) && !PLACES.test(name)) throw new SyntaxError(`the part ${name} may not be added`);
    if (before.read(name)?.equals(after.read(name)!) || !/\.(?:xml|rels)$/i.test(name)) continue;
    const [was, is] = [before, after].map((zip) => (zip.has(name) ? parseXml(zip.text(name)!) : undefined));
    if (name.endsWith('.rels')) guardRelationships(was, is!);
    else if (name === '[Content_Types].xml') guardTypes(was, is!);
    else guardContent(name, was, is!);
  }
}

function guardRelationships(was: XmlNode | undefined, is: XmlNode): void {
  const keyOf = ({ attributes: { Type = '', Target = '', TargetMode = '' } }: XmlNode) => `${Type} ${Target} ${TargetMode}`;
  const known = new Set(children(was, 'Relationship').map(keyOf));
  for (const entry of children(is, 'Relationship').filter((each) => !known.has(keyOf(each)))) {
    const { Type = '', Target = '', TargetMode } = entry.attributes;
    const kind = Type.slice(Type.lastIndexOf('/') + 1);
    const isExternal = TargetMode === 'External';
    const isLink = kind === 'hyperlink' && !/^\s*(?:javascript|vbscript|data):/i.test(Target);
    if (!KINDS.has(kind) || (isExternal && !isLink)) throw new SyntaxError(`a relationship to ${kind} may not be added`);
    if (!isExternal && Target.split(/[/\\]/).filter((step) => step === '..').length > 1)
      throw new SyntaxError('a target outside of the package');
  }
}

function guardTypes(was: XmlNode | undefined, is: XmlNode): void {
  const known = new Set(was?.children.map(({ attributes }) => attributes.ContentType));
  const isForbidden = (type = '') =>
    /macroEnabled|vba|activeX|oleObject|package|aFChunk|html|script/i.test(type.replace('openxmlformats-package', ''));
  for (const { attributes } of is.children) {
    if (!known.has(attributes.ContentType) && isForbidden(attributes.ContentType))
      throw new SyntaxError(`${attributes.ContentType} may not be added`);
  }
}

const EMBEDDING = new Set(['altChunk', 'subDoc', 'object', 'control', 'OLEObject', 'mailMerge', 'attachedTemplate']);

function guardContent(name: string, was: XmlNode | undefined, is: XmlNode): void {
  const known = was ? suspectsOf(was) : new Set<string>();
  for (const suspect of suspectsOf(is)) if (!known.has(suspect)) throw new SyntaxError(`${suspect} may not be added to ${name}`);
}

interface Field {
  instruction: string;
  hasResult: boolean;
}

/** Stands in an instruction for a field inside it. */
const NESTED = '{}';

/** What fetches or embeds something, by what it says. */
function suspectsOf(root: XmlNode): Set<string> {
  const found = new Set<string>();
  /** Those that have begun and not ended. */
  const fields: Field[] = [];
  const judge = (text: string): void => {
    const instruction = text.trim().replace(/\s+/g, ' ');
    const [keyword = ''] = instruction.split(' ');
    // A keyword that another field comes to could be any.
    if (FETCHING.test(keyword) || keyword.includes(NESTED)) found.add(`the field ${instruction}`);
  };
  const add = (text: string): void => {
    const field = fields.at(-1);
    if (field && !field.hasResult) field.instruction += text;
  };
  const read = (node: XmlNode): void => {
    if (EMBEDDING.has(node.name)) found.add(`the element ${node.name}`);
    if (node.name === 'instrText' || node.name === 'delInstrText') add(node.text);
    if (node.name === 'fldSimple') {
      add(NESTED);
      judge(valueOf(node, 'instr'));
    }
    if (node.name === 'fldChar') {
      const type = valueOf(node, 'fldCharType');
      if (type === 'begin') {
        add(NESTED);
        fields.push({ instruction: '', hasResult: false });
      } else if (type === 'separate' && fields.length > 0) fields.at(-1)!.hasResult = true;
      else if (type === 'end') judge(fields.pop()?.instruction ?? '');
    }
    node.children.forEach(read);
  };
  read(root);
  for (const { instruction } of fields) judge(instruction);
  return found;
}

const valueOf = ({ attributes }: XmlNode, key: string): string =>
  Object.entries(attributes).find(([name]) => name === key || name.endsWith(`:${key}`))?.[1] ?? '';
