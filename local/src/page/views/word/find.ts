/** Finds text in a Word document, paragraph by paragraph. */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { EditorView } from 'prosemirror-view';
import type { FindQuery, FindResult } from '../view.js';

export class WordFind {
  /** Places in the editor's document. */
  #matches: { from: number; to: number }[] = [];
  #current = 0;
  #editor: DocxEditorRef | null = null;

  constructor(private readonly tell: (result: FindResult) => void) {}

  start({ state: { doc } }: EditorView, editor: DocxEditorRef | null, { text, matchCase }: FindQuery): void {
    const fold = (value: string) => (matchCase ? value : value.toLowerCase());
    const wanted = fold(text);
    this.#editor = editor;
    this.#matches = [];
    doc.descendants((node, position) => {
      if (!wanted || !node.isTextblock) return wanted !== '';
      // One character for each place, so that both count the same.
      const line = fold(node.textBetween(0, node.content.size, undefined, '\ufffc'));
      for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + wanted.length)) {
        this.#matches.push({ from: position + 1 + at, to: position + 1 + at + wanted.length });
      }
      return false;
    });
    this.#current = this.#matches.length > 0 ? 1 : 0;
    this.#show();
  }

  next(backwards: boolean): void {
    const { length } = this.#matches;
    if (length === 0) return;
    this.#current = ((this.#current - 1 + (backwards ? -1 : 1) + length) % length) + 1;
    this.#show();
  }

  #show(): void {
    const match = this.#matches[this.#current - 1];
    if (match) this.#editor?.highlightRange(match.from, match.to);
    this.tell({ current: this.#current, total: this.#matches.length, pending: false });
  }
}
