/** Decisions that come as signed grants: what they open, how long a session goes on with them, and what no attacker gets. */
import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { authorizeByGrant, createTokenHandler, type SignedGrantOptions } from '../../server/src/index.js';
import { AUDIENCE, DOCUMENT, FOREIGN, KEYS, SECRET, claims, grant, jwt, pemOf, seconds } from '../setup/signed-grants.js';
import { outcome, post, refreshOf, stubImm } from '../setup/token-endpoint.js';
import { FORGED, MISUSED } from './grant-attacks.js';

const ALL_KEYS = { secret: SECRET, publicKey: Object.values(KEYS).map(({ publicKey }) => pemOf(publicKey)) };
const EVERYTHING = { readonly: false, rename: true, history: true, copy: true, export: true, print: true };

function endpoint(options: Partial<SignedGrantOptions> = {}) {
  const imm = stubImm();
  const events: string[] = [];
  const handler = createTokenHandler({
    imm,
    secret: 'a secret of thirty-two characters',
    notification: { MNS: { TopicName: 'topic' } },
    authorize: authorizeByGrant({ ...ALL_KEYS, audience: AUDIENCE, ...options }),
    onEvent: (event) => events.push(JSON.stringify(event)),
    onError: (error) => events.push(String(error)),
  });
  const open = (token: unknown, asked: object = {}) => post(handler, { action: 'open', sourceURI: DOCUMENT, ...asked, grant: token });
  return { imm, handler, events, open };
}

describe('a grant opens its document', () => {
  const kinds = [
    ['HS256', SECRET],
    ['RS256', KEYS.rsa.privateKey],
    ['ES256', KEYS.ec.privateKey],
    ['EdDSA', KEYS.ed.privateKey],
    ['Ed25519', KEYS.ed.privateKey],
  ] as const;
  for (const [alg, key] of kinds) {
    test(`signed with ${alg}`, async () => assert.equal((await endpoint().open(grant({}, { alg, key }))).status, 200));
  }
  test('with the older of two secrets', async () => {
    const { open } = endpoint({ secret: ['the newer secret of more than 32 characters', SECRET] });
    assert.equal((await open(grant())).status, 200);
  });
  test('for one of several audiences, by clocks that are 20 s apart', async () => {
    const ahead = seconds() + 20;
    assert.equal((await endpoint().open(grant({ aud: ['other', AUDIENCE], iat: ahead, nbf: ahead, exp: ahead + 60 }))).status, 200);
    assert.equal((await endpoint().open(grant({ iat: seconds() - 80, exp: seconds() - 20 }))).status, 200);
  });
  test('with all that it says, whatever the browser asks beyond it', async () => {
    const { open, imm } = endpoint();
    const said = {
      name: 'Ada',
      avatar: 'https://host.example/ada.png',
      filename: 'Report.docx',
      permission: { readonly: true, copy: true },
      preview_pages: 3,
      watermark: { type: 1, value: 'Ada' },
      user_data: 'from the host',
    };
    const asked = {
      permission: EVERYTHING,
      previewPages: 50,
      watermark: { type: 0 },
      filename: 'other.docx',
      user: { id: 'eve', name: 'Eve' },
      userData: 'from the browser',
    };
    assert.equal((await open(grant(said), asked)).status, 200);
    const { SourceURI, Filename, Permission, PreviewPages, Watermark, User, UserData } = imm.calls[0]!.parameters;
    assert.deepEqual(
      { SourceURI, Filename, Permission, PreviewPages, Watermark, User, UserData },
      {
        SourceURI: DOCUMENT,
        Filename: 'Report.docx',
        Permission: { Readonly: true, Rename: false, History: false, Copy: true, Export: false, Print: false },
        PreviewPages: 3,
        Watermark: { Type: 1, Value: 'Ada' },
        User: { Id: 'ada', Name: 'Ada', Avatar: 'https://host.example/ada.png' },
        UserData: 'from the host',
      },
    );
  });
  test('to read only, when it says nothing of rights', async () => {
    const { open, imm } = endpoint();
    await open(grant(), { permission: EVERYTHING });
    assert.deepEqual(imm.calls[0]!.parameters.Permission, {
      Readonly: true,
      Rename: false,
      History: false,
      Copy: false,
      Export: false,
      Print: false,
    });
  });
});

test('without a grant, nobody is let in', async () => {
  const { handler, imm } = endpoint();
  assert.match(outcome(await post(handler, { action: 'open', sourceURI: DOCUMENT })), /Unauthenticated/);
  assert.equal(imm.calls.length, 0);
});

for (const [kind, attacks] of Object.entries({ forged: FORGED, misused: MISUSED })) {
  describe(`${kind}: refused, and IMM hears nothing`, () => {
    for (const [what, make, code] of attacks) {
      test(what, async () => {
        const { open, imm, events } = endpoint();
        const token = make();
        const answer = await open(token);
        assert.match(outcome(answer), new RegExp(code), JSON.stringify(answer.body));
        assert.equal(imm.calls.length, 0);
        // Neither the answer nor what is logged repeats the token.
        const told = JSON.stringify(answer.body) + events.join();
        if (typeof token === 'string' && token.length > 20) assert.ok(!told.includes(token.slice(-20)), told);
      });
    }
  });
}

describe('a session goes on with its grant', () => {
  async function opened(change: Record<string, unknown> = {}, options: Partial<SignedGrantOptions> = {}) {
    const of = endpoint(options);
    const answer = await of.open(grant(change));
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return { ...of, answer };
  }
  /** Refreshes at a time that is so many ms later. The pair's own end is a minute after it was given. */
  async function refreshAfter(ms: number, of: Awaited<ReturnType<typeof opened>>, extra: object = {}, handler = of.handler) {
    mock.timers.enable({ apis: ['Date'], now: Date.now() + ms });
    try {
      return await post(handler, { ...refreshOf(of.answer), ...extra });
    } finally {
      mock.timers.reset();
    }
  }

  test('past its exp', async () => {
    const of = await opened({ exp: seconds() + 5 });
    assert.equal((await refreshAfter(50_000, of)).status, 200);
  });
  test('until session_exp', async () => {
    const of = await opened({ session_exp: seconds() + 20 });
    assert.equal((await refreshAfter(15_000, of)).status, 200);
    assert.match(outcome(await refreshAfter(21_000, of)), /401 GrantExpired/);
  });
  test('until the endpoint’s own limit, whatever session_exp says', async () => {
    const of = await opened({ session_exp: seconds() + 86_400 }, { maxSession: 30_000 });
    assert.equal((await refreshAfter(25_000, of)).status, 200);
    assert.match(outcome(await refreshAfter(31_000, of)), /GrantExpired/);
  });
  test('and with a newer one from then on', async () => {
    const of = await opened({ session_exp: seconds() + 20 });
    const newer = grant({ iat: seconds() + 25, exp: seconds() + 60 });
    const answer = await refreshAfter(25_000, of, { grant: newer });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    // The newer one is what the session rests on now.
    assert.equal((await refreshAfter(30_000, { ...of, answer })).status, 200);
  });
  test('which may say less, and ends it then', async () => {
    const { open, handler } = endpoint();
    const answer = await open(grant({ permission: EVERYTHING }), { permission: EVERYTHING });
    const narrowed = grant({ permission: { readonly: false } });
    assert.match(outcome(await post(handler, { ...refreshOf(answer), grant: narrowed })), /410 SessionExpired/);
  });
  const newer: [what: string, token: () => string, code: string][] = [
    ['for another user', () => grant({ sub: 'eve' }), '410 SessionExpired'],
    ['for another document', () => grant({ src: 'oss://bucket/other.docx' }), '403 AccessDenied'],
    ['that has expired', () => grant({ iat: seconds() - 400, exp: seconds() - 40 }), '401 GrantExpired'],
    ['that is forged', () => grant({}, { key: 'another secret of more than 32 characters' }), '403 AccessDenied'],
  ];
  for (const [what, token, code] of newer) {
    test(`not with one ${what}`, async () => {
      const of = await opened();
      assert.match(outcome(await post(of.handler, { ...refreshOf(of.answer), grant: token() })), new RegExp(code));
    });
  }
  test('not once its key is gone', async () => {
    const of = await opened();
    const { handler } = endpoint({ secret: 'the newer secret of more than 32 characters' });
    assert.match(outcome(await post(handler, refreshOf(of.answer))), /403 AccessDenied/);
  });
  test('not where none was sealed with it', async () => {
    const imm = stubImm();
    const secret = 'a secret of thirty-two characters';
    const before = createTokenHandler({ imm, secret, authorize: () => ({ user: { id: 'ada' } }) });
    const answer = await post(before, { action: 'open', sourceURI: DOCUMENT });
    assert.match(outcome(await post(endpoint().handler, refreshOf(answer))), /401 Unauthenticated/);
  });
  test('and its refresh token fits into the contract, however long the grant is', async () => {
    const src = `oss://bucket/${'文'.repeat(330)}.docx`;
    const token = jwt(claims({ src, name: 'x'.repeat(1_000) }));
    assert.ok(token.length > 2_800, String(token.length));
    const answer = await endpoint().open(token, { sourceURI: src });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.ok(answer.body.refreshToken!.length <= 8_192, String(answer.body.refreshToken!.length));
  });
});

describe('single use', () => {
  test('lets one of ten in', async () => {
    const { open, imm } = endpoint({ singleUse: true });
    const token = grant();
    const answers = (await Promise.all(Array.from({ length: 10 }, () => open(token)))).map(({ status }) => status);
    assert.deepEqual(answers.sort(), [200, ...Array<number>(9).fill(401)]);
    assert.equal(imm.calls.length, 1);
  });
  test('goes by jti, not by the token’s letters', async () => {
    const { open } = endpoint({ singleUse: true });
    assert.equal((await open(grant({ jti: '1' }))).status, 200);
    assert.match(outcome(await open(grant({ jti: '1', name: 'Ada' }))), /GrantExpired/);
    assert.equal((await open(grant({ jti: '2' }))).status, 200);
  });
  test('needs a jti', async () => {
    assert.match(outcome(await endpoint({ singleUse: true }).open(grant({ jti: undefined }))), /AccessDenied/);
  });
  test('does not count refreshes', async () => {
    const { open, handler } = endpoint({ singleUse: true });
    const answer = await open(grant());
    assert.equal((await post(handler, refreshOf(answer))).status, 200);
  });
});

describe('what cannot be configured', () => {
  const wrong: [what: string, options: Partial<SignedGrantOptions>, message: RegExp][] = [
    ['no key', { secret: undefined, publicKey: undefined }, /need a key/],
    ['a short secret', { secret: 'short' }, /at least 32 characters/],
    ['a private key', { publicKey: KEYS.ec.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() }, /private key/],
    ['what is no key', { publicKey: 'key' }, /no public key in PEM/],
    ['no audience', { audience: '' }, /audience is missing/],
    ['a lifetime in s', { maxLifetime: 600 / 1_000 }, /maxLifetime has to be at least 1,000 ms/],
    ['a key set over http', { jwksURL: 'http://keys.example/jwks' }, /https/],
    ['a key set of the machine’s metadata', { jwksURL: 'http://169.254.169.254/latest' }, /https/],
    ['a key set in a file', { jwksURL: 'file:///etc/passwd' }, /https/],
    ['a key set with a password', { jwksURL: 'https://a:b@keys.example/jwks' }, /password/],
    ['a key set without an address', { jwksURL: '/jwks' }, /absolute URL/],
  ];
  for (const [what, options, message] of wrong) {
    test(what, () => assert.throws(() => authorizeByGrant({ ...ALL_KEYS, audience: AUDIENCE, ...options }), message));
  }
});

test('the foreign keys of these attacks would do, were they the endpoint’s', async () => {
  const { open } = endpoint({ publicKey: pemOf(FOREIGN.rsa.publicKey) });
  assert.equal((await open(grant({}, { alg: 'RS256', key: FOREIGN.rsa.privateKey }))).status, 200);
});
