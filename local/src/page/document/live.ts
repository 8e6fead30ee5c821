/** What happens to a document while it is open: new versions, and another page that takes the session over. */
import { PageEvent, type Person } from '../../shared/page-api.js';
import { sleep } from '../base/clock.js';
import { Connectivity } from '../connection/connectivity.js';
import { asTrouble, lines, pause } from '../connection/http.js';
import { failureOf, followProgress } from '../connection/progress.js';
import type { Connection } from '../connection/session.js';
import type { DocumentView, ViewHost } from '../views/view.js';

/** How often a page without a stream asks, ms. */
const askAgain = 1_000;
/** A stream that lasted this long, ms, was no failure. */
const goodStream = 10_000;

export type Changed = Extract<PageEvent, { event: 'changed' }>;

export interface LiveSteps {
  /** Another page has the session: nothing more may be shown. */
  replaced(): void;
  /** The page hears from its server again, or no longer. */
  connected(isConnected: boolean): void;
  /** These others are at the document now. */
  people(people: Person[]): void;
  /** Another version is there: calls `show` if it is to take the place of what is shown. @returns whether it has */
  renew(changed: Changed, show: () => Promise<boolean>): Promise<boolean>;
  /** The newest version is on screen, of `total` pages if that is more than are shown. */
  updated(total: number | undefined, changed: Changed): void;
  /** Does `work` when the page may have an event stream of its own; never where it may not. */
  withStreamSlot(signal: AbortSignal, work: () => Promise<void>): Promise<void>;
}

/** Runs until the session ends. */
export async function keepLive(host: ViewHost, view: DocumentView, steps: LiveSteps): Promise<void> {
  const { session, info } = host;
  let version = info.version ?? 0;
  let waiting: Changed | null = null;
  let updating: Promise<void> | null = null;

  const update = async (): Promise<void> => {
    while (waiting) {
      const changed: Changed = waiting;
      waiting = null;
      let total: number | undefined;
      const show = async (): Promise<boolean> => {
        const shown = await showNewest(session, view);
        total = shown?.total;
        return shown !== null;
      };
      // A version that cannot be shown leaves the one that can, until the next.
      const isShown = await steps.renew(changed, show).catch(() => false);
      if (isShown && !session.signal.aborted) steps.updated(total, changed);
    }
    updating = null;
  };
  const onEvent = (event: PageEvent): void => {
    switch (event.event) {
      case 'replaced':
        return steps.replaced();
      case 'people':
        return steps.people(event.people);
      case 'live':
        return view.together?.hear(event.revision);
      case 'changed':
        if (event.live !== undefined) return view.together?.saved(event.version, event.live);
        if (info.cachePreview || event.version <= version) return;
        version = event.version;
        waiting = event;
        updating ??= update();
    }
  };
  const known = (): string => (info.version === undefined ? '' : `version=${Math.max(version, view.edits?.version ?? 0)}`);
  const connectivity = new Connectivity((isConnected) => steps.connected(isConnected), session.signal);
  const place = new AbortController();
  const asking = ask(session, known, { onEvent, connectivity }, AbortSignal.any([session.signal, place.signal]));
  await steps.withStreamSlot(session.signal, () => {
    place.abort();
    return listen(session, known, { onEvent, connectivity });
  });
  await asking;
}

async function showNewest(session: Connection, view: DocumentView): Promise<{ total: number | undefined } | null> {
  for await (const progress of followProgress(session)) {
    if (progress.state === 'failed') throw failureOf(progress);
    if (progress.state !== 'ready') continue;
    await view.renew();
    return { total: progress.total };
  }
  return null;
}

interface Hearing {
  onEvent: (event: PageEvent) => void;
  connectivity: Connectivity;
}

/** Asks what there is to tell until the signal says that somebody listens. */
async function ask(session: Connection, known: () => string, { onEvent, connectivity }: Hearing, signal: AbortSignal): Promise<void> {
  for (let failures = 0; ;) {
    await sleep(failures ? pause(failures) : askAgain, signal).catch(() => {});
    if (signal.aborted) return;
    try {
      await hear(await session.request(`events?once&${known()}`, { signal }), onEvent);
      failures = 0;
      connectivity.heard(true);
    } catch (error) {
      if (signal.aborted || asTrouble(error).code !== 'Network') return;
      failures += 1;
      connectivity.heard(false);
    }
  }
}

async function hear(response: Response, onEvent: (event: PageEvent) => void): Promise<void> {
  for await (const line of lines(response.body!)) {
    const event = PageEvent.safeParse(JSON.parse(line));
    if (event.success) onEvent(event.data);
  }
}

async function listen(session: Connection, known: () => string, { onEvent, connectivity }: Hearing): Promise<void> {
  for (let failures = 0; !session.signal.aborted; failures++) {
    const started = performance.now();
    try {
      const response = await session.request(`events?${known()}`);
      connectivity.heard(true);
      await hear(response, onEvent);
    } catch (error) {
      // Broken connections come back; a server that refuses will do so again.
      if (session.signal.aborted || asTrouble(error).code !== 'Network') return;
    }
    connectivity.heard(false);
    if (performance.now() - started > goodStream) failures = 0;
    await sleep(pause(failures), session.signal);
  }
}
