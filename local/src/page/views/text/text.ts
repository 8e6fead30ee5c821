/** The view for kind `text`: CodeMirror on a sheet of paper, read-only unless the document can be edited. */
import { history, historyKeymap, insertNewlineKeepIndent, redo, redoDepth, standardKeymap, undo, undoDepth } from '@codemirror/commands';
import { EditorState, StateEffect, Transaction, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { DocumentContent } from '../content.js';
import { textPieces, shownBytes, wholeText } from '../../connection/decode.js';
import { zoomByGestures } from '../gestures.js';
import { endWidget } from './end.js';
import { differenceOf } from '../../../shared/text-changes.js';
import { sameLine } from './same-line.js';
import { TextFind, findMarks } from './find.js';
import { TextTogether } from './together.js';
import { printConverted } from '../pages/print-converted.js';
import { clampZoom, type DocumentView, type FindQuery, type Together, type Undo, type ViewHost, type Zoom } from '../view.js';
import { asTrouble } from '../../connection/http.js';
import { words } from '../../words/messages.js';

/** Pieces are gathered to this length before they are added, characters: every addition costs a layout. */
const batch = 2 ** 20;

export class TextView implements DocumentView {
  readonly element = document.createElement('div');
  readonly unit = 'line';
  readonly fits = [] as const;
  readonly outline = [];
  readonly shown: Promise<void>;
  readonly edits: TextTogether | undefined;
  readonly undo: Undo | undefined;
  readonly content: DocumentContent = { text: () => this.#view.state.doc.toString() };
  zoom = 100;
  readonly #host: ViewHost;
  readonly #over = new AbortController();
  readonly #view: EditorView;
  readonly #find: TextFind;
  #position = 1;
  #loaded = false;

  readonly print: DocumentView['print'];

  constructor(host: ViewHost) {
    this.#host = host;
    this.print = printConverted(host);
    this.element.className = 'text-view';
    const copy = host.info.permission.copy;
    this.element.classList.toggle('no-copy', !copy);
    if (host.info.editable) this.edits = new TextTogether(host.session, this.#over.signal, () => host.settled());
    this.#view = new EditorView({
      parent: this.element,
      state: EditorState.create({
        extensions: [
          this.edits ? this.#editable(this.edits) : readOnly,
          EditorView.lineWrapping,
          // The keyboard scrolls and selects in it, also where it cannot be edited.
          EditorView.contentAttributes.of({ 'aria-label': host.info.fileInfo.name, tabindex: '0' }),
          keymap.of(copy ? [{ key: 'Mod-a', run: selectAll }] : []),
          findMarks,
        ],
      }),
    });
    if (this.edits) this.undo = undoOf(this.#view);
    this.#view.scrollDOM.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#find = new TextFind(this.#view, (result) => host.found(result));
    zoomByGestures(this.element, (factor) => this.setZoom(this.zoom * factor));
    this.shown = this.#load();
  }

  get together(): Together | undefined {
    return this.edits;
  }
  get position(): number {
    return this.#position;
  }
  get total(): number {
    return this.#view.state.doc.lines;
  }
  get zoomMode(): Zoom {
    return this.zoom;
  }

  goTo(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(Math.max(1, line), doc.lines));
    this.#view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'start' }) });
  }

  setZoom(zoom: Zoom): void {
    const line = this.#position;
    this.zoom = typeof zoom === 'number' ? Math.round(clampZoom(zoom)) : 100;
    this.element.style.setProperty('--zoom', String(this.zoom / 100));
    this.#view.requestMeasure();
    this.goTo(line);
    this.#host.changed();
  }

  find(query: FindQuery): void {
    this.#find.start(query);
  }

  findNext(backwards: boolean): void {
    this.#find.next(backwards);
  }

  focus(): void {
    this.#view.contentDOM.focus({ preventScroll: true });
  }

  async renew(): Promise<void> {
    await this.shown;
    // Where it is written, changes are taken as they come.
    if (this.edits) return this.edits.renew();
    const signal = AbortSignal.any([this.#host.session.signal, this.#over.signal]);
    const text = await wholeText(this.#host.session, signal);
    const before = this.#view.state.doc;
    const top = this.#topLine;
    const edge = this.#view.documentTop + this.#view.lineBlockAt(before.line(top).from).top;
    const offset = edge - this.#view.scrollDOM.getBoundingClientRect().top;
    this.#view.dispatch({ changes: differenceOf(before.toString(), text.replaceAll(/\r\n?/g, '\n')) });
    const { doc } = this.#view.state;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(doc.line(sameLine(before, doc, top)).from, { y: 'start', yMargin: offset }) });
    this.#tellEmpty();
    this.#find.refresh();
    this.#host.changed();
  }

  showEnd(text: string): void {
    this.#view.dispatch({ effects: StateEffect.appendConfig.of(endWidget(text)) });
  }

  destroy(): void {
    this.#over.abort();
    this.#view.destroy();
    this.element.remove();
  }

  /** Resolves with the first piece; the rest follows. */
  #load(): Promise<void> {
    return new Promise((resolve, reject) => {
      let started = false;
      const follow = async (): Promise<void> => {
        let headers = new Headers();
        const signal = AbortSignal.any([this.#host.session.signal, this.#over.signal]);
        const wish = { isLive: this.edits !== undefined, onHeaders: (found: Headers) => (headers = found) };
        const pieces = textPieces(this.#host.session, signal, wish);
        let gathered = '';
        let next = await pieces.next();
        for (; !next.done; next = await pieces.next()) {
          gathered += next.value;
          // The first lines at once, the rest in larger steps.
          if (gathered.length < (started ? batch : 1)) continue;
          // A line break of two characters must not be torn: its halves would count as two.
          const torn = gathered.endsWith('\r');
          this.#append(torn ? gathered.slice(0, -1) : gathered);
          gathered = torn ? '\r' : '';
          started = true;
          // A text that can be edited is so as a whole.
          if (!this.edits) resolve();
        }
        this.#append(gathered);
        this.edits?.loaded(this.#view, {
          version: Number(headers.get('x-version')),
          live: headers.get('x-live') ?? '',
          size: this.#host.info.fileInfo.size,
        });
        this.#loaded = true;
        resolve();
        this.#tellEmpty();
        if (next.value) this.#host.truncated({ megabytes: shownBytes / 2 ** 20 });
      };
      follow().catch((error: unknown) => {
        reject(asTrouble(error));
        if (started && !this.#over.signal.aborted) this.#host.fail(error);
      });
    });
  }

  #append(text: string): void {
    if (!text) return;
    this.#view.dispatch({ changes: { from: this.#view.state.doc.length, insert: text }, annotations: Transaction.addToHistory.of(false) });
    this.#host.changed();
  }

  /** Whatever comes while the text is being loaded, or from other pages, is no change of the reader's. */
  #editable(edits: TextTogether): Extension {
    return [
      history(),
      // Only what every text field of the platform has: others of CodeMirror's keys move, copy, indent and delete whole lines. Its own Enter is
      // for programs: it takes away the spaces behind the caret.
      keymap.of([{ key: 'Enter', run: insertNewlineKeepIndent }, ...historyKeymap, ...standardKeymap]),
      edits.extension,
      EditorView.updateListener.of(({ docChanged, selectionSet, transactions }) => {
        if (!this.#loaded) return;
        const isOwn = transactions.some((each) => each.docChanged && !each.annotation(Transaction.remote));
        if (isOwn || selectionSet) edits.stir();
        if (!docChanged) return;
        this.#tellEmpty();
        this.#find.refresh();
        if (isOwn) this.#host.edited();
        this.#host.changed();
      }),
    ];
  }

  /** Where one can write, an empty sheet says enough. */
  #tellEmpty(): void {
    if (this.#view.state.doc.length > 0 || this.edits) delete this.element.dataset['empty'];
    else this.element.dataset['empty'] = words.empty;
  }

  /** The first line in view. */
  get #topLine(): number {
    const { scrollDOM, state } = this.#view;
    const block = this.#view.lineBlockAtHeight(scrollDOM.scrollTop - this.#view.documentPadding.top);
    return state.doc.lineAt(block.from).number;
  }

  #onScroll = (): void => {
    const position = this.#topLine;
    if (position === this.#position) return;
    this.#position = position;
    this.#host.changed();
  };
}

const readOnly: Extension = [
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ 'aria-readonly': 'true' }),
];

function undoOf(view: EditorView): Undo {
  return {
    get canUndo() {
      return undoDepth(view.state) > 0;
    },
    get canRedo() {
      return redoDepth(view.state) > 0;
    },
    undo: () => undo(view),
    redo: () => redo(view),
  };
}

function selectAll(view: EditorView): boolean {
  view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
  return true;
}
