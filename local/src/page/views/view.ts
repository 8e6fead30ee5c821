/** What every kind of document view offers the rest of the page. */
import type { LiveFarewell, SaveResult, SessionInfo } from '../../shared/page-api.js';
import type { DocumentContent } from './content.js';
import type { Connection } from '../connection/session.js';
import type { PasswordProblem } from '../words/codes.js';
import type { UnsavedText } from './text/unsaved.js';

/** `auto` is the kind's own default size; a number is percent. */
export type Zoom = 'auto' | 'fit-width' | 'fit-page' | number;

export interface FindQuery {
  text: string;
  matchCase: boolean;
  highlightAll: boolean;
}

/** `current` is 1-based, 0 when no match is selected; `total` may still grow while `pending`. */
export interface FindResult {
  current: number;
  total: number;
  pending: boolean;
}

export interface OutlineNode {
  title: string;
  children: OutlineNode[];
  open(): void;
}

/** What was changed in a version, as page-api.ts wants it for `save`. */
export interface Changes {
  base: number;
  body: string | Blob;
  /** Its media type. */
  type: string;
  /** They have been sent already, as part of a text that others write as well. */
  together?: boolean;
  /** {@link WordRest}: the difference from what the server was sent with `PUT seed`. */
  isRest?: boolean;
}

/** A document that is written with others at the same time. */
export interface Together {
  /** Something new may be there, by its revision. */
  hear(revision: number): void;
  /** What all had written after `live` changes is that version now. */
  saved(version: number, live: number): void;
  /** The page goes: what it has not sent yet. Nothing is sent after that. */
  farewell(): LiveFarewell | null;
  /** The page was kept, and is shown again. */
  comeBack(): void;
  /** What the server has not confirmed; null when it has confirmed everything. */
  unsaved(): UnsavedText | null;
  /** Puts what the server has not got on top of what is there now, as if it were typed. @returns whether there is any of it */
  putOnTop(unsaved: UnsavedText): Promise<boolean>;
}

/** What a view that is open for editing knows of its changes. */
export interface Edits {
  /** The version they are made to. */
  readonly version: number;
  /** Its size, bytes. */
  readonly size: number;
  /** Whether something is not saved yet. */
  readonly isDirty: boolean;
  /** Whether `renew` puts them on top of what others have saved. Where it does not, it gives them up. */
  readonly merges: boolean;
  /** Nothing is unsaved but what is still being typed, in a cell for instance. Saving by itself waits for it instead of closing the editor under the reader's hands. */
  readonly isTyping?: boolean;
  /**
   * Finishes what is being typed, so that isDirty and take() include it. When the page goes, only what happens before it returns counts.
   * Rejects when what was typed cannot be kept.
   */
  commit?(): void | Promise<void>;
  /** All of them, to be saved. What comes after counts as new. Rejects when they cannot be got to the server. */
  take(): Changes | Promise<Changes>;
  /** What was taken is that version now, or is still to be saved. */
  settled(saved: SaveResult | null): void;
  /** When the page goes, what is not saved goes with its farewell, and is not to be saved beside that. */
  readonly sendsItself?: boolean;
  /** Whether {@link takeAtTheEnd} gives nothing that a page can send while it goes: then the changes are saved at the next pause. */
  readonly isLarge?: boolean;
  /** All that is not known to be saved, what is being saved included, gathered without waiting for anything. Null when that is not possible. */
  takeAtTheEnd?(): Changes | null;
}

/** What the page's own buttons do in an editor. */
export interface Undo {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
}

export interface DocumentView {
  /** Takes the whole room below the top bar; the host puts it into the page. */
  readonly element: HTMLElement;
  /** Resolves when the first page or lines are drawn; rejects when that cannot be. Starts once `element` is in the page. */
  readonly shown: Promise<void>;
  /** What `position` and `total` count. */
  readonly unit: 'page' | 'line' | 'row';
  /** 1-based */
  readonly position: number;
  readonly total: number;
  /** percent */
  readonly zoom: number;
  /** The fits this kind knows; the one in force, or a plain percentage. */
  readonly fits: readonly ('fit-width' | 'fit-page')[];
  readonly zoomMode: Zoom;
  readonly outline: readonly OutlineNode[];
  /** Fills the side panel's list of pages; absent when this kind has no pages. */
  readonly thumbnails?: HTMLElement | undefined;
  goTo(position: number): void;
  setZoom(zoom: Zoom): void;
  /** Starts a new search, or clears it with an empty text. */
  find(query: FindQuery): void;
  findNext(backwards: boolean): void;
  /** Opens the print dialog; absent when this kind cannot, or this user must not, print. `progress` hears of every page on the way. */
  readonly print?: ((progress: (page: number) => void) => Promise<void>) | undefined;
  /** Where the document can be edited. */
  readonly edits?: Edits | undefined;
  readonly undo?: Undo | undefined;
  readonly together?: Together | undefined;
  /** For the object model. */
  readonly content?: DocumentContent | undefined;
  focus(): void;
  /** Shows the newest content in place of what is shown: position, zoom and search stay. */
  renew(): Promise<void>;
  /** The content ends before the document does; these words say so after the last page, line or row. */
  showEnd(text: string): void;
  destroy(): void;
}

/** What a view may ask of the page around it. */
export interface ViewHost {
  readonly session: Connection;
  readonly info: SessionInfo;
  /** Position, zoom, outline or total are not what they were. */
  changed(): void;
  /** The reader has changed the document. */
  edited(): void;
  /** What the reader has changed was saved by somebody else. */
  settled(): void;
  found(result: FindResult): void;
  /** Saves what the reader has changed. */
  save(): Promise<SaveResult>;
  /** Tells the reader something in passing. */
  say(text: string): void;
  /** The document is encrypted; `problem` is what came of the password given before. */
  askPassword(problem: PasswordProblem | null): Promise<string>;
  passwordAccepted(): void;
  /** Somebody followed a link that leads out of the document. */
  link(url: string): void;
  /** The document cannot be shown any further. */
  fail(error: unknown): void;
  /** Only the first `megabytes` or `rows` of the content are shown. */
  truncated(limit: { megabytes: number } | { rows: number }): void;
}

/** Steps of the zoom buttons, percent. */
const steps = [25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500];
export const smallestZoom = steps[0]!;
export const largestZoom = steps.at(-1)!;

/** The next step in a direction; a hair beside a step counts as being on it. */
export function nextZoom(percent: number, direction: 1 | -1): number {
  if (direction > 0) return steps.find((step) => step > percent + 0.5) ?? largestZoom;
  return steps.findLast((step) => step < percent - 0.5) ?? smallestZoom;
}

export function clampZoom(percent: number): number {
  return Math.min(largestZoom, Math.max(smallestZoom, percent));
}
