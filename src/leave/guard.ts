/** The decision whether a view may be left. */
import type { ImmWebofficeElement } from '../imm-weboffice.js';
import { wordsFor } from './words.js';

/** What the reader is asked. */
export interface LeaveQuestion {
  /** `unsaved`: yes stores the changes and leaves; `not-saved`: storing has failed, yes leaves all the same. */
  reason: 'unsaved' | 'not-saved';
  /** In the language of the document's element, as plain text. */
  message: string;
  /** Those with unsaved changes. */
  elements: readonly ImmWebofficeElement[];
  /** Why storing has failed: a `WebOfficeError`. */
  error?: unknown;
}

/** How a reader is asked, and about what. */
export interface LeaveOptions {
  /** Shows a dialog of your own; resolves with yes or no. Default: `window.confirm(message)`. */
  ask?: ((question: LeaveQuestion) => boolean | Promise<boolean>) | undefined;
  /** The elements of the view; default: every `imm-weboffice` of the document, without those in shadow roots. */
  elements?: (() => Iterable<ImmWebofficeElement>) | undefined;
}

/** Decides for one view, or one page. */
export interface LeaveGuard {
  /** Whether anything is unsaved now. */
  readonly unsaved: boolean;
  /**
   * Resolves with true when nothing is unsaved, when it has been stored after the reader agreed, or when the reader gives up what could not be stored.
   * While a question is open, every call waits for its answer.
   */
  mayLeave: () => Promise<boolean>;
}

const NAME = 'imm-weboffice';

/** The browser's own dialog, which looks and speaks like the browser. */
export const askByConfirm = ({ message }: LeaveQuestion): boolean => window.confirm(message);

/** @param options see {@link LeaveOptions} */
export function createLeaveGuard({
  ask = askByConfirm,
  elements = () => document.querySelectorAll<ImmWebofficeElement>(NAME),
}: LeaveOptions = {}): LeaveGuard {
  const unsavedOnes = () => [...elements()].filter(({ unsaved }) => unsaved);
  let asking: Promise<boolean> | undefined;

  async function decide(): Promise<boolean> {
    const changed = unsavedOnes();
    if (changed.length === 0) return true;
    const question = { reason: 'unsaved', message: wordsOf(changed).unsaved(namesOf(changed)), elements: changed } as const;
    if (!(await ask(question))) return false;
    const results = await Promise.allSettled(changed.map((element) => element.save()));
    const failed = changed.filter((_, index) => results[index]!.status === 'rejected');
    if (failed.length === 0) return true;
    const error = results.find((result) => result.status === 'rejected')?.reason as unknown;
    return ask({ reason: 'not-saved', message: wordsOf(failed).notSaved(namesOf(failed)), elements: failed, error });
  }

  return {
    get unsaved() {
      return unsavedOnes().length > 0;
    },
    mayLeave() {
      asking ??= decide().finally(() => (asking = undefined));
      return asking;
    },
  };
}

function wordsOf([first]: readonly ImmWebofficeElement[]) {
  return wordsFor(first?.closest<HTMLElement>('[lang]:not([lang=""])')?.lang || navigator.language);
}

function namesOf(elements: readonly ImmWebofficeElement[]): string[] {
  return elements.map(({ fileInfo, filename, src }) => fileInfo?.name || filename || String(src).split('/').pop() || NAME);
}
