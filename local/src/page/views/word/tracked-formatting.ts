/**
 * Changes of how text looks while changes are tracked. The Word editor has no tracked change for them: here it is noted that there are some, and the server writes them
 * as tracked changes when they are saved.
 */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import { isSuggestionModeActive, makeRevisionInfo } from '@eigenpal/docx-editor-core/prosemirror/plugins';
import { Plugin, type EditorState, type Transaction } from 'prosemirror-state';
import { reviewerMark } from '../../../shared/word/reviewer-mark.js';

type Block = ReturnType<NonNullable<ReturnType<DocxEditorRef['getAgent']>>['getDocument']>['package']['document']['content'][number];
type Paragraph = Extract<Block, { type: 'paragraph' }>;

/** Marks that say something else than how text looks. */
const OTHERS = new Set(['insertion', 'deletion', 'comment', 'hyperlink', 'footnoteRef']);
/** No bookmark of a document has it. */
const BOOKMARK = 2_000_000_001;

export class FormattingReview {
  /** Name of the bookmark for changes since the document was last taken, and for those that are being saved. */
  #pending: string | null = null;
  #sent: string | null = null;

  plugin(): Plugin {
    return new Plugin({
      filterTransaction: (transaction, state) => {
        if (this.#pending === null && changesFormatting(transaction) && isSuggestionModeActive(state)) this.#pending = markOf(state);
        return true;
      },
    });
  }

  /** The document is taken, to be saved. */
  taken(): void {
    this.#sent = this.#pending ?? this.#sent;
    this.#pending = null;
  }

  /** What was taken is saved. */
  saved(): void {
    this.#sent = null;
  }

  /** @param blocks what the editor writes */
  mark(blocks: readonly Block[]): void {
    const name = this.#pending ?? this.#sent;
    const paragraph = name === null ? undefined : firstParagraph(blocks);
    if (!paragraph || name === null) return;
    paragraph.content = [{ type: 'bookmarkStart', id: BOOKMARK, name }, { type: 'bookmarkEnd', id: BOOKMARK }, ...paragraph.content];
  }
}

function changesFormatting(transaction: Transaction): boolean {
  if (transaction.getMeta('suggestionModeBypass') === true) return false;
  return transaction.steps.some((step) => {
    const { stepType, mark } = step.toJSON() as { stepType: string; mark?: { type: string } };
    return (stepType === 'addMark' || stepType === 'removeMark') && mark !== undefined && !OTHERS.has(mark.type);
  });
}

function markOf(state: EditorState): string | null {
  const revision = makeRevisionInfo(state);
  return revision && reviewerMark(revision.author, revision.date ?? new Date().toISOString());
}

function firstParagraph(blocks: readonly Block[]): Paragraph | undefined {
  for (const block of blocks) {
    if (block.type === 'paragraph') return block;
    const inside = block.type === 'table' ? block.rows.flatMap(({ cells }) => cells.flatMap(({ content }) => content)) : block.content;
    const found = firstParagraph(inside);
    if (found) return found;
  }
  return undefined;
}
