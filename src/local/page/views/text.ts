/** The view for kind `text`: CodeMirror, read-only, on a sheet of paper. */
import { EditorState, StateEffect } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { textPieces, shownBytes, wholeText } from './decode.js';
import { zoomByGestures } from './gestures.js';
import { endWidget } from './text-end.js';
import { differenceOf, sameLine } from './text-difference.js';
import { TextFind, findMarks } from './text-find.js';
import { clampZoom, type DocumentView, type FindQuery, type ViewHost, type Zoom } from './view.js';
import { asTrouble } from '../http.js';
import { words } from '../messages.js';

/** Pieces are gathered to this length before they are added, characters: every addition costs a layout. */
const batch = 2 ** 20;

export class TextView implements DocumentView {
  readonly element = document.createElement('div');
  readonly unit = 'line';
  readonly fits = [] as const;
  readonly outline = [];
  readonly shown: Promise<void>;
  zoom = 100;
  readonly #host: ViewHost;
  readonly #over = new AbortController();
  readonly #view: EditorView;
  readonly #find: TextFind;
  #position = 1;

  constructor(host: ViewHost) {
    this.#host = host;
    this.element.className = 'text-view';
    const copy = host.info.permission.copy;
    this.element.classList.toggle('no-copy', !copy);
    this.#view = new EditorView({
      parent: this.element,
      state: EditorState.create({
        extensions: [
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.lineWrapping,
          // Without this the keyboard could neither scroll nor select in a text that cannot be edited.
          EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': host.info.fileInfo.name, 'aria-readonly': 'true' }),
          keymap.of(copy ? [{ key: 'Mod-a', run: selectAll }] : []),
          findMarks,
        ],
      }),
    });
    this.#view.scrollDOM.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#find = new TextFind(this.#view, (result) => host.found(result));
    zoomByGestures(this.element, (factor) => this.setZoom(this.zoom * factor));
    this.shown = this.#load();
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
    const text = await wholeText(this.#host.session, AbortSignal.any([this.#host.session.signal, this.#over.signal]));
    const before = this.#view.state.doc;
    const top = this.#topLine;
    const edge = this.#view.documentTop + this.#view.lineBlockAt(before.line(top).from).top;
    const offset = edge - this.#view.scrollDOM.getBoundingClientRect().top;
    this.#view.dispatch({ changes: differenceOf(before.toString(), text.replaceAll(/\r\n?/g, '\n')) });
    const { doc } = this.#view.state;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(doc.line(sameLine(before, doc, top)).from, { y: 'start', yMargin: offset }) });
    if (text) delete this.element.dataset['empty'];
    else this.element.dataset['empty'] = words.empty;
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
        const pieces = textPieces(this.#host.session, AbortSignal.any([this.#host.session.signal, this.#over.signal]));
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
          resolve();
        }
        this.#append(gathered);
        resolve();
        if (this.#view.state.doc.length === 0) this.element.dataset['empty'] = words.empty;
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
    this.#view.dispatch({ changes: { from: this.#view.state.doc.length, insert: text } });
    this.#host.changed();
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

function selectAll(view: EditorView): boolean {
  view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
  return true;
}
