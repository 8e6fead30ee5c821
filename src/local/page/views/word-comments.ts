/** Comments that stand at a place and not around words, as LibreOffice writes them: the editor does not see them in the text, takes that for deleted, and drops them with the first change. */
import type { DocxEditorProps } from '@eigenpal/docx-editor-react';
import type { EditorView } from 'prosemirror-view';

type Comments = Parameters<NonNullable<DocxEditorProps['onCommentsChange']>>[0];
type Comment = Comments[number];

export class WordComments {
  #listed: Comments = [];
  /** Those that never had words. */
  #unseen = new Set<Comment['id']>();
  /** The editor is about to drop some of them. */
  #isDropping = false;

  /** The document has just been read. */
  loaded({ doc }: EditorView['state']): void {
    const seen = new Set<unknown>();
    doc.descendants(({ marks }) => marks.forEach(({ type, attrs }) => type.name === 'comment' && seen.add(attrs.commentId)));
    this.#unseen = new Set(this.#listed.flatMap(({ id, parentId }) => (parentId === undefined && !seen.has(id) ? [id] : [])));
  }

  /** @returns whether it is the reader who deletes it: then it is gone from the list before it is told */
  deleted({ id }: Comment): boolean {
    const isDropped = this.#unseen.has(id) && this.#listed.some((each) => each.id === id);
    this.#isDropping ||= isDropped;
    return !isDropped;
  }

  /** @param list the editor's own, which it goes on with: what it must not drop is put back into it */
  changed(list: Comments): void {
    if (this.#isDropping) {
      const isKept = ({ id, parentId }: Comment): boolean => this.#unseen.has(id) || (parentId !== undefined && this.#unseen.has(parentId));
      list.splice(0, list.length, ...this.#listed.filter((comment) => list.includes(comment) || isKept(comment)));
    }
    this.#isDropping = false;
    this.#listed = list;
  }
}
