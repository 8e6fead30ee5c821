/** The parts of a package that hold a Word document's comments, written without waiting for anything: the editor itself writes them only with the whole document. */
import { serializeComments } from '@eigenpal/docx-editor-core/docx/serializer';
import type { DocxEditorProps } from '@eigenpal/docx-editor-react';
import { COMMENT_PARTS } from '../../../shared/page-api.js';

/** Comments come one after the other, and their text is escaped. */
const COMMENT = /<w:comment [^>]*?w:id="([^"]*)".*?<\/w:comment>/gs;
const PARAGRAPH = /(w14:paraId=")([^"]*)"/g;

export class CommentParts {
  /** The editor makes up new ones each time; what is compared with what was written before must have the same. By comment and place in it. */
  readonly #paragraphs = new Map<string, string>();

  /** `comments.xml`, and `commentsExtended.xml`, which says what answers what (MS-DOCX 2.5.1); nothing where there are no comments. */
  write(comments: NonNullable<DocxEditorProps['comments']>): Record<string, string> {
    if (comments.length === 0) return {};
    const last = new Map<string, string>();
    const text = serializeComments(comments).replaceAll(COMMENT, (comment, id: string) => {
      let place = 0;
      return comment.replaceAll(PARAGRAPH, (_, attribute: string, made: string) => {
        const key = `${id} ${place++}`;
        const name = this.#paragraphs.get(key) ?? made;
        this.#paragraphs.set(key, name);
        last.set(id, name);
        return `${attribute}${name}"`;
      });
    });
    const entries = comments.map(({ id, parentId, done }) => {
      const parent = parentId === undefined ? undefined : last.get(String(parentId));
      const answers = parent === undefined ? '' : ` w15:paraIdParent="${parent}"`;
      return `<w15:commentEx w15:paraId="${last.get(String(id))}" w15:done="${done ? 1 : 0}"${answers}/>`;
    });
    const namespaces = /<w:comments ([^>]*)>/.exec(text)![1]!;
    const [list, extended] = COMMENT_PARTS;
    return { [list]: text, [extended]: `<w15:commentsEx ${namespaces}>${entries.join('')}</w15:commentsEx>` };
  }
}
