/** A new part of a Word document is known to the package by its content type, and to the document by a relationship. */
import { related } from '../ooxml/relationships.js';
import { parseXml, spliceText } from '../ooxml/xml.js';
import type { ZipFile } from '../ooxml/zip-file.js';

const MAIN = 'word/document.xml';
const RELATIONSHIPS = 'word/_rels/document.xml.rels';
const NO_RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
const TYPES = '[Content_Types].xml';

export interface NewPart {
  /** Of the file in `word/`, without its extension; its content type and its relationship end with the same word. */
  word: string;
  /** What the relationship's type begins with. */
  relationships: string;
}

/** @param parts that are changed @param own the document they belong to @throws {SyntaxError} when its lists are no XML */
export function registerPart(parts: Map<string, Buffer | string | null>, own: ZipFile, { word, relationships }: NewPart): void {
  const append = (name: string, list: string, entry: string): void => {
    const { innerEnd } = parseXml(list);
    parts.set(name, spliceText(list, [{ start: innerEnd, end: innerEnd, text: entry }]));
  };
  const textOf = (name: string): string | undefined => parts.get(name)?.toString() ?? own.text(name);
  const type = `application/vnd.openxmlformats-officedocument.wordprocessingml.${word}+xml`;
  append(TYPES, textOf(TYPES)!, `<Override PartName="/word/${word}.xml" ContentType="${type}"/>`);
  if (related(own, MAIN, word).length > 0) return;
  const entry = `<Relationship Id="${word}" Type="${relationships}/${word}" Target="${word}.xml"/>`;
  append(RELATIONSHIPS, textOf(RELATIONSHIPS) ?? NO_RELATIONSHIPS, entry);
}
