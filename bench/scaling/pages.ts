/**
 * A million pages with a document each, without any of them: an event per decision, at the times that the product's own functions give.
 * Every page has exactly one next event, so a calendar of linked lists holds them all.
 */
import { LIMITS } from '../../src/contract/formats.js';
import { SHORTEST_WITH_LEAD } from '../../src/credentials/lifetime.js';
import { pageTimeout } from '../../src/sdk/page-tokens.js';

/** When pages ask: the product's, or another to compare it with. */
export interface Schedule {
  /** ms from a pair to its refresh; `pace` is the page's own, `chance` is new each time */
  refresh: (lifetime: number, pace: number, chance: number) => number;
  retry: (failures: number, remaining: number, quiet: number, chance: number) => number;
}

export interface Scene {
  pages: number;
  /** How long to look, ms. */
  duration: number;
  /** When a page opens, or wakes up, ms; `chance` gives numbers from 0 to 1. */
  opens: (chance: () => number) => number;
  /** Whether what happens then is a refresh of a token that ended long ago (a lid that is opened) and not an open. */
  wakes?: boolean;
  /** IMM does not answer from, until, ms. */
  outage?: readonly [number, number];
  /** Calls that IMM takes per second; it throttles the others. */
  quota?: number;
}

export interface Course {
  /** Requests to the token endpoint, per second. */
  asked: Uint32Array;
  /** Those of them that IMM granted. */
  granted: Uint32Array;
  /** Pages whose token ended before there was another. */
  lapsed: number;
  /** The longest a page was without a good token, ms. */
  longestLapse: number;
  /** When the last page had its first token, ms. */
  allServed: number;
}

/** Width of a leaf of the calendar, ms. */
const LEAF = 50;

export function reckon(scene: Scene, schedule: Schedule, seed = 1): Course {
  const { pages, duration, quota = Infinity } = scene;
  const chance = random(seed);
  const calendar = new Int32Array(Math.ceil(duration / LEAF)).fill(-1);
  const following = new Int32Array(pages).fill(-1);
  const due = new Float64Array(pages);
  /** When the token ends; NaN before the first. */
  const ends = new Float64Array(pages).fill(NaN);
  const pageAsks = new Float64Array(pages).fill(Infinity);
  const failures = new Uint8Array(pages);
  const paces = new Float32Array(pages);
  const seconds = Math.ceil(duration / 1_000);
  const course: Course = { asked: new Uint32Array(seconds), granted: new Uint32Array(seconds), lapsed: 0, longestLapse: 0, allServed: 0 };

  const enter = (n: number, at: number) => {
    due[n] = at;
    // What falls into the leaf at hand has to wait for the next.
    const leaf = Math.max(Math.floor(at / LEAF), now + 1);
    if (leaf >= calendar.length) return;
    following[n] = calendar[leaf]!;
    calendar[leaf] = n;
  };
  const isUp = (at: number) => !scene.outage || at < scene.outage[0] || at >= scene.outage[1];

  let now = -1;
  for (let n = 0; n < pages; n++) {
    paces[n] = chance();
    if (scene.wakes) ends[n] = -Infinity;
    enter(n, scene.opens(chance));
  }
  for (now = 0; now < calendar.length; now++) {
    const second = Math.floor((now * LEAF) / 1_000);
    for (let n = calendar[now]!, next: number; n >= 0; n = next) {
      next = following[n]!;
      const at = Math.max(due[n]!, now * LEAF);
      course.asked[second]!++;
      if (isUp(at) && course.granted[second]! < quota) {
        course.granted[second]!++;
        const lapse = at - ends[n]!;
        if (lapse > 0 && lapse < Infinity) {
          course.lapsed++;
          course.longestLapse = Math.max(course.longestLapse, lapse);
        }
        if (!(ends[n]! > 0)) course.allServed = at;
        failures[n] = 0;
        ends[n] = at + LIMITS.accessTokenLifetime;
        pageAsks[n] = at + pageTimeout(LIMITS.accessTokenLifetime, SHORTEST_WITH_LEAD) - LIMITS.pageRefreshLead;
        enter(n, at + schedule.refresh(LIMITS.accessTokenLifetime, paces[n]!, chance()));
      } else {
        let again = at + schedule.retry(failures[n]!++, (ends[n] || at) - at, 0, chance());
        // The office page asks once on its own, and then waits with us.
        if (again > pageAsks[n]!) [again, pageAsks[n]] = [Math.max(pageAsks[n]!, at), Infinity];
        enter(n, again);
      }
    }
  }
  for (let n = 0; n < pages; n++) {
    if (ends[n]! > -Infinity && ends[n]! < duration) course.lapsed++;
  }
  return course;
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32, public domain). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
