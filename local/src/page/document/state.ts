/** What the page shows, in one place; whoever changes it, the chrome is drawn once per task. */
import type { SaveState } from '../words/codes.js';
import type { DocumentKind, HistoryEntry, OfficeType, Person, SessionInfo } from '../../shared/page-api.js';
import type { CommandBars } from '../sdk/command-bars.js';
import type { TroubleCode } from '../words/codes.js';
import type { PasswordProblem } from '../words/codes.js';
import type { Leftover } from './unsaved-restore.js';
import type { DocumentView, FindQuery, FindResult } from '../views/view.js';

export type LoadingStep = 'session' | 'waiting' | 'converting' | 'loading';

export type Screen =
  /** No token yet; `hint` after a while, so that nobody stares at an empty page. */
  | { name: 'waiting'; hint: boolean }
  /** `since` is when this step began, ms of `performance.now()`; `ahead` counts documents before this one. */
  | { name: 'loading'; step: LoadingStep; ahead: number; since: number }
  /** The document asks for its password; `problem` is what came of the last one, `checking` that one is being tried. */
  | { name: 'password'; problem: PasswordProblem | null; checking: boolean }
  | { name: 'document' }
  | { name: 'trouble'; code: TroubleCode; detail: string | undefined };

export interface State {
  screen: Screen;
  officeType: OfficeType;
  kind: DocumentKind | null;
  info: SessionInfo | null;
  view: DocumentView | null;
  /** The first pages are shown while the rest is being prepared. */
  preparing: boolean;
  /** The top bar is switched off by the server, the URL or the SDK's options. */
  chromeHidden: boolean;
  bars: CommandBars;
  find: { open: boolean; query: FindQuery; result: FindResult };
  panel: { open: boolean; tab: 'outline' | 'pages' };
  zoomMenuOpen: boolean;
  /** The name in the bar is being edited. */
  renaming: boolean;
  /** Null where nothing can be changed. */
  saving: SaveState | null;
  /** `versions` is null until they have come; `past` shows the version that is looked at. */
  history: { open: boolean; versions: HistoryEntry[] | null; looking: string | null; past: DocumentView | null };
  /** Who else is at the document. */
  people: readonly Person[];
  /** The integrator does not want them shown (SDK: `cooperUserAttribute.isCooperUsersAvatarVisible`). */
  peopleHidden: boolean;
  /** Who has saved what is in conflict with the changes here, when that is known. */
  conflictWith: string | null;
  toast: string;
  notice: string;
  /** Changes that are named in the notice, to be downloaded. */
  leftover: Leftover | null;
}

export const noHistory: State['history'] = { open: false, versions: null, looking: null, past: null };

export const noResult: FindResult = { current: 0, total: 0, pending: false };

export class Store {
  readonly #draw: (state: State) => void;
  #scheduled = false;

  constructor(
    readonly state: State,
    draw: (state: State) => void,
  ) {
    this.#draw = draw;
    this.changed();
  }

  update(patch: Partial<State>): void {
    Object.assign(this.state, patch);
    this.changed();
  }

  changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Not an animation frame: those do not come in hidden frames, and the states must be there for tests and screen readers.
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#draw(this.state);
    });
  }
}
