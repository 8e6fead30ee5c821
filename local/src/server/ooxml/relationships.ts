/** How the parts of an Office Open XML package refer to each other (ECMA-376 part 2, 6.5): names of parts are found by following relationships, never guessed. */
import { children, parseXml, type XmlNode } from './xml.js';
import type { ZipFile } from './zip-file.js';

export interface Relationship {
  id: string;
  /** A URI, e.g. `http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles`. */
  type: string;
  /** Name of the part it leads to, as the ZIP file spells it; for an external target the URI. */
  target: string;
  isExternal: boolean;
}

const CONTENT_TYPES = '[Content_Types].xml';

/**
 * The part a package is about: `word/document.xml`, `xl/workbook.xml` or, by another program, any other name.
 * @returns undefined when nothing in the package says which it is
 * @throws {SyntaxError} when a list of relationships or of content types is no XML
 */
export function mainPart(zip: ZipFile): string | undefined {
  const [target] = related(zip, '', 'officeDocument').filter((part) => zip.has(part));
  if (target !== undefined) return target;
  const override = overridesOf(zip).find(({ ContentType = '' }) => /\.main\+xml$/.test(ContentType));
  return override && findPart(zip, override.PartName ?? '');
}

/** The content type of a part (ECMA-376 part 2, 7.2.3). @throws {SyntaxError} */
export function contentTypeOf(zip: ZipFile, part: string): string | undefined {
  const override = overridesOf(zip).find(({ PartName = '' }) => normalized(PartName) === normalized(part));
  if (override) return override.ContentType;
  const extension = /\.([^./]+)$/.exec(part)?.[1]?.toLowerCase();
  return typesOf(zip, 'Default').find(({ Extension = '' }) => Extension.toLowerCase() === extension)?.ContentType;
}

/** Parts a part refers to, by the last word of the relationship's type. @param from '' for the package @throws {SyntaxError} */
export function related(zip: ZipFile, from: string, type: string): string[] {
  return relationshipsOf(zip, from)
    .filter((each) => !each.isExternal && each.type.endsWith(`/${type}`))
    .map(({ target }) => target);
}

/** What a part refers to. @param from '' for the package @throws {SyntaxError} */
export function relationshipsOf(zip: ZipFile, from: string): Relationship[] {
  const list = findPart(zip, relationsPartOf(from));
  const source = list === undefined ? undefined : zip.text(list);
  return source === undefined ? [] : children(parseXml(source), 'Relationship').map((entry) => relationshipOf(zip, from, entry));
}

function relationshipOf(zip: ZipFile, from: string, { attributes }: XmlNode): Relationship {
  const { Id: id = '', Type: type = '', Target = '', TargetMode } = attributes;
  if (TargetMode === 'External') return { id, type, target: Target, isExternal: true };
  const target = resolveTarget(from, Target);
  return { id, type, target: findPart(zip, target) ?? target, isExternal: false };
}

/** The name of the part that a relative or absolute target leads to; '' for what is no reference to a part. */
export function resolveTarget(from: string, target: string): string {
  try {
    const { pathname, protocol } = new URL(target.replaceAll('\\', '/'), `file:///${from}`);
    return protocol === 'file:' ? decodeURIComponent(pathname).slice(1) : '';
  } catch {
    return '';
  }
}

/** Name of the part that lists the relationships of a part, or of the package for ''. */
export function relationsPartOf(part: string): string {
  return part.replace(/([^/]*)$/, '_rels/$1.rels');
}

/**
 * A part's name as the ZIP file spells it: names that differ in case, or in a slash at their start, are of one part (ECMA-376 part 2, 6.2.2.3).
 * @returns undefined when there is no such part
 */
export function findPart(zip: ZipFile, name: string): string | undefined {
  return zip.has(name) ? name : zip.names.find((each) => normalized(each) === normalized(name));
}

const normalized = (name: string) => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

const overridesOf = (zip: ZipFile) => typesOf(zip, 'Override');

function typesOf(zip: ZipFile, name: 'Override' | 'Default'): Record<string, string>[] {
  const list = findPart(zip, CONTENT_TYPES);
  const source = list === undefined ? undefined : zip.text(list);
  return source === undefined ? [] : children(parseXml(source), name).map(({ attributes }) => attributes);
}
