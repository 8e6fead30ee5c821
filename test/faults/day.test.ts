/** A day in the life of a page, on a clock of the test's own: eight hours asleep, five times offline, timers throttled, a pair that rotates. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, mock, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { WebOfficeError } from '../../src/contract/errors.js';
import type { TokenRequest } from '../../src/contract/requests.js';
import type { CredentialKeeper as Keeper, PageToken } from '../../src/credentials/index.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long one request takes, ms. */
const LATENCY = 300;
/** The step of the clock, ms: all that happens is seen to happen within one. */
const STEP = 5_000;

/** A page without a browser: what the keeper looks at, and no more. */
const network = { onLine: true };
const page = Object.assign(new EventTarget(), { visibilityState: 'visible', baseURI: 'https://host.example/' });
const frame = new EventTarget();

/** IMM as it documents itself: 30 minutes, 1 day, and each pair good for one refresh. Its clock is its own. */
class Server {
  /** ms the server's clock is ahead of the page's */
  offset = 3 * HOUR + 17;
  /** ms an access token lives */
  life = 30 * MINUTE;
  /** How its times are written. */
  write: (ms: number) => number | string = (ms) => ms;
  requests: TokenRequest['action'][] = [];
  #issued = 0;
  #pairs = new Map<string, { refreshToken: string; accessEnds: number; refreshEnds: number }>();

  get now(): number {
    return uptime + this.offset;
  }

  isGood(token: string): boolean {
    return (this.#pairs.get(token)?.accessEnds ?? 0) > this.now;
  }

  async answer(request: TokenRequest): Promise<unknown> {
    this.requests.push(request.action);
    await new Promise((resolve) => setTimeout(resolve, LATENCY));
    if (!network.onLine) throw new WebOfficeError('EndpointUnreachable', 'credentials', 'offline');
    if (request.action === 'refresh') {
      const pair = this.#pairs.get(request.accessToken);
      const isKnown = pair?.refreshToken === request.refreshToken && pair.refreshEnds > this.now;
      if (!isKnown) throw new WebOfficeError('SessionExpired', 'credentials', 'spent');
      pair.refreshToken = '';
    }
    const accessToken = `access-${++this.#issued}`;
    const pair = { refreshToken: `refresh-${this.#issued}`, accessEnds: this.now + this.life, refreshEnds: this.now + 24 * HOUR };
    this.#pairs.set(accessToken, pair);
    return {
      ...{ accessToken, refreshToken: pair.refreshToken, webofficeURL: 'https://office.example/w/1', serverTime: this.write(this.now) },
      ...{ accessTokenExpiredTime: this.write(pair.accessEnds), refreshTokenExpiredTime: this.write(pair.refreshEnds) },
    };
  }
}

/** Real time since the page was opened, ms; the page's clock may say otherwise. */
let uptime = 0;
let server: Server;
let keeper: Keeper;
let ended: AbortController;
const told: string[] = [];
let CredentialKeeper: typeof Keeper;

before(async () => {
  for (const [name, value] of Object.entries({ document: page, window: frame, navigator: network })) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  ({ CredentialKeeper } = await import('../../src/credentials/index.js'));
  // Mocked timers keep no process running: without this one it may end between two steps of a busy machine.
  alive = setInterval(() => undefined, 1_000);
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(Date, 'now', () => wall);
  // It stands still while the machine sleeps, as on Linux.
  mock.method(performance, 'now', () => awake);
});
after(() => {
  mock.reset();
  clearInterval(alive);
});

let alive: NodeJS.Timeout;

/** ms the machine has been awake */
let awake = 0;
/** What the page's clock shows, ms since the epoch. */
let wall = Date.UTC(2026, 2, 28, 22);

/** Lets time pass while the machine is awake; timers ring at the end of each step, as they do in a throttled tab. */
async function pass(ms: number, step = STEP, each: () => void = () => undefined): Promise<void> {
  for (let left = ms; left > 0; left -= step) {
    const part = Math.min(step, left);
    uptime += part;
    awake += part;
    wall += part;
    mock.timers.tick(part);
    // Promises settle, and what they start settles too.
    for (let turn = 0; turn < 6; turn++) await setImmediate();
    each();
  }
}

/** The lid is closed, and opened again. Timers do not count the night. */
function sleep(ms: number): void {
  uptime += ms;
  wall += ms;
}

function isOnline(online: boolean): void {
  network.onLine = online;
  frame.dispatchEvent(new Event(online ? 'online' : 'offline'));
}

async function open(of: Pick<Partial<Server>, 'life' | 'write'> = {}): Promise<void> {
  uptime = 0;
  server = Object.assign(new Server(), of);
  ended = new AbortController();
  told.length = 0;
  const events = {
    onToken: ({ timeout }: PageToken) => void assert.ok(timeout > 5 * MINUTE),
    onMoved: () => void told.push('moved'),
    onTrouble: () => void told.push('trouble'),
    onLost: (error: WebOfficeError) => void told.push(error.code),
  };
  const urls = { open: 'https://host.example/api', refresh: 'https://host.example/api' };
  const fetchCredentials = (request: TokenRequest) => server.answer(request);
  const request = { action: 'open', sourceURI: 'oss://bucket/report.docx' } as const;
  const opening = CredentialKeeper.open({ urls, timeout: HOUR, fetchCredentials }, request, events, ended.signal);
  await pass(LATENCY, LATENCY);
  keeper = await opening;
}

describe('pairs that are dead on arrival, or nearly', () => {
  afterEach(() => ended.abort());

  for (const life of [-HOUR, 0, 2_000]) {
    test(`of ${life} ms: no storm, though the page asks every second, wakes up and comes online`, async () => {
      await open({ life });
      await pass(HOUR, 1_000, () => {
        void keeper.tokenForPage();
        for (const event of ['online', 'pageshow', 'focus']) frame.dispatchEvent(new Event(event));
      });
      // After 1, 3, 9, 27, 81, 243 s, and every five minutes from then on; up to a fifth earlier.
      assert.ok(server.requests.length <= 6 + Math.ceil(60 / 5 / 0.8) + 1, `${server.requests.length} requests in an hour`);
      assert.ok(server.requests.length >= 12, `${server.requests.length}: it goes on asking`);
      // Right after a request, the page learns when the next one is worth it: four to five minutes later.
      const asked = server.requests.length;
      for (let seconds = 0; server.requests.length === asked; seconds += 1) {
        assert.ok(seconds < 10 * 60, 'waited ten minutes for the next request');
        await pass(1_000, 1_000);
      }
      await pass(1_000, 1_000);
      assert.ok(keeper.token.timeout > 8 * MINUTE - 5_000, `${keeper.token.timeout} ms`);
    });
  }

  test('and then a good one: everything is as it should be', async () => {
    await open({ life: 0 });
    await pass(5 * MINUTE, 1_000);
    server.life = 30 * MINUTE;
    await pass(6 * MINUTE, 1_000);
    assert.ok(server.isGood(keeper.token.token));
    const asked = server.requests.length;
    await pass(HOUR, STEP, () => assert.ok(server.isGood(keeper.token.token)));
    assert.ok(server.requests.length - asked <= 4, `${server.requests.length - asked} requests in the hour after`);
  });

  test('a page that asks every second while refreshes fail: one request in ten seconds', async () => {
    await open();
    const answer = server.answer.bind(server);
    await pass(25 * MINUTE, STEP);
    let failed = 0;
    server.answer = () => Promise.reject((failed++, new WebOfficeError('ServiceUnavailable', 'credentials', 'away')));
    const tokens: Promise<PageToken>[] = [];
    await pass(3 * MINUTE, 1_000, () => tokens.push(keeper.tokenForPage()));
    assert.ok(failed <= 3 * 6 + 6, `${failed} requests in three minutes`);
    server.answer = answer;
    // The longest wait for the next attempt is 135 s.
    await pass(3 * MINUTE, 1_000);
    for (const { token } of await Promise.all(tokens.slice(1))) assert.ok(server.isGood(token));
  });
});

describe('times without zone', () => {
  const { TZ } = process.env;
  afterEach(() => {
    ended.abort();
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  });

  for (const zone of ['Asia/Shanghai', 'America/Los_Angeles', 'Asia/Kathmandu']) {
    test(`are UTC for a reader in ${zone}`, async () => {
      process.env['TZ'] = zone;
      assert.notEqual(new Date(2026, 0, 1).getTimezoneOffset(), 0, 'the zone is in force');
      await open({ write: (ms) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '000000') });
      await pass(3 * HOUR, STEP, () => assert.ok(server.isGood(keeper.token.token)));
      assert.ok(server.requests.length <= 1 + Math.ceil(180 / (24 * 0.8)), `${server.requests.length} requests in three hours`);
    });
  }
});

describe('a page that is open for a day', () => {
  beforeEach(() => open());
  afterEach(() => ended.abort());

  test('always has a good token while it is awake and online, and asks no oftener than it must', async () => {
    const lapses: string[] = [];
    const watch = () => network.onLine && !server.isGood(keeper.token.token) && lapses.push(`${uptime / MINUTE} min`);
    const offline = [1, 4, 12, 25, 70];
    for (const minutes of offline) {
      await pass(2 * HOUR, STEP, watch);
      isOnline(false);
      await pass(minutes * MINUTE, STEP);
      isOnline(true);
      // One round trip, and it goes on.
      await pass(2 * LATENCY, LATENCY);
    }
    sleep(8 * HOUR);
    page.dispatchEvent(new Event('visibilitychange'));
    await pass(2 * LATENCY, LATENCY);
    assert.ok(server.isGood(keeper.token.token), 'right after waking up');
    // A hidden tab: timers ring once a minute.
    await pass(24 * HOUR - uptime, MINUTE, watch);
    assert.deepEqual(lapses, []);
    assert.equal(server.requests.filter((action) => action === 'open').length, 1, 'opened once');
    const awakeAndOnline = 24 * HOUR - 8 * HOUR - offline.reduce((sum, minutes) => sum + minutes * MINUTE, 0);
    // Every 24 minutes, up to a fifth earlier; once more after each spell offline, and after the night.
    const needed = Math.ceil(awakeAndOnline / (24 * MINUTE * 0.8)) + offline.length + 1;
    const succeeded = server.requests.length - told.filter((what) => what === 'trouble').length;
    assert.ok(succeeded <= needed + 1, `${succeeded} requests, ${needed} needed`);
    // Without a network twice a minute at most, after a first try.
    const most = offline.reduce((sum, minutes) => sum + minutes * 2 + 1, 0);
    assert.ok(told.length <= most, `${told.length} tries offline, ${most} at most`);
  });

  test('the reader’s clock is twelve hours off, is set, and set back: nothing comes of it', async () => {
    for (const jump of [12 * HOUR, -24 * HOUR, HOUR, -HOUR]) {
      await pass(50 * MINUTE, STEP, () => assert.ok(server.isGood(keeper.token.token)));
      wall += jump;
    }
    await pass(50 * MINUTE, STEP, () => assert.ok(server.isGood(keeper.token.token)));
    assert.deepEqual(told, []);
    // A jump forward looks like a sleep, and costs one refresh at most.
    assert.ok(server.requests.length <= 1 + Math.ceil(250 / 19.2) + 2, `${server.requests.length} requests`);
  });

  test('a night longer than the refresh token: opened anew, at once', async () => {
    sleep(30 * HOUR);
    frame.dispatchEvent(new Event('focus'));
    await pass(3 * LATENCY, LATENCY);
    assert.ok(server.isGood(keeper.token.token));
    assert.deepEqual(server.requests, ['open', 'refresh', 'open']);
    assert.deepEqual(told, []);
  });

  test('without any event on waking up it is noticed within a minute', async () => {
    sleep(10 * HOUR);
    await pass(MINUTE + LATENCY, STEP);
    assert.ok(server.isGood(keeper.token.token));
  });

  test('a server that asks for quiet is left alone, whoever wants a token', async () => {
    const answer = server.answer.bind(server);
    let busy = true;
    server.answer = async (request) => {
      if (!busy) return answer(request);
      server.requests.push(request.action);
      throw new WebOfficeError('Throttling', 'credentials', 'busy', { retryAfter: 3 * MINUTE });
    };
    for (let steps = 0; server.requests.length < 2; steps++) {
      assert.ok(steps < 10_000, 'nobody asks a second time');
      await pass(STEP, STEP);
    }
    const asked = 2;
    const tokens = [keeper.tokenForPage(), keeper.tokenForPage()];
    busy = false;
    await pass(2 * MINUTE, STEP);
    assert.equal(server.requests.length, asked, 'quiet');
    await pass(2 * MINUTE, STEP);
    const [one, other] = await Promise.all(tokens);
    assert.deepEqual(one, other);
    assert.ok(server.isGood(one!.token));
    assert.equal(server.requests.length, asked + 1);
  });

  test('a page that asks in a storm gets what there is', async () => {
    for (let asked = 0; asked < 100; asked++) await keeper.tokenForPage();
    assert.deepEqual(server.requests, ['open']);
  });

  test('once it is closed it never asks again, and what comes late is dropped', async () => {
    await pass(HOUR, STEP);
    const { token } = keeper;
    const asked = server.requests.length;
    const late = assert.rejects(keeper.refresh(), { code: 'Aborted' });
    ended.abort();
    await pass(HOUR, STEP);
    await late;
    assert.equal(keeper.token.token, token.token);
    assert.equal(server.requests.length, asked + 1);
    for (const event of ['online', 'pageshow', 'focus']) frame.dispatchEvent(new Event(event));
    await pass(HOUR, STEP);
    assert.equal(server.requests.length, asked + 1);
  });
});
