/** One element as a host's own bar shows it: a snapshot that is replaced when something changes, and methods that always reach the element of the moment. */
import { WebOfficeError } from '../contract/errors.js';
import type { WebOfficeState } from '../element/events.js';
import { createLeaveGuard, type LeaveGuard, type LeaveOptions } from '../leave/index.js';
import { getApplication } from '../application.js';
import type { ImmWebofficeElement } from '../imm-weboffice.js';
import type { Applications, FileInfo, SaveResult } from '../sdk/index.js';

/** What is to be seen of an element. A new object after every change. */
export interface WebOfficeSnapshot {
  /** The element while it is on the page. */
  readonly element: ImmWebofficeElement | undefined;
  /** `idle` too while there is no element. */
  readonly state: WebOfficeState;
  /** Whether the document is on screen and can be saved. */
  readonly ready: boolean;
  /** Why `state` is `error`. */
  readonly error: WebOfficeError | undefined;
  readonly fileInfo: FileInfo | undefined;
  /** Name of the document, after a renaming the new one; empty until it is open. */
  readonly fileName: string;
  /** Whether there are edits that are not stored. */
  readonly unsaved: boolean;
  /** Whether a `save()` of this object is under way. What the office page stores by itself is in `fileStatus`. */
  readonly saving: boolean;
  /** What the office page has said last about storing, as in `imm-file-status`: 6 edits are being stored, 7 and 1 they are, 3 space full, 4 queue busy, 5 failed are failures. */
  readonly fileStatus: number | undefined;
  /** When only the first pages are shown: how many, and of how many where the office page says so. */
  readonly previewLimit: { readonly total: number; readonly realTotal: number | undefined } | undefined;
}

/** Methods of the element, for whatever element is there when they are called. */
export interface WebOfficeMethods {
  /** `element.save()`. @throws {WebOfficeError} as that, and `Aborted` while there is no element */
  save: () => Promise<SaveResult>;
  /** `element.close()`: stores and closes the document. @throws {WebOfficeError} as that, and `Aborted` while there is no element */
  close: () => Promise<void>;
  /** `element.reload()`. @throws {WebOfficeError} as that, and `Aborted` while there is no element */
  reload: () => Promise<void>;
  /** `getApplication(element, kind)`. @throws {WebOfficeError} as that, and `Aborted` while there is no element */
  getApplication: <Kind extends keyof Applications>(kind: Kind) => Promise<Applications[Kind]>;
  /** Asks the reader about changes that are not stored, and stores them. Resolves with whether the view may be left. */
  mayLeave: () => Promise<boolean>;
}

type Details = Pick<WebOfficeSnapshot, 'fileName' | 'fileStatus' | 'previewLimit'>;
const NO_DETAILS: Details = { fileName: '', fileStatus: undefined, previewLimit: undefined };
const ABSENT: WebOfficeSnapshot = {
  ...{ element: undefined, state: 'idle', ready: false, error: undefined, fileInfo: undefined, unsaved: false, saving: false },
  ...NO_DETAILS,
};

/** Watches one element after another. */
export class WatchedElement implements WebOfficeMethods {
  /** What `imm-weboffice/leave` needs. */
  readonly guard: LeaveGuard;
  snapshot: WebOfficeSnapshot = ABSENT;
  readonly #listeners = new Set<() => void>();
  #element: ImmWebofficeElement | undefined;
  /** The last element that was there, and what only its events have told: React's StrictMode takes an element away and gives it back. */
  #last: ImmWebofficeElement | undefined;
  #details = NO_DETAILS;
  #saves = 0;
  #listening = new AbortController();

  /** @param leaving how the reader is asked before a view is left */
  constructor(leaving: Omit<LeaveOptions, 'elements'> = {}) {
    this.guard = createLeaveGuard({ ...leaving, elements: () => (this.#element ? [this.#element] : []) });
  }

  /** Takes the element, or `null` when there is none any more. A function of its own, so that it can be a ref. */
  readonly attach = (element: ImmWebofficeElement | null): void => {
    if (this.#element === (element ?? undefined)) return;
    this.#listening.abort();
    this.#element = element ?? undefined;
    if (element) {
      if (element !== this.#last) this.#details = NO_DETAILS;
      this.#last = element;
      this.#listen(element);
    }
    this.#update();
  };

  /** @returns ends the subscription */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly save = async (): Promise<SaveResult> => {
    const element = this.#present();
    this.#saves++;
    this.#update();
    try {
      return await element.save();
    } finally {
      this.#saves--;
      this.#update();
    }
  };

  readonly close = async (): Promise<void> => this.#present().close();
  readonly reload = async (): Promise<void> => this.#present().reload();
  readonly getApplication = async <Kind extends keyof Applications>(kind: Kind): Promise<Applications[Kind]> =>
    getApplication(this.#present(), kind);
  readonly mayLeave = (): Promise<boolean> => this.guard.mayLeave();

  #present(): ImmWebofficeElement {
    if (!this.#element) throw new WebOfficeError('Aborted', 'document', 'there is no <imm-weboffice> element on the page');
    return this.#element;
  }

  #listen(element: ImmWebofficeElement): void {
    const { signal } = (this.#listening = new AbortController());
    const on = <Type extends keyof GlobalEventHandlersEventMap>(
      type: Type,
      learn: (event: GlobalEventHandlersEventMap[Type]) => Partial<Details> = () => ({}),
    ): void => {
      const listener = (event: Event) => {
        this.#details = { ...this.#details, ...learn(event as GlobalEventHandlersEventMap[Type]) };
        this.#update();
      };
      element.addEventListener(type, listener, { signal });
    };
    on('imm-state-change', ({ state }) => (state === 'loading' || state === 'idle' ? NO_DETAILS : {}));
    on('imm-ready', ({ fileInfo }) => ({ fileName: fileInfo?.name ?? '' }));
    on('imm-error');
    on('imm-unsaved-change');
    on('imm-file-status', ({ status }) => ({ fileStatus: status }));
    on('imm-file-name-change', ({ name }) => ({ fileName: name }));
    on('imm-preview-limit', ({ total, realTotal }) => ({ previewLimit: { total, realTotal } }));
  }

  #update(): void {
    const element = this.#element;
    if (!element) this.snapshot = ABSENT;
    else {
      const { state, error, fileInfo, unsaved } = element;
      const saving = this.#saves > 0;
      const fileName = this.#details.fileName || fileInfo?.name || '';
      this.snapshot = { element, state, ready: state === 'ready', error, fileInfo, unsaved, saving, ...this.#details, fileName };
    }
    for (const listener of this.#listeners) listener();
  }
}
