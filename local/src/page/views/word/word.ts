/** The view for kind `word`: a Word document, page by page, in an editor. */
import { collectHeadings, setGoogleFontsEnabled } from '@eigenpal/docx-editor-core/utils';
import '@eigenpal/docx-editor-react/styles.css';
import { redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import type { EditorView } from 'prosemirror-view';
import { asTrouble } from '../../connection/http.js';
import { words } from '../../words/messages.js';
import type { DocumentContent } from '../content.js';
import { printConverted } from '../pages/print-converted.js';
import type { DocumentView, FindQuery, OutlineNode, Undo, ViewHost, Zoom } from '../view.js';
import { moveBordersByDragging } from './borders.js';
import { takeWordsInCells } from './clicks.js';
import { offerChoices } from './choices.js';
import { CommentParts } from './comment-parts.js';
import { pasteIntoWord } from './clipboard.js';
import { CommentDrafts } from './drafts.js';
import { WordEdits } from './edits.js';
import { WordEditor, type Read } from './editor.js';
import { WordFind } from './find.js';
import { leaveHeaders, watchHeaders } from './headers.js';
import { keepKeysApart } from './keys.js';
import { outlineOf } from './outline.js';
import { markUndrawn } from './undrawn.js';
import { hasChangedMuch } from './growth.js';
import { shareSchema } from './one-schema.js';
import { writeParts, writeWord } from './writing.js';
import { WordZoom } from './zoom.js';

// Nothing is fetched from anywhere else.
setGoogleFontsEnabled(false);
shareSchema();

export class WordView implements DocumentView {
  readonly element = document.createElement('div');
  readonly unit = 'page';
  readonly fits = ['fit-width'] as const;
  readonly shown: Promise<void>;
  readonly edits: WordEdits;
  readonly content: DocumentContent = {
    text: () => {
      const doc = this.#editor.view?.state.doc;
      return doc?.textBetween(0, doc.content.size, '\r') ?? '';
    },
  };
  readonly #host: ViewHost;
  readonly #over = new AbortController();
  readonly #editor: WordEditor;
  readonly #find: WordFind;
  readonly #drafts: CommentDrafts;
  readonly #zoom: WordZoom;
  #outlined: { doc: EditorView['state']['doc']; outline: OutlineNode[] } | null = null;

  readonly print: DocumentView['print'];

  constructor(host: ViewHost) {
    this.#host = host;
    this.print = printConverted(host);
    this.element.className = 'word-view';
    const { element } = this;
    const { signal } = this.#over;
    const editor = () => this.#editor.ref;
    this.#zoom = new WordZoom(element, (factor) => {
      editor()?.setZoom(factor);
      host.changed();
    });
    this.#editor = new WordEditor({
      ...{ element, info: host.info, signal },
      zoom: () => this.#zoom.percent,
      changed: (isBeyondWords) => this.#changed(isBeyondWords),
      drawn: () => this.#zoom.apply(),
      refused: (rule) => host.say(words.word.refused[rule]),
      loaded: ({ version, file }) => this.edits.loaded(version, file.byteLength),
      hasChanges: () => this.edits.hasChanges,
    });
    const findChangedHeaders = watchHeaders(
      element,
      editor,
      () => this.#editor.commonPlugins(),
      () => this.#changed(),
    );
    leaveHeaders(element, editor, signal);
    pasteIntoWord({
      editor,
      views: () => this.#editor.views,
      copies: this.#editor.copies,
      leftOut: (kinds) => host.say(words.word.leftOut(kinds)),
      signal,
    });
    offerChoices(element, editor, signal);
    markUndrawn(element);
    takeWordsInCells(element, editor);
    moveBordersByDragging(element);
    keepKeysApart(signal);
    this.#find = new WordFind((result) => host.found(result));
    this.#drafts = new CommentDrafts(
      element,
      () => host.edited(),
      () => host.settled(),
      signal,
    );
    this.edits = this.#makeEdits(findChangedHeaders);
    element.addEventListener('scroll', () => host.changed(), { capture: true, passive: true });
    this.shown = this.#load().catch((error: unknown) => {
      throw asTrouble(error);
    });
  }

  #makeEdits(findChangedHeaders: () => void): WordEdits {
    let taken: EditorView['state']['doc'] | undefined;
    const doc = () => this.#editor.view?.state.doc;
    const comments = new CommentParts();
    return new WordEdits(
      { version: 0, size: this.#host.info.fileInfo.size },
      {
        write: () => writeWord(this.#editor.ref, this.#editor.file, this.#editor.content),
        writeParts: () => writeParts(this.#editor.ref, this.#editor.content, comments),
        hasChangedMuch: () => hasChangedMuch(taken, doc()),
        commit: () => {
          findChangedHeaders();
          this.#drafts.commit();
        },
        hasDrafts: () => this.#drafts.any,
        taken: () => {
          taken = doc();
          this.#editor.formatting.taken();
        },
        saved: () => this.#editor.formatting.saved(),
        sow: async (base, body) => {
          const init = { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body, signal: this.#over.signal };
          await this.#host.session.request(`seed?base=${base}`, init);
        },
      },
    );
  }

  get outline(): OutlineNode[] {
    const doc = this.#editor.view?.state.doc;
    if (!doc) return [];
    // Asked for whenever the page is drawn, and a long document is long to read.
    if (doc !== this.#outlined?.doc) {
      const open = (place: number): void => this.#editor.ref?.getEditorRef()?.highlightRange(place, place + 1);
      this.#outlined = { doc, outline: outlineOf(collectHeadings(doc), open) };
    }
    return this.#outlined.outline;
  }
  get undo(): Undo {
    const { view } = this.#editor;
    return {
      canUndo: view !== null && Number(undoDepth(view.state)) > 0,
      canRedo: view !== null && Number(redoDepth(view.state)) > 0,
      undo: () => view && undo(view.state, view.dispatch),
      redo: () => view && redo(view.state, view.dispatch),
    };
  }
  get position(): number {
    // The editor itself tells it a while after scrolling.
    const { top, height } = this.element.getBoundingClientRect();
    const pages = [...this.element.querySelectorAll('.layout-page')];
    return pages.findLastIndex((page) => page.getBoundingClientRect().top < top + height / 2) + 1 || 1;
  }
  get total(): number {
    return this.#editor.ref?.getTotalPages() ?? 0;
  }
  get zoom(): number {
    return this.#zoom.percent;
  }
  get zoomMode(): Zoom {
    return this.#zoom.mode;
  }

  goTo(page: number): void {
    this.#editor.ref?.scrollToPage(page);
  }

  setZoom(zoom: Zoom): void {
    this.#zoom.set(zoom);
  }

  find(query: FindQuery): void {
    const { view, ref } = this.#editor;
    if (view) this.#find.start(view, ref, query);
  }

  findNext(backwards: boolean): void {
    this.#find.next(backwards);
  }

  focus(): void {
    this.#editor.ref?.focus();
  }

  async renew(): Promise<void> {
    await this.shown;
    const keepsChanges = !this.edits.hasChanges;
    const read = await this.#read();
    if (!(await this.#editor.takeOver(read))) {
      // A new editor would not have it; the next save tells whether the two versions are in conflict.
      if (this.edits.isTyping) throw new Error('a comment is being typed');
      const page = this.position;
      const { view } = this.#editor;
      await this.#editor.mount(read, { keepsChanges, caret: view?.hasFocus() ? view.state.selection.head : null });
      this.goTo(page);
    }
    this.#host.changed();
  }

  showEnd(): void {
    // A preview of some pages is shown as pages.
  }

  destroy(): void {
    this.#over.abort();
    this.#zoom.stop();
    this.#editor.unmount();
    this.element.remove();
  }

  async #load(): Promise<void> {
    await this.#editor.mount(await this.#read());
  }

  async #read(): Promise<Read> {
    const { session } = this.#host;
    const signal = AbortSignal.any([session.signal, this.#over.signal]);
    const response = await session.request('content', { signal });
    return { file: await response.arrayBuffer(), version: Number(response.headers.get('x-version')) };
  }

  /** @param isBeyondWords it is in none of the parts that hold the document's words */
  #changed(isBeyondWords = false): void {
    this.edits.changed(isBeyondWords);
    this.#host.edited();
    this.#host.changed();
  }
}
