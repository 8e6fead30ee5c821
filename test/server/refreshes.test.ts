/** What `authorize` receives, and which servers take a sealed refresh token. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createTokenHandler, type AuthorizeContext, type TokenHandlerOptions } from '../../server/src/index.js';
import { createSeal } from '../../server/src/seal.js';
import { outcome, post, refreshOf, stubImm } from '../setup/token-endpoint.js';

const SECRET = 'a secret of thirty-two characters';
const ASKED = {
  action: 'open',
  sourceURI: 'report-17',
  filename: 'shown.docx',
  permission: { readonly: false, copy: true },
  cachePreview: false,
  previewPages: 20,
  password: 'open sesame',
  hidecmb: false,
  watermark: { type: 1, value: 'mark' },
  user: { id: 'hint', name: 'Hint', avatar: 'https://host.example/a.png' },
  userData: 'data',
  externalUploaded: false,
} as const;

function handlerFor(options: Partial<TokenHandlerOptions> = {}) {
  const seen: AuthorizeContext[] = [];
  const handler = createTokenHandler({
    imm: stubImm(),
    notifyTopicName: 'topic',
    authorize: (context) => (seen.push(context), { user: { id: 'ada' }, sourceURI: 'oss://bucket/report.docx' }),
    ...options,
  });
  return { handler, seen };
}

describe('authorize receives', () => {
  test('at an open the request and everything that was asked', async () => {
    const { handler, seen } = handlerFor({ secret: SECRET });
    assert.equal(outcome(await post(handler, ASKED, { headers: { cookie: 'session=1' } })), '200');
    const [{ request, ...rest }] = seen as [AuthorizeContext];
    assert.equal(request.headers.get('cookie'), 'session=1');
    assert.deepEqual(rest, { action: 'open', sourceURI: 'report-17', asked: ASKED });
  });

  test('at a refresh the new request and what was asked at the open, without password and long texts', async () => {
    const { handler, seen } = handlerFor({ secret: SECRET });
    const opened = await post(handler, ASKED);
    assert.equal(outcome(await post(handler, refreshOf(opened), { headers: { cookie: 'session=2' } })), '200');
    const { request, ...rest } = seen[1]!;
    assert.equal(request.headers.get('cookie'), 'session=2');
    const { action, sourceURI, permission, cachePreview, previewPages } = ASKED;
    const asked = { action, sourceURI, permission, cachePreview, previewPages, user: { id: 'hint', name: 'Hint' } };
    assert.deepEqual(rest, { action: 'refresh', sourceURI: 'report-17', asked });
  });

  test('the same at the refresh of a refresh, and nothing that was not asked', async () => {
    const { handler, seen } = handlerFor({ secret: SECRET });
    const opened = await post(handler, { action: 'open', sourceURI: 'report-17' });
    const refreshed = await post(handler, refreshOf(opened));
    assert.equal(outcome(await post(handler, refreshOf(refreshed))), '200');
    const asked = seen.slice(1).map((context) => context.asked);
    for (const each of asked) assert.deepEqual(each, { action: 'open', sourceURI: 'report-17' });
    assert.equal(asked.length, 2);
  });
});

describe('a refresh token of one server, for the same user on another', () => {
  const refreshElsewhere = async (first: TokenHandlerOptions['secret'], second: TokenHandlerOptions['secret']) => {
    const opened = await post(handlerFor({ secret: first }).handler, ASKED);
    const { handler, seen } = handlerFor({ secret: second });
    return [outcome(await post(handler, refreshOf(opened))), seen.length];
  };
  test('is good with the same secret', async () => assert.deepEqual(await refreshElsewhere(SECRET, SECRET), ['200', 1]));
  test('is no good without secrets: each has a random one', async () =>
    assert.deepEqual(await refreshElsewhere(undefined, undefined), ['410 SessionExpired', 0]));
  test('is no good with another secret', async () =>
    assert.deepEqual(await refreshElsewhere(SECRET, 'another secret of thirty-two chars'), ['410 SessionExpired', 0]));
});

describe('a seal', () => {
  const granted = {
    ...{ user: 'u', document: 'd' },
    permission: { readonly: true, rename: false, history: false, copy: false, export: false, print: false },
  };
  const content = { asked: { action: 'open' as const, sourceURI: 'x' }, granted, accessToken: 'hash', refreshToken: 'imm-refresh' };
  const later = () => new Date(Date.now() + 60_000);
  test('is opened by its secret, and by no other', async () => {
    const sealed = await createSeal(SECRET).close(content, later());
    assert.deepEqual(await createSeal(SECRET).open(sealed), content);
    assert.equal(await createSeal('another secret of thirty-two chars').open(sealed), undefined);
    assert.ok(!Buffer.from(sealed, 'base64url').toString('latin1').includes('imm-refresh'));
  });
  test('is good until it expires', async () => {
    const seal = createSeal(SECRET);
    assert.equal(await seal.open(await seal.close(content, new Date(Date.now() - 1_000))), undefined);
  });
  test('that was changed in any place is no good', async () => {
    const seal = createSeal(SECRET);
    const sealed = await seal.close(content, later());
    // Not the very last character: four of its six bits are of no tag.
    for (const at of [0, sealed.indexOf('..') + 3, sealed.length - 2]) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      assert.equal(await seal.open(changed), undefined, `changed at ${at}`);
    }
    assert.equal(await seal.open(''), undefined);
  });
  test('takes a secret of 32 characters, and none of 31', () => {
    assert.doesNotThrow(() => createSeal('x'.repeat(32)));
    assert.throws(() => createSeal('x'.repeat(31)), { name: 'RangeError', message: /31 characters; at least 32/ });
  });
});
