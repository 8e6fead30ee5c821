/** Word documents: the editor sends the whole package it has written; of that, only parts that say something else take the place of the old. */
import { parseXml, type XmlNode } from '../packages/xml.js';
import { ZipFile } from '../packages/zip-file.js';

/** @throws {Error} when one of them is no Word document */
export function changeWordFile(before: Buffer, edited: Buffer): Buffer {
  const [old, next] = [ZipFile.parse(before), ZipFile.parse(edited)];
  checkWordFile(edited);
  const parts = new Map<string, Buffer | null>();
  for (const name of old.names) if (!next.has(name) && !isFolder(name)) parts.set(name, null);
  for (const name of next.names) {
    const content = next.read(name)!;
    if (!isFolder(name) && !isSame(name, old.read(name), content)) parts.set(name, content);
  }
  return parts.size === 0 ? before : old.with(parts).toBuffer();
}

/** What the editor drops or turns into pictures when it writes a document: found by trying it on documents of many origins. */
const LOST = ['smartTag', 'textbox', 'object', 'altChunk', 'customXml', 'subDoc'];

/** Whether everything in a document survives being written by the editor. @throws {Error} when it is no Word document */
export function isKept(file: Buffer): boolean {
  return !hasLost(checkWordFile(file), false);
}

function hasLost({ name, children }: XmlNode, isTracked: boolean): boolean {
  if (LOST.includes(name) || (isTracked && name === 'fldChar')) return true;
  return children.some((each) => hasLost(each, isTracked || name === 'ins' || name === 'del'));
}

/** The root of its body. @throws {Error} when it could not be opened again */
export function checkWordFile(file: Buffer): XmlNode {
  const zip = ZipFile.parse(file);
  const main = zip.names.find((name) => /^word\/document\d*\.xml$/.test(name));
  const text = main === undefined ? undefined : zip.text(main);
  const root = text === undefined ? undefined : parseXml(text);
  if (root?.name !== 'document' || !zip.has('[Content_Types].xml')) throw new SyntaxError('no Word document');
  return root;
}

const isFolder = (name: string) => name.endsWith('/');

/** Two writers of XML differ in quotes, in line ends of the head and in the order of attributes, and mean the same. */
function isSame(name: string, before: Buffer | undefined, after: Buffer): boolean {
  if (!before || before.equals(after)) return before !== undefined;
  if (!/\.(xml|rels)$/.test(name)) return false;
  try {
    return meaning(parseXml(before.toString('utf8'))) === meaning(parseXml(after.toString('utf8')));
  } catch {
    return false;
  }
}

function meaning({ prefix, name, attributes, text, children }: XmlNode): string {
  // Names are declared where they are used or at the top, and which of them may be ignored is said with them.
  const said = Object.entries(attributes).filter(([each]) => !/^xmlns\b|^mc:Ignorable$/.test(each));
  const sorted = said.sort(([a], [b]) => (a < b ? -1 : 1));
  const inside = children.map(meaning).filter((each) => each !== '');
  // Properties without any say nothing, and in which order they stand neither (ECMA-376 part 1, 17.3).
  const isProperties = /^[rp]Pr$/.test(name);
  if (isProperties && inside.length === 0) return '';
  // White space between elements says nothing, and text stands in elements that hold nothing else.
  return JSON.stringify([prefix, name, sorted, children.length > 0 ? text.trim() : text, isProperties ? inside.sort() : inside]);
}
