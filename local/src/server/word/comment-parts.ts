/** Comments that a page sends beside the document, put into the package as its editor does that when it writes the whole. */
import { COMMENT_PARTS } from '../../shared/page-api.js';
import type { ZipFile } from '../ooxml/zip-file.js';
import { nameComments } from './comments.js';
import { registerPart, type NewPart } from './register-part.js';

type Name = (typeof COMMENT_PARTS)[number];

/** What each of the parts is (ECMA-376 part 1, 11.3.2; MS-DOCX 2.1). */
const KINDS: Readonly<Record<Name, NewPart>> = {
  'word/comments.xml': { word: 'comments', relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships' },
  'word/commentsExtended.xml': { word: 'commentsExtended', relationships: 'http://schemas.microsoft.com/office/2011/relationships' },
};

/**
 * @param edited what the editor has written, with other comments @param comments text of each of {@link COMMENT_PARTS}
 * @throws {SyntaxError}
 */
export function withComments(edited: ZipFile, comments: ReadonlyMap<Name, string>): ZipFile {
  const parts = new Map<string, Buffer | string | null>(comments);
  for (const name of COMMENT_PARTS) if (!edited.has(name)) registerPart(parts, edited, KINDS[name]);
  // What else the package says of comments names their paragraphs as they were called there.
  return nameComments(edited.with(parts), edited);
}
