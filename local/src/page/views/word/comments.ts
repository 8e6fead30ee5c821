/**
 * The comments of a Word document, as a function of its text: a comment is there while some of its words are. The editor forgets a comment whose words are gone for good,
 * and one that never had words, as LibreOffice writes them; here it comes back when its words do, by undoing for instance.
 */
import type { DocxEditorProps } from '@eigenpal/docx-editor-react';
import type { Node } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';

type Comments = Parameters<NonNullable<DocxEditorProps['onCommentsChange']>>[0];
type Comment = Comments[number];
type Id = Comment['id'];

export class WordComments {
  /** All there have been since the document was read, in their order. */
  #known: Comments = [];
  #shown: Comments = [];
  /** Those that never had words. */
  #wordless = new Set<Id>();
  /** Their words have not been looked for yet. */
  #fresh = new Set<Id>();
  /** The editor is about to forget some whose words it does not find. */
  #isTidying = false;
  #doc: Node | null = null;

  /** @param show gives the editor the comments */
  constructor(private readonly show: () => void) {}

  /** Those that are there, answers included. */
  get shown(): Comments {
    return this.#shown;
  }

  /** A new editor knows none. */
  reset(): void {
    [this.#known, this.#shown, this.#doc] = [[], [], null];
    this.#wordless.clear();
    this.#fresh.clear();
  }

  /** Another version of the document has these. */
  replace(comments: Comments): void {
    const kept = this.#known.filter(({ id }) => !this.#shown.some((each) => each.id === id));
    this.#known = [...comments, ...kept.filter(({ id }) => !comments.some((each) => each.id === id))];
    for (const { id } of comments) if (!this.#wordless.has(id)) this.#fresh.add(id);
    this.#refresh();
  }

  /** Follows the text. */
  plugin(): Plugin {
    return new Plugin({
      view: ({ state }) => {
        this.#follow(state.doc);
        return { update: (view) => this.#follow(view.state.doc) };
      },
    });
  }

  /** @returns whether it is the reader who deletes it: then it is gone from the list before it is reported */
  deleted({ id }: Comment): boolean {
    const isTidied = this.#shown.some((each) => each.id === id);
    this.#isTidying ||= isTidied;
    return !isTidied;
  }

  /** @param list what the editor makes of those that are shown @returns whether the reader has changed them */
  changed(list: Comments): boolean {
    const isTidied = this.#isTidying;
    this.#isTidying = false;
    if (isTidied) return false;
    const is = new Map(list.map((comment) => [comment.id, comment]));
    const was = new Set(this.#shown.map(({ id }) => id));
    const before = this.#shown;
    for (const { id } of list) if (!this.#known.some((each) => each.id === id)) this.#fresh.add(id);
    for (const id of was) if (!is.has(id)) this.#wordless.delete(id);
    // An answer that is deleted does not come back; a comment does, with its words.
    const isKept = ({ id, parentId }: Comment) => !was.has(id) || parentId === undefined || !is.has(parentId) || is.has(id);
    const old = this.#known.filter(isKept).map((comment) => is.get(comment.id) ?? comment);
    this.#known = [...old, ...list.filter(({ id }) => !this.#known.some((each) => each.id === id))];
    this.#shown = list;
    this.show();
    this.#refresh();
    // The editor also says which belong to a tracked change, once it has found that out.
    return list.length !== before.length || list.some(({ id, done }, index) => id !== before[index]!.id || done !== before[index]!.done);
  }

  #follow(doc: Node): void {
    if (doc === this.#doc) return;
    this.#doc = doc;
    this.#refresh();
  }

  #refresh(): void {
    const { idsWithWords: withWords } = this;
    if (!withWords) return;
    for (const id of this.#fresh) if (!withWords.has(id)) this.#wordless.add(id);
    this.#fresh.clear();
    const isRoot = ({ parentId }: Comment) => parentId === undefined || !this.#known.some(({ id }) => id === parentId);
    const isThere = (id: Id) => withWords.has(id) || this.#wordless.has(id);
    const shown = this.#known.filter((comment) =>
      isRoot(comment) ? comment.parentId !== undefined || isThere(comment.id) : isThere(comment.parentId!),
    );
    if (shown.length === this.#shown.length && shown.every((comment, index) => comment === this.#shown[index])) return;
    this.#shown = shown;
    this.show();
  }

  private get idsWithWords(): Set<unknown> | null {
    if (!this.#doc) return null;
    const ids = new Set<unknown>();
    if (this.#known.length > 0) {
      this.#doc.descendants(({ marks }) => marks.forEach(({ type, attrs }) => type.name === 'comment' && ids.add(attrs.commentId)));
    }
    return ids;
  }
}
