/** Grants whose keys are in a JSON Web Key Set that the endpoint reads. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import type { ServerResponse } from 'node:http';
import { authorizeByGrant, createTokenHandler } from '../../server/src/index.js';
import { json, listen } from '../setup/http-server.js';
import { AUDIENCE, DOCUMENT, FOREIGN, KEYS, SECRET, grant } from '../setup/signed-grants.js';
import { outcome, post, stubImm } from '../setup/token-endpoint.js';

const jwk = (pair: (typeof KEYS)['rsa'], kid: string) => ({ ...pair.publicKey.export({ format: 'jwk' }), kid });
const OTHER = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const SET = { keys: [jwk(KEYS.rsa, 'rsa'), jwk(KEYS.ec, 'ec'), jwk(KEYS.ed, 'ed')] };
const RSA = { alg: 'RS256', key: KEYS.rsa.privateKey, header: { kid: 'rsa' } };

async function withKeys(answer: (response: ServerResponse) => unknown) {
  const keys = await listen(answer);
  const errors: string[] = [];
  const handler = createTokenHandler({
    imm: stubImm(),
    secret: 'a secret of thirty-two characters',
    authorize: authorizeByGrant({ jwksURL: `${keys.url}/jwks`, audience: AUDIENCE }),
    onError: (error) => errors.push(String(error)),
  });
  const open = async (token: string) => outcome(await post(handler, { action: 'open', sourceURI: DOCUMENT, grant: token }));
  return { keys, open, errors, [Symbol.asyncDispose]: () => keys[Symbol.asyncDispose]() };
}

test('each kind of key signs, and the set is read once', async () => {
  await using of = await withKeys((response) => json(response, SET));
  assert.equal(await of.open(grant({}, RSA)), '200');
  assert.equal(await of.open(grant({}, { alg: 'ES256', key: KEYS.ec.privateKey, header: { kid: 'ec' } })), '200');
  assert.equal(await of.open(grant({}, { alg: 'EdDSA', key: KEYS.ed.privateKey, header: { kid: 'ed' } })), '200');
  assert.equal(of.keys.heard.length, 1);
});

test('a token that names no key is tried with each that it could mean', async () => {
  await using of = await withKeys((response) =>
    json(response, { keys: [jwk(FOREIGN.rsa, 'new'), jwk(KEYS.rsa, 'old'), jwk(KEYS.ec, 'ec')] }),
  );
  assert.equal(await of.open(grant({}, { ...RSA, header: {} })), '200');
  assert.equal(await of.open(grant({}, { ...RSA, header: {}, key: OTHER.privateKey })), '403 AccessDenied');
  assert.deepEqual(of.errors, []);
});

test('a flood of unknown keys makes no flood of requests', async () => {
  await using of = await withKeys((response) => json(response, SET));
  for (let kid = 0; kid < 20; kid++) {
    assert.equal(await of.open(grant({}, { ...RSA, header: { kid: String(kid) } })), '403 AccessDenied');
  }
  assert.equal(of.keys.heard.length, 1);
});

describe('refused, with a key set that has', () => {
  test('a secret (oct)', async () => {
    const oct = { kty: 'oct', kid: 'rsa', k: Buffer.from(SECRET).toString('base64url'), alg: 'HS256' };
    await using of = await withKeys((response) => json(response, { keys: [oct] }));
    assert.equal(await of.open(grant({}, { header: { kid: 'rsa' } })), '403 AccessDenied');
  });
  test('another key of the same name', async () => {
    await using of = await withKeys((response) => json(response, { keys: [jwk(FOREIGN.rsa, 'rsa')] }));
    assert.equal(await of.open(grant({}, RSA)), '403 AccessDenied');
  });
  test('a key for encryption', async () => {
    await using of = await withKeys((response) => json(response, { keys: [{ ...jwk(KEYS.rsa, 'rsa'), use: 'enc' }] }));
    assert.equal(await of.open(grant({}, RSA)), '403 AccessDenied');
  });
  test('no keys', async () => {
    await using of = await withKeys((response) => json(response, { keys: [] }));
    assert.equal(await of.open(grant({}, RSA)), '403 AccessDenied');
  });
});

describe('a key set that cannot be read is nobody’s fault at the page', () => {
  const rows: [what: string, answer: (response: ServerResponse) => unknown][] = [
    ['500', (response) => response.writeHead(500).end()],
    ['a page', (response) => response.writeHead(200).end('<html>')],
    ['a list', (response) => json(response, [])],
    ['over 256 KB', (response) => json(response, { keys: [], more: 'x'.repeat(300_000) })],
    ['a connection that breaks', (response) => response.destroy()],
  ];
  for (const [what, answer] of rows) {
    test(what, async () => {
      await using of = await withKeys(answer);
      assert.equal(await of.open(grant({}, RSA)), '503 ServiceUnavailable');
      assert.equal(of.errors.length, 1);
    });
  }
  test('a redirect, which is not followed', async () => {
    await using elsewhere = await listen((response) => json(response, SET));
    await using of = await withKeys((response) => response.writeHead(302, { location: `${elsewhere.url}/jwks` }).end());
    assert.equal(await of.open(grant({}, RSA)), '503 ServiceUnavailable');
    assert.equal(elsewhere.heard.length, 0);
  });
});
