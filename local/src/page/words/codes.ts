/** What the page has words for: codes of states, failures and losses. Words import them, and nothing of the page that shows them. */
import type * as z from 'zod/mini';
import type { FailureCode, FailureReason } from '../../shared/page-api.js';

/** Why the page cannot go on; the screens have a text for each. */
export type TroubleCode =
  | z.infer<typeof FailureCode>
  | z.infer<typeof FailureReason>
  | 'RefererDenied'
  | 'Throttling'
  | 'Network'
  | 'GetTokenFailed'
  | 'PermissionDenied'
  | 'SessionExpired'
  | 'Replaced';

/** What is wrong with the last password, or with the way it took, and does not end the asking. */
export type PasswordProblem = Extract<TroubleCode, 'WrongPassword' | 'Throttling' | 'Network'>;

/** How it stands with what the reader has changed. */
export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed' | 'full' | 'conflict';

/** `words`: looks of single words in a cell. */
export type LeftOut = 'formulas' | 'merges' | 'links' | 'pictures' | 'words';

/** What a paste leaves out, or brings in another form. `notes`: footnotes and endnotes become text. */
export type WordLeftOut = 'pictures' | 'media' | 'formulas' | 'fields' | 'notes' | 'comments' | 'starts' | 'anchors';

/** Why a change is not made. */
export type ControlRule = 'locked' | 'choice' | 'bound';
