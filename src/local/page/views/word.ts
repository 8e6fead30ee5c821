/** The view for kind `word`: a Word document, page by page, in an editor. */
import { collectHeadings, setGoogleFontsEnabled } from '@eigenpal/docx-editor-core/utils';
import { DocxEditor, type DocxEditorProps, type DocxEditorRef } from '@eigenpal/docx-editor-react';
import '@eigenpal/docx-editor-react/styles.css';
import { redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { createElement, createRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { asTrouble } from '../http.js';
import type { DocumentContent } from '../model/content.js';
import { printConverted } from './print-converted.js';
import type { DocumentView, FindQuery, OutlineNode, Undo, ViewHost, Zoom } from './view.js';
import { moveBordersByDragging } from './word-borders.js';
import { takeWordsInCells } from './word-clicks.js';
import { changeTo } from './word-change.js';
import { commitComments, WordComments } from './word-comments.js';
import { WordEdits } from './word-edits.js';
import { WordFind } from './word-find.js';
import { fontFamilies } from './word-fonts.js';
import { leaveHeaders, watchHeaders } from './word-headers.js';
import { KeptKeys, keepKeysApart } from './word-keys.js';
import { wordLocale } from './word-locale.js';
import { outlineOf } from './word-outline.js';
import { removeForbidden } from './word-paste.js';
import { readOwnElements } from './word-reading.js';
import { selectOnlyWhatIsDrawn } from './word-selection.js';
import { wordTracking } from './word-tracking.js';
import { markUndrawn } from './word-undrawn.js';
import { hasChangedMuch } from './word-growth.js';
import { readVersion } from './word-version.js';
import { writeParts, writeWord, type WordContent } from './word-writing.js';
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
  readonly #comments = new WordComments(() => this.#draw());
  readonly #plugins = [selectOnlyWhatIsDrawn(), removeForbidden(), this.#comments.plugin()];
  readonly #keys: KeptKeys;
  readonly #find: WordFind;
  readonly #zoom: WordZoom;
  #root: Root | null = null;
  #props: DocxEditorProps = {};
  #tracking: ReturnType<typeof wordTracking> = () => ({});
  /** The editor has read its document. */
  #isReady = false;
  /** The editor is being given what others have saved, which is no change of the reader's. */
  #isTaking = false;
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
    const findChangedHeaders = watchHeaders(
      this.element,
      () => this.#editor.current,
      () => this.#changed(),
    );
    leaveHeaders(this.element, () => this.#editor.current, this.#over.signal);
    markUndrawn(this.element);
    takeWordsInCells(this.element, () => this.#editor.current);
    moveBordersByDragging(this.element);
    keepKeysApart(this.#over.signal);
    this.#keys = new KeptKeys(this.#over.signal);
    this.#find = new WordFind((result) => host.found(result));
    let taken: EditorView['state']['doc'] | undefined;
    this.edits = new WordEdits(
      { version: 0, size: host.info.fileInfo.size },
      {
        write: () => writeWord(this.#editor.current, this.#file, this.#written),
        writeParts: () => writeParts(this.#editor.current, this.#written),
        hasChangedMuch: () => hasChangedMuch(taken, this.#view?.state.doc),
        commit: () => {
          findChangedHeaders();
          commitComments(this.element);
        },
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

  get #written(): WordContent {
    return { doc: this.#view?.state.doc, comments: this.#comments.shown };
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
    const keepsChanges = this.edits?.isDirty === false;
    const read = await this.#read();
    if (!(await this.#takeOver(read))) {
      const page = this.position;
      const view = this.#view;
      await this.#mount(read, { keepsChanges, caret: view?.hasFocus() ? view.state.selection.head : null });
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
    this.#root?.unmount();
    this.element.remove();
  }

  async #load(): Promise<void> {
    await this.#mount(await this.#read());
  }

  async #read(): Promise<Read> {
    const { session } = this.#host;
    const signal = AbortSignal.any([session.signal, this.#over.signal]);
    const response = await session.request('content', { signal });
    return { file: await response.arrayBuffer(), version: Number(response.headers.get('x-version')) };
  }

  /** Changes what is in the editor to another version, with the caret and the undo steps in it. @returns whether that can be done; while something is unsaved it can't */
  async #takeOver({ file, version }: Read): Promise<boolean> {
    const old = this.#editor.current?.getAgent()?.getDocument().package;
    const next = old && (await readVersion(this.#file, old, file).catch(() => null));
    const view = this.#view;
    if (!next || !view || this.edits?.isDirty) return false;
    const change = changeTo(view.state, next.doc);
    if (!change) return false;
    this.#isTaking = true;
    try {
      this.#comments.replace(next.comments);
      view.dispatch(change);
    } finally {
      this.#isTaking = false;
    }
    this.#file = file;
    await this.edits?.loaded(version, file.byteLength);
    return true;
  }

  /**
   * Makes an editor.
   * @param keepsChanges what is written meanwhile is not given up: then it rejects @param caret where a writer goes on, if there is still so much before it
   */
  async #mount({ file, version }: Read, { keepsChanges = false, caret = null as number | null } = {}): Promise<void> {
    const { info } = this.#host;
    const locale = await wordLocale();
    if (keepsChanges && this.edits?.isDirty) throw new Error('something was written while another version came');
    // What is written before it is known what the editor makes of the document would count as part of that.
    this.element.inert = true;
    this.#isReady = false;
    this.#keys.keep();
    this.#root?.unmount();
    this.#view = null;
    this.#file = file;
    this.#comments.reset();
    this.#root = createRoot(this.element);
    await new Promise<void>((resolve, reject) => {
      this.#tracking = wordTracking(info.tracking, () => this.#draw());
      this.#props = {
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
        externalPlugins: this.#plugins,
        ...locale,
        onEditorViewReady: (view) => {
          const isNew = this.#view !== view;
          this.#view = view;
          // The editor says so again when it is drawn again.
          if (!isNew) return;
          readOwnElements(view);
          // Before the editor focuses itself, a frame later.
          if (caret !== null) putCaret(view, caret);
          resolve();
        },
        onChange: () => this.#isTaking || this.#changed(),
        // What is said of comments is no change of the document to it.
        onCommentDelete: (comment) => this.#comments.deleted(comment) && this.#changed(true),
        onCommentsChange: (comments) => this.#comments.changed(comments) && this.#isReady && this.#changed(true),
        onRenderedDomContextReady: () => this.#zoom.apply(),
        onError: reject,
      };
      this.#draw();
    });
    // It calls them buttons, which a menu bar cannot have (WAI-ARIA 1.2, 5.3.3).
    for (const menu of this.element.querySelectorAll('[role=menubar] button')) menu.setAttribute('role', 'menuitem');
    await this.edits?.loaded(version, file.byteLength);
    this.#isReady = true;
    this.element.inert = false;
    const view = this.#view!;
    if (caret !== null) view.focus();
    this.#keys.release(view);
  }

  #draw(): void {
    this.#root?.render(
      createElement(DocxEditor, { ...this.#props, ...this.#tracking(), comments: this.#comments.shown, ref: this.#editor }),
    );
  }

  /** @param isBeyondWords it is in none of the parts that hold the document's words */
  #changed(isBeyondWords = false): void {
    this.edits?.changed(isBeyondWords);
    this.#host.edited();
    this.#host.changed();
  }
}

interface Read {
  file: ArrayBuffer;
  version: number;
}

function putCaret({ state, dispatch }: EditorView, place: number): void {
  dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(Math.min(place, state.doc.content.size)), -1)));
}
