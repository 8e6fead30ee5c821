/** Word documents: the editor sends the whole package it has written, once untouched and once edited. Only the difference goes into the file. */
import { posix } from 'node:path';
import { mergeXml } from '../ooxml/merge-xml.js';
import { mergeNamed } from '../ooxml/merge-named.js';
import { checkChangedParts } from '../ooxml/check-package.js';
import { findPart, mainPart } from '../ooxml/relationships.js';
import { withoutForbidden } from '../ooxml/well-formed.js';
import { parseXml, type XmlNode } from '../ooxml/xml.js';
import { XmlSource } from '../ooxml/xml-source.js';
import { ZipFile } from '../ooxml/zip-file.js';
import { dropDeletedComments, dropStrayComments, nameComments, nameMentioned } from './comments.js';
import { withListStarts } from './list-starts.js';
import { defineLists } from './lists.js';
import { guardWordFile } from './guard.js';
import { withUsualNames, type UsualNames } from './names.js';
import { namePictures } from './pictures.js';
import { takeReviewer } from './reviewer.js';
import { numberRevisions, revisionsIn } from './revisions.js';
import { hidesSome } from './shown.js';
import { changesInLinks, trackedForFile, trackedForPage } from './tracked-content.js';
import { unwrapHidden, WORD_PARTS, wrapAgain } from './unwrapped.js';

/**
 * @param before the document @param untouched what the editor writes of it when nothing is changed @param edited what it writes now
 * @throws {SyntaxError} when one of them is no Word document, they do not fit together, or what would be stored is not well-formed or not allowed
 */
export function changeWordFile(before: Buffer, untouched: Buffer, edited: Buffer): Buffer {
  const document = ZipFile.parse(before);
  const { zip, restore } = pageForm(document);
  const own = inAllWords(zip, changesInLinks);
  const [{ zip: old }, { zip: next, reviewer }] = [untouched, edited].map((file) => {
    checkWordFile(file);
    return takeReviewer(nameComments(namePictures(inAllWords(withoutForbiddenCharacters(ZipFile.parse(file)), trackedForFile), own), own));
  }) as [ReturnType<typeof takeReviewer>, ReturnType<typeof takeReviewer>];
  const parts = new Map<string, Buffer | string | null>();
  for (const name of old.names) if (!next.has(name) && own.has(name)) parts.set(name, null);
  for (const name of next.names.filter((each) => !isFolder(each) && !isList(each))) {
    const [mine, was, is] = [own, old, next].map((file) => file.read(name));
    if (was && isSame(name, was, is!)) continue;
    parts.set(name, mine && was && isXml(name) ? mergeXml(textOf(mine), textOf(was), textOf(is!), reviewer) : is!);
  }
  numberAll(parts, own);
  nameMentioned(parts, own, next);
  dropDeletedComments(parts, own);
  dropStrayComments(parts, own);
  bringAlong(parts, own, old, next);
  defineLists(parts, own);
  for (const [name, content] of parts) if (content !== null && own.read(name)?.equals(Buffer.from(content))) parts.delete(name);
  const isChanged = [...parts.keys()].some((name) => name !== NOTES);
  if (!isChanged) return before;
  const changed = document.with(restore(parts));
  checkChangedParts(document, changed);
  guardWordFile(document, changed);
  return changed.toBuffer();
}

/** Tracked changes in the changed parts get numbers that no other change of the document has. */
function numberAll(parts: Map<string, Buffer | string | null>, own: ZipFile): void {
  const isWritten = (name: string) => WORD_PARTS.test(name);
  const taken = own.names.filter((name) => isWritten(name) && !parts.has(name)).flatMap((name) => revisionsIn(own.text(name)!));
  for (const [name, content] of parts) {
    if (content === null || !isXml(name)) continue;
    const numbered = numberRevisions(content.toString(), taken);
    parts.set(name, numbered);
    if (isWritten(name)) taken.push(...revisionsIn(numbered));
  }
}

/** What is pasted can hold characters that XML cannot, and the editor writes them as they are. */
function withoutForbiddenCharacters(zip: ZipFile): ZipFile {
  const parts = zip.names.filter((name) => isXml(name)).map((name) => [name, zip.text(name)!, withoutForbidden(zip.text(name)!)] as const);
  return zip.with(new Map(parts.filter(([, was, is]) => was !== is).map(([name, , is]) => [name, is])));
}

/** @returns the same package where nothing changes */
function inAllWords(zip: ZipFile, change: (part: string) => string): ZipFile {
  const parts = zip.names
    .filter((name) => WORD_PARTS.test(name))
    .flatMap((name) => {
      const was = textOf(zip.read(name)!);
      const now = change(was);
      return now === was ? [] : [[name, now] as const];
    });
  return parts.length === 0 ? zip : zip.with(new Map(parts));
}

/** The document as the page gets it. @throws {SyntaxError} when it is none the editor could open */
export function wordFileForPage(file: Buffer): Buffer {
  const own = ZipFile.parse(file);
  checkWordFile(file);
  const zip = inAllWords(withListStarts(pageForm(own).zip), trackedForPage);
  return zip === own ? file : zip.toBuffer();
}

/** The package as the page gets it: under the usual names, with nothing around words that would hide them. @throws {SyntaxError} */
function pageForm(document: ZipFile): UsualNames {
  const named = withUsualNames(document);
  const texts = named.zip.names.filter((name) => WORD_PARTS.test(name)).map((name) => [name, textOf(named.zip.read(name)!)] as const);
  const unwrapped = texts.flatMap(([name, text]) => {
    const shown = unwrapHidden(text);
    return shown === text ? [] : [[name, shown] as const];
  });
  if (unwrapped.length === 0) return named;
  const restore: UsualNames['restore'] = (parts) => {
    const isText = (name: string, content: Buffer | string | null): content is Buffer | string => content !== null && WORD_PARTS.test(name);
    return named.restore(
      new Map([...parts].map(([name, content]) => [name, isText(name, content) ? wrapAgain(content.toString()) : content] as const)),
    );
  };
  return { zip: named.zip.with(new Map(unwrapped)), restore };
}

/** Relationships and content types of all that is new, and what they lead to. */
function bringAlong(parts: Map<string, Buffer | string | null>, own: ZipFile, old: ZipFile, next: ZipFile): void {
  for (const name of next.names.filter((each) => each.endsWith('.rels'))) {
    const folder = posix.dirname(posix.dirname(name));
    const targetOf = ({ attributes }: XmlNode) => posix.resolve('/', folder, attributes.Target ?? '').slice(1);
    const text = String(parts.get(posix.join(folder, posix.basename(name, '.rels'))) ?? '');
    const isNeeded = (entry: XmlNode) =>
      text.includes(`"${entry.attributes.Id}"`) || (parts.has(targetOf(entry)) && !own.has(targetOf(entry)));
    const list = mergedList(name, own, old, next, isNeeded);
    parts.set(name, list);
    for (const entry of parseXml(list).children) {
      const target = targetOf(entry);
      const content = own.has(target) ? undefined : next.read(target);
      if (content && !parts.has(target)) parts.set(target, content);
    }
  }
  const fresh = [...parts.keys()].filter((name) => !own.has(name));
  const isNeeded = ({ attributes: { PartName, Extension } }: XmlNode) =>
    fresh.some((name) => `/${name}` === PartName || (Extension !== undefined && posix.extname(name) === `.${Extension}`));
  parts.set(TYPES, mergedList(TYPES, own, old, next, isNeeded));
}

function mergedList(name: string, own: ZipFile, old: ZipFile, next: ZipFile, isNeeded: (entry: XmlNode) => boolean): string {
  const is = next.text(name)!;
  const [mine, was] = [own.text(name), old.text(name)];
  return mine === undefined || was === undefined ? is : mergeNamed(mine, was, is, isNeeded);
}

/** The editor puts two documents into one body: how long the first is, in four bytes, the first, the second. @throws {RangeError} */
export function twoDocuments(body: Buffer): [Buffer, Buffer] {
  const length = body.readUInt32BE(0);
  if (4 + length > body.length) throw new RangeError('the first document is longer than all');
  return [body.subarray(4, 4 + length), body.subarray(4 + length)];
}

/** Whether a document holds more than the editor shows. @throws {Error} when it is no Word document */
export function holdsMore(file: Buffer): boolean {
  checkWordFile(file);
  const zip = ZipFile.parse(file);
  const text = textOf(zip.read(mainPart(zip)!)!);
  // The base text of an annotation is shown, and what stands above it is not.
  return /<w:ruby\b/.test(text) || hidesSome(parseXml(trackedForPage(unwrapHidden(text))));
}

/** Of text, a section, and the numbers of lists (ECMA-376 part 1, 17.13.5); those of paragraphs and tables have cards beside the text. */
const OLD_LOOKS = /<w:(?:rPrChange|sectPrChange|numberingChange)\b/;

/** Whether a document says how it looked before tracked changes that the editor does not show. @throws {SyntaxError} when it is no Word document */
export function holdsOldLooks(file: Buffer): boolean {
  const { zip } = withUsualNames(ZipFile.parse(file));
  return zip.names.some((name) => WORD_PARTS.test(name) && OLD_LOOKS.test(zip.text(name)!));
}

/** Of all documents but those that are "strict" (ECMA-376 part 1, annex A.1), which the editor writes as others. */
const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** The root of its body. @throws {Error} when it could not be opened again */
export function checkWordFile(file: Buffer): XmlNode {
  const zip = ZipFile.parse(file);
  const main = mainPart(zip);
  const text = main === undefined ? undefined : zip.text(main);
  const root = text === undefined ? undefined : parseXml(text);
  const namespace = root?.attributes[root.prefix ? `xmlns:${root.prefix.slice(0, -1)}` : 'xmlns'];
  if (root?.name !== 'document' || namespace !== NAMESPACE || findPart(zip, '[Content_Types].xml') === undefined)
    throw new SyntaxError('no Word document');
  return root;
}

const isFolder = (name: string) => name.endsWith('/');
const TYPES = '[Content_Types].xml';
/** The editor writes into it when it has written. */
const NOTES = 'docProps/core.xml';
/** Lists of a package's own, which say what the others are. */
const isList = (name: string) => name.endsWith('.rels') || name === TYPES;
const textOf = (part: Buffer) => part.toString('utf8').replace(/^\ufeff/, '');
const isXml = (name: string) => /\.(xml|rels)$/.test(name);

function isSame(name: string, one: Buffer, other: Buffer): boolean {
  if (one.equals(other)) return true;
  if (!isXml(name)) return false;
  const [a, b] = [one, other].map((part) => new XmlSource(textOf(part))) as [XmlSource, XmlSource];
  return a.print(a.root) === b.print(b.root);
}
