/** What a session's page does with it: which page has it, what it looks at, what it hears, which passwords it tried. */
import type { EventStream } from './event-stream.js';
import { ImmFault } from '../imm-fault.js';
import type { OpenedDocument } from '../documents/opened-document.js';
import type { Encoding } from '../../shared/page-api.js';
import type { BaseVersions } from './base-versions.js';
import type { Editability } from '../documents/editor.js';
import type { Session } from './sessions.js';

/** This many wrong passwords within a minute, and no more are looked at. */
const GUESSES = 5;
const GUESSES_WITHIN = 60_000;

/** A document as a page asked for it. */
export interface OpenedVersion {
  /** Undefined in a cached preview, which knows no versions. */
  version: number | undefined;
  document: Promise<OpenedDocument>;
}

export class Visit {
  look: OpenedVersion | undefined;
  /** The same document as pages, where it is shown as a grid or in an editor. */
  pages: OpenedVersion | undefined;
  /** The password that opened the document, or the one to be tried. */
  password: string | undefined;
  /** Decided when the page opens its document. */
  editability: Editability = {};
  /** The name shown; the stored file keeps its own. */
  filename: string;
  readonly streams = new Set<EventStream>();
  /** Versions that its page alone has saved, one after the other: the first was made from `from`, the last is `to`. */
  #own: { from: number; to: number } | undefined;
  /** What a reader who may not write takes a text for; editors choose for everybody. */
  encoding: Encoding | undefined;
  /** The reader's, most wanted first. */
  languages: string[] = [];
  /** Its page writes a text together with others, and is sent their changes. */
  isLive = false;
  #page: string | undefined;
  readonly #formerPages = new Set<string>();
  #guesses: number[] = [];
  #forget: NodeJS.Timeout | undefined;

  /** @param bases contents its page changes @param seeds what its page's editor writes of them, see page-api.ts */
  constructor(
    readonly session: Session,
    readonly bases: BaseVersions,
    readonly seeds: BaseVersions,
  ) {
    this.password = session.password;
    this.filename = session.filename;
  }

  /** A page opens or renews the session; any other page that had it is out. @returns whether it is a new page @throws {ImmFault} */
  enter(page: string): boolean {
    this.#refuseFormer(page);
    if (page === this.#page) return false;
    if (this.#page !== undefined) this.#formerPages.add(this.#page);
    this.#page = page;
    for (const stream of this.streams) {
      stream.tell({ event: 'replaced' });
      stream.end();
    }
    return true;
  }

  /** A page asks for something; before any has entered, whoever asks first is it. @throws {ImmFault} */
  admit(page: string): void {
    this.#refuseFormer(page);
    this.#page ??= page;
    if (page !== this.#page) throw replaced();
  }

  /** Counts a guess as wrong until it is forgiven, so that many at once are not more than many in turn. @throws {ImmFault} */
  guess(): { forgive: () => void } {
    const now = Date.now();
    this.#guesses = this.#guesses.filter((time) => time > now - GUESSES_WITHIN);
    if (this.#guesses.length >= GUESSES) throw new ImmFault(403, 'Throttling', 'Too many wrong passwords. Try again in a minute.');
    this.#guesses.push(now);
    return {
      forgive: () => {
        const place = this.#guesses.indexOf(now);
        if (place >= 0) this.#guesses.splice(place, 1);
      },
    };
  }

  /** Its page has saved, and `saved` took the place of `replaced`. */
  hasSaved(replaced: number, saved: number): void {
    this.#own = { from: this.#own?.to === replaced ? this.#own.from : replaced, to: saved };
  }

  /** Somebody chose another content than the page's changes. */
  hasRestored(): void {
    this.#own = undefined;
  }

  /**
   * Whether all versions after `over`, up to the one there is now, are saves of this page that it has had no answer to: it sends their changes again,
   * so nobody's are replaced.
   */
  hasSavedSince(over: number, now: number): boolean {
    return this.#own !== undefined && over >= this.#own.from && over <= this.#own.to && now === this.#own.to;
  }

  /** Its page has gone: the copies that its changes are relative to are removed after so many ms, unless it comes back. */
  forgetAfter(delay: number): void {
    this.isBack();
    this.#forget = setTimeout(() => this.#clear(), delay).unref();
  }

  isBack(): void {
    clearTimeout(this.#forget);
  }

  #clear(): void {
    this.isBack();
    void this.bases.clear();
    void this.seeds.clear();
  }

  /** The session is over. */
  end(): void {
    for (const stream of this.streams) stream.end();
    this.look = undefined;
    this.pages = undefined;
    this.password = undefined;
    this.#clear();
  }

  #refuseFormer(page: string): void {
    if (this.#formerPages.has(page)) throw replaced();
  }
}

/** One Generate result serves one user (API page, "Operation description"). */
function replaced(): ImmFault {
  return new ImmFault(401, 'InvalidToken', 'Another page uses this session now.');
}
