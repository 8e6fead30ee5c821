/** The Word editor inside its view: made for a document, changed to another version of it while it lives, and asked for what is in it. */
import { DocxEditor, type DocxEditorProps, type DocxEditorRef } from '@eigenpal/docx-editor-react';
import { TextSelection, type Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { createElement, createRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { SessionInfo } from '../../../shared/page-api.js';
import { changeTo } from './change.js';
import { WordComments } from './comments.js';
import { honourControls } from './controls.js';
import type { ControlRule } from '../../words/codes.js';
import { editControlsByKeys } from './control-keys.js';
import { WordCopies } from './copies.js';
import { fontFamilies } from './fonts.js';
import { KeptKeys } from './keys.js';
import { breakLines } from './line-break.js';
import { wordLocale } from './locale.js';
import { keepParagraphFormats } from './paragraph-format.js';
import { removeForbidden } from './paste.js';
import { readOwnElements } from './reading.js';
import { selectOnlyWhatIsDrawn } from './selection.js';
import { trackEverything } from './tracked.js';
import { FormattingReview } from './tracked-formatting.js';
import { readTrackedLinks } from './tracked-links.js';
import { wordTracking } from './tracking.js';
import { readVersion } from './version.js';
import type { WordContent } from './writing.js';

/** A version of the document, as the server sends it. */
export interface Read {
  file: ArrayBuffer;
  version: number;
}

interface Surroundings {
  element: HTMLElement;
  info: SessionInfo;
  /** How large it is shown, percent. */
  zoom: () => number;
  /** The reader has changed something. @param isBeyondWords it is in none of the parts that hold the document's words */
  changed: (isBeyondWords: boolean) => void;
  drawn: () => void;
  /** A change is not made, because the author of the document does not allow it. */
  refused: (rule: ControlRule) => void;
  /** A version is in the editor. Resolves when the reader may write. */
  loaded: (read: Read) => Promise<void>;
  /** Whether something of the document is not saved yet; comments that are being typed stay with the editor. */
  hasChanges: () => boolean;
  signal: AbortSignal;
}

export class WordEditor {
  readonly copies = new WordCopies();
  readonly formatting = new FormattingReview();
  readonly #around: Surroundings;
  readonly #editor = createRef<DocxEditorRef>();
  readonly #comments = new WordComments(() => this.#draw());
  readonly #plugins: Plugin[];
  readonly #keys: KeptKeys;
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

  constructor(around: Surroundings) {
    this.#around = around;
    this.#plugins = [...this.commonPlugins(), this.#comments.plugin()];
    this.#keys = new KeptKeys(around.signal);
  }

  /** Of the body and of each header and footer. */
  commonPlugins(): Plugin[] {
    // Deletions go into a control first, then they are tracked; a tracked deletion comes before the line break in its place.
    const keys = [editControlsByKeys(), trackEverything(), breakLines()];
    const rules = [honourControls(this.#around.refused), this.formatting.plugin(), keepParagraphFormats()];
    return [selectOnlyWhatIsDrawn(), removeForbidden(), this.copies.plugin(), ...keys, ...rules];
  }

  get ref(): DocxEditorRef | null {
    return this.#editor.current;
  }
  /** Of the body. */
  get view(): EditorView | null {
    return this.#view;
  }
  /** Of the body, headers and footers. */
  get views(): EditorView[] {
    return [...(this.#view ? [this.#view] : []), ...(this.ref?.getEditorRef()?.getHfPmViews().values() ?? [])];
  }
  get file(): ArrayBuffer {
    return this.#file;
  }
  /** What is to be written. */
  get content(): WordContent {
    return { doc: this.#view?.state.doc, comments: this.#comments.shown, formatting: this.formatting };
  }

  /** Changes what is in the editor to another version, with the caret and the undo steps in it. @returns whether that can be done; while something is unsaved it can't */
  async takeOver(read: Read): Promise<boolean> {
    const old = this.ref?.getAgent()?.getDocument().package;
    const next = old && (await readVersion(this.#file, old, read.file).catch(() => null));
    const view = this.#view;
    if (!next || !view || this.#around.hasChanges()) return false;
    const change = changeTo(view.state, next.doc);
    if (!change) return false;
    this.#take(() => {
      this.#comments.replace(next.comments);
      view.dispatch(change);
    });
    this.#file = read.file;
    await this.#around.loaded(read);
    return true;
  }

  /**
   * Makes an editor.
   * @param keepsChanges what is written meanwhile is not given up: then it rejects @param caret where a writer goes on, if there is still so much before it
   */
  async mount(read: Read, { keepsChanges = false, caret = null as number | null } = {}): Promise<void> {
    const { element, loaded, hasChanges } = this.#around;
    const locale = await wordLocale();
    if (keepsChanges && hasChanges()) throw new Error('something was written while another version came');
    // What is written before it is known what the editor makes of the document would count as part of that.
    element.inert = true;
    this.#isReady = false;
    this.#keys.keep();
    this.#root?.unmount();
    this.#view = null;
    this.#file = read.file;
    this.#comments.reset();
    this.#root = createRoot(element);
    await new Promise<void>((resolve, reject) => {
      this.#tracking = wordTracking(this.#around.info.tracking, () => this.#draw());
      this.#props = { ...this.#options(read.file), ...locale, ...this.#listeners(caret, resolve), onError: reject };
      this.#draw();
    });
    // It calls them buttons, which a menu bar cannot have (WAI-ARIA 1.2, 5.3.3).
    for (const menu of element.querySelectorAll('[role=menubar] button')) menu.setAttribute('role', 'menuitem');
    await loaded(read);
    this.#isReady = true;
    element.inert = false;
    const view = this.#view!;
    if (caret !== null) view.focus();
    this.#keys.release(view);
  }

  unmount(): void {
    this.#root?.unmount();
  }

  /** @param change is no change of the reader's */
  #take(change: () => void): void {
    this.#isTaking = true;
    try {
      change();
    } finally {
      this.#isTaking = false;
    }
  }

  #options(file: ArrayBuffer): DocxEditorProps {
    return {
      documentBuffer: file,
      author: this.#around.info.user.name,
      colorMode: 'system',
      showFileOpen: false,
      showHelpMenu: false,
      showZoomControl: false,
      initialZoom: this.#around.zoom() / 100,
      showOutlineButton: false,
      fontFamilies,
      disableFindReplaceShortcuts: true,
      externalPlugins: this.#plugins,
    };
  }

  #listeners(caret: number | null, ready: () => void): DocxEditorProps {
    return {
      onEditorViewReady: (view) => {
        const isNew = this.#view !== view;
        this.#view = view;
        // The editor says so again when it is drawn again.
        if (!isNew) return;
        readOwnElements(view);
        const tracked = readTrackedLinks(view.state.tr);
        if (tracked.docChanged) this.#take(() => view.dispatch(tracked));
        // Before the editor focuses itself, a frame later.
        if (caret !== null) putCaret(view, caret);
        ready();
      },
      onChange: () => this.#isTaking || this.#around.changed(false),
      // What is said of comments is no change of the document to it.
      onCommentDelete: (comment) => this.#comments.deleted(comment) && this.#around.changed(true),
      onCommentsChange: (comments) => this.#comments.changed(comments) && this.#isReady && this.#around.changed(true),
      onRenderedDomContextReady: () => this.#around.drawn(),
    };
  }

  #draw(): void {
    this.#root?.render(
      createElement(DocxEditor, { ...this.#props, ...this.#tracking(), comments: this.#comments.shown, ref: this.#editor }),
    );
  }
}

function putCaret({ state, dispatch }: EditorView, place: number): void {
  dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(Math.min(place, state.doc.content.size)), -1)));
}
