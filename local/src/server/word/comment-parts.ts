/** Comments that a page sends beside the document, put into the package as its editor does that when it writes the whole. */
import { COMMENT_PARTS } from '../../shared/page-api.js';
import { appendEntry } from '../ooxml/append-entry.js';
import { related } from '../ooxml/relationships.js';
import type { ZipFile } from '../ooxml/zip-file.js';
import { nameComments } from './comments.js';

const MAIN = 'word/document.xml';
const RELATIONSHIPS = 'word/_rels/document.xml.rels';
const NO_RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
const TYPES = '[Content_Types].xml';

type Name = (typeof COMMENT_PARTS)[number];

/** What each of the parts is (ECMA-376 part 1, 11.3.2; MS-DOCX 2.1). */
const KINDS: Readonly<Record<Name, { word: string; relationship: string }>> = {
  'word/comments.xml': { word: 'comments', relationship: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments' },
  'word/commentsExtended.xml': {
    word: 'commentsExtended',
    relationship: 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended',
  },
};

/**
 * @param edited what the editor has written, with other comments @param comments text of each of {@link COMMENT_PARTS}
 * @throws {SyntaxError}
 */
export function withComments(edited: ZipFile, comments: ReadonlyMap<Name, string>): ZipFile {
  const parts = new Map<string, string>(comments);
  const textOf = (name: string): string | undefined => parts.get(name) ?? edited.text(name);
  for (const [index, name] of COMMENT_PARTS.entries()) {
    if (edited.has(name)) continue;
    const { word, relationship } = KINDS[name];
    const type = `application/vnd.openxmlformats-officedocument.wordprocessingml.${word}+xml`;
    parts.set(TYPES, appendEntry(textOf(TYPES)!, `<Override PartName="/${name}" ContentType="${type}"/>`));
    if (related(edited, MAIN, word).length > 0) continue;
    const entry = `<Relationship Id="comments${index}" Type="${relationship}" Target="${word}.xml"/>`;
    parts.set(RELATIONSHIPS, appendEntry(textOf(RELATIONSHIPS) ?? NO_RELATIONSHIPS, entry));
  }
  // What else the package says of comments names their paragraphs as they were called there.
  return nameComments(edited.with(parts), edited);
}
