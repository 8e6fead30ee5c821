/** The view for kind `word`: a Word document, page by page, in an editor. */
import { collectHeadings, setGoogleFontsEnabled } from '@eigenpal/docx-editor-core/utils';
import { DocxEditor, type DocxEditorProps, type DocxEditorRef } from '@eigenpal/docx-editor-react';
import '@eigenpal/docx-editor-react/styles.css';
import { redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import type { EditorView } from 'prosemirror-view';
import { createElement, createRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { asTrouble } from '../http.js';
import type { DocumentContent } from '../model/content.js';
import { printConverted } from './print-converted.js';
import type { DocumentView, FindQuery, OutlineNode, Undo, ViewHost, Zoom } from './view.js';
import { moveBordersByDragging } from './word-borders.js';
import { takeWordsInCells } from './word-clicks.js';
import { WordComments } from './word-comments.js';
import { WordEdits } from './word-edits.js';
import { WordFind } from './word-find.js';
import { fontFamilies } from './word-fonts.js';
import { leaveHeaders, watchHeaders } from './word-headers.js';
import { keepKeysApart } from './word-keys.js';
import { wordLocale } from './word-locale.js';
import { outlineOf } from './word-outline.js';
import { wordTracking } from './word-tracking.js';
import { markUndrawn } from './word-undrawn.js';
import { writeParts, writeWord } from './word-writing.js';
import { hasChangedMuch } from './word-growth.js';
import { WordZoom } from './word-zoom.js';

// Nothing is fetched from anywhere else.
setGoogleFontsEnabled(false);

export class WordView implements DocumentView {
  readonly element = document.createElement('div');
  readonly unit = 'page';
  readonly fits = ['fit-width'] as const;
  readonly shown: Promise<void>;
  readonly edits: WordEdits | undefined;
  readonly content: DocumentContent = {
    text: () => {
      const doc = this.#view?.state.doc;
      return doc?.textBetween(0, doc.content.size, '\r') ?? '';
    },
  };
  readonly #host: ViewHost;
  readonly #over = new AbortController();
  readonly #editor = createRef<DocxEditorRef>();
  readonly #comments = new WordComments();
  readonly #find: WordFind;
  readonly #zoom: WordZoom;
  #root: Root | null = null;
  /** What the editor has read. */
  #file = new ArrayBuffer(0);
  #view: EditorView | null = null;
  #outlined: { doc: EditorView['state']['doc']; outline: OutlineNode[] } | null = null;

  readonly print: DocumentView['print'];

  constructor(host: ViewHost) {
    this.#host = host;
    this.print = printConverted(host);
    this.element.className = 'word-view';
    this.#zoom = new WordZoom(this.element, (factor) => {
      this.#editor.current?.setZoom(factor);
      host.changed();
    });
    watchHeaders(
      this.element,
      () => this.#editor.current,
      () => this.#changed(),
    );
    leaveHeaders(this.element, () => this.#editor.current, this.#over.signal);
    markUndrawn(this.element);
    takeWordsInCells(this.element, () => this.#editor.current);
    moveBordersByDragging(this.element);
    keepKeysApart(this.#over.signal);
    this.#find = new WordFind((result) => host.found(result));
    let taken: EditorView['state']['doc'] | undefined;
    this.edits = new WordEdits(
      { version: 0, size: host.info.fileInfo.size },
      {
        write: () => writeWord(this.#editor.current, this.#file, this.#view?.state.doc),
        writeParts: () => writeParts(this.#editor.current, this.#view?.state.doc),
        hasChangedMuch: () => hasChangedMuch(taken, this.#view?.state.doc),
        taken: () => (taken = this.#view?.state.doc),
        sow: async (base, body) => {
          const init = { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body, signal: this.#over.signal };
          await host.session.request(`seed?base=${base}`, init);
        },
      },
    );
    this.element.addEventListener('scroll', () => host.changed(), { capture: true, passive: true });
    this.shown = this.#load().catch((error: unknown) => {
      throw asTrouble(error);
    });
  }

  get outline(): OutlineNode[] {
    const doc = this.#view?.state.doc;
    if (!doc) return [];
    // Asked for whenever the page is drawn, and a long document is long to read.
    if (doc !== this.#outlined?.doc) {
      const open = (place: number): void => this.#editor.current?.getEditorRef()?.highlightRange(place, place + 1);
      this.#outlined = { doc, outline: outlineOf(collectHeadings(doc), open) };
    }
    return this.#outlined.outline;
  }
  get undo(): Undo {
    const view = this.#view;
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
    return this.#editor.current?.getTotalPages() ?? 0;
  }
  get zoom(): number {
    return this.#zoom.percent;
  }
  get zoomMode(): Zoom {
    return this.#zoom.mode;
  }

  goTo(page: number): void {
    this.#editor.current?.scrollToPage(page);
  }

  setZoom(zoom: Zoom): void {
    this.#zoom.set(zoom);
  }

  find(query: FindQuery): void {
    if (this.#view) this.#find.start(this.#view, this.#editor.current, query);
  }

  findNext(backwards: boolean): void {
    this.#find.next(backwards);
  }

  focus(): void {
    this.#editor.current?.focus();
  }

  async renew(): Promise<void> {
    await this.shown;
    const page = this.position;
    const caret = this.#view?.hasFocus() ? this.#view.state.selection.head : null;
    await this.#load(this.edits?.isDirty === false);
    this.goTo(page);
    if (caret !== null) this.#putCaret(caret);
    this.#host.changed();
  }

  showEnd(): void {
    // A preview of some pages is shown as pages.
  }

  destroy(): void {
    this.#over.abort();
    this.#zoom.stop();
    this.#root?.unmount();
    this.element.remove();
  }

  /** A writer goes on where it was, if there is still so much before it. */
  #putCaret(place: number): void {
    const editor = this.#editor.current?.getEditorRef();
    editor?.setSelection(Math.min(place, this.#view!.state.doc.content.size - 1));
    editor?.focus();
  }

  /** @param keepsChanges what is written meanwhile is not given up: then it rejects */
  async #load(keepsChanges = false): Promise<void> {
    const { session, info } = this.#host;
    const signal = AbortSignal.any([session.signal, this.#over.signal]);
    const response = await session.request('content', { signal });
    const [file, locale] = await Promise.all([response.arrayBuffer(), wordLocale()]);
    if (keepsChanges && this.edits?.isDirty) throw new Error('something was written while another version came');
    // What is written before it is known what the editor makes of the document would count as part of that.
    this.element.inert = true;
    this.#root?.unmount();
    this.#view = null;
    this.#file = file;
    this.#root = createRoot(this.element);
    await new Promise<void>((resolve, reject) => {
      const tracking = wordTracking(info.tracking, () => this.#root?.render(editor()));
      const props: DocxEditorProps = {
        documentBuffer: file,
        author: info.user.name,
        colorMode: 'system',
        showFileOpen: false,
        showHelpMenu: false,
        showZoomControl: false,
        initialZoom: this.#zoom.percent / 100,
        showOutlineButton: false,
        fontFamilies,
        disableFindReplaceShortcuts: true,
        ...locale,
        onEditorViewReady: (view) => {
          this.#view = view;
          resolve();
        },
        onChange: () => this.#changed(),
        onCommentAdd: () => this.#changed(true),
        // What is said of comments is no change of the document to it.
        onCommentReply: () => this.#changed(true),
        onCommentResolve: () => this.#changed(true),
        onCommentDelete: (comment) => this.#comments.deleted(comment) && this.#changed(true),
        onCommentsChange: (comments) => this.#comments.changed(comments),
        onRenderedDomContextReady: () => this.#zoom.apply(),
        onError: reject,
      };
      const editor = () => createElement(DocxEditor, { ...props, ...tracking(), ref: this.#editor });
      this.#root?.render(editor());
    });
    // It calls them buttons, which a menu bar cannot have (WAI-ARIA 1.2, 5.3.3).
    for (const menu of this.element.querySelectorAll('[role=menubar] button')) menu.setAttribute('role', 'menuitem');
    this.#comments.loaded(this.#view!.state);
    await this.edits?.loaded(Number(response.headers.get('x-version')), file.byteLength);
    this.element.inert = false;
  }

  /** @param isBeyondWords it is in none of the parts that hold the document's words */
  #changed(isBeyondWords = false): void {
    this.edits?.changed(isBeyondWords);
    this.#host.edited();
    this.#host.changed();
  }
}
