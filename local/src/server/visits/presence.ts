/** Who has which document open now. A page is there from the moment it opens its document, for as long as it listens or keeps asking. */
import type { Visit } from './visit.js';

/** A page whose stream has broken is waited for this long, ms: it comes back within that when it can. */
const RETURNS_WITHIN = 3_000;
/**
 * A page without a stream asks every second, and only once a minute when its tab has been in the background for a while; one that has just
 * opened its document listens when that is on screen. ms
 */
const ASKS_WITHIN = 70_000;

interface Stay {
  /** Streams its page has open. */
  streams: number;
  timer: NodeJS.Timeout | undefined;
}

export class Presence {
  readonly #present = new Map<string, Map<Visit, Stay>>();

  /** @param onChange somebody has come or gone */
  constructor(private readonly onChange: (visit: Visit, what: 'came' | 'left') => void) {}

  /** Everybody at a document, in the order they came. */
  at(path: string): Visit[] {
    return [...(this.#present.get(path)?.keys() ?? [])];
  }

  /** A page has opened its document and will listen in a moment, or it asks instead of listening. */
  ask(visit: Visit): void {
    this.#expect(visit, this.#stay(visit), ASKS_WITHIN);
  }

  /** A page listens. @returns to be called when it does no longer */
  hold(visit: Visit): () => void {
    const stay = this.#stay(visit);
    clearTimeout(stay.timer);
    stay.streams += 1;
    return () => {
      stay.streams -= 1;
      this.#expect(visit, stay, RETURNS_WITHIN);
    };
  }

  /** A page says that it goes, or its session is over. */
  leave(visit: Visit): void {
    const { path } = visit.session.file;
    const present = this.#present.get(path);
    const stay = present?.get(visit);
    if (!present || !stay) return;
    clearTimeout(stay.timer);
    present.delete(visit);
    if (present.size === 0) this.#present.delete(path);
    this.onChange(visit, 'left');
  }

  #stay(visit: Visit): Stay {
    const { path } = visit.session.file;
    const present = this.#present.get(path) ?? new Map<Visit, Stay>();
    this.#present.set(path, present);
    const known = present.get(visit);
    if (known) return known;
    const stay: Stay = { streams: 0, timer: undefined };
    present.set(visit, stay);
    this.onChange(visit, 'came');
    return stay;
  }

  /** It is gone unless it is heard of within a time. */
  #expect(visit: Visit, stay: Stay, within: number): void {
    clearTimeout(stay.timer);
    if (stay.streams > 0 || this.#present.get(visit.session.file.path)?.get(visit) !== stay) return;
    stay.timer = setTimeout(() => this.leave(visit), within).unref();
  }
}
