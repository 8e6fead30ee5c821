/** What a reader can do, whether with the mouse, the keyboard or from the SDK (`executeCommandBar`). */
import type { Encoding } from '../../shared/page-api.js';
import type { BarId } from '../sdk/command-bars.js';
import { words } from '../words/messages.js';
import { noResult, type Store } from './state.js';
import { nextZoom, type FindQuery, type Zoom } from '../views/view.js';

/** How long a toast stays, ms. */
const toastTime = 4000;

/** What only the office can do. */
interface OfficeActions {
  /** Opens the document again after a failure. */
  retry(): void;
  answerPassword(password: string): void;
  download(): Promise<void>;
  rename(name: string): Promise<void>;
  nameTyped(name: string | null): void;
  save(): Promise<unknown>;
  chooseEncoding(encoding: Encoding, convert: boolean): Promise<void>;
  resolve(mine: boolean): Promise<void>;
  toggleHistory(open: boolean): Promise<void>;
  look(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Takes the focus out of the field that has it. */
  leaveField(): void;
  /** Gives the reader a file. */
  saveAs(file: Blob, name: string): void;
}

export class Actions {
  readonly #store: Store;
  readonly #office: OfficeActions;
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  #printing = false;
  #downloading = false;

  constructor(store: Store, office: OfficeActions) {
    this.#store = store;
    this.#office = office;
  }

  /** Toasts go to the integrator instead, when it has asked for them. */
  toastElsewhere: ((message: string) => void) | null = null;

  goTo(position: number): void {
    this.#store.state.view?.goTo(position);
  }

  zoomStep(direction: 1 | -1): void {
    const { view } = this.#store.state;
    view?.setZoom(nextZoom(view.zoom, direction));
  }

  setZoom(zoom: Zoom): void {
    this.#store.state.view?.setZoom(zoom);
    this.toggleZoomMenu(false);
  }

  toggleZoomMenu(open = !this.#store.state.zoomMenuOpen): void {
    this.#store.update({ zoomMenuOpen: open });
  }

  toggleFind(open = !this.#store.state.find.open): void {
    const { find, view } = this.#store.state;
    if (!view) return;
    this.#store.update({ find: { ...find, open, result: noResult } });
    view.find(open ? find.query : { ...find.query, text: '' });
    if (!open) view.focus();
  }

  search(change: Partial<FindQuery>): void {
    const { find, view } = this.#store.state;
    const query = { ...find.query, ...change };
    const restarts = query.text !== find.query.text || query.matchCase !== find.query.matchCase;
    this.#store.update({ find: { ...find, query, result: restarts ? { ...noResult, pending: query.text !== '' } : find.result } });
    view?.find(query);
  }

  findNext(backwards: boolean): void {
    if (this.#store.state.find.query.text) this.#store.state.view?.findNext(backwards);
  }

  togglePanel(open = !this.#store.state.panel.open): void {
    const { panel } = this.#store.state;
    this.#store.update({ panel: { ...panel, open } });
  }

  showTab(tab: 'outline' | 'pages'): void {
    this.#store.update({ panel: { open: true, tab } });
  }

  async print(): Promise<void> {
    const { view } = this.#store.state;
    if (!view?.print || this.#printing) return;
    this.#printing = true;
    try {
      // An editor prints what is saved.
      if (view.edits?.isDirty) await this.#office.save();
      await view.print((page) => this.#store.update({ toast: words.printing(page, view.total) }));
      this.#store.update({ toast: '' });
    } catch {
      // The document may have been closed meanwhile; then its own screen says so.
      if (this.#store.state.view === view) this.toast(words.printFailed);
      else this.#store.update({ toast: '' });
    } finally {
      this.#printing = false;
    }
  }

  async download(): Promise<void> {
    const { view } = this.#store.state;
    if (!view || this.#downloading) return;
    this.#downloading = true;
    this.#store.update({ toast: words.downloading });
    try {
      // The PDF is of what is saved.
      if (view.edits?.isDirty) await this.#office.save();
      await this.#office.download();
      this.#store.update({ toast: '' });
    } catch {
      if (this.#store.state.view === view) this.toast(words.downloadFailed);
    } finally {
      this.#downloading = false;
    }
  }

  editName(renaming: boolean): void {
    this.#store.update({ renaming });
    if (!renaming) this.#office.nameTyped(null);
  }

  /** @param name so far, with its extension */
  nameTyped(name: string): void {
    const { info, renaming } = this.#store.state;
    if (renaming) this.#office.nameTyped(name === info?.fileInfo.name ? null : name);
  }

  /** @param name with its extension */
  async rename(name: string): Promise<void> {
    const { info, renaming } = this.#store.state;
    // Enter and Escape take the field away, and that it loses the focus is no second wish.
    if (!renaming) return;
    this.#store.update({ renaming: false });
    if (info && name !== info.fileInfo.name) {
      await this.#office.rename(name).catch(() => {
        if (this.#store.state.info) this.toast(words.renameFailed);
      });
    }
    this.#office.nameTyped(null);
  }

  undo(): void {
    this.#store.state.view?.undo?.undo();
  }

  redo(): void {
    this.#store.state.view?.undo?.redo();
  }

  save(): void {
    // Leaving the field for the document's name renames it.
    if (this.#store.state.renaming) this.#office.leaveField();
    if (this.#store.state.saving) void this.#office.save();
  }

  /** Reads the text as another encoding, or saves it in one. */
  chooseEncoding(encoding: Encoding, convert: boolean): void {
    void this.#office.chooseEncoding(encoding, convert).catch(() => {
      if (this.#store.state.info) this.toast(words.encoding.failed);
    });
  }

  /** Others have saved too: the reader's own version is to count, or theirs. */
  resolve(mine: boolean): void {
    void this.#office.resolve(mine);
  }

  toggleHistory(open = !this.#store.state.history.open): void {
    void this.#office.toggleHistory(open).catch(() => this.toast(words.history.failed));
  }

  /** Shows an earlier version in place of the document. */
  async look(id: string): Promise<void> {
    await this.#office.look(id).catch(() => this.toast(words.history.failed));
  }

  /** Makes an earlier version the newest. */
  async restore(id: string): Promise<void> {
    await this.#office.restore(id).then(
      () => this.toast(words.history.restored),
      () => this.toast(words.history.failed),
    );
  }

  retry(): void {
    this.#office.retry();
  }

  answerPassword(password: string): void {
    this.#office.answerPassword(password);
  }

  toast(message: string): void {
    if (this.toastElsewhere) {
      this.toastElsewhere(message);
      return;
    }
    clearTimeout(this.#toastTimer);
    this.#store.update({ toast: message });
    this.#toastTimer = setTimeout(() => this.#store.update({ toast: '' }), toastTime);
  }

  /** Hands the reader the changes that could not be saved; this browser keeps them no longer. */
  async downloadLeftover(): Promise<void> {
    const { leftover } = this.#store.state;
    if (!leftover) return;
    this.#office.saveAs(await leftover.file(), leftover.name);
    void leftover.forget();
    this.dismissNotice();
  }

  dismissNotice(): void {
    this.#store.update({ notice: '', leftover: null });
  }

  /** Presses a part of the chrome from outside. */
  press(id: BarId): void {
    const { state } = this.#store;
    const presses: Partial<Record<BarId, () => void>> = {
      Outline: () => this.togglePanel(),
      ZoomIn: () => this.zoomStep(1),
      ZoomOut: () => this.zoomStep(-1),
      Zoom: () => this.toggleZoomMenu(),
      FitWidth: () => state.view?.fits.includes('fit-width') && this.setZoom('fit-width'),
      FitPage: () => state.view?.fits.includes('fit-page') && this.setZoom('fit-page'),
      Undo: () => this.undo(),
      Redo: () => this.redo(),
      Save: () => this.save(),
      Find: () => this.toggleFind(),
      History: () => this.toggleHistory(),
      Export: () => void this.download(),
      Print: () => void this.print(),
    };
    presses[id]?.();
  }
}
