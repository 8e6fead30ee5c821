/** `onEvent`: what a host hears of every request, for its logs and metrics. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ImmError, createTokenHandler, type Grant, type TokenEvent, type TokenHandlerOptions } from '../../server/src/index.js';
import { outcome, post, refreshOf, stubImm } from '../setup/token-endpoint.js';

const EVERYTHING = { readonly: false, rename: true, history: true, copy: true, export: true, print: true };
const NOTHING = { readonly: true, rename: false, history: false, copy: false, export: false, print: false };
const open = {
  action: 'open',
  sourceURI: 'report-17',
  filename: 'report.docx',
  permission: { copy: true, print: true },
  password: 'hunter2',
};
const grant: Grant = { user: { id: 'ada@example.com', name: 'Ada' }, sourceURI: 'oss://bucket/report.docx', permission: { copy: true } };

function observed(options: Partial<TokenHandlerOptions> = {}) {
  const events: TokenEvent[] = [];
  const errors: unknown[] = [];
  const imm = stubImm();
  const handler = createTokenHandler({
    ...{ imm, secret: 'a secret of thirty-two characters', authorize: () => grant },
    onEvent: (event) => void events.push(event),
    onError: (error) => void errors.push(error),
    ...options,
  });
  return { handler, events, errors, imm };
}

const unknown = {
  action: undefined,
  userId: undefined,
  sourceURI: undefined,
  document: undefined,
  permission: undefined,
  requestId: undefined,
};
const ada = { userId: 'ada@example.com', sourceURI: 'report-17', document: 'oss://bucket/report.docx' };
/** An event without its duration, which is checked to be one. */
function withoutDuration({ duration, ...event }: TokenEvent) {
  assert.ok(duration >= 0 && duration < 60_000, `${duration} ms`);
  return event;
}

test('opened and refreshed: who, what, which rights, IMM’s request', async () => {
  const { handler, events, errors } = observed();
  await post(handler, refreshOf(await post(handler, open)));
  const common = { ...ada, permission: { ...NOTHING, copy: true }, code: undefined, status: 200 };
  assert.deepEqual(events.map(withoutDuration), [
    { ...common, type: 'opened', action: 'open', requestId: 'REQUEST-1' },
    { ...common, type: 'refreshed', action: 'refresh', requestId: 'REQUEST-2' },
  ]);
  assert.deepEqual(errors, []);
});

test('the duration is that of the whole answer', async () => {
  const { handler, events } = observed({
    authorize: async () => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      return grant;
    },
  });
  await post(handler, open);
  assert.ok(events[0]!.duration >= 39, `${events[0]!.duration} ms`);
});

describe('refused', () => {
  test('without authorize, by the host, and before it is asked', async () => {
    const denied = observed({ authorize: () => false });
    await post(denied.handler, open);
    assert.deepEqual(denied.events.map(withoutDuration), [
      { ...unknown, type: 'refused', action: 'open', sourceURI: 'report-17', code: 'AccessDenied', status: 403 },
    ]);
    const { handler, events } = observed();
    await post(handler, '{');
    await post(handler, open, { headers: { origin: 'https://attacker.example' } });
    await post(handler, { ...open, sourceURI: 'a\0b' });
    await post(handler, { action: 'refresh', accessToken: 'a', refreshToken: 'b' });
    assert.deepEqual(events.map(withoutDuration), [
      { ...unknown, type: 'refused', code: 'InvalidRequest', status: 400 },
      { ...unknown, type: 'refused', code: 'AccessDenied', status: 403 },
      { ...unknown, type: 'refused', action: 'open', code: 'InvalidSourceURI', status: 400 },
      { ...unknown, type: 'refused', action: 'refresh', code: 'SessionExpired', status: 410 },
    ]);
  });

  test('by IMM, with its request id', async () => {
    const { handler, events, imm } = observed();
    imm.refuse = () => new ImmError('InternalError', 500, 'no', 'REQUEST-OF-IMM');
    await post(handler, open);
    assert.deepEqual(events.map(withoutDuration), [
      {
        ...ada,
        type: 'refused',
        action: 'open',
        permission: { ...NOTHING, copy: true },
        requestId: 'REQUEST-OF-IMM',
        code: 'InternalError',
        status: 500,
      },
    ]);
  });

  test('a session whose rights were narrowed, with the rights that are left', async () => {
    let granted: Grant = { ...grant, permission: EVERYTHING };
    const { handler, events } = observed({ authorize: () => granted });
    const opened = await post(handler, { ...open, permission: EVERYTHING });
    granted = { ...grant, permission: {} };
    await post(handler, refreshOf(opened));
    assert.deepEqual(withoutDuration(events[1]!), {
      ...{ ...ada, type: 'refused', action: 'refresh', permission: NOTHING, requestId: undefined, code: 'SessionExpired', status: 410 },
    });
  });
});

test('no token, no password, and nothing of preflights', async () => {
  const { handler, events } = observed();
  const opened = await post(handler, open);
  const refreshed = await post(handler, refreshOf(opened));
  await post(handler, { ...refreshOf(opened), accessToken: 'stolen-token' });
  await handler(new Request('https://host.example/', { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } }));
  assert.equal(events.length, 3);
  const told = JSON.stringify(events);
  const secrets = [
    'hunter2',
    'stolen-token',
    'access-1',
    'access-2',
    'refresh-1',
    'refresh-2',
    opened.body.refreshToken!,
    refreshed.body.refreshToken!,
  ];
  for (const word of secrets) assert.ok(!told.includes(word), word);
});

test('a refresh token with the access token of another pair: the document it was for', async () => {
  const { handler, events } = observed();
  const opened = await post(handler, open);
  await post(handler, { ...refreshOf(opened), accessToken: 'stolen-token' });
  assert.deepEqual(withoutDuration(events[1]!), {
    ...{ ...unknown, sourceURI: 'report-17' },
    ...{ type: 'refused', action: 'refresh', code: 'SessionExpired', status: 410 },
  });
});

describe('a callback that fails changes no answer, and nothing is left unhandled', () => {
  const failure = new Error('the metrics are away');
  const callbacks: Record<string, () => void | Promise<void>> = {
    throws: () => {
      throw failure;
    },
    rejects: () => Promise.reject(failure),
    'never settles': () => new Promise(() => undefined),
  };
  for (const [what, onEvent] of Object.entries(callbacks)) {
    test(`onEvent ${what}`, async () => {
      const { handler, errors } = observed({ onEvent });
      assert.equal(outcome(await post(handler, open)), '200');
      assert.equal(outcome(await post(handler, { action: 'open' })), '400 InvalidRequest');
      await new Promise(setImmediate);
      assert.deepEqual(errors, what === 'never settles' ? [] : [failure, failure]);
    });

    test(`onError ${what}`, async () => {
      const unhandled: unknown[] = [];
      const hear = (reason: unknown) => void unhandled.push(reason);
      process.on('unhandledRejection', hear);
      const logged: unknown[] = [];
      const error = console.error;
      console.error = (line: unknown) => void logged.push(line);
      try {
        const { handler } = observed({ onError: onEvent, authorize: () => Promise.reject(new Error('no database')) });
        assert.equal(outcome(await post(handler, open)), '500 InternalError');
        await new Promise(setImmediate);
      } finally {
        console.error = error;
        process.off('unhandledRejection', hear);
      }
      assert.deepEqual(unhandled, []);
      assert.deepEqual(logged, what === 'never settles' ? [] : ['imm-weboffice: the metrics are away']);
    });
  }
});
